"""Extract: what the annotated text tells: attributions, events with their participants, certainty and status."""

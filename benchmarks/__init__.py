"""Measures of quality and speed; each prints its figures and can write them to docs/scores.md."""

"""Models: weights, the session that runs them, and the windows through which they see text."""

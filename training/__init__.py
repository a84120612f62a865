"""Training and data of our own; never imported by the package."""

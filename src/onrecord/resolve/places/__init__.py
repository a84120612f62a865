"""Places: from a name to a place of the bundled gazetteer."""

"""Builds the register of actors and the gazetteer that the package ships."""

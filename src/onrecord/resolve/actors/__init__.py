"""Actors: from the words of a mention to country, sectors and office, by a bundled register and by composition."""

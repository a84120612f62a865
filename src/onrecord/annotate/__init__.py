"""Annotate: sentences, syntax, mentions, coreference and time expressions of one article."""

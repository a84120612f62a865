"""A record as local web pages: to look at, to click through to the words, and to correct."""

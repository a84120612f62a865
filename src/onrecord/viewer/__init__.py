"""A record as local web pages: to look at, to click through to the words, and to correct."""

from onrecord.viewer.app import make_app
from onrecord.viewer.index import Index
from onrecord.viewer.serve import serve

__all__ = ["Index", "make_app", "serve"]

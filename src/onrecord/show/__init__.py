"""A record in the terminal: the page, and one report whole."""

from onrecord.show.page import Filters, page
from onrecord.show.whole import whole

__all__ = ["Filters", "page", "whole"]

"""A record in the terminal: the page, one report whole, events and one event whole."""

from onrecord.show.event import whole_event
from onrecord.show.events import events_page
from onrecord.show.page import Filters, page
from onrecord.show.whole import whole

__all__ = ["Filters", "events_page", "page", "whole", "whole_event"]

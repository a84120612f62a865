"""Reports put together: copies, stories, events, origins. Nothing here changes a report."""

from onrecord.link.linking import Outcome, link

__all__ = ["Outcome", "link"]

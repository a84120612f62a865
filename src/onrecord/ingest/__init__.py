"""The first stage: files of any kind in, articles with untouched text out; what cannot be read comes out as `Unread`."""

from onrecord.ingest.files import articles
from onrecord.ingest.language import language

__all__ = ["articles", "language"]

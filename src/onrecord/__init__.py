"""Reads news articles and keeps the record: who did what to whom, when and where, and who says so, through whom, and how sure.

import onrecord

reading = onrecord.read("Officials said …", published="2026-03-04")   # one text
quotes = onrecord.quotes("Officials said …")                            # who says what in it
reader = onrecord.load()                                                # many: reader.pipe(articles)
record = onrecord.open("record")                                        # a record on disk: record.reports(), record.sql("…")
"""

import datetime as _datetime
from pathlib import Path as _Path
from typing import TYPE_CHECKING

from onrecord._version import __version__
from onrecord.errors import CodebookError, InputError, OnRecordError, StoreError, WeightsError
from onrecord.record import Article, Attribution, Reading, Report, Unread

if TYPE_CHECKING:
    from onrecord.quoting import Quote
    from onrecord.reader import Reader
    from onrecord.store import Record

__all__ = [
    "Article",
    "Attribution",
    "CodebookError",
    "InputError",
    "OnRecordError",
    "Reading",
    "Report",
    "StoreError",
    "Unread",
    "WeightsError",
    "__version__",
    "load",
    "open",
    "quotes",
    "read",
]


# spaCy and the models take a second to load: only who reads waits for them
def load() -> "Reader":
    """The reader with the package's own models. Its `pipe(articles)` yields readings lazily.

    Raises:
        WeightsError: a model is missing or is not the one that its card names.
    """
    from onrecord.reader import load_reader

    return load_reader()


def read(
    text: str,
    *,
    published: str | _datetime.date | None = None,
    publisher: str | None = None,
    title: str | None = None,
    url: str | None = None,
) -> Reading:
    """Reads one article.

    Args:
        text: its text; every offset of the reading counts into it, in code points.
        published: the day of publication, in any common form; without it "yesterday" stays unresolved.
        publisher: the outlet.
        title: the headline.
        url: where it stood.

    Raises:
        InputError: the text is empty, not English, or longer than an article, or the date cannot be understood.
    """
    from onrecord.ingest.assembly import assemble

    article = assemble(
        {"text": text, "published": published, "publisher": publisher, "title": title, "url": url}, origin="the text given"
    )
    if isinstance(article, Unread):
        raise InputError(article.error)
    if published is not None and article.published is None:
        raise InputError(f"published={published!r} cannot be understood as a day: write it as YYYY-MM-DD")
    reading = load().read(article)
    if isinstance(reading, Unread):
        raise InputError(reading.error)
    return reading


def quotes(text: str, *, publisher: str | None = None, title: str | None = None) -> "tuple[Quote, ...]":
    """Who says what in a text: every attribution with its source, cue and words, its speaker, medium and chain.

    Args:
        text: an article, or a few sentences; offsets count into it, in code points.
        publisher: the outlet, which ends every chain and is nobody's medium.
        title: the headline.

    Raises:
        InputError: the text is empty, not English, or longer than an article.
    """
    from onrecord.quoting import quotes_of

    return quotes_of(read(text, publisher=publisher, title=title))


def open(path: str | _Path) -> "Record":
    """Opens a record on disk.

    Raises:
        StoreError: there is none, or it is of another format.
    """
    from onrecord.store import Record

    return Record.open(path)

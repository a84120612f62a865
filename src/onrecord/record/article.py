"""A news article as it was given: its words, untouched, and what is known about it.

Invariant: `text` is never changed after it came in; every offset in a record counts into it.
"""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from onrecord.record.span import Span


class PartKind(StrEnum):
    """Furniture of a page: text that belongs to the article's frame and tells no events."""

    BYLINE = "byline"
    AGENCY = "agency"
    DATELINE = "dateline"
    FOOTER = "footer"
    LINK = "link"
    NOTICE = "notice"
    #: what the whole account rests on: "This article is based on interviews with …"
    SOURCING = "sourcing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One piece of furniture."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """Where (and when) a story was filed: "MOSCOW, March 3 (Reuters) -"."""

    span: Span
    #: the words that name the place, if any
    place: Span | None = None
    #: the words that name the day, if any
    day: Span | None = None
    #: the words that name the agency, if any
    agency: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article. `id` is a hash of `url` and `text`; `name` is the id that the input gave it, if any."""

    id: str
    text: str
    #: the input's own id, or the file's name without its ending
    name: str | None = None
    url: str | None = None
    publisher: str | None = None
    #: full name of the agency that the story is credited to ("Reuters"), if it says so
    agency: str | None = None
    byline: str | None = None
    headline: str | None = None
    dateline: Dateline | None = None
    published: date | None = None
    retrieved: datetime | None = None
    #: ISO 639-1
    language: str | None = None
    #: path and, where it has several articles, position in the file that it came from
    origin: str | None = None
    parts: tuple[Part, ...] = field(default=())


def article_id(text: str, url: str | None = None) -> str:
    """The id of an article: 16 hexadecimal digits of the SHA-256 of its url and text (64 bits)."""
    # "surrogatepass": an id can be had even for text that no codec would write
    return hashlib.sha256(f"{url or ''}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]

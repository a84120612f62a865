"""What one article yielded, whole; or why it yielded nothing."""

from dataclasses import dataclass, field

from onrecord.record.article import Article
from onrecord.record.attribution import Attribution
from onrecord.record.html import reading_html, unread_html
from onrecord.record.mention import Mention
from onrecord.record.report import Report


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One article's whole yield, with the digest of what read it."""

    article: Article
    mentions: tuple[Mention, ...] = field(default=())
    attributions: tuple[Attribution, ...] = field(default=())
    reports: tuple[Report, ...] = field(default=())
    #: digest of the models' weights, the codebook and the version that read it
    reader: str

    def _repr_html_(self) -> str:
        return reading_html(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """An article (or a line or a file that should have held one) that could not be read. Nothing vanishes."""

    #: hash of what could be got hold of; never empty
    id: str
    #: where it stands: path, and line or row where there are several
    origin: str
    #: "ingest", "language", "annotate", "extract", "resolve"
    stage: str
    #: what was wrong and what can be done, for a person
    error: str
    #: the input's own id, if it could be read
    name: str | None = None
    url: str | None = None
    #: the beginning of what was there, at most 200 characters
    excerpt: str = ""
    #: digest of the reader that gave up on it; None when it never came to a reader
    reader: str | None = None

    def _repr_html_(self) -> str:
        return unread_html(self)

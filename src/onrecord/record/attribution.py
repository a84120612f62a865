"""Who says so: a source, the cue that ties it to its words, and the words."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.span import Span


class Manner(StrEnum):
    """Whose words the content is in."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class SpeakerKind(StrEnum):
    """Codebook, section 5."""

    NAMED = "named"
    ROLE = "role"
    ANONYMOUS = "anonymous"
    INSTITUTION = "institution"
    DOCUMENT = "document"
    OUTLET = "outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose words they are, resolved through the article: `name` is the fullest form that the article gives."""

    name: str
    kind: SpeakerKind
    #: the words that give the fullest form
    span: Span
    #: the words that say why they are not named, where the article gives them
    ground: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """The outlet through which the words came, as the article cites it."""

    name: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One attribution. Content may be several pieces; the source may be missing."""

    #: number of the attribution in its article, in text order of its content
    number: int
    #: the source's words as they stand here ("she", "the ministry")
    source: Span | None
    #: number of the mention that the source is, if it is one
    mention: int | None = None
    cue: Span | None
    content: tuple[Span, ...]
    manner: Manner
    speaker: Speaker | None
    medium: Medium | None = None
    #: whether the article keeps its distance ("claimed", "allegedly")
    distanced: bool = False
    #: the attribution whose content holds this one
    within: "Attribution | None" = None
    score: float = 1.0

    def chain(self) -> Iterator["Attribution"]:
        """This attribution, then the one around it, outwards."""
        here: Attribution | None = self
        while here is not None:
            yield here
            here = here.within

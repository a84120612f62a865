"""How sure the *source* is that something happened. Never how sure our model is: that is a score."""

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.record.span import Span


class Degree(StrEnum):
    """FactBank's modality (Saurí and Pustejovsky 2009)."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNSTATED = "unstated"


class Polarity(StrEnum):
    """FactBank's polarity."""

    POSITIVE = "positive"
    NEGATIVE = "negative"


class Setting(StrEnum):
    """The world in which it is told to happen (PLOVER's contexts, narrowed)."""

    ACTUAL = "actual"
    HISTORICAL = "historical"
    FUTURE = "future"
    HYPOTHETICAL = "hypothetical"


class Status(StrEnum):
    """Codebook, section 4. Only the first three happened according to someone."""

    FACT = "fact"
    REPORTED = "reported"
    ALLEGED = "alleged"
    DENIED = "denied"
    NEGATED = "negated"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"

    @property
    def happened(self) -> bool:
        """Whether it happened, according to someone."""
        return self in (Status.FACT, Status.REPORTED, Status.ALLEGED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A word that bears on certainty, and what it says: "negation", "modal", "condition", "future", "hedge", "denial" …"""

    span: Span
    bears: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Certainty:
    """Degree, polarity and setting of one event word, with the words that carry them."""

    degree: Degree = Degree.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    setting: Setting = Setting.ACTUAL
    cues: tuple[Cue, ...] = field(default=())
    #: all of it in one number, as readers judge it: from -3 (certainly did not happen) to +3 (certainly did); None if not reckoned
    factuality: float | None = None

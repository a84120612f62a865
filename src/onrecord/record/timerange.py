"""When: the days on which something took place, and how they are known."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from onrecord.record.span import Span


class Basis(StrEnum):
    """Where a date comes from. A guessed date says so."""

    STATED = "stated"
    INFERRED = "inferred"
    #: by the day on which somebody told it
    SAID = "said"
    PUBLISHED = "published"

    @property
    def told(self) -> bool:
        """Whether words tell the day of the event itself."""
        return self in (Basis.STATED, Basis.INFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRange:
    """From the first day to the last, both included.

    Raises:
        ValueError: the last day comes before the first.
    """

    earliest: date
    latest: date
    basis: Basis
    #: the words that tell it; None when it is the publication date
    span: Span | None = None

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"a time range ends ({self.latest}) before it begins ({self.earliest})")

"""Words that tell a time, before anyone has worked out which days they mean."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.span import Span


class TimeKind(StrEnum):
    """TimeML's kinds: a point in time (day or coarser), a length of time, a repetition."""

    DATE = "date"
    DURATION = "duration"
    SET = "set"


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """One time expression ("last Friday", "the past two weeks")."""

    span: Span
    kind: TimeKind
    #: tense of the clause it stands in: "past", "present", "future" or None; it decides "on Monday"
    tense: str | None = None

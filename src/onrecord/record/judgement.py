"""What a person says of reports: right, wrong, to be mended, the same event or another. Judgements are only ever appended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Verdict(StrEnum):
    """What is said. The first two are of a pair of reports, the others of one."""

    SAME = "same"
    DIFFERENT = "different"
    ACCEPT = "accept"
    REJECT = "reject"
    FIX = "fix"

    @property
    def of_a_pair(self) -> bool:
        """Whether it is said of two reports."""
        return self in (Verdict.SAME, Verdict.DIFFERENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One person's word on one report or on two. A later one on the same wins over an earlier one; none is ever rewritten."""

    verdict: Verdict
    #: ids of the reports: two for `same` and `different`, in the order of their ids, one otherwise
    reports: tuple[str, ...]
    #: who judges, as they call themselves
    judge: str
    #: when, UTC
    at: datetime
    #: for `fix`: new values by the name of what they replace
    changes: Mapping[str, object] = field(default_factory=dict)
    #: why, in the judge's words
    reason: str | None = None
    #: digest of the reader whose report was judged; None for whichever it is
    reader: str | None = None

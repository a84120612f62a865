"""A report: one event, as told by one article. It is never rewritten."""

from dataclasses import dataclass, field
from enum import StrEnum

from onrecord.record.attribution import Attribution
from onrecord.record.certainty import Certainty, Status
from onrecord.record.entity import Entity
from onrecord.record.html import report_html
from onrecord.record.mention import Mention
from onrecord.record.place import Place
from onrecord.record.span import Span
from onrecord.record.timerange import TimeRange


class Role(StrEnum):
    """What a participant does in an event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Someone in an event. `mention` is None for attackers of whom nothing is said (codebook, case 11)."""

    role: Role
    mention: Mention | None
    entity: Entity
    score: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Who did what to whom, when and where; who says so, and how sure they are."""

    #: article id, "-r" and a number in text order
    id: str
    article_id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...] = ()
    #: the words that tell the event, at its fullest mention
    trigger: Span
    #: other mentions of the same event in the article
    also: tuple[Span, ...] = field(default=())
    participants: tuple[Participant, ...]
    place: Place | None
    time: TimeRange | None
    #: the innermost attribution whose content holds the trigger; None when the outlet speaks for itself
    attribution: Attribution | None
    certainty: Certainty
    status: Status
    #: our model's chance that type and reality of the event are right, from 0 to 1
    score: float

    def of(self, role: Role) -> tuple[Participant, ...]:
        """The participants in one role, in text order."""
        return tuple(participant for participant in self.participants if participant.role is role)

    @property
    def actors(self) -> tuple[Participant, ...]:
        """Who did it."""
        return self.of(Role.ACTOR)

    @property
    def recipients(self) -> tuple[Participant, ...]:
        """To whom it was done."""
        return self.of(Role.RECIPIENT)

    def _repr_html_(self) -> str:
        return report_html(self)

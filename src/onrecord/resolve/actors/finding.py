"""What a noun phrase tells of an actor.

Invariant: `evidence` holds the offsets, into the phrase, of the words that the codes rest on.
"""

from dataclasses import dataclass, replace

from onrecord.resolve.actors.register import Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a phrase tells. `evidence` holds offsets into the phrase."""

    country: str | None = None
    sectors: tuple[str, ...] = ()
    entry: Entry | None = None
    #: all that the entry's name may stand for, the entry among them
    rivals: tuple[Entry, ...] = ()
    capacity: str | None = None
    #: "register", "composition", "country", "seat", "standing" (only where the actor stands), "nothing"
    basis: str = "nothing"
    evidence: tuple[tuple[int, int], ...] = ()
    #: key of the head: a role word or the last word of a name
    head: str = ""
    #: whether the phrase names someone or something
    named: bool = False
    former: bool = False
    #: whether the sector rests on a word that says little ("officials", "leader")
    vague: bool = False


def merged(here: Finding, there: Finding) -> Finding:
    """The first with what only the second tells."""
    return replace(
        here,
        country=here.country or there.country,
        sectors=here.sectors if here.sectors and not here.vague else there.sectors or here.sectors,
        entry=here.entry or there.entry,
        rivals=here.rivals if here.entry else there.rivals,
        capacity=here.capacity or there.capacity,
        basis=here.basis if here.country else there.basis if there.country else here.basis,
        evidence=(*here.evidence, *there.evidence),
    )

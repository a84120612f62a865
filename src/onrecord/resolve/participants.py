"""Who takes part in an event, in codes; and whom the codebook puts where the text names nobody.

Invariant: nobody plays the same role twice in one event; a participant without a mention is one that the codebook tells to put
there.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.codebook import load_codebook
from onrecord.record import Entity, Form, Mention, Participant, Place, Role

#: who does it when the text leaves it out (codebook, section 3 and case 11): sectors by type; others need an actor of their own
_UNTOLD = {"ASSAULT": ("UAF",), "COERCE": ("GOV",), "PROTEST": ("CVL",), "MOBILIZE": ("MIL",)}

#: types whose victims and doers are where it happens, for want of better knowledge
_BODILY = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE"])


def resolve_participants(
    played: Sequence[tuple[Role, Mention, float]],
    entity_of: Callable[[Mention], Entity | None],
    kind: str,
    place: Place | None,
) -> tuple[Participant, ...]:
    """The participants of an event.

    Args:
        played: role, mention and score of each mention that the event's words tie to it.
        entity_of: what a mention stands for.
        kind: the event's type.
        place: where it happened; its country stands in for an actor of whom nothing is told.
    """
    found: list[Participant] = []
    for role, mention, score in played:
        entity = entity_of(mention)
        if entity is None:
            continue
        if place is not None and place.country is not None and (entity.country == "UNK" or _guessed(entity, mention, kind, place)):
            # of whom nothing is told, the event's place tells the country (codebook, case 11)
            entity = replace(entity, country=place.country, evidence=(*entity.evidence, place.span), basis="place", others=())
        same = next((at for at, one in enumerate(found) if one.role is role and _same(one, mention, entity)), None)
        if same is None:
            found.append(Participant(role=role, mention=mention, entity=entity, score=score))
        elif _holds(mention, found[same].mention):
            # "the Dutch ambassador" rather than "Dutch"
            found[same] = Participant(role=role, mention=mention, entity=entity, score=max(score, found[same].score))
    found = _sided(found, kind)
    if not any(one.role is Role.ACTOR for one in found) and kind in _UNTOLD:
        found.insert(0, _unnamed(found, kind, place))
    return tuple(found)


def _guessed(entity: Entity, mention: Mention, kind: str, place: Place) -> bool:
    """Whether the event's own place tells more of people than the article as a whole does: "32 people were killed in Gao"."""
    return entity.basis == "context" and mention.form is Form.NOMINAL and kind in _BODILY and place.basis in ("event", "sentence")


def _same(one: Participant, mention: Mention, entity: Entity) -> bool:
    """One person or body mentioned twice; two bodies of one country are two."""
    if one.mention is not None and one.mention.chain == mention.chain:
        return True
    if one.entity.code == entity.code and (_holds(mention, one.mention) or (one.mention and _holds(one.mention, mention))):
        return True
    return one.entity.id is not None and one.entity.id == entity.id


def _holds(outer: Mention, inner: Mention | None) -> bool:
    """Whether the words of one mention are among those of another."""
    return inner is not None and outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _sided(found: list[Participant], kind: str) -> list[Participant]:
    """A recipient that is in truth the actor's own country or body is dropped where a truer one stands beside it."""
    if kind in load_codebook().mutual:
        return found
    actors = {one.entity.id or one.entity.code for one in found if one.role is Role.ACTOR}
    others = [one for one in found if one.role is Role.RECIPIENT and (one.entity.id or one.entity.code) not in actors]
    return [one for one in found if one.role is Role.ACTOR or one in others or not others]


def _unnamed(found: Sequence[Participant], kind: str, place: Place | None) -> Participant:
    recipients = [one.entity.country for one in found if one.role is Role.RECIPIENT]
    country = (place.country if place is not None else None) or next(iter(recipients), "UNK")
    entity = Entity(country=country, sectors=_UNTOLD[kind], evidence=(place.span,) if place is not None else (), basis="codebook")
    return Participant(role=Role.ACTOR, mention=None, entity=entity, score=0.0)

"""Who else could be meant: what an ambiguous name or a country taken from the article might have stood for instead.

Invariant: at most three, the likeliest first; a score is a share of all that fitted, the chosen one among them: weights by hand,
no measured chance.
"""

from collections.abc import Sequence

from onrecord.record import RunnerUp
from onrecord.resolve.actors.register import Entry, Register, weight_of

_MOST = 3
#: how much likelier a namesake is whose country the article speaks of
_AT_HAND = 4.0


def namesakes(chosen: Entry, entries: Sequence[Entry], near: Sequence[str]) -> tuple[RunnerUp, ...]:
    """The others that share the name of an entry.

    Args:
        chosen: the entry that was taken.
        entries: all that the name may stand for.
        near: countries of the article.
    """
    weights = {entry.id: weight_of(entry) * (_AT_HAND if entry.country in near else 1.0) for entry in entries}
    total = sum(weights.values())
    others = {entry.id: entry for entry in entries if entry.id != chosen.id}
    order = sorted(others.values(), key=lambda entry: -weights[entry.id])
    return tuple(
        RunnerUp(
            country=entry.country, sectors=entry.sectors, name=entry.name, id=entry.id, score=round(weights[entry.id] / total, 3)
        )
        for entry in order[:_MOST]
    )


def other_countries(
    chosen: str, sectors: tuple[str, ...], ranked: Sequence[tuple[str, float]], register: Register
) -> tuple[RunnerUp, ...]:
    """The other countries of which the words around a mention speak.

    Args:
        chosen: the country that was taken.
        sectors: the mention's, which are the same in any country.
        ranked: countries and their shares, the likeliest first.
        register: knows the countries' names.
    """
    found = [(country, share) for country, share in ranked if country != chosen]
    return tuple(
        RunnerUp(country=country, sectors=sectors, name=register.land_name(country) or country, id=None, score=share)
        for country, share in found[:_MOST]
    )

"""Which other places a name could have stood for, and how likely.

Invariant: the chosen place, and what lies around it or in it under the same name, is not among them.
"""

from collections.abc import Callable, Iterable

from onrecord.record import OtherPlace
from onrecord.resolve.places.gazetteer import Candidate

#: how many are kept, and from which share of the weights on
_MOST, _LEAST_SHARE = 3, 0.05


def namesakes(chosen: Candidate, found: Iterable[Candidate], score: Callable[[Candidate], float]) -> tuple[OtherPlace, ...]:
    """Others of the name, the likeliest first, three at most.

    Args:
        chosen: the place that the name stands for.
        found: all that bear the name.
        score: how likely a place is meant, as a logarithm to base 10.
    """
    elsewhere = [one for one in found if one.country != chosen.country or _apart(one.division, chosen.division)]
    weights = {one.id: 10 ** score(one) for one in (chosen, *elsewhere)}
    total = sum(weights.values())
    likeliest = sorted(elsewhere, key=lambda one: (-weights[one.id], one.id))[:_MOST]
    return tuple(
        OtherPlace(name=one.name, country=one.country, admin1=one.division, geonames=one.geonames, score=round(share, 2))
        for one in likeliest
        if (share := weights[one.id] / total) >= _LEAST_SHARE
    )


def _apart(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other

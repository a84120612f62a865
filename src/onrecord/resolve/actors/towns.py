"""The country of a town, division or region that a phrase about an actor names.

Invariant: a small place counts only in a country of the article.
"""

from collections.abc import Container

from onrecord.resolve.places.gazetteer import Gazetteer

#: people that a place must have to tell a country that the article does not speak of
LARGE = 100_000


def place_country(gazetteer: Gazetteer | None, name: str, near: Container[str] = (), *, least: int = LARGE) -> str | None:
    """The country of a town, division or region; ones with fewer people than `least` count only in a country of the article."""
    if gazetteer is None:
        return None
    found = [place for place in gazetteer.find(name) if place.country]
    at_hand = [place for place in found if place.country in near and not place.other and place.population >= 5000]
    large = [place for place in found if place.population >= least or place.kind in ("region", "site")]
    chosen = at_hand or large
    return chosen[0].country if chosen else None

"""Where a local outlet is at home: its town, by its name or its domain, from a list of facts.

Invariant: only outlets whose news is of their own town are listed; of all others nothing is known.
"""

import csv
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from onrecord.record import Article
from onrecord.resolve.actors.names import key
from onrecord.resolve.places.gazetteer import Candidate, Gazetteer

#: town, division, country
_Home = tuple[str, str, str]


@cache
def homes() -> dict[str, _Home]:
    """Town, division and country by the key of a name and by domain."""
    found: dict[str, _Home] = {}
    with files("onrecord.resolve.places").joinpath("homes.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            home = row["town"], row["division"], row["country"]
            found[row["domain"]] = home
            if row["name"]:
                found[key(row["name"])] = home
    return found


def home_of(article: Article, gazetteer: Gazetteer) -> Candidate | None:
    """The town where an article's publisher is at home; None where the list has it not.

    Args:
        article: its publisher, and the host of its address.
        gazetteer: where the town lies.
    """
    known = homes()
    home = known.get(key(article.publisher)) if article.publisher else None
    for host in filter(None, (article.publisher, urlsplit(article.url or "").hostname)):
        # "news.postbulletin.com" is of "postbulletin.com"
        parts = host.lower().split(".")
        ends = (".".join(parts[first:]) for first in range(len(parts) - 1))
        home = home or next((known[end] for end in ends if end in known), None)
    if home is None:
        return None
    town, division, country = home
    places = [place for place in gazetteer.find(town) if place.kind == "city" and place.country == country]
    return next((place for place in places if place.division == division), places[0] if places else None)

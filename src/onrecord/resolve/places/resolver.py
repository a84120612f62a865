"""Where a place name points: the place of the gazetteer that the rest of the article makes likeliest.

Invariant: nothing is resolved to a place whose name is not among the words of the span.
"""

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.record import Article, OtherPlace, Place, Precision, Span
from onrecord.resolve.actors.lexicon import table, words
from onrecord.resolve.actors.names import fold, key, tokens
from onrecord.resolve.actors.register import Register
from onrecord.resolve.places.gazetteer import Candidate, Gazetteer
from onrecord.resolve.places.homes import home_of
from onrecord.resolve.places.namesakes import namesakes

_PRECISION = {
    "site": Precision.SITE,
    "city": Precision.CITY,
    "county": Precision.REGION,
    "division": Precision.REGION,
    "region": Precision.REGION,
    "country": Precision.COUNTRY,
}
#: abbreviations that follow a town
_STATES = table("states")
#: first words of names that are often shortened
_SHORTENED = {"st": "Saint", "ste": "Sainte", "mt": "Mount", "ft": "Fort"}
#: words that say the kind of a place, which its name in the gazetteer may lack
_GENERIC = words("generic")
_SMALL_KINDS = frozenset({"city", "site", "county"})
#: people that speak for a county
_MOST_IN_A_COUNTY = 300_000
#: what a kind of place adds to the logarithm of its people: news means the country rather than the town of that name
_WEIGHTS = {"country": 3.0, "region": 1.5, "division": 0.6, "site": 1.0, "county": -0.7, "city": 0.0}
_LARGE_DIVISION, _WEIGHT_OF_LARGE = 1_000_000, 1.5
_WEIGHT_OF_CAPITAL, _LESS_FOR_OTHER_NAME = 1.7, 1.2
_WEIGHT_OF_COUNTRY, _WEIGHT_OF_DIVISION = 2.0, 3.0
_WEIGHT_OF_NEIGHBOURS, _MOST_NEIGHBOURS = 2.0, 3.0
#: how much a place near the outlet's home gains, and over how many kilometres that falls to about a third
_WEIGHT_OF_HOME, _REACH_OF_HOME = 4.0, 150.0
_WEIGHT_OF_HOME_DIVISION, _WEIGHT_OF_HOME_COUNTRY, _WEIGHT_OF_OWN_TOWN = 1.0, 0.5, 9.0
_EARTH_KM = 6371.0
#: kinds that a word after a name says
_SAID = {
    **dict.fromkeys(("city", "town", "village"), ("city",)),
    **dict.fromkeys(("province", "region", "state", "governorate", "oblast", "prefecture", "republic"), ("division", "region")),
    **dict.fromkeys(("county", "district"), ("county", "division")),
}
#: right after a name; before a capital it begins a body's name: "Washington State University"
_SAID_AFTER = re.compile(r" (state|province|region|governorate|oblast|county|district)\b(?! [A-Z])")
#: countries whose states are as well known as the towns of the same name
_STATES_FIRST = frozenset({"USA", "CAN"})
#: people of a town whose name may begin another name and still be meant: "the Baghdad Hotel"
_KNOWN = 500_000


@dataclass(frozen=True, slots=True)
class _Context:
    """What the rest of an article says of where it plays."""

    #: weight by country
    countries: Counter[str]
    #: weight by (country, division)
    divisions: Counter[tuple[str | None, str | None]]
    #: by the key of each name: the squares of the globe near a place of that name, and how much the name tells
    cells: dict[str, tuple[frozenset[tuple[int, int]], float]]


class PlaceResolver:
    """Resolves the place names of one article.

    Args:
        gazetteer: the places.
        register: names and demonyms of countries.
        article: the article; its dateline and the words after each name are used.
        spans: all the place names of the article; they help one another.
        countries: how often the article names each country, if known (`EntityResolver.countries`).
    """

    def __init__(
        self,
        gazetteer: Gazetteer,
        register: Register,
        article: Article,
        spans: Sequence[Span] = (),
        *,
        countries: Mapping[str, int] | None = None,
    ) -> None:
        self._gazetteer = gazetteer
        self._register = register
        self._article = article
        self._home = home_of(article, gazetteer)
        self._chosen: dict[str, Candidate | None] = {}
        dateline = article.dateline.place if article.dateline else None
        self._spans = [*spans, *([dateline] if dateline is not None and dateline not in spans else [])]
        self._stated: dict[str, str] = {}
        for span in self._spans:
            container = self._container(span)
            if container is not None:
                self._stated.setdefault(key(span.text), container)
        self._context = self._look_around(countries or {}, dateline)

    def resolve(self, span: Span, *, on: date | None = None, basis: str = "event") -> Place | None:
        """The place that a span names; None when the gazetteer has none of that name.

        Args:
            span: the name, or a phrase that holds it ("the southern city of Basra"); never a person's or body's name.
            on: unused for places; kept so that all resolvers are asked alike.
            basis: how the span is tied to its event, kept in the place.
        """
        found = self._find(span)
        if found is None:
            return None
        name, candidate = found
        return Place(
            span=name,
            name=candidate.name,
            country=candidate.country,
            precision=_PRECISION[candidate.kind],
            geonames=candidate.geonames,
            admin1=candidate.division,
            latitude=candidate.latitude,
            longitude=candidate.longitude,
            basis=basis,
            others=() if key(name.text) in self._stated else self._namesakes(name.text, candidate),
        )

    def _namesakes(self, name: str, chosen: Candidate) -> tuple[OtherPlace, ...]:
        return namesakes(chosen, self._candidates(name), lambda place: self._score(place, key(name)))

    # -- which words are the name?

    def _find(self, span: Span) -> tuple[Span, Candidate] | None:
        parts = tokens(span.text)
        if not parts:
            return None
        bare = parts[1:] if parts[0].key in ("the", "a", "an") and len(parts) > 1 else parts
        if bare[0].capital:
            chosen = self._choose(span.text, span)
            if chosen is not None:
                return span, chosen
        # "the French centre in Gaza City": an adjective is the last resort
        adjective: tuple[Span, Candidate] | None = None
        start = 0
        while start < len(parts):
            step = 1
            for size in range(min(5, len(parts) - start), 0, -1):
                inside = parts[start : start + size]
                after = parts[start + size] if start + size < len(parts) else None
                if not inside[0].capital or (size == 1 and inside[0].key in _GENERIC):
                    continue
                name = span.text[inside[0].start : inside[-1].end]
                if "," in name:
                    continue
                first, last = span.start + inside[0].start, span.start + inside[-1].end
                piece = Span.of(self._article.text, first, last) if self._article.text[span.start : span.end] == span.text else span
                chosen = self._choose(name, piece)
                if chosen is None:
                    continue
                if any(land.kind == "demonym" for land in self._register.lands(key(name))) and chosen.kind == "country":
                    adjective = adjective or (piece, chosen)
                    step = size
                    break
                # the beginning of a longer name is no place: "Supreme Court", "Grand Hyatt"
                joined = (
                    after is not None
                    and span.text[inside[-1].end : after.start] == " "
                    and after.capital
                    and after.key not in _GENERIC
                )
                if (
                    joined
                    and chosen.kind in _SMALL_KINDS
                    and chosen.population < _KNOWN
                    and not self._context.countries[chosen.country or ""]
                ):
                    continue
                return piece, chosen
            start += step
        return adjective

    def _choose(self, name: str, span: Span) -> Candidate | None:
        name_key = key(name)
        container = self._container(span) or self._stated.get(name_key)
        said = _SAID_AFTER.match(self._article.text, span.end)
        cached = f"{name_key}|{container or ''}|{said[1] if said else ''}"
        if cached not in self._chosen:
            self._chosen[cached] = self._best(name, container, said[1] if said else None)
        return self._chosen[cached]

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        state = _STATES.get(fold(name)) if "." in name else None
        if state:
            return tuple(place for place in self._gazetteer.find(state) if place.country in ("USA", "CAN"))
        found = self._gazetteer.find(name)
        first, _, rest = name.partition(" ")
        if rest and (whole := _SHORTENED.get(fold(first))):
            # "St. Paul", "Mt. Pleasant": both spellings are in use
            found = (*found, *(place for place in self._gazetteer.find(f"{whole} {rest}") if place not in found))
        if found:
            return found
        if name.isupper() and len(name) > 3:
            return self._gazetteer.find(name.title())
        lands = [
            land
            for land in self._register.lands(key(name))
            if land.kind in ("name", "demonym") and (not land.capitals or name.upper() == name)
        ]
        codes = {land.code for land in lands}
        if len(codes) == 1:
            land_name = self._register.land_name(next(iter(codes)))
            return tuple(place for place in self._gazetteer.find(land_name or "") if place.kind == "country")
        parts = name.split()
        if len(parts) > 1 and fold(parts[-1]) in _GENERIC:
            return self._of_kind(" ".join(parts[:-1]), fold(parts[-1]))
        return ()

    def _of_kind(self, name: str, kind: str) -> tuple[Candidate, ...]:
        """The places of that name that are of the kind that the article says, or all: "Gaza City" is a city."""
        found = self._gazetteer.find(name)
        wanted = tuple(place for place in found if place.kind in _SAID.get(kind, ()))
        return wanted or found

    # -- which place of that name?

    def _container(self, span: Span) -> str | None:
        """What follows a name and holds it: "Alexandria, Va.", "Tripoli, Lebanon"."""
        after = self._article.text[span.end : span.end + 40]
        match = re.match(r"(?:,\s+|\s+\()((?:[A-Z][\w.’']*)(?:\s+[A-Z][\w.’']*){0,2})", after)
        if match is None:
            return None
        parts = match.group(1)
        short = re.match(r"[A-Z][A-Za-z]{1,4}\.|(?:[A-Z]\.\s?){2}|[A-Z]{2}\b", parts)
        if short and (state := _STATES.get(fold(short.group().replace(" ", "")))):
            return state
        pieces = parts.rstrip(".").split()
        for size in range(len(pieces), 0, -1):
            name = " ".join(pieces[:size])
            if any(place.kind in ("country", "division", "region") for place in self._gazetteer.find(name)):
                return name
            lands = self._register.lands(key(name))
            if any(land.kind == "name" for land in lands) and not (name.islower()):
                return name
        return None

    def _best(self, name: str, container: str | None, said: str | None) -> Candidate | None:
        found = self._candidates(name)
        if not found:
            return None
        if said is not None:
            # "Niger state", "Idlib province"
            found = tuple(place for place in found if place.kind in _SAID[said]) or found
        if container is not None:
            holders = {
                (place.country, place.division if place.kind == "division" else None)
                for place in self._candidates(container)
                if place.kind in ("country", "division", "region")
            }
            inside = [
                place
                for place in found
                if place.kind != "country"
                and any(place.country == country and division in (None, place.division) for country, division in holders)
            ]
            if inside:
                return max(inside, key=lambda place: (place.kind == "city", place.population, -place.id))
        # a capital is meant for itself unless the article plays in another country that has a place of the name
        rivals = {place.country for place in found if place.country and self._context.countries[place.country]}
        best = max(found, key=lambda place: (self._score(place, key(name)) - self._rivalled(place, key(name), rivals), -place.id))
        if best.kind == "division" and best.country not in _STATES_FIRST:
            # "Basra" alone is the city, not the governorate around it
            towns = [
                place
                for place in found
                if place.kind == "city" and (place.country, place.division) == (best.country, best.division)
            ]
            return max(towns, key=lambda place: (place.population, -place.id), default=best)
        return best

    def _score(self, place: Candidate, name_key: str) -> float:
        """How likely a place is meant: its size on a logarithmic scale, and how much of the article plays near it."""
        # some counties are told to have as many people as the state around them
        people = min(place.population, _MOST_IN_A_COUNTY) if place.kind == "county" else place.population
        score = math.log10(people + 300) + _WEIGHTS[place.kind]
        if place.kind == "division" and place.population >= _LARGE_DIVISION:
            score += _WEIGHT_OF_LARGE
        if self._is_capital(place, name_key):
            score += _WEIGHT_OF_CAPITAL
        if place.other:
            score -= _LESS_FOR_OTHER_NAME
        total = sum(self._context.countries.values())
        if total and place.country:
            score += _WEIGHT_OF_COUNTRY * self._context.countries[place.country] / (total + 1)
        # a division is not evidence for itself, nor its name for the town of the name
        own = 2 if place.kind == "division" or (place.division is not None and key(place.division) == name_key) else 0
        places = sum(self._context.divisions.values()) - own
        if places > 0 and place.kind != "country":
            score += _WEIGHT_OF_DIVISION * max(0, self._context.divisions[place.country, place.division] - own) / (places + 1)
        if place.kind in _SMALL_KINDS:
            cell = _cell(place)
            near = sum(weight for other, (cells, weight) in self._context.cells.items() if other != name_key and cell in cells)
            score += _WEIGHT_OF_NEIGHBOURS * min(_MOST_NEIGHBOURS, near)
        return score + self._by_home(place)

    def _is_capital(self, place: Candidate, name_key: str) -> bool:
        return place.kind == "city" and self._has_capital(place.country, name_key)

    def _has_capital(self, country: str | None, name_key: str) -> bool:
        return any(land.kind == "capital" and land.code == country for land in self._register.lands(name_key))

    def _rivalled(self, place: Candidate, name_key: str, rivals: set[str]) -> float:
        """What a capital, and the division around it, loses where only others' countries are named."""
        named = not rivals or place.country in rivals or place.kind == "country"
        return 0.0 if named or not self._has_capital(place.country, name_key) else _WEIGHT_OF_CAPITAL + _WEIGHTS[place.kind]

    def _by_home(self, place: Candidate) -> float:
        """What speaks for a place because the outlet is at home near it."""
        home = self._home
        if home is None or place.country != home.country or place.kind == "country":
            return 0.0
        if place.id == home.id:
            # "Lebanon" in the Lebanon Daily News
            return _WEIGHT_OF_OWN_TOWN
        score = _WEIGHT_OF_HOME_COUNTRY
        if place.division == home.division and place.kind != "division":
            score += _WEIGHT_OF_HOME_DIVISION
        if place.kind in _SMALL_KINDS:
            far = distance(place.latitude, place.longitude, home.latitude, home.longitude)
            score += _WEIGHT_OF_HOME * math.exp(-far / _REACH_OF_HOME)
        return score

    def _look_around(self, named: Mapping[str, int], dateline: Span | None) -> _Context:
        countries: Counter[str] = Counter()
        divisions: Counter[tuple[str | None, str | None]] = Counter()
        cells: dict[str, tuple[frozenset[tuple[int, int]], float]] = {}
        for country in sorted(named):
            countries[country] += min(named[country], 5)
        for span in self._spans:
            name_key = key(span.text)
            container = self._stated.get(name_key)
            if container is not None:
                holder = next((place for place in self._candidates(container) if place.kind in ("country", "division")), None)
                if holder is not None and holder.country:
                    countries[holder.country] += 1
                    if holder.kind == "division":
                        divisions[holder.country, holder.division] += 2
            if name_key in cells:
                continue
            found = self._candidates(span.text)
            # a name counts for a country only where it leaves no choice
            lands = {place.country for place in found if place.country}
            whole = next((place for place in found if place.kind in ("country", "region") and not place.other), None)
            if whole is not None and whole.country and not any(place.kind == "division" for place in found):
                lands = {whole.country}
            if len(lands) == 1:
                countries[next(iter(lands))] += 4 if span is dateline else 2
            for place in found:
                if place.kind == "division" and not place.other:
                    divisions[place.country, place.division] += 2
            towns = [place for place in found if place.kind in _SMALL_KINDS]
            if whole is not None:
                towns = []
            if towns and len({(place.country, place.division) for place in towns}) == 1:
                divisions[towns[0].country, towns[0].division] += 1
            reach = frozenset(
                (row + up, column + across) for row, column in map(_cell, towns[:40]) for up in (-1, 0, 1) for across in (-1, 0, 1)
            )
            cells[name_key] = (reach, 1 / math.sqrt(max(1, len(towns))))
        return _Context(countries, divisions, cells)


def _cell(place: Candidate) -> tuple[int, int]:
    """The square of a degree or so in which a place lies: neighbours are sought in the squares around it."""
    return math.floor(place.latitude), math.floor(place.longitude / 1.3)


def distance(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Kilometres between two points on the globe (haversine formula), degrees in."""
    first, second = math.radians(latitude), math.radians(other_latitude)
    half = (
        math.sin((second - first) / 2) ** 2
        + math.cos(first) * math.cos(second) * math.sin(math.radians(other_longitude - longitude) / 2) ** 2
    )
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))

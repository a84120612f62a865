"""Where an event took place: the place its words name, else one named shortly before, else the dateline's, else the home of
all who take part, else, of violence and protest, the country that the article is about.

Invariant: `basis` says which of these it was; a name that the gazetteer does not know never empties the rest.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.codebook import load_codebook
from onrecord.record import Article, Mention, Participant, Place, Precision, Span
from onrecord.resolve.actors.names import key
from onrecord.resolve.actors.register import Register
from onrecord.resolve.places.resolver import PlaceResolver

#: types of deeds that happen somewhere
_BODILY = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE"])
#: words that make a capital a place rather than a government
_PLACED = re.compile(r"\b(?:in|at|near|outside|inside|around|from|to|of|across|on|for|reach\w*|visit\w*)\s(?:\w+\s)?$")
#: a word with a capital right before a name, within a sentence
_FIRST_WORD = re.compile(r"[a-z,] [A-Z][\w-]+ $")


class EventPlaces:
    """Places of one article's events.

    Args:
        article: the article; its dateline is used.
        places: resolves names.
        register: names of countries.
    """

    def __init__(self, article: Article, places: PlaceResolver, register: Register) -> None:
        self._register = register
        self._article = article
        self._places = places
        self._known: dict[Span, Place | None] = {}

    def of(self, mention: Mention | None, near: Mention | None, *, at_dateline: bool) -> Place | None:
        """The place of an event.

        Args:
            mention: the one that the event's own words name, if any.
            near: a place that its sentence, or one shortly before, names.
            at_dateline: whether the event may be the dateline's own: a deed or an utterance of the day.
        """
        if mention is not None and not self._acts(mention.head, governments=False):
            place = self._resolve(mention.head) or self._resolve(mention.span)
            if place is not None:
                return place
        if near is not None and not self._acts(near.head, governments=True):
            place = self._resolve(near.head) or self._resolve(near.span)
            # "Africa" in the sentence before tells less than the dateline or those who take part
            if place is not None and place.country is not None:
                return replace(place, basis="sentence")
        dateline = self._article.dateline
        if at_dateline and dateline is not None and dateline.place is not None:
            place = self._resolve(dateline.place)
            return replace(place, basis="dateline") if place is not None else None
        return None

    def among(self, participants: Sequence[Participant]) -> Place | None:
        """The country where all who take part are at home: an event among them that names no place happened there."""
        countries = {one.entity.country for one in participants}
        if len(countries) != 1 or not (named := [one for one in participants if one.mention is not None]):
            return None
        code = countries.pop()
        name = self._register.land_name(code)
        if name is None or code in load_codebook().supranational:
            return None
        words = next((span for one in named for span in one.entity.evidence), named[0].mention.head if named[0].mention else None)
        if words is None:
            return None
        return Place(span=words, name=name, country=code, precision=Precision.COUNTRY, basis="participants")

    def at_large(self, kind: str, country: str | None) -> Place | None:
        """The country that the article is about, for deeds that happen somewhere: violence, arrests, protests, troops.

        Args:
            kind: the event's type.
            country: the one that the article names most; it counts where its name stands in the text.
        """
        name = self._register.land_name(country) if country is not None and kind in _BODILY else None
        start = self._article.text.find(name) if name is not None else -1
        if name is None or start < 0:
            return None
        words = Span.of(self._article.text, start, start + len(name))
        return Place(span=words, name=name, country=country, precision=Precision.COUNTRY, basis="article")

    def _acts(self, span: Span, *, governments: bool) -> bool:
        """Whether a name tells whose or who rather than where: "Australian", "US" of "US-led", "Washington" for its government."""
        lands = self._register.lands(key(span.text))
        if lands and (all(land.kind == "demonym" for land in lands) or self._article.text[span.end : span.end + 1] == "-"):
            return True
        seat = governments and any(land.kind in ("capital", "seat") for land in lands)
        return seat and _PLACED.search(self._article.text, max(0, span.start - 24), span.start) is None

    def _is_cut(self, span: Span) -> bool:
        """Whether a name seems to lack its first word ("Bakin Ruwa" seen as "Ruwa"): another place bears what is left."""
        return _FIRST_WORD.search(self._article.text, max(0, span.start - 40), span.start) is not None

    def _resolve(self, span: Span) -> Place | None:
        if span not in self._known:
            self._known[span] = None if self._is_cut(span) else self._places.resolve(span)
        return self._known[span]

"""Where an event took place: the place its words name, else one named shortly before, else the dateline's, else the home of
all who take part, else, of violence and protest, the country that the article is about.

Invariant: `basis` says which of these it was; a name that the gazetteer does not know never empties the rest.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.codebook import load_codebook
from onrecord.record import Article, Mention, Participant, Place, Precision, Role, Span
from onrecord.resolve.actors.names import key
from onrecord.resolve.actors.register import Register
from onrecord.resolve.places.resolver import PlaceResolver

#: types of deeds that happen somewhere
_BODILY = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE"])
#: types that happen at home: whose home
_WHERE_RECIPIENTS_ARE = frozenset(["AID"])
_WHERE_ACTORS_ARE = frozenset(["COERCE", "RETREAT", "PROTEST"])
_WITH_BODIES = frozenset(["CONSULT", "AID"])
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

    def of(self, mention: Mention | None, near: Sequence[Mention], kind: str, *, happened: bool, attributed: bool) -> Place | None:
        """The place of an event.

        Args:
            mention: the one that the event's own words name, if any.
            near: places that its sentence, or one shortly before, names, the likeliest first.
            kind: the event's type.
            happened: according to someone.
            attributed: whether it is told on somebody's word.
        """
        if mention is not None and not self._acts(mention.head, governments=False):
            place = self._resolve(mention.head) or self._resolve(mention.span)
            if place is not None:
                return place
        # words, and talks, are told from where the reporter stands
        uttered = kind in load_codebook().spoken or kind == "CONSULT"
        line = self._at_dateline() if happened and (uttered or not attributed) else None
        if uttered and line is not None:
            return line
        return self._nearby(near) or line

    def _nearby(self, near: Sequence[Mention]) -> Place | None:
        for one in near:
            place = None if self._acts(one.head, governments=True) else self._resolve(one.head) or self._resolve(one.span)
            # "Africa" in the sentence before tells less than the dateline or those who take part
            if place is not None and place.country is not None:
                return replace(place, basis="sentence")
        return None

    def _at_dateline(self) -> Place | None:
        dateline = self._article.dateline
        place = self._resolve(dateline.place) if dateline is not None and dateline.place is not None else None
        return replace(place, basis="dateline") if place is not None else None

    def among(self, participants: Sequence[Participant], kind: str) -> Place | None:
        """The country where those who take part are at home, for an event that names no place.

        The one country that all are of; of aid, the recipients'; of arrests, releases and protests, the actors'; of talks and aid,
        that of all but bodies across borders.

        Args:
            participants: of the event.
            kind: its type.
        """
        for those in self._circles(participants, kind):
            countries = {one.entity.country for one in those}
            named = [one for one in those if one.mention is not None]
            code = next(iter(countries)) if len(countries) == 1 else None
            name = self._register.land_name(code) if code is not None and code not in load_codebook().supranational else None
            words = next(
                (span for one in named for span in one.entity.evidence),
                named[0].mention.head if named and named[0].mention else None,
            )
            if named and name is not None and words is not None:
                return Place(span=words, name=name, country=code, precision=Precision.COUNTRY, basis="participants")
        return None

    @staticmethod
    def _circles(participants: Sequence[Participant], kind: str) -> Iterator[list[Participant]]:
        """Those whose home may be the place, the likeliest first."""
        yield list(participants)
        if kind in _WHERE_RECIPIENTS_ARE:
            yield [one for one in participants if one.role is Role.RECIPIENT]
        if kind in _WHERE_ACTORS_ARE:
            yield [one for one in participants if one.role is Role.ACTOR]
        if kind in _WITH_BODIES:
            yield [one for one in participants if one.entity.country not in load_codebook().supranational]

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

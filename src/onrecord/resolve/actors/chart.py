"""Which stretches of a noun phrase the register knows: lands, bodies, persons, role phrases.

Invariant: pieces stand in text order and do not overlap; at each word the longest stretch that is known is taken.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.names import Token, join, tokens
from onrecord.resolve.actors.register import Entry, Land, Register, Title
from onrecord.resolve.places.gazetteer import Gazetteer

SUPRANATIONAL = frozenset(["UNO", "EUR", "IGO", "NGO", "MNC", "IMG", "ISM"])
_NOT_NAMES = words("not_names")
_HONORIFICS = words("honorifics")
#: of two states with one name the one that news means
_FIRST_CHOICE = {"KOR": 0, "COD": 0, "GEO": 1, "USA": 0, "GBR": 0, "CHN": 0, "DEU": 0, "FRA": 0, "RUS": 0, "NLD": 0, "SRB": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of tokens that the register knows."""

    first: int
    #: token after the last
    last: int
    #: "land", "body", "person", "title", "place"
    kind: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    title: Title | None = None
    entries: tuple[Entry, ...] = ()
    #: for a land: "name", "demonym", "capital", "seat"
    sort: str = ""


class Chart:
    """The pieces of one phrase.

    Args:
        register: what is known.
        gazetteer: towns, for what is built on the chart.
        phrase: the whole noun phrase, as it stands.
        on: the day of which the article speaks.
        near: countries of the article, the likeliest first; they choose between namesakes.
    """

    def __init__(
        self, register: Register, gazetteer: Gazetteer | None, phrase: str, *, on: date | None = None, near: Sequence[str] = ()
    ) -> None:
        self.register = register
        self.gazetteer = gazetteer
        self.phrase = phrase
        self.words: tuple[Token, ...] = tokens(phrase)
        self.on = on
        self.near = near
        self.pieces: list[Piece] = self._chart()

    def _chart(self) -> list[Piece]:
        pieces: list[Piece] = []
        position = 0
        while position < len(self.words):
            found = None
            for size in range(min(8, len(self.words) - position), 0, -1):
                found = self._piece(position, position + size, pieces)
                if found is not None:
                    break
            if found is None:
                position += 1
            else:
                pieces.append(found)
                position = found.last
        return pieces

    def _piece(self, first: int, last: int, before: list[Piece]) -> Piece | None:
        inside = self.words[first:last]
        text = self.phrase[inside[0].start : inside[-1].end]
        possessive = any(word.possessive for word in inside[:-1]) and ("'s " in text or "’s " in text)
        # a comma or bracket ends a name
        if any("," in self.phrase[a.end : b.start] or "(" in self.phrase[a.end : b.start] for a, b in pairwise(inside)):
            return None
        name_key = join([word.key for word in inside])
        if not name_key or (last - first > 1 and inside[0].key in ("the", "a", "an")):
            return None
        capital = inside[0].capital or text[:3].lower() in ("al-", "el-")
        if capital:
            lands = [land for land in self.register.lands(name_key) if not land.capitals or text.upper() == text]
            # "Russia's" ends a piece, "the People's Republic of China" holds one
            mine = () if possessive else self.register.mine(name_key, self.on)
            if mine:
                person = mine[0].kind == "person"
                return Piece(
                    first=first, last=last, kind="person" if person else "body", entries=mine,
                    country=None if person else mine[0].country, sectors=() if person else mine[0].sectors,
                )  # fmt: skip
            if lands and (not possessive or last - first > 2):
                land = self._land(lands)
                if land is not None:
                    return Piece(first=first, last=last, kind="land", country=land[0], sort=land[1], sectors=land[2])
        title = self.register.title(name_key)
        one_word = last - first == 1
        if title is not None and not (one_word and capital and inside[0].text.isupper() and len(inside[0].text) > 1):
            # "Congress" and "Parliament" are roles of their country; a longer name that the register has is a body
            entries = self._bodies(text, before) if capital and not one_word else ()
            if not entries:
                return Piece(first=first, last=last, kind="title", country=title.code, sectors=title.sectors, title=title)
        if not capital or (one_word and (inside[0].key in _NOT_NAMES or inside[0].key in _HONORIFICS)):
            return None
        # the end of a longer unknown name is no body of its own: "United Ethiopian Democratic Force"
        ahead = self.words[first - 1] if first else None
        whole = (
            ahead is None
            or not ahead.capital
            or ahead.possessive
            or ahead.key in _NOT_NAMES
            or (before and before[-1].last == first and before[-1].kind == "land")
        )
        if whole and (not possessive or last - first > 1):
            entries = self._bodies(text, before)
            if entries:
                return Piece(
                    first=first, last=last, kind="body", country=entries[0].country, sectors=entries[0].sectors, entries=entries
                )
        if not possessive and all(word.capital or word.tied or len(word.key) <= 3 for word in inside):
            people = tuple(entry for entry in self.register.find(text, self.on) if entry.kind == "person" and entry.looseness == 0)
            if not people and 1 < last - first < 5 and all(word.capital for word in inside):
                people = tuple(self.register.alike(text, self.on))
            if people and last - first > 1:
                return Piece(first=first, last=last, kind="person", entries=people)
        return None

    def _land(self, lands: Sequence[Land]) -> tuple[str, str, tuple[str, ...]] | None:
        from onrecord.resolve.actors.register import Land

        live = [
            land
            for land in lands
            if isinstance(land, Land)
            and (
                self.on is None
                or ((land.first or self.on) <= self.on <= (land.last or self.on))
                or land.kind not in ("capital", "seat")
            )
        ]
        if not live:
            return None
        order = {"name": 0, "demonym": 0, "seat": 1, "capital": 2}
        rank = {code: place for place, code in enumerate(self.near)}
        best = min(live, key=lambda land: (order[land.kind], rank.get(land.code, 99), _FIRST_CHOICE.get(land.code, 9), land.code))
        return best.code, best.kind, ("GOV",) if best.kind in ("seat", "capital") else ()

    def _bodies(self, text: str, before: list[Piece]) -> tuple[Entry, ...]:
        found = [entry for entry in self.register.find(text, self.on) if entry.kind != "person"]
        if not found:
            return ()
        lands = [piece.country for piece in before if piece.kind == "land" and piece.country]
        rank = {code: place for place, code in enumerate([*reversed(lands), *self.near])}
        # an ambiguous acronym counts only where its country is at hand
        loose = [entry for entry in found if entry.looseness < 2 or rank.get(entry.country, 99) < len(lands) + 4]
        # a body across borders that was written down by hand is known for what it is wherever it acts
        loose.sort(
            key=lambda entry: (
                -1 if entry.source == "own" and entry.country in SUPRANATIONAL else rank.get(entry.country, 50),
                {"held": 0, "open": 0}.get(entry.standing, 1),
                entry.looseness,
            )
        )
        if loose and loose[0].country not in rank:
            loose.sort(key=lambda entry: (entry.source != "own", {"held": 0, "open": 0}.get(entry.standing, 1)))
            # a name that several countries have ("National Guard", "Congress Party") tells none of them
            states = {entry.country for entry in loose if entry.country not in SUPRANATIONAL}
            if len(states) > 1 and loose[0].source != "own":
                return ()
        return tuple(loose)

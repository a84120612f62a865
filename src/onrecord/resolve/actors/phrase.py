"""What the words of one noun phrase tell of an actor, with no look at the rest of the article.

Invariant: every code in the `Finding` rests on words of the phrase, which stand in its `evidence`.
"""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date

from onrecord.resolve.actors.chart import SUPRANATIONAL
from onrecord.resolve.actors.finding import Finding, merged
from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.register import Register
from onrecord.resolve.actors.simple import SimplePhrase
from onrecord.resolve.actors.towns import LARGE, place_country
from onrecord.resolve.places.gazetteer import Gazetteer

_ALWAYS_VAGUE = words("always_vague")
_BELONGING = words("belonging")
_BREAKS = words("breaks")
_NOT_NAMES = words("not_names")
_STANDING = words("standing")


class PhraseReader:
    """Reads noun phrases with a register, and a gazetteer for the towns in them."""

    def __init__(self, register: Register, gazetteer: Gazetteer | None = None) -> None:
        self._register = register
        self._gazetteer = gazetteer

    def read(self, phrase: str, *, on: date | None = None, near: Sequence[str] = ()) -> Finding:
        """What a phrase tells of the actor that it stands for.

        Args:
            phrase: the whole noun phrase, as it stands.
            on: the day of which the article speaks.
            near: countries of the article, the likeliest first; they choose between namesakes.
        """
        composer = _Composer(self._register, self._gazetteer, phrase, on=on, near=near)
        return composer.compose(0, len(composer.words)) if composer.words else Finding()

    def place_country(self, name: str, near: Container[str] = (), *, least: int = LARGE) -> str | None:
        """The country of a town, division or region; ones with fewer people than `least` count only in a country of the article."""
        return place_country(self._gazetteer, name, near, least=least)


class _Composer(SimplePhrase):
    """What the pieces of a phrase say together."""

    def compose(self, first: int, last: int, depth: int = 0) -> Finding:
        covered = {position: piece for piece in self.pieces for position in range(piece.first, piece.last)}
        stop = last
        for position in range(first, last):
            piece = covered.get(position)
            if piece is not None and piece.first < position:
                continue
            gap = self.phrase[self.words[position - 1].end : self.words[position].start] if position > first else ""
            if position > first and ("," in gap or "(" in gap or ";" in gap or "--" in gap):
                stop = position
                break
            if piece is None and self.words[position].key in _BREAKS and position > first and not self.words[position].tied:
                stop = position
                break
        core = [piece for piece in self.pieces if first <= piece.first and piece.last <= stop]
        here = self.simple(core, first, stop)
        if stop >= last or depth > 3:
            return here
        return self._tail(stop, last, here, depth)

    def _tail(self, stop: int, last: int, here: Finding, depth: int) -> Finding:
        gap = self.phrase[self.words[stop - 1].end : self.words[stop].start]
        word = self.words[stop].key
        after_comma = "," in gap or "--" in gap
        if "(" in gap:
            closing = next(
                (
                    p
                    for p in range(stop, last)
                    if ")" in self.phrase[self.words[p].end : self.words[p + 1].start if p + 1 < last else len(self.phrase)]
                ),
                None,
            )
            if closing is None or closing + 1 >= last:
                return here
            rest = self.compose(closing + 1, last, depth + 1)
            return merged(here, rest) if not here.country or not here.sectors else here
        start = stop if (after_comma and word not in _BREAKS) else stop + 1
        if start >= last:
            return here
        there = self.compose(start, last, depth + 1)
        if after_comma and word not in _BREAKS:
            # the words of an apposition tell more than the register: "Paul Wolfowitz, president of the World Bank"
            alone = here.entry is not None and here.entry.kind == "person" and len(here.evidence) == 1
            if alone and there.country and there.capacity and there.basis != "standing":
                return replace(
                    here,
                    country=there.country,
                    sectors=there.sectors,
                    capacity=there.capacity,
                    evidence=(*here.evidence, *there.evidence),
                )
            # an apposition: "Paul Wolfowitz, president of the World Bank"; in a list the first one counts
            return merged(here, there) if not here.country or not here.sectors else here
        if word in _BELONGING:
            if there.country and (not here.country or here.head in _ALWAYS_VAGUE):
                weak = here.vague or not here.sectors
                sectors = (
                    there.sectors if weak and there.sectors and there.basis not in ("seat",) else here.sectors or there.sectors
                )
                if there.country in ("UNO", "EUR", "IGO"):
                    sectors = tuple(sector for sector in sectors if sector != "GOV")
                if here.former and sectors:
                    sectors = ("ELI",)
                return replace(
                    here, country=there.country, sectors=sectors, basis="composition", evidence=(*here.evidence, *there.evidence),
                    entry=here.entry or there.entry, rivals=here.rivals if here.entry else there.rivals,
                    vague=here.vague and there.vague, named=here.named or there.named,
                )  # fmt: skip
            if (here.vague or not here.sectors) and there.sectors and there.basis != "seat" and word == "of":
                sectors = ("ELI",) if here.former else there.sectors
                return replace(
                    here,
                    sectors=sectors,
                    evidence=(*here.evidence, *there.evidence),
                    basis=here.basis if here.country else there.basis,
                )
            if not here.country and there.basis == "nothing" and word != "for":
                return self._where(start, last, here)
            return here
        if word in _STANDING and not here.country:
            if there.country and there.country not in SUPRANATIONAL:
                return replace(here, country=there.country, basis="standing", evidence=(*here.evidence, *there.evidence))
            return self._where(start, last, here)
        if word in ("who", "which", "that", "whose", "and", "or", "as", "including") and not here.country:
            return here if word not in ("and", "or") else merged(here, there)
        if not here.country and word not in ("to", "with", "against", "by"):
            # further prepositions may still tell: "officials at the ministry in Tehran"
            return here
        return here

    def _where(self, start: int, last: int, here: Finding) -> Finding:
        for first in range(start, last):
            for size in (3, 2, 1):
                inside = self.words[first : first + size]
                if len(inside) < size or first + size > last or not inside[0].capital or inside[0].key in _NOT_NAMES:
                    continue
                country = place_country(self.gazetteer, self.phrase[inside[0].start : inside[-1].end], self.near)
                if country is not None:
                    return replace(
                        here, country=country, basis="standing", evidence=(*here.evidence, (inside[0].start, inside[-1].end))
                    )
        return here

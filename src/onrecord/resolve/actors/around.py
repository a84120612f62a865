"""Which country the words around a mention speak of: the one that is named near it, and often in the article.

Invariant: only countries that the article tells are ever given, each with the words that tell it nearest.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.record import Span
from onrecord.resolve.actors.chart import SUPRANATIONAL
from onrecord.resolve.actors.names import tokens
from onrecord.resolve.actors.register import Register

#: where a new sentence or paragraph begins; rough, but enough to tell near from far
_NEW = re.compile(r"(?<=[.!?;][\"”’')\s])\s*(?=[\"“‘'(A-Z])|\n+")
#: how much a naming in the same sentence weighs if it stands before, and if it stands after
_BEFORE, _AFTER = 1.0, 0.7
#: what is left of that with each sentence in between, backwards and forwards
_BACK, _AHEAD = 0.6, 0.35
#: how much the article as a whole weighs
_WHOLE = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Words that tell a country: its name, a demonym, a town."""

    span: Span
    country: str
    #: how much they tell
    weight: float = 1.0


class Surroundings:
    """The countries of one article, by where it speaks of them.

    Args:
        text: the article's.
        tellings: all its words that tell a country.
    """

    def __init__(self, text: str, tellings: Iterable[Telling]) -> None:
        self._starts = [match.end() for match in _NEW.finditer(text)]
        self._tellings = sorted(tellings, key=lambda one: (one.span.start, one.span.end, one.country))
        self._sentences = [self._sentence(one.span.start) for one in self._tellings]
        self._total = sum(one.weight for one in self._tellings)

    def ranked(self, at: int, outside: Span | None = None) -> list[tuple[str, float, Span]]:
        """The countries of the article, those that are likeliest meant at a place first.

        Args:
            at: the place, in code points.
            outside: words that do not count: the mention's own.

        Returns:
            Country, its share of all weight, and the words that tell it nearest.
        """
        here = self._sentence(at)
        scores: dict[str, float] = {}
        nearest: dict[str, tuple[float, Span]] = {}
        for one, sentence in zip(self._tellings, self._sentences, strict=True):
            if outside is not None and one.span.overlaps(outside):
                continue
            gap = here - sentence
            near = one.weight * (
                _AFTER if gap == 0 and one.span.start > at else _BEFORE * (_BACK**gap if gap >= 0 else _AHEAD**-gap)
            )
            scores[one.country] = scores.get(one.country, 0.0) + _WHOLE * one.weight / self._total
            if one.country not in nearest or near > nearest[one.country][0]:
                nearest[one.country] = (near, one.span)
        for country, (near, _) in nearest.items():
            scores[country] += near
        total = sum(scores.values())
        order = sorted(scores, key=lambda country: (-scores[country], country))
        return [(country, round(scores[country] / total, 3), nearest[country][1]) for country in order]

    def _sentence(self, at: int) -> int:
        return bisect_right(self._starts, at)


def lands_in(register: Register, text: str) -> list[str]:
    """The countries that a headline or the place of a dateline names, by name, demonym or capital."""
    words = tokens(text)
    found: list[str] = []
    for size in (3, 2, 1):
        for start in range(len(words) - size + 1):
            inside = words[start : start + size]
            if inside[0].capital:
                lands = register.lands(" ".join(word.key for word in inside))
                codes = {land.code for land in lands if not land.capitals or inside[0].text.isupper()} - SUPRANATIONAL
                if len(codes) == 1:
                    found.extend(codes)
    return found

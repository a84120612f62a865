"""An article's own words: what is left of it when quotations and furniture are out, and its runs of five words as numbers.

Invariant: the numbers follow from the text alone, on every machine; whoever reports the same event and quotes the same people
shares none of them with another unless it shares its wording.

Masking of quotations: two reporters who were at one news conference have the same quotations and nothing else in common.
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from onrecord.record import Article, PartKind

#: words a run
RUN = 5

_WORD = re.compile(r"\w+(?:['’]\w+)?|\x00")
# within a paragraph; one that is not closed runs to the paragraph's end, as where a quotation goes on in the next
_QUOTED = re.compile(r'“[^”“\n]*(?:”|(?=\n)|\Z)|"[^"\n]*(?:"|(?=\n)|\Z)|(?<!\w)‘[^‘’\n]{20,}’(?!\w)')
_FURNITURE = frozenset([PartKind.BYLINE, PartKind.AGENCY, PartKind.DATELINE, PartKind.FOOTER, PartKind.LINK, PartKind.NOTICE])
#: stands for a whole quotation
_MASK = "\x00"
# odd 64-bit constants of SplitMix64 (Steele, Lea and Flood 2014)
_MIX = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_FACTOR = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """An article's own words, in text order."""

    words: tuple[str, ...]
    #: where each starts in the article's text
    starts: tuple[int, ...]
    #: where each ends
    ends: tuple[int, ...]


def masked(article: Article) -> str:
    """The text, as long as before, with one mark where a quotation begins and blanks for the rest of it and for furniture."""
    text = article.text
    for part in article.parts:
        if part.kind in _FURNITURE:
            text = text[: part.span.start] + " " * (part.span.end - part.span.start) + text[part.span.end :]
    return _QUOTED.sub(lambda found: _MASK + " " * (len(found[0]) - 1), text)


def own_words(article: Article) -> Words:
    """The words with their places; a quotation is one word, NUL, that ends where it starts."""
    found = list(_WORD.finditer(masked(article)))
    return Words(
        words=tuple(one[0].casefold() for one in found),
        starts=tuple(one.start() for one in found),
        ends=tuple(one.end() for one in found),
    )


class Runs:
    """Turns articles into numbers for their runs of five words; remembers words that it has met."""

    def __init__(self) -> None:
        self._known: dict[str, int] = {}

    def of(self, article: Article) -> NDArray[np.uint32]:
        """One number for each run of five words, each number once, ascending."""
        found = np.unique(self.in_order(_WORD.findall(masked(article).casefold())))
        return found

    def in_order(self, words: Iterable[str]) -> NDArray[np.uint32]:
        """One number for each run of five words, in text order."""
        known = self._known
        numbers = []
        for word in words:
            number = known.get(word)
            if number is None:
                number = known[word] = zlib.crc32(word.encode("utf-8", "surrogatepass"))
            numbers.append(number)
        return _runs(np.array(numbers, dtype=np.uint64))


def _runs(words: NDArray[np.uint64]) -> NDArray[np.uint32]:
    if len(words) < RUN:
        return np.empty(0, dtype=np.uint32)
    count = len(words) - RUN + 1
    with np.errstate(over="ignore"):
        run = np.zeros(count, dtype=np.uint64)
        for place in range(RUN):
            run = run * _FACTOR + words[place : place + count] + np.uint64(1)
        run = (run ^ (run >> np.uint64(30))) * _MIX[0]
        run = (run ^ (run >> np.uint64(27))) * _MIX[1]
    return ((run ^ (run >> np.uint64(31))) >> np.uint64(32)).astype(np.uint32)

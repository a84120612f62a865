"""Words of articles as numbers with counts, and the vectors that some articles have among themselves.

Invariant: what is counted of an article follows from the article alone; how rare a word is, from the articles that are weighed
together and from the list of common words. So what was weighed together once need not be weighed again when others come.

The weights are those of `terms`. A word's number is its CRC-32: among the 100,000 words of a few days two with one number are to be
expected once, which moves a cosine in the fourth digit.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from onrecord.link.terms import Vectors, common_words, words_of
from onrecord.record import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """The words of one article."""

    #: numbers of words, ascending
    terms: NDArray[np.uint32]
    #: how often each stands there, those of the headline three times
    counts: NDArray[np.float32]


class Counter32:
    """Counts articles' words; remembers the numbers of words that it has met."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def of(self, article: Article) -> Counted:
        """The words of one article."""
        known = self._numbers
        counted: Counter[int] = Counter()
        for word, count in Counter(words_of(article.text) + 2 * words_of(article.headline or "")).items():
            number = known.get(word)
            if number is None:
                number = known[word] = _number(word)
            counted[number] += count
        terms = np.fromiter(counted.keys(), np.uint32, len(counted))
        order = np.argsort(terms)
        return Counted(terms=terms[order], counts=np.fromiter(counted.values(), np.float32, len(counted))[order])


def weigh(counted: Sequence[Counted]) -> Vectors:
    """Vectors of articles as they are among these."""
    held = np.concatenate([*(one.terms for one in counted), np.empty(0, np.uint32)])
    numbers, terms = np.unique(held, return_inverse=True)
    articles, common, times = _common()
    place = np.minimum(np.searchsorted(common, numbers), len(common) - 1)
    known = np.where(common[place] == numbers, times[place], 0)
    standing = np.bincount(terms, minlength=len(numbers)) + known
    rarity = np.maximum(0.0, np.log((len(counted) + articles + 1) / (standing + 0.5)))
    counts = np.concatenate([*(one.counts for one in counted), np.empty(0, np.float32)])
    weights = (1 + np.log(counts)) * rarity[terms]
    bounds = np.concatenate([[0], np.cumsum([len(one.terms) for one in counted], dtype=np.int64)]).astype(np.int64)
    for start, end in pairwise(bounds):
        weights[start:end] /= max(float(np.sqrt((weights[start:end] ** 2).sum())), 1e-9)
    return Vectors(bounds=bounds, terms=terms.astype(np.int32), weights=weights.astype(np.float32), size=len(numbers))


def _number(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


@cache
def _common() -> tuple[int, NDArray[np.uint32], NDArray[np.int64]]:
    articles, common = common_words()
    numbers = np.fromiter((_number(word) for word in common), np.uint32, len(common))
    order = np.argsort(numbers)
    return articles, numbers[order], np.fromiter(common.values(), np.int64, len(common))[order]

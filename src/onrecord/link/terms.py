"""What an article is about, in words: each with a weight, the rarer the heavier.

Invariant: a vector has length 1; the same articles give the same weights in whatever order they come.

Weights are TF-IDF (Salton and Buckley 1988): one plus the logarithm of how often a word stands there, times how rare it is. How
rare is told by the record and by a list of common words of the news, so that in a record of five articles on one bombing the word
"bombing" still says something. Words of the headline count three times.
"""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from onrecord.record import Article

_WORD = re.compile(r"[^\W\d_][\w’'-]*[^\W_]|\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Vectors:
    """Sparse vectors of some articles, one after the other."""

    #: where each article's entries begin, and the end of the last
    bounds: NDArray[np.int64]
    #: numbers of words, ascending within an article
    terms: NDArray[np.int32]
    weights: NDArray[np.float32]
    #: number of different words
    size: int

    def of(self, place: int) -> tuple[NDArray[np.int32], NDArray[np.float32]]:
        """One article's words and weights."""
        start, end = self.bounds[place], self.bounds[place + 1]
        return self.terms[start:end], self.weights[start:end]


def words_of(text: str) -> list[str]:
    """The words of a text, without case and possessive endings."""
    return [word.replace("’", "'").removesuffix("'s") for word in _WORD.findall(text.casefold())]


@cache
def common_words() -> tuple[int, dict[str, int]]:
    """Number of articles that were counted, and in how many of them each common word stands."""
    lines = files("onrecord.link").joinpath("common.tsv").read_text(encoding="utf-8").splitlines()
    head, *rows = (line.split("\t") for line in lines)
    return int(head[1]), {word: int(count) for word, count in rows}


def vectors(articles: Sequence[Article], *, progress: Callable[[int], None] | None = None) -> Vectors:
    """The articles' vectors, in their order.

    Args:
        articles: what to weigh; they also tell how rare a word is.
        progress: called with the number of articles that were counted.
    """
    number_of: dict[str, int] = {}
    terms: list[NDArray[np.int32]] = []
    counts: list[NDArray[np.float32]] = []
    for done, article in enumerate(articles, start=1):
        counted = Counter(words_of(article.text) + 2 * words_of(article.headline or ""))
        numbers = np.fromiter((number_of.setdefault(word, len(number_of)) for word in counted), np.int32, len(counted))
        order = np.argsort(numbers)
        terms.append(numbers[order])
        counts.append(np.fromiter(counted.values(), np.float32, len(counted))[order])
        if progress is not None:
            progress(done)
    rarity = _rarity(number_of, np.concatenate([*terms, np.empty(0, np.int32)]), len(articles))
    weights = [(1 + np.log(count)) * rarity[numbers] for numbers, count in zip(terms, counts, strict=True)]
    unit = [(one / max(float(np.sqrt((one * one).sum())), 1e-9)).astype(np.float32) for one in weights]
    bounds = np.concatenate([[0], np.cumsum([len(one) for one in terms], dtype=np.int64)]).astype(np.int64)
    return Vectors(
        bounds=bounds,
        terms=np.concatenate([*terms, np.empty(0, np.int32)]),
        weights=np.concatenate([*unit, np.empty(0, np.float32)]),
        size=len(number_of),
    )


def _rarity(number_of: dict[str, int], terms: NDArray[np.int32], articles: int) -> NDArray[np.float32]:
    counted, common = common_words()
    known = np.fromiter((common.get(word, 0) for word in number_of), np.float64, len(number_of))
    held = np.bincount(terms, minlength=len(number_of)) + known
    return np.maximum(0.0, np.log((articles + counted + 1) / (held + 0.5))).astype(np.float32)

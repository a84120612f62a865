"""An outlet's own boilerplate: lines that stand under, over or within many of its articles that otherwise differ.

Invariant: what a run of words is taken for depends on the articles of its outlet alone; articles that are versions of one another
do not make boilerplate of what they share.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

#: fewest articles of an outlet in which boilerplate stands
RECURS = 4
#: an article of which more than this share recurs is a version of another one
VERSION = 0.5


def without_boilerplate(runs: Sequence[NDArray[np.uint32]], publishers: Sequence[str | None]) -> list[NDArray[np.uint32]]:
    """The runs of each article, without those that recur in its outlet.

    Args:
        runs: the runs of each article, ascending, each once.
        publishers: its outlet; an article of none keeps all its runs.
    """
    kept = list(runs)
    for places in by_outlet(publishers).values():
        boilerplate = boilerplate_of([runs[place] for place in places])
        for place in places:
            kept[place] = without(runs[place], boilerplate)
    return kept


def by_outlet(publishers: Sequence[str | None]) -> dict[str, list[int]]:
    """The places of each outlet's articles."""
    of: dict[str, list[int]] = {}
    for place, publisher in enumerate(publishers):
        if publisher is not None:
            of.setdefault(publisher, []).append(place)
    return of


def boilerplate_of(runs: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    """The runs that are boilerplate in the articles of one outlet, ascending."""
    nothing = np.empty(0, dtype=np.uint32)
    if len(runs) < RECURS:
        return nothing
    held = np.concatenate(list(runs))
    owner = np.repeat(np.arange(len(runs)), [len(one) for one in runs])
    recurring = _recurring(held)
    if not len(recurring):
        return nothing
    recurs = np.bincount(owner, weights=np.isin(held, recurring), minlength=len(runs))
    lengths = np.maximum(1, np.bincount(owner, minlength=len(runs)))
    # twice: what versions of one article share is no boilerplate
    telling = recurs / lengths <= VERSION
    return _recurring(held[telling[owner]]) if telling.sum() >= RECURS else nothing


def without(runs: NDArray[np.uint32], boilerplate: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """An article's runs but for these."""
    return runs[~np.isin(runs, boilerplate, assume_unique=True)] if len(boilerplate) else runs


def _recurring(held: NDArray[np.uint32]) -> NDArray[np.uint32]:
    found, counts = np.unique(held, return_counts=True)
    return np.asarray(found[counts >= RECURS], dtype=np.uint32)

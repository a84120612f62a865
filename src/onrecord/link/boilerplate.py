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
    of: dict[str, list[int]] = {}
    for place, publisher in enumerate(publishers):
        if publisher is not None:
            of.setdefault(publisher, []).append(place)
    for places in of.values():
        if len(places) < RECURS:
            continue
        recurring = _recurring([runs[place] for place in places])
        # twice: what versions of one article share is no boilerplate
        telling = [runs[place] for place in places if _share(runs[place], recurring) <= VERSION]
        boilerplate = _recurring(telling)
        for place in places:
            kept[place] = runs[place][~np.isin(runs[place], boilerplate, assume_unique=True)]
    return kept


def _recurring(runs: Sequence[NDArray[np.uint32]]) -> NDArray[np.uint32]:
    if len(runs) < RECURS:
        return np.empty(0, dtype=np.uint32)
    found, counts = np.unique(np.concatenate(list(runs)), return_counts=True)
    return np.asarray(found[counts >= RECURS], dtype=np.uint32)


def _share(runs: NDArray[np.uint32], some: NDArray[np.uint32]) -> float:
    return float(np.isin(runs, some, assume_unique=True).mean()) if len(runs) else 0.0

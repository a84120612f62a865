"""Measures of clusters against gold: B-cubed, MUC, CEAF-e, and their mean as CoNLL has it.

Methods: B-cubed (Bagga and Baldwin 1998), MUC (Vilain et al. 1995), entity-based CEAF with the similarity phi-4 (Luo 2005), CoNLL
F1 (Pradhan et al. 2012): the mean of the three.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Precision and recall, from 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean; 0 when both are."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def b_cubed(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Score:
    """Of the same items, each with its cluster: how much of an item's cluster is right, and how much of it is found."""
    together = Counter((gold[item], found[item]) for item in gold)
    in_gold, in_found = Counter(gold.values()), Counter(found[item] for item in gold)
    pairs = together.items()
    precision = sum(count * count / in_found[there] for (_, there), count in pairs) / len(gold)
    recall = sum(count * count / in_gold[here] for (here, _), count in pairs) / len(gold)
    return Score(precision=precision, recall=recall)


def muc(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Score:
    """Links kept: of a cluster's size less one, how many are left after the other clustering has cut it."""
    return Score(precision=_links(found, gold), recall=_links(gold, found))


def _links(of: Mapping[str, Hashable], by: Mapping[str, Hashable]) -> float:
    parts: dict[Hashable, set[Hashable]] = defaultdict(set)
    sizes: Counter[Hashable] = Counter()
    for item, cluster in of.items():
        parts[cluster].add(by[item])
        sizes[cluster] += 1
    links = sum(size - 1 for size in sizes.values())
    return sum(sizes[cluster] - len(parts[cluster]) for cluster in sizes) / links if links else 1.0


def ceaf_e(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> Score:
    """Clusters paired one to one so that they share most: the mean likeness of pairs."""
    in_gold, in_found = Counter(gold.values()), Counter(found[item] for item in gold)
    row = {cluster: number for number, cluster in enumerate(in_gold)}
    column = {cluster: number for number, cluster in enumerate(in_found)}
    likeness = np.zeros((len(row), len(column)))
    for (here, there), count in Counter((gold[item], found[item]) for item in gold).items():
        likeness[row[here], column[there]] = 2 * count / (in_gold[here] + in_found[there])
    rows, columns = linear_sum_assignment(-likeness)
    total = float(likeness[rows, columns].sum())
    return Score(precision=total / len(column), recall=total / len(row))


def conll(gold: Mapping[str, Hashable], found: Mapping[str, Hashable]) -> float:
    """Mean F1 of MUC, B-cubed and CEAF-e."""
    return (muc(gold, found).f1 + b_cubed(gold, found).f1 + ceaf_e(gold, found).f1) / 3

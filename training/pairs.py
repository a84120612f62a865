"""Learns the weights of `onrecord.link.pairs` on story sets: which reports of a story tell one event.

`python -m training.pairs training/data/stories --out src/onrecord/link/pairs.json`

Pairs come twice: with the tellings as the gold gives them, and as the reader found them. How good they are is told by leaving out
one set after the other.
"""

import argparse
import json
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from benchmarks.giventellings import given_readings, read_plain
from benchmarks.storysets import read_sets
from benchmarks.toldby import tellings_of
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import expit

from onrecord.link.pairs import may_be_one, pair_features
from onrecord.link.sketches import Sketch, sketches
from onrecord.reader import load_reader
from onrecord.record import Reading

#: inverse strength of the penalty on large weights; chosen by leaving sets out
PENALTY = 0.3
#: words in the names of features that tell a difference, and of those that may speak either way; the rest tell an agreement
_DIFFERS = frozenset(["other", "no", "far", "apart", "differ", "next", "swapped", "unlike"])
_OPEN = frozenset(["untold", "verbal"])

Array = NDArray[np.float64]

Row = tuple[Mapping[str, float], bool]


def pairs_of(readings: Sequence[Reading], event_of: Mapping[str, str]) -> list[Row]:
    """Features and answer for each pair of reports that is compared; reports that the gold does not know are left out."""
    held: list[Sketch] = [one for entry, reading in enumerate(readings) for one in sketches(reading, entry) if one.id in event_of]
    return [
        (pair_features(left, right), event_of[left.id] == event_of[right.id])
        for left, right in combinations(held, 2)
        if may_be_one(left, right)
    ]


def fit(rows: Sequence[Row]) -> dict[str, float]:
    """The weights: logistic, with a penalty on large ones; what differs never speaks for one event, what agrees never against it.

    Within a story nearly all pairs agree in much, so that free weights may take a difference for a good sign.
    """
    names = sorted({name for known, _ in rows for name in known} - {"constant"})
    features = np.array([[1.0, *(known.get(name, 0.0) for name in names)] for known, _ in rows])
    signs = np.where([answer for _, answer in rows], 1.0, -1.0)

    def cost(weights: Array) -> tuple[float, Array]:
        margins = signs * (features @ weights)
        pull = np.append(0.0, weights[1:])
        slope = features.T @ (-signs * expit(-margins)) + pull / PENALTY
        return float(np.logaddexp(0.0, -margins).sum() + pull @ pull / (2 * PENALTY)), slope

    found = minimize(cost, np.zeros(len(names) + 1), jac=True, method="L-BFGS-B", bounds=[(None, None), *map(_bounds, names)])
    weights = dict(zip(["constant", *names], map(float, found.x), strict=True))
    return {name: round(weight, 4) for name, weight in sorted(weights.items()) if round(weight, 4)}


def _bounds(name: str) -> tuple[float | None, float | None]:
    if any(word in name.split() for word in _DIFFERS):
        return None, 0.0
    return (None, None) if any(word in name.split() for word in _OPEN) else (0.0, None)


def main() -> None:
    """Reads the sets, learns, and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="story sets, TOML")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    reader = load_reader()
    rows: list[Row] = []
    for one in read_sets(given.folder):
        told, gold = given_readings(reader, one)
        rows += pairs_of(told, {report: event for report, (event, _) in gold.items()})
        plain = read_plain(reader, one)
        rows += pairs_of(plain, {report: row[0] for report, row in tellings_of(one, plain).items()})
    written = {"pairs": len(rows), "of one event": sum(answer for _, answer in rows), "weights": fit(rows)}
    given.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

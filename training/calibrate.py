"""Learns which reports tell one event and how likely a report is right, and puts the weights on the encoder's card: one command.

    python -m training.calibrate --practice DIR [--weights DIR]

Two reports tell one event when the gold has them as mentions of one. A report is kept by the chance that type and participants
are right (the scorer's `who_what_whom`), and scored by the chance that its type is (`what`). The reliability that is printed
and kept on the card is measured on articles left out of the fit, in five parts.
"""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
from benchmarks.events import articles_of, coded_as
from sklearn.linear_model import LogisticRegression

from onrecord.extract.events import Thresholds
from onrecord.models.session import Encoder
from onrecord.reader import Reader
from onrecord.record import Article, Reading, Report
from onrecord.resolve.chance import features
from onrecord.resolve.sameness import pair_features
from onrecord.score.gold import GoldArticle, read_gold
from onrecord.score.metrics import matched
from training.train import WEIGHTS

_PARTS = 5
_BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.0)


#: number of the article, features, and the truth
Judged = tuple[int, dict[str, float], bool]


def pairs(reading: Reading, gold: GoldArticle, number: int) -> Iterator[Judged]:
    """Pairs of reports of one type that the gold knows, and whether they are one event there."""
    known = [(report, event) for report in reading.reports if (event := _event_of(report, gold)) is not None]
    for (left, ours), (right, theirs) in combinations(known, 2):
        if left.type == right.type:
            yield number, pair_features(left, right, reading.article.text), ours == theirs


def _event_of(report: Report, gold: GoldArticle) -> str | None:
    start, end = report.trigger.start, report.trigger.end
    return next(
        (
            one.id
            for one in gold.reports
            if report.type in one.types and any(start < last and first < end for first, last in one.spans)
        ),
        None,
    )


def right(reading: Reading, gold: GoldArticle, number: int, level: str) -> Iterator[Judged]:
    """Reports of what happened that the gold judges, and whether they are right at a level of the scorer."""
    reports = [report for report in reading.reports if report.status.happened]
    coded = [coded_as(report) for report in reports]
    found = {id(one): report for report, one in matched(gold, reading.article.text, coded, level)}
    for report, one in zip(reports, coded, strict=True):
        hit = found.get(id(one))
        if hit is None or not hit.optional:
            yield number, features(report), hit is not None


def fit(judged: Sequence[Judged]) -> dict[str, float]:
    """Weights by feature."""
    names = list(judged[0][1])
    inputs = np.array([[known[name] for name in names] for _, known, _ in judged])
    model = LogisticRegression(C=0.3, fit_intercept=False, max_iter=2000)
    model.fit(inputs, [truth for *_, truth in judged])
    return {name: round(float(weight), 4) for name, weight in zip(names, model.coef_[0], strict=True)}


def reliability(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """For each span of chances: how many reports had one, its mean, and the share that was right; each report is judged by weights
    that its article did not shape."""
    said, truths = [], []
    for part in range(_PARTS):
        weights = fit([one for one in judged if one[0] % _PARTS != part])
        for number, known, truth in judged:
            if number % _PARTS == part:
                said.append(1 / (1 + np.exp(-sum(weight * known[name] for name, weight in weights.items()))))
                truths.append(truth)
    chances, shares = np.array(said), np.array(truths)
    rows = []
    for low, high in pairwise(_BINS):
        within = (chances >= low) & ((chances < high) | (high == 1.0))
        if within.any():
            row: dict[str, float] = {"from": low, "to": high, "reports": int(within.sum())}
            rows.append(row | {"chance": round(float(chances[within].mean()), 3), "right": round(float(shares[within].mean()), 3)})
    return rows


def learn(encoder: Encoder, practice: Path) -> dict[str, Any]:
    """What goes on the card: "sameness", "keeping", "calibration" and the calibration's "reliability"."""
    gold = {article.doc: (number, article) for number, article in enumerate(read_gold(practice))}
    with TemporaryDirectory() as held:
        found = [one for one in articles_of(practice, Path(held)) if isinstance(one, Article)]
    learned: dict[str, Any] = {}
    judges: dict[str, Callable[[Reading, GoldArticle, int], Iterator[Judged]]] = {
        "sameness": pairs,
        "keeping": partial(right, level="who_what_whom"),
        "calibration": partial(right, level="what"),
    }
    for name, judge in judges.items():
        # what is learned first changes what the others see; without weights nothing is put together and nothing weighed
        encoder.card = {key: value for key, value in encoder.card.items() if key not in judges} | learned
        reader = Reader(encoder=encoder, thresholds=replace(Thresholds(), kept=0.0))
        judged: list[Judged] = []
        for article in found:
            reading = reader.read(article)
            if isinstance(reading, Reading):
                number, known = gold[article.name or article.id]
                judged.extend(judge(reading, known, number))
        print(f"{name}: {len(judged)} judged, {sum(truth for *_, truth in judged)} of them so")
        learned[name] = fit(judged)
    return learned | {"reliability": reliability(judged)}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practice", type=Path, required=True, metavar="DIR", help="gold readings that the encoder has not seen")
    parser.add_argument("--weights", type=Path, default=WEIGHTS / "events", metavar="DIR", help="folder of the encoder")
    options = parser.parse_args()
    learned = learn(Encoder(options.weights), options.practice)
    path = options.weights / "card.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | learned, indent=1) + "\n", encoding="utf-8")
    for row in learned["reliability"]:
        print(row)


if __name__ == "__main__":
    main()

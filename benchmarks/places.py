"""Measures place resolution on gold spans: share within 161 km (100 miles) of the gold point.

Every third article (by the hash of its id) is held back: its figure is told apart, and no change may be made after looking at it.

    python -m benchmarks.places --lgl lgl.jsonl [--wrong]
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.scores import table
from onrecord.record import Article, Place, Span, article_id
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.places.gazetteer import load_gazetteer
from onrecord.resolve.places.resolver import PlaceResolver, distance

#: the measure of the literature (Gritta et al. 2020)
WITHIN_KM = 161.0


def held_back(name: str) -> bool:
    """Whether an article is among the third that nobody looks at."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one gold toponym."""

    part: str
    outlet: str
    toponym: dict[str, Any]
    words: str
    place: Place | None

    @property
    def found(self) -> bool:
        """Whether it was given a point."""
        return self.place is not None and self.place.latitude is not None and self.place.longitude is not None

    @property
    def near(self) -> bool:
        """Whether that point is near the gold one."""
        place = self.place
        if place is None or place.latitude is None or place.longitude is None:
            return False
        return distance(place.latitude, place.longitude, float(self.toponym["lat"]), float(self.toponym["lon"])) <= WITHIN_KM


def outcomes(path: Path) -> Iterator[Outcome]:
    """One outcome a gold toponym that has a point."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        part = "held back" if held_back(row["id"]) else "open"
        text = row["text"]
        article = Article(id=article_id(text), text=text)
        gold = [toponym for toponym in row["toponyms"] if toponym["lat"] is not None]
        spans = [Span.of(text, toponym["start"], toponym["end"]) for toponym in gold]
        resolver = PlaceResolver(load_gazetteer(), load_register(), article, spans)
        for toponym, span in zip(gold, spans, strict=True):
            place = resolver.resolve(span)
            yield Outcome(part=part, outlet=row["outlet"], toponym=toponym, words=span.text, place=place)


def measure(path: Path) -> list[list[str]]:
    """Shares of toponyms near their gold points, as rows of a table, the first its head.

    Args:
        path: a file with one article a line.
    """
    return _rows(outcomes(path))


def _rows(found: Iterable[Outcome]) -> list[list[str]]:
    counts: Counter[tuple[str, str]] = Counter()
    for outcome in found:
        counts[outcome.part, "all"] += 1
        counts[outcome.part, "near"] += outcome.near
        counts[outcome.part, "none"] += not outcome.found
    rows = [["part", "near", "of", "share", "not found"]]
    for part in ("open", "held back"):
        near, total = counts[part, "near"], counts[part, "all"]
        rows.append([part, str(near), str(total), f"{near / max(1, total):.3f}", str(counts[part, "none"])])
    return rows


def _wrong(one: Outcome) -> str:
    place, toponym = one.place, one.toponym
    if place is None or not one.found:
        return f"{one.outlet} {one.words} {toponym['fcode']} -> none"
    gold = f"{toponym['fcode']} {toponym['lat']} {toponym['lon']}"
    return f"{one.outlet} {one.words} {gold} -> {place.country} {place.admin1} {place.precision}"


def main() -> None:
    """Reads the command line, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--lgl", type=Path, required=True)
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones of the open articles")
    options = parser.parse_args()
    found = list(outcomes(options.lgl))
    for one in found if options.wrong else ():
        if one.part == "open" and not one.near:
            print(_wrong(one))
    print(table(_rows(found)))


if __name__ == "__main__":
    main()

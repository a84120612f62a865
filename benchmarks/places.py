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
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.record import Article, Form, Kind, Place, Span, article_id
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


def outcomes(path: Path, *, home: bool = True) -> Iterator[Outcome]:
    """One outcome a gold toponym that has a point.

    Args:
        path: a file with one article a line.
        home: whether the resolver is told the outlet, whose home it may know.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        part = "held back" if held_back(row["id"]) else "open"
        text = row["text"]
        article = Article(id=article_id(text), text=text, publisher=row["outlet"] if home else None)
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
    known, blind = _rows(outcomes(path)), _rows(outcomes(path, home=False))
    return [known[0], *known[1:], *([f"{row[0]}, outlet untold", *row[1:]] for row in blind[1:])]


def measure_found(path: Path) -> list[list[str]]:
    """Place names found by the reading itself and put where gold has them: precision, recall, F1; the held-back articles only.

    Names of places that stand alone count, found among the mentions that a reading keeps; a name is right when it overlaps a gold
    toponym and lies within 161 km of it.

    Args:
        path: a file with one article a line.
    """
    counts: Counter[str] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if held_back(row["id"]):
            counts += _found_in(row)
    found, gold, spotted, right = (counts[name] for name in ("found", "gold", "spotted", "right"))
    rows = [["what", "right", "found", "gold", "P", "R", "F1"]]
    for what, good in (("words", spotted), ("words and place", right)):
        rows.append([what, str(good), str(found), str(gold)] + [f"{share:.3f}" for share in (
            good / max(1, found), good / max(1, gold), 2 * good / max(1, found + gold))])  # fmt: skip
    return rows


def _found_in(row: dict[str, Any]) -> Counter[str]:
    text = row["text"]
    article = Article(id=article_id(text), text=text, publisher=row["outlet"])
    mentions = find_mentions(load_syntax().annotate(article), article)
    spans = [one.head for one in mentions if one.form is Form.NAME and one.kind in (Kind.GPE, Kind.LOC, Kind.FAC)]
    resolver = PlaceResolver(load_gazetteer(), load_register(), article, spans)
    gold = [toponym for toponym in row["toponyms"] if toponym["lat"] is not None]
    counts = Counter(gold=len(gold))
    left = list(gold)
    for span in spans:
        place = resolver.resolve(span)
        if place is None or place.latitude is None or place.longitude is None:
            continue
        counts["found"] += 1
        match = next((one for one in left if one["start"] < place.span.end and place.span.start < one["end"]), None)
        if match is not None:
            left.remove(match)
            counts["spotted"] += 1
            far = distance(place.latitude, place.longitude, float(match["lat"]), float(match["lon"]))
            counts["right"] += far <= WITHIN_KM
    return counts


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
    parser.add_argument("--found", action="store_true", help="measure names found by the reading itself, not the gold spans")
    options = parser.parse_args()
    if options.found:
        print(table(measure_found(options.lgl)))
        return
    found = list(outcomes(options.lgl))
    for one in found if options.wrong else ():
        if one.part == "open" and not one.near:
            print(_wrong(one))
    print(table(_rows(found)))


if __name__ == "__main__":
    main()

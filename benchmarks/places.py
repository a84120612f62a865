"""Measures place resolution on gold spans: share within 161 km (100 miles) of the gold point.

Every third article (by the hash of its id) is held back: its figure is told apart, and no change may be made after looking at it.

    python -m benchmarks.places --lgl lgl.jsonl [--wrong]
"""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from onrecord.record import Article, Span, article_id
from onrecord.resolve.gazetteer import load_gazetteer
from onrecord.resolve.places import PlaceResolver, distance
from onrecord.resolve.register import load_register

#: the measure of the literature (Gritta et al. 2020)
WITHIN_KM = 161.0


def held_back(name: str) -> bool:
    """Whether an article is among the third that nobody looks at."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def main() -> None:
    """Reads the command line, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lgl", type=Path, required=True)
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones of the open articles")
    options = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for line in options.lgl.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        part = "held back" if held_back(row["id"]) else "open"
        text = row["text"]
        article = Article(id=article_id(text), text=text)
        gold = [toponym for toponym in row["toponyms"] if toponym["lat"] is not None]
        spans = [Span.of(text, toponym["start"], toponym["end"]) for toponym in gold]
        resolver = PlaceResolver(load_gazetteer(), load_register(), article, spans)
        for toponym, span in zip(gold, spans, strict=True):
            place = resolver.resolve(span)
            counts[part, "all"] += 1
            if place is None or place.latitude is None or place.longitude is None:
                counts[part, "none"] += 1
                if options.wrong and part == "open":
                    print(row["outlet"], span.text, toponym["fcode"], "-> none")
                continue
            if distance(place.latitude, place.longitude, float(toponym["lat"]), float(toponym["lon"])) <= WITHIN_KM:
                counts[part, "near"] += 1
            elif options.wrong and part == "open":
                print(
                    row["outlet"],
                    span.text,
                    toponym["fcode"],
                    toponym["lat"],
                    toponym["lon"],
                    "->",
                    place.country,
                    place.admin1,
                    place.precision,
                )
    print(f"{'part':<10} {'near':>6} {'of':>6} {'share':>6} {'not found':>10}")
    for part in ("open", "held back"):
        near, total = counts[part, "near"], counts[part, "all"]
        print(f"{part:<10} {near:>6} {total:>6} {near / max(1, total):>6.3f} {counts[part, 'none']:>10}")


if __name__ == "__main__":
    main()

"""Places in passages of our own: world news with toponyms that many places bear.

    python -m benchmarks.passages [--wrong] [--write]

`benchmarks/gold/places/passages.txt` has one passage a line, its toponyms marked `[[name|COUNTRY]]` or `[[name|COUNTRY/division]]`;
`*` stands for a place in no one country, `-` for a name that is no place. Every third passage (by its hash) is held back: its
figure is told apart, and its errors are not printed.

Invariant: a toponym is right when country and, where gold has one, first-level division are right; `-` is right when the reading
finds no place there.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.places import held_back
from benchmarks.scores import table, write_section
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.ingest.dateline import find_dateline
from onrecord.record import Article, Form, Kind, Place, Span, article_id
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.places.gazetteer import load_gazetteer
from onrecord.resolve.places.resolver import PlaceResolver

PASSAGES = Path(__file__).parent / "gold" / "places" / "passages.txt"
_MARKED = re.compile(r"\[\[([^|\]]+)\|([^\]]+)\]\]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A marked name: where it stands, and what it should be."""

    span: Span
    #: ISO 3166-1 alpha-3; "*" for no one country, "-" for no place
    country: str
    division: str | None

    def agrees(self, place: Place | None) -> bool:
        """Whether a place is the one meant."""
        if place is None or self.country == "-":
            return place is None and self.country == "-"
        # a country named for itself lies in no division
        divided = self.division is None or self.division in (place.admin1, place.name)
        return self.country == "*" or (place.country == self.country and divided)


def unmarked(line: str) -> tuple[str, tuple[Toponym, ...]]:
    """A passage without its marks, and its toponyms."""
    text, found, at = "", [], 0
    for match in _MARKED.finditer(line):
        text += line[at : match.start()]
        country, _, division = match[2].partition("/")
        start, text = len(text), text + match[1]
        found.append((start, len(text), country, division or None))
        at = match.end()
    text += line[at:]
    return text, tuple(
        Toponym(span=Span.of(text, start, end), country=country, division=division) for start, end, country, division in found
    )


def passages(path: Path = PASSAGES) -> Iterator[tuple[str, str, tuple[Toponym, ...]]]:
    """Part ("open" or "held back"), text and toponyms of each passage."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            text, toponyms = unmarked(line)
            yield "held back" if held_back(text) else "open", text, toponyms


def _article(text: str) -> Article:
    dateline = find_dateline(text, 0, len(text))
    return Article(id=article_id(text), text=text, dateline=dateline, language="en")


def given(text: str, toponyms: tuple[Toponym, ...]) -> list[Place | None]:
    """The place of each toponym, the names being given."""
    spans = [one.span for one in toponyms if one.country != "-"]
    resolver = PlaceResolver(load_gazetteer(), load_register(), _article(text), spans)
    return [resolver.resolve(one.span) for one in toponyms]


def read(text: str, toponyms: tuple[Toponym, ...]) -> list[Place | None]:
    """The place of each toponym, the names being found by the reading."""
    article = _article(text)
    mentions = find_mentions(load_syntax().annotate(article), article)
    heads = [one.head for one in mentions if one.form is Form.NAME and one.kind in (Kind.GPE, Kind.LOC, Kind.FAC)]
    resolver = PlaceResolver(load_gazetteer(), load_register(), article, heads)
    places = [resolver.resolve(head) for head in heads]
    return [next((place for place in places if place is not None and place.span.overlaps(one.span)), None) for one in toponyms]


def measure(*, wrong: bool = False) -> list[list[str]]:
    """Shares of right toponyms by part, as rows of a table, the first its head.

    Args:
        wrong: print the errors of the open part.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for part, text, toponyms in passages():
        for way, places in (("names given", given(text, toponyms)), ("names found", read(text, toponyms))):
            for one, place in zip(toponyms, places, strict=True):
                if way == "names given" and one.country == "-":
                    continue
                right = one.agrees(place)
                counts[part, way, "right"] += right
                counts[part, way, "of"] += 1
                if wrong and part == "open" and not right:
                    got = None if place is None else f"{place.name} {place.country} {place.admin1} {place.precision}"
                    print(f"{way}: {one.span.text} {one.country} {one.division} -> {got} | {text[:70]}")
    rows = [["part", "what", "right", "of", "share"]]
    for part in ("open", "held back"):
        for way in ("names given", "names found"):
            hits, total = counts[part, way, "right"], counts[part, way, "of"]
            rows.append([part, way, str(hits), str(total), f"{hits / max(1, total):.3f}"])
    return rows


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print the errors of the open passages")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    body = table(measure(wrong=options.wrong))
    print(body)
    if options.write:
        size = sum(1 for _ in passages())
        data = f"{size} passages of our own in the manner of news (`benchmarks/gold/places`), every third held back"
        write_section("Places in world news", "python -m benchmarks.passages --write", data, body)


if __name__ == "__main__":
    main()

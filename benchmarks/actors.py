"""Measures actor resolution on single mentions: country, sector, both.

Every third case (by the hash of its id) is held back: its figure is told apart, and no change may be made after looking at it.

    python -m benchmarks.actors --cases cases_dev.jsonl [--wrong]
"""

import argparse
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.scores import table
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.record import Article, Entity, Form, Kind, Mention, Span, article_id
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.heads import head_of
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.places.gazetteer import load_gazetteer


def held_back(case: dict[str, Any]) -> bool:
    """Whether a case is among the third that nobody looks at."""
    return int(hashlib.sha256(case["id"].encode()).hexdigest(), 16) % 3 == 0


def resolve(case: dict[str, Any]) -> Entity | None:
    """The entity of a case's mention, in an article that consists of its context and the mentions that a reading finds there."""
    words = case["mention"]
    text = case.get("context") or words
    start = text.find(words)
    if start < 0:
        text, start = f"{words}. {text}", 0
    span = Span.of(text, start, start + len(words))
    first, last = head_of(words)
    head = Span.of(text, start + first, start + last)
    form = Form.NAME if head.text[:1].isupper() else Form.NOMINAL
    mention = Mention(number=0, span=span, head=head, form=form, kind=Kind.PER, chain=0)
    day = date.fromisoformat((case.get("date") or case["assumed_date"])[:10])
    article = Article(id=article_id(text), text=text, published=day)
    around = _around(article, span) if case.get("context") else []
    return EntityResolver(load_register(), article, [mention, *around], gazetteer=load_gazetteer()).resolve(mention)


def _around(article: Article, span: Span) -> list[Mention]:
    """The other mentions of a case's context, as a reading would find them, each in a chain of its own."""
    found = [one for one in find_mentions(load_syntax().annotate(article), article) if not one.span.overlaps(span)]
    return [replace(one, number=number, chain=number) for number, one in enumerate(found, start=1)]


def verdict(case: dict[str, Any], entity: Entity | None) -> dict[str, bool]:
    """Which parts of what is expected are right. Where nothing is expected, no country is right."""
    country = entity.country if entity and entity.country != "UNK" else None
    sectors = entity.sectors if entity else ()
    right: dict[str, bool] = {}
    if case["none_expected"]:
        right["country"] = country is None
    elif "country" in case:
        right["country"] = country == {"XKX": "KOS"}.get(case["country"], case["country"])
    if "sector" in case:
        right["sector"] = bool(sectors) and sectors[0] == case["sector"]
    return right


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one case."""

    case: dict[str, Any]
    part: str
    entity: Entity | None
    right: dict[str, bool]


def outcomes(path: Path) -> Iterator[Outcome]:
    """One outcome a case."""
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        entity = resolve(case)
        part = "held back" if held_back(case) else "open"
        yield Outcome(case=case, part=part, entity=entity, right=verdict(case, entity))


def measure(path: Path) -> list[list[str]]:
    """Shares of right countries, sectors, and both, as rows of a table, the first its head.

    Args:
        path: a file with one case a line.
    """
    return _rows(outcomes(path))


def _rows(found: Iterable[Outcome]) -> list[list[str]]:
    counts: Counter[tuple[str, str, bool]] = Counter()
    for outcome in found:
        for what, good in outcome.right.items():
            counts[outcome.part, what, good] += 1
        if outcome.right:
            counts[outcome.part, "both", all(outcome.right.values())] += 1
    rows = [["part", "what", "right", "of", "share"]]
    for part in ("open", "held back"):
        for what in ("country", "sector", "both"):
            hits, misses = counts[part, what, True], counts[part, what, False]
            rows.append([part, what, str(hits), str(hits + misses), f"{hits / max(1, hits + misses):.3f}"])
    return rows


def main() -> None:
    """Reads the command line, prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, required=True)
    parser.add_argument("--wrong", action="store_true", help="print the wrong ones of the open cases")
    options = parser.parse_args()
    found = list(outcomes(options.cases))
    for one in found if options.wrong else ():
        if one.part == "open" and not all(one.right.values()):
            entity = one.entity
            expected = one.case.get("country"), one.case.get("sector"), one.case.get("date")
            print(one.case["mention"], expected, "->", entity and (entity.country, entity.sectors, entity.name, entity.basis))
    print(table(_rows(found)))


if __name__ == "__main__":
    main()

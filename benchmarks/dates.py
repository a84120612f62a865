"""How many dates come out right: exact ranges for gold phrases, and how many gold phrases are found.

    python -m benchmarks.dates --timex timex.jsonl [--half 0] [--errors]

The file has one JSON object a line: set, doc, phrase, before, after, published, first, last (ISO days, both inclusive). Documents
are split in two halves by a hash of their name: look at the errors of half 0 only, so that half 1 stays a test.
"""

import argparse
import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.tokens import Doc

from benchmarks.scores import table
from onrecord.annotate.syntax import load_syntax
from onrecord.annotate.times import tense_at, times
from onrecord.record import Span, TimeExpression, TimeKind, TimeRange
from onrecord.resolve.dates import resolve_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one gold phrase."""

    row: dict[str, str]
    half: int
    tense: str | None
    resolved: TimeRange | None
    #: the expressions of the context that share a character with the phrase
    found: tuple[TimeExpression, ...]

    @property
    def exact(self) -> bool:
        """First and last day are the gold ones."""
        days = self.resolved
        return days is not None and (days.earliest.isoformat(), days.latest.isoformat()) == (self.row["first"], self.row["last"])

    @property
    def same_words(self) -> bool:
        """An expression was found with just the phrase's words (punctuation, "the" and "since" aside)."""
        return any(_bare(one.span.text) == _bare(self.row["phrase"]) for one in self.found)


def _bare(words: str) -> str:
    kept = words.lower().strip(" .,").removesuffix("'s").split()
    return " ".join(word for word in kept if word not in ("the", "since"))


def half_of(doc_name: str) -> int:
    """0 or 1, by the name's SHA-256."""
    return int(hashlib.sha256(doc_name.encode()).hexdigest(), 16) % 2


def outcomes(rows: list[dict[str, str]]) -> Iterator[Outcome]:
    """One outcome a row."""
    nlp = load_syntax().nlp
    texts = [row["before"] + row["phrase"] + row["after"] for row in rows]
    for row, doc in zip(rows, nlp.pipe(texts, disable=["ner"]), strict=True):
        yield _outcome(row, doc)


def _outcome(row: dict[str, str], doc: Doc) -> Outcome:
    start = len(row["before"])
    span = Span.of(doc.text, start, start + len(row["phrase"]))
    published = date.fromisoformat(row["published"])
    found = times(doc)
    anchor = None
    for one in found:
        if one.span.end <= span.start:
            anchor = resolve_date(one, published=published, anchor=anchor) or anchor
    tense = tense_at(doc, span)
    # every gold phrase is a day or a calendar unit, whatever it looks like
    gold = TimeExpression(span=span, kind=TimeKind.DATE, tense=tense)
    return Outcome(
        row=row,
        half=half_of(row["doc"]),
        tense=tense,
        resolved=resolve_date(gold, published=published, anchor=anchor),
        found=tuple(one for one in found if one.span.overlaps(span)),
    )


def measure(path: Path) -> list[list[str]]:
    """Shares of exact ranges and of phrases found, as rows of a table, the first its head.

    Args:
        path: a file with one gold phrase a line.
    """
    return _table(outcomes(_read(path)))


def _read(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _table(found: Iterable[Outcome]) -> list[list[str]]:
    by_set: dict[str, list[Outcome]] = defaultdict(list)
    for outcome in found:
        for name in (outcome.row["set"], f"half {outcome.half}", "all"):
            by_set[name].append(outcome)
    rows = [["set", "phrases", "exact range", "found", "same words"]]
    for name, those in sorted(by_set.items()):
        right = (sum(one.exact for one in those), sum(bool(one.found) for one in those), sum(one.same_words for one in those))
        rows.append([name, str(len(those)), *(f"{count / len(those):.3f}" for count in right)])
    return rows


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--timex", type=Path, required=True, help="JSON lines of gold phrases")
    parser.add_argument("--half", type=int, choices=(0, 1), help="this half of the documents only")
    parser.add_argument("--errors", action="store_true", help="list what went wrong in half 0")
    options = parser.parse_args()
    rows = _read(options.timex)
    found = list(outcomes([row for row in rows if options.half in (None, half_of(row["doc"]))]))
    for outcome in found if options.errors else ():
        if outcome.half == 0:
            print_error(outcome)
    print(table(_table(found)))
    print_speed(rows)


def print_error(outcome: Outcome) -> None:
    """One line on a phrase that was resolved or found wrongly."""
    row = outcome.row
    context = f"{row['before'][-50:]}[{row['phrase']}]{row['after'][:40]}"
    if not outcome.exact:
        days = outcome.resolved
        got = f"{days.earliest}..{days.latest}" if days is not None else "none"
        print(f"RANGE {row['first']}..{row['last']} got {got} published {row['published']} tense {outcome.tense} | {context}")
    if not outcome.same_words:
        print(f"FOUND {[one.span.text for one in outcome.found]} | {context}")


def print_speed(rows: list[dict[str, str]]) -> None:
    """Time to find (without tense) against the time to parse."""
    nlp = load_syntax().nlp
    text = " ".join(row["before"] + row["phrase"] + row["after"] for row in rows[:60])
    start = time.perf_counter()
    nlp(text)
    parsed = time.perf_counter() - start
    blank = nlp.make_doc(text)
    start = time.perf_counter()
    for _ in range(10):
        times(blank)
    found = (time.perf_counter() - start) / 10
    print(f"finding takes {found / parsed:.4f} of the parser's time ({1000 * found:.1f} ms for {len(text):,} characters)")


if __name__ == "__main__":
    main()

"""Time expressions of our own, in the manner of news, with the days that they tell by the practice of TimeML.

    python -m benchmarks.phrases [--wrong] [--write]

Invariant: an expression is right when its first and last day are the gold ones, found by the reading or given.
"""

import argparse
import csv
from datetime import date
from pathlib import Path

from benchmarks.dates import Outcome, outcomes
from benchmarks.scores import table, write_section

PHRASES = Path(__file__).parent / "gold" / "dates" / "phrases.tsv"


def rows(path: Path = PHRASES) -> list[dict[str, str]]:
    """One row an expression: published, before, phrase, after, first, last.

    Raises:
        ValueError: a day is none, or a range ends before it begins.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        found = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row in found:
        if date.fromisoformat(row["last"]) < date.fromisoformat(row["first"]):
            raise ValueError(f"{row['phrase']!r} ends before it begins")
    return [row | {"doc": row["phrase"], "set": "own"} for row in found]


def measure() -> tuple[list[list[str]], list[Outcome]]:
    """Shares of right ranges and of expressions found, as rows of a table, the first its head; and what went wrong."""
    found = list(outcomes(rows()))
    total = len(found)
    exact, seen, same = (
        sum(one.exact for one in found),
        sum(bool(one.found) for one in found),
        sum(one.same_words for one in found),
    )
    body = [["phrases", "exact range", "found", "same words"]]
    body.append([str(total), *(f"{count / total:.3f}" for count in (exact, seen, same))])
    return body, [one for one in found if not one.exact]


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="print what went wrong")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    body, wrong = measure()
    for one in wrong if options.wrong else ():
        days = one.resolved
        got = f"{days.earliest}..{days.latest}" if days is not None else "none"
        print(f"{one.row['phrase']!r}: {one.row['first']}..{one.row['last']}, got {got}, tense {one.tense}")
    print(table(body))
    if options.write:
        data = f"{len(rows())} time expressions of our own (`benchmarks/gold/dates`); the rules were mended on them"
        write_section("Dates in news of our own", "python -m benchmarks.phrases --write", data, table(body))


if __name__ == "__main__":
    main()

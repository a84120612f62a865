"""How likely a report must be right to be kept: what each threshold gives on practice articles, unseen by the encoder.

python -m benchmarks.thresholds --practice DIR [--write]
"""

import argparse
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.events import articles_of, measure_articles
from benchmarks.scores import table, write_section
from onrecord.extract.events import Thresholds
from onrecord.reader import Reader
from onrecord.score import figures, read_gold

TRIED = (0.1, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7, 0.9)


def measure(folder: Path) -> list[list[str]]:
    """Rows for a Markdown table, its head first: what each threshold gives."""
    rows = [["kept from", "reports", "what P", "R", "F1", "who_what_whom P", "R", "F1"]]
    for least in TRIED:
        thresholds = replace(Thresholds(), kept=least)
        with TemporaryDirectory() as held:
            measured = measure_articles(articles_of(folder, Path(held)), folder, lambda: Reader(thresholds=thresholds))  # noqa: B023
        told = figures(measured.tally)
        levels = [told[level][figure] for level in ("what", "who_what_whom") for figure in ("p", "r", "f1")]
        rows.append([f"{least:.2f}", str(told["predicted"]), *(f"{figure:.3f}" for figure in levels)])
    return rows


def main() -> None:
    """Print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practice", type=Path, required=True, metavar="DIR", help="gold readings with their texts")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    body = table(measure(options.practice))
    print(body)
    if options.write:
        data = f"{len(read_gold(options.practice))} practice articles; the package keeps what has a chance of {Thresholds().kept}"
        write_section("Thresholds", "python -m benchmarks.thresholds --practice DIR --write", data, body)


if __name__ == "__main__":
    main()

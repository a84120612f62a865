"""How sure the encoder must be that something happened: what each threshold gives on the examples, which it was not trained on.

python -m benchmarks.thresholds [--write]
"""

import argparse
from dataclasses import replace
from functools import partial
from pathlib import Path

from benchmarks.events import measure_articles
from benchmarks.scores import table, write_section
from onrecord.extract.events import Thresholds
from onrecord.ingest import articles
from onrecord.reader import Reader
from onrecord.score import figures

EXAMPLES = Path(__file__).parents[1] / "examples"
TRIED = (0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9)


def measure() -> list[list[str]]:
    """Rows for a Markdown table, its head first: what each threshold gives."""
    rows = [["happened", "what P", "R", "F1", "who_what_whom P", "R", "F1"]]
    for surely in TRIED:
        make_reader = partial(Reader, thresholds=replace(Thresholds(), happened=surely))
        told = figures(measure_articles(articles([EXAMPLES / "articles"]), EXAMPLES / "gold", make_reader).tally)
        levels = [told[level][figure] for level in ("what", "who_what_whom") for figure in ("p", "r", "f1")]
        rows.append([f"{surely:.2f}", *(f"{figure:.3f}" for figure in levels)])
    return rows


def main() -> None:
    """Print the table, and write it where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    body = table(measure())
    print(body)
    if options.write:
        data = f"The articles of `examples/`; the package uses {Thresholds().happened}"
        write_section("Thresholds", "python -m benchmarks.thresholds --write", data, body)


if __name__ == "__main__":
    main()

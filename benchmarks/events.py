"""How well events are read: articles through the whole reading into a record, the record against gold.

    python -m benchmarks.events --gold DIR

Invariant: articles come in as they would from a user's JSON Lines; the measures are those of `onrecord.score`.
"""

import argparse
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.scores import table
from onrecord import batch
from onrecord.errors import InputError
from onrecord.ingest import articles
from onrecord.reader import Reader, load_reader
from onrecord.record import Article, Report, Unread
from onrecord.score import Tally, figures, read_gold, score_record
from onrecord.score.metrics import LEVELS
from onrecord.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """Figures, and how much they were measured on."""

    tally: Tally
    articles: int

    @property
    def body(self) -> str:
        """The figures as Markdown."""
        told = figures(self.tally)
        levels = [["right in", "right", "P", "R", "F1"]]
        levels += [
            [level, str(self.tally.right[level]), *(f"{told[level][what]:.3f}" for what in ("p", "r", "f1"))] for level in LEVELS
        ]
        attributes = [["attribute", "right", "of", "share"]]
        attributes += [
            [name, str(one["right"]), str(one["of"]), "" if one["share"] is None else f"{one['share']:.3f}"]
            for name, one in told["attributes"].items()
        ]
        marked, unreal = told["unreal_marked_right"]
        return (
            f"{table(levels)}\n\n{told['gold']} reports in the gold, {told['predicted']} read. "
            f"Unreal counted as real: {told['unreal_counted_as_real']}. Unreal marked right: {marked} of {unreal}.\n\n"
            f"Attributes of the reports whose type and participants are right:\n\n{table(attributes)}"
        )


def measure_folder(folder: Path) -> Measured:
    """Reads and scores a folder of gold that has its texts beside it.

    Args:
        folder: one DOC.json an article, with "doc", "published", "publisher" and "title", and `texts/DOC.txt`.

    Raises:
        InputError: there is no gold or a text is missing.
    """
    with TemporaryDirectory() as held:
        return measure_articles(articles_of(folder, Path(held)), folder)


def articles_of(folder: Path, held: Path) -> Iterable[Article | Unread]:
    """The articles of a folder of gold, as they would come in from JSON Lines.

    Args:
        folder: as for `measure_folder`.
        held: an empty folder for the lines.
    """
    lines = held / "articles.jsonl"
    with lines.open("w", encoding="utf-8") as stream:
        for path in sorted(folder.glob("*.json")):
            stream.write(json.dumps(_record(path)) + "\n")
    return articles([lines])


def _record(path: Path) -> dict[str, Any]:
    """One article as a line of JSON Lines."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    text = path.parent / "texts" / f"{gold['doc']}.txt"
    try:
        # decoded by hand: reading as text would turn "\r\n" into one character and move every offset
        words = text.read_bytes().decode("utf-8")
    except OSError as error:
        raise InputError(f"{text} cannot be read ({error.strerror}): each gold article needs its text there") from error
    return {"id": gold["doc"], "text": words} | {name: gold.get(name) for name in ("published", "publisher", "title")}


def coded_as(report: Report) -> dict[str, Any]:
    """What the measures of type, participants and reality look at."""
    return {
        "start": report.trigger.start,
        "end": report.trigger.end,
        "type": report.type,
        "actors": [one.entity.country for one in report.actors],
        "recipients": [one.entity.country for one in report.recipients],
        "status": report.status.value,
    }


def measure_articles(found: Iterable[Article | Unread], gold: Path, make_reader: Callable[[], Reader] = load_reader) -> Measured:
    """Reads articles into a record that is thrown away, and scores it.

    Args:
        found: the articles; their names are the gold's "doc".
        gold: folder of gold.
        make_reader: another reader than the package's own.

    Raises:
        InputError: there is no gold, or not every article of it could be read.
    """
    known = read_gold(gold)
    with TemporaryDirectory() as held:
        record = Record.create_or_open(Path(held) / "record")
        batch.read(found, record, workers=1, make_reader=make_reader)
        return Measured(tally=score_record(known, record), articles=len(known))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    print(measure_folder(parser.parse_args().gold).body)


if __name__ == "__main__":
    main()

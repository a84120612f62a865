"""`onrecord score`."""

import json
from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, told


def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="Folder of gold readings: one JSON an article.")],
    path: RecordPath,
    details: Annotated[bool, typer.Option("--details", help="One line a hit, miss or false report as well.")] = False,
) -> None:
    """Score a record against gold readings: the figures of the shared scorer.

    The gold's "doc" is the id that the input gave the article. The form of gold is told in docs/gold.md.

    Example: `onrecord score examples/gold record`
    """
    from onrecord.score import figures, read_gold, score_record
    from onrecord.store import Record

    with told():
        counts = score_record(read_gold(gold), Record.open(path))
    if details:
        for line in counts.details:
            console.print(line, markup=False, soft_wrap=True)
    console.print(json.dumps(figures(counts), indent=1), markup=False)

"""`onrecord export`."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, told


def export(
    path: RecordPath,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            help="jsonl, csv, parquet (folders of tables with a codebook), scored (one JSONL file), or gold (what people judged).",
        ),
    ],
    to: Annotated[Path, typer.Option("--to", "-o", metavar="PATH", help="Folder, or for scored the file, to write.")],
) -> None:
    """Write a record's flat tables, with a codebook (datapackage.json).

    Example: `onrecord export record --format csv --to tables`
    """
    from onrecord.store import Record
    from onrecord.store import export as write

    with told():
        write(Record.open(path), to, format_)
    console.print(f"written to {to}", markup=False, soft_wrap=True)

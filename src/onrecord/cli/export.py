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
            help="csv, jsonl, parquet (folders of flat tables with a codebook); polecat, icews, cameo, ngec (files) and gdelt "
            "(a folder): the columns of those data sets; ftm (a folder): FollowTheMoney; annotations (JSON-LD); bundle (a folder): "
            "offsets and hashes without the texts, to be verified; scored (one JSONL file); gold (a folder): what people judged.",
        ),
    ],
    to: Annotated[Path, typer.Option("--to", "-o", metavar="PATH", help="Folder or file to write.")],
    all_statuses: Annotated[
        bool,
        typer.Option(
            "--all-statuses",
            help="Also what did not happen (denied, negated, planned, hypothetical) in polecat, icews, gdelt, cameo, ngec and "
            "ftm, which otherwise hold only what happened according to someone.",
        ),
    ] = False,
) -> None:
    """Write a record for others: flat tables with a codebook, or the columns of POLECAT, ICEWS, GDELT, Phoenix and NGEC.

    What each format holds and loses stands in docs/exports.md.

    Example: `onrecord export record --format polecat --to polecat.txt`
    """
    from onrecord.errors import InputError
    from onrecord.export import FORMATS
    from onrecord.export import export as write
    from onrecord.store import Record

    with told():
        if all_statuses and format_ in FORMATS and not FORMATS[format_].happened:
            raise InputError(f"--all-statuses: {format_} holds every status as it is; leave the option out")
        written = write(Record.open(path), to, format_, all_statuses=all_statuses)
    rows = ", ".join(f"{number} {kind}" for kind, number in written.rows.items())
    console.print(f"written to {to}: {rows or 'nothing'}", markup=False, soft_wrap=True)
    for reason, number in written.left_out.items():
        console.print(f"left out: {number} reports that {reason}", markup=False, soft_wrap=True)

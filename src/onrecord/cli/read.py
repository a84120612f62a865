"""`onrecord read`."""

import os
import sys
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.cli.link import link_record
from onrecord.cli.terminal import OwnEntriesPath, console, errors, told
from onrecord.errors import InputError


def read(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH…",
            help="Files and folders: .txt .html .jsonl .csv .parquet .warc (also .gz), or - for JSONL on standard input.",
        ),
    ],
    to: Annotated[Path, typer.Option("--to", metavar="RECORD", help="Folder of the record; it is made, or added to.")],
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="NOUN=NAME", help="Where the input has another name for a field: --field text=body"),
    ] = None,
    register: OwnEntriesPath = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that read; default: the machine's cores.")
    ] = None,
    link: Annotated[bool, typer.Option("--link", help="Link the record afterwards, as `onrecord link` does.")] = False,
) -> None:
    """Read articles into a record.

    What the same models have read before is skipped, so that a run that was cut short can be started again. What cannot be read
    is kept as unread, with the reason.

    Example: `onrecord read examples/articles --to record`
    """
    from onrecord.batch import read as read_into
    from onrecord.ingest import articles
    from onrecord.reader import load_reader
    from onrecord.store import Record

    with told():
        fields = fields_given(field or [])
        found = articles(paths, fields=fields, stdin=sys.stdin.buffer)
        record = Record.create_or_open(to)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=errors, transient=True) as bar:
            task = bar.add_task("reading articles", total=None)
            outcome = read_into(
                found,
                record,
                workers=workers or os.cpu_count() or 1,
                progress=lambda state: bar.update(task, completed=state.read + state.unread),
                make_reader=partial(load_reader, register),
            )
    console.print(
        f"{outcome.read} articles read, {outcome.reports} reports, {outcome.known + outcome.doubled} known already, "
        f"{outcome.unread} unread → {to}",
        markup=False,
        soft_wrap=True,
    )
    if link:
        with told():
            link_record(record)


def fields_given(given: list[str]) -> dict[str, str]:
    """What `--field NOUN=NAME` says.

    Raises:
        InputError: it is not of that form.
    """
    fields = {}
    for one in given:
        noun, equals, name = one.partition("=")
        if not (noun and equals and name):
            raise InputError(f"--field {one}: write NOUN=NAME, as in --field text=body")
        fields[noun] = name
    return fields

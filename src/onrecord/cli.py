"""The command line: `onrecord read | show | sql | export | score`. The only module that prints.

Invariant: an error of the user's or of the input's ends in one message on standard error and exit status 1, never in a traceback.
"""

import csv
import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from onrecord._version import __version__
from onrecord.errors import InputError, OnRecordError

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Reads news articles and keeps the record: who did what to whom, when and where, and who says so.",
)
console = Console(highlight=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="Folder of a record, as `onrecord read … --to RECORD` made it.")]


@contextmanager
def _told() -> Iterator[None]:
    """Errors that onrecord raises on purpose become one line and exit status 1."""
    try:
        yield
    except OnRecordError as error:
        errors.print(f"onrecord: {error}", style="red", markup=False)
        raise typer.Exit(1) from error


def _version(asked: bool) -> None:
    if asked:
        console.print(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Reads news articles and keeps the record: who did what to whom, when and where, and who says so."""


@app.command()
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
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that read; default: the machine's cores.")
    ] = None,
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

    with _told():
        fields = _fields(field or [])
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
                make_reader=load_reader,
            )
    console.print(
        f"{outcome.read} articles read, {outcome.reports} reports, {outcome.known + outcome.doubled} known already, "
        f"{outcome.unread} unread → {to}",
        markup=False,
        soft_wrap=True,
    )


def _fields(given: list[str]) -> dict[str, str]:
    fields = {}
    for one in given:
        noun, equals, name = one.partition("=")
        if not (noun and equals and name):
            raise InputError(f"--field {one}: write NOUN=NAME, as in --field text=body")
        fields[noun] = name
    return fields


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option} {text}: write the day as YYYY-MM-DD") from error


@app.command()
def show(
    path: RecordPath,
    report_id: Annotated[str | None, typer.Argument(metavar="[REPORT_ID]", help="Show this one report whole.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Event type, as ASSAULT.")] = None,
    actor: Annotated[str | None, typer.Option("--actor", help="Code or part of the name of a participant.")] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="Code of a participant's or the place's country, as SYR.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Events on or after this day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Events on or before this day.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="fact, reported, alleged, denied, negated, planned or hypothetical.")
    ] = None,
    said_by: Annotated[str | None, typer.Option("--said-by", help="Part of the name of a speaker or medium.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many reports to print.")] = 20,
) -> None:
    """Show a record: totals, the most reported dyads and types, and reports with their chain of sources.

    Example: `onrecord show record --type ACCUSE --status alleged`
    """
    from onrecord.codebook import load_codebook
    from onrecord.record import Status
    from onrecord.show import Filters, page, whole
    from onrecord.store import Record

    with _told():
        if type_ is not None:
            load_codebook().check(type_.upper())
        if status is not None and status.lower() not in set(Status):
            raise InputError(f"--status {status}: use one of {', '.join(Status)}")
        first, last = _day(since, "--since"), _day(until, "--until")
        record = Record.open(path)
        if report_id is not None:
            reading = record.reading_of(report_id)
            console.print(whole(reading, next(report for report in reading.reports if report.id == report_id)))
            return
        filters = Filters(type=type_, actor=actor, country=country, since=first, until=last, status=status, said_by=said_by)
        console.print(page(record, filters, limit=limit))


@app.command()
def sql(
    path: RecordPath,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="DuckDB SQL over the views articles, reports, participants, attributions, mentions, unread."
        ),
    ],
    format_: Annotated[str, typer.Option("--format", help="table, csv or jsonl.")] = "table",
) -> None:
    """Ask a record in SQL. The views and their columns are told in docs/record.md.

    Example: `onrecord sql record "select type, count(*) as n from reports group by type order by n desc"`
    """
    from onrecord.show.passage import plain
    from onrecord.store import Record

    with _told():
        if format_ not in ("table", "csv", "jsonl"):
            raise InputError(f"--format {format_}: use table, csv or jsonl")
        found = Record.open(path).sql(query)
        if format_ == "jsonl":
            for row in found.to_pylist():
                # a file gets the text as it is; in a terminal nothing of it may act
                print(json.dumps(row, ensure_ascii=sys.stdout.isatty(), default=str))
        elif format_ == "csv":
            rows = csv.writer(sys.stdout, lineterminator="\n")
            rows.writerow(found.column_names)
            cell = plain if sys.stdout.isatty() else str
            rows.writerows(["" if value is None else cell(str(value)) for value in row.values()] for row in found.to_pylist())
        else:
            table = Table(box=None, pad_edge=False, header_style="dim")
            for name in found.column_names:
                table.add_column(name, overflow="fold")
            for row in found.to_pylist():
                table.add_row(*(Text("" if value is None else plain(str(value))) for value in row.values()))
            console.print(table)


@app.command()
def export(
    path: RecordPath,
    format_: Annotated[
        str,
        typer.Option("--format", help="jsonl, csv, parquet (folders of flat tables with a codebook), or scored (one JSONL file)."),
    ],
    to: Annotated[Path, typer.Option("--to", "-o", metavar="PATH", help="Folder, or for scored the file, to write.")],
) -> None:
    """Write a record's flat tables, with a codebook (datapackage.json).

    Example: `onrecord export record --format csv --to tables`
    """
    from onrecord.store import Record
    from onrecord.store import export as write

    with _told():
        write(Record.open(path), to, format_)
    console.print(f"written to {to}", markup=False, soft_wrap=True)


@app.command()
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

    with _told():
        counts = score_record(read_gold(gold), Record.open(path))
    if details:
        for line in counts.details:
            console.print(line, markup=False, soft_wrap=True)
    console.print(json.dumps(figures(counts), indent=1), markup=False)


if __name__ == "__main__":
    app()

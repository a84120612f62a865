"""`onrecord sql`."""

import csv
import json
import sys
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import RecordPath, console, told
from onrecord.errors import InputError


def sql(
    path: RecordPath,
    query: Annotated[
        str,
        typer.Argument(
            metavar="QUERY", help="DuckDB SQL over the views articles, reports, events, origins and so on (docs/record.md)."
        ),
    ],
    format_: Annotated[str, typer.Option("--format", help="table, csv or jsonl.")] = "table",
) -> None:
    """Ask a record in SQL. The views and their columns are told in docs/record.md.

    Example: `onrecord sql record "select type, count(*) as n from reports group by type order by n desc"`
    """
    from onrecord.show.passage import plain
    from onrecord.store import Record

    with told():
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

"""`onrecord quotes`."""

import json
import sys
from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, told
from onrecord.errors import InputError


def quotes(
    path: RecordPath,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="Part of the speaker's name or of the source's words.")
    ] = None,
    about: Annotated[str | None, typer.Option("--about", metavar="WORD", help="Part of what was said.")] = None,
    through: Annotated[str | None, typer.Option("--through", metavar="OUTLET", help="Part of the medium's name.")] = None,
    manner: Annotated[str | None, typer.Option("--manner", help="direct, indirect or mixed.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many quotes to print.")] = 20,
    format_: Annotated[str, typer.Option("--format", help="text, or jsonl: one line each, all of them.")] = "text",
) -> None:
    """List who said what, through whom, and where it stands.

    Example: `onrecord quotes record --by minister --about truce`
    """
    from onrecord.record import Manner
    from onrecord.show.quotes import Asked, find_quotes, listing
    from onrecord.store import Record

    with told():
        if manner is not None and manner.lower() not in set(Manner):
            raise InputError(f"--manner {manner}: use one of {', '.join(Manner)}")
        if format_ not in ("text", "jsonl"):
            raise InputError(f"--format {format_}: use text or jsonl")
        found = find_quotes(Record.open(path), Asked(by=by, about=about, through=through, manner=manner and manner.lower()))
    if format_ == "jsonl":
        for row in found:
            # a file gets the text as it is; in a terminal nothing of it may act
            print(json.dumps(row, ensure_ascii=sys.stdout.isatty(), default=str))
    else:
        console.print(listing(found, limit))

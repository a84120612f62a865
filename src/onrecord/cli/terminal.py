"""What the commands share: the two consoles, the way an error is told, the record's argument.

Invariant: an error of the user's or of the input's ends in one message on standard error and exit status 1, never in a traceback.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from onrecord.errors import InputError, OnRecordError

console = Console(highlight=False)
errors = Console(stderr=True, highlight=False, soft_wrap=True)

RecordPath = Annotated[Path, typer.Argument(metavar="RECORD", help="Folder of a record, as `onrecord read … --to RECORD` made it.")]

OwnEntriesPath = Annotated[
    Path | None,
    typer.Option("--register", metavar="FILE", help="Your own entries, if not where `onrecord register add` keeps them."),
]


@contextmanager
def told() -> Iterator[None]:
    """Errors that onrecord raises on purpose become one line and exit status 1."""
    try:
        yield
    except OnRecordError as error:
        errors.print(f"onrecord: {error}", style="red", markup=False)
        raise typer.Exit(1) from error


def day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError(f"{option} {text}: write the day as YYYY-MM-DD") from error

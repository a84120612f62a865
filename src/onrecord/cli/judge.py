"""`onrecord judge`."""

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, told
from onrecord.errors import InputError


def judge(
    path: RecordPath,
    report: Annotated[str, typer.Argument(metavar="REPORT", help="Id of a report.")],
    other: Annotated[str, typer.Argument(metavar="REPORT", help="Id of another report.")],
    verdict: Annotated[str, typer.Argument(metavar="same|different", help="Whether both tell the same event.")],
    name: Annotated[
        str | None, typer.Option("--as", metavar="NAME", help="Who judges; default: your name on this machine.")
    ] = None,
    because: Annotated[str | None, typer.Option("--because", metavar="TEXT", help="Why.")] = None,
) -> None:
    """Say that two reports tell the same event, or different ones. Your word wins over the model's from the next linking on.

    Judgements are only ever appended; a later one on the same pair wins over an earlier one.

    Example: `onrecord judge record a80dd7099f85be27-r6 1fba79aff8915ad0-r0 same --because "the same raid"`
    """
    from onrecord.record import Judgement, Verdict
    from onrecord.store import Record
    from onrecord.store.judgements import append_judgement

    with told():
        if verdict not in (Verdict.SAME, Verdict.DIFFERENT):
            raise InputError(f"{verdict}: say same or different")
        record = Record.open(path)
        for one in (report, other):
            record.reading_of(one)
        said = Judgement(
            verdict=Verdict(verdict),
            reports=tuple(sorted((report, other))),
            judge=name or getpass.getuser(),
            at=datetime.now(UTC),
            reason=because,
        )
        append_judgement(record.path, said)
    console.print(f"noted; it counts from the next `onrecord link {path}` on", markup=False, soft_wrap=True)

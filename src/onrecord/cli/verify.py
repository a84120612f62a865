"""`onrecord verify`."""

import os
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.cli.terminal import console, errors, told


def verify(
    bundle: Annotated[Path, typer.Argument(metavar="BUNDLE", help="Folder that `onrecord export … --format bundle` made.")],
    texts: Annotated[
        list[Path], typer.Option("--texts", metavar="DIR", help="Files or folders that hold the articles; may be given again.")
    ],
    field: Annotated[
        list[str] | None,
        typer.Option("--field", metavar="NOUN=NAME", help="Where the texts have another name for a field: --field text=body"),
    ] = None,
    workers: Annotated[
        int | None, typer.Option("--workers", min=1, help="Processes that read; default: the machine's cores.")
    ] = None,
) -> None:
    """Read a bundle's texts again, and tell whether the record comes out the same.

    Texts are found by their hashes. Every table is compared row by row. Ends with status 1 if a text is missing or a row differs.

    Example: `onrecord verify bundle --texts examples/articles`
    """
    from onrecord.cli.read import fields_given
    from onrecord.ingest import articles
    from onrecord.reader import load_reader
    from onrecord.verify import verify as compare

    with told():
        found = articles([str(path) for path in texts], fields=fields_given(field or []))
        columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
        with Progress(*columns, console=errors, transient=True) as bar:
            task = bar.add_task("reading again", total=None)
            outcome = compare(
                bundle,
                found,
                workers=workers or os.cpu_count() or 1,
                make_reader=load_reader,
                progress=lambda state: bar.update(task, completed=state.read + state.unread),
            )

    def say(line: str) -> None:
        console.print(line, markup=False, soft_wrap=True)

    if outcome.reader not in outcome.readers:
        say(f"another reader: the bundle is of {', '.join(outcome.readers)}, this is {outcome.reader}; rows may differ for it")
    if outcome.missing:
        say(f"{len(outcome.missing)} texts were not found, among them those of {', '.join(outcome.missing[:5])}")
    for view, one in outcome.tables.items():
        say(f"{view}: {one.same} rows the same, {one.changed} changed, {one.lost} lost, {one.new} new")
        for line in one.told:
            say(f"  {line}")
    say("the record is the same" if outcome.same else "the record is not the same")
    if not outcome.same:
        raise typer.Exit(1)

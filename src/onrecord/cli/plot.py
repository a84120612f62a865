"""`onrecord plot`."""

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, told


def plot(
    path: RecordPath,
    kind: Annotated[str, typer.Argument(metavar="PLOT", help="timeline, dyads, types or map.")],
    to: Annotated[Path, typer.Option("--to", "-o", metavar="FILE", help="File to write; it ends in .png, .svg or .html.")],
    all_statuses: Annotated[
        bool, typer.Option("--all-statuses", help="Draw also what did not happen (denied, negated, planned, hypothetical).")
    ] = False,
) -> None:
    """Draw a record without a browser: reports over time, the most told dyads, types, or a world map.

    Needs Altair and vl-convert: pip install 'onrecord[plot]'. An HTML file has all it needs in itself.

    Example: `onrecord plot record timeline -o timeline.png`
    """
    from onrecord.errors import InputError
    from onrecord.store import Record

    with told():
        try:
            from onrecord.show.plots import draw, save
        except ModuleNotFoundError as error:
            if error.name not in ("altair", "vl_convert"):
                raise
            raise InputError(f"to draw, {error.name} is needed and is not installed: pip install 'onrecord[plot]'") from error
        save(draw(Record.open(path), kind, all_statuses=all_statuses), to)
    console.print(f"written to {to}", markup=False, soft_wrap=True)

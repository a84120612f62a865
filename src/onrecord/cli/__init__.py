"""The command line, one module a command. The only folder that prints."""

from typing import Annotated

import typer

from onrecord._version import __version__
from onrecord.cli import export, judge, link, plot, quotes, read, register, score, show, sql, verify, view
from onrecord.cli.terminal import console

app = typer.Typer(
    name="onrecord",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode="markdown",
    pretty_exceptions_enable=False,
    help="Reads news articles and keeps the record: who did what to whom, when and where, and who says so.",
)


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


# in the order in which the help lists them: reading, linking, looking, judging, taking away, measuring
_COMMANDS = (
    read.read, link.link, show.show, quotes.quotes, view.view, plot.plot, judge.judge, sql.sql, export.export, verify.verify,
    score.score,
)  # fmt: skip
for _command in _COMMANDS:
    app.command()(_command)
app.add_typer(register.register, name="register")

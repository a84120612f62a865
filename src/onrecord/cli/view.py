"""`onrecord view`."""

import getpass
import webbrowser
from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, told


def view(
    path: RecordPath,
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")] = 8765,
    host: Annotated[
        str, typer.Option("--host", help="Address to bind to. Anyone who can reach it can read the record and judge.")
    ] = "127.0.0.1",
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open it in the browser.")] = True,
    judge: Annotated[str | None, typer.Option("--as", metavar="NAME", help="Name that goes with your corrections.")] = None,
) -> None:
    """Look at a record in the browser: events, articles with their words marked, quotes; accept, reject and mend reports.

    Nothing is fetched from or sent to anywhere else. It follows the record while it grows. Ctrl-C ends it.

    Example: `onrecord view record --as "Ana Ruiz"`
    """
    from onrecord.store import Record
    from onrecord.viewer import serve

    def ready(address: str) -> None:
        console.print(f"{path} can be seen at {address} (Ctrl-C ends it)", markup=False, soft_wrap=True)
        if browser:
            webbrowser.open(address)

    with told():
        serve(Record.open(path), host=host, port=port, judge=judge or _user(), ready=ready)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""

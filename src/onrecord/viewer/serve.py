"""The server: one process on this machine, bound to 127.0.0.1 unless told otherwise.

Invariant: the address that is printed is the one that answers, also when the port was left to the system.
"""

import hashlib
import os
import socket
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.errors import InputError, StoreError
from onrecord.store import Record
from onrecord.viewer.app import make_app
from onrecord.viewer.index import AT_ONCE, Index


def open_index(record: Record) -> Index:
    """The index that an earlier run left for this record, or a new one.

    It is kept in the user's own folder for such files, and nowhere in the record. Where another process holds it, or the folder
    cannot be written, an index in memory takes its place.
    """
    folder = _cache()
    path = folder / f"{hashlib.sha256(str(record.path.resolve()).encode()).hexdigest()[:24]}.duckdb"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        return Index(record, path)
    except (OSError, StoreError):
        return Index(record)


def _cache() -> Path:
    if "XDG_CACHE_HOME" in os.environ:
        return Path(os.environ["XDG_CACHE_HOME"], "onrecord")
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", tempfile.gettempdir()), "onrecord", "cache")
    return Path.home() / ".cache" / "onrecord"


def serve(record: Record, *, host: str, port: int, judge: str, ready: Callable[[str], None]) -> None:
    """Show a record until the process is told to stop.

    Args:
        record: what to show.
        host: address to bind to.
        port: its port; 0 leaves it to the system.
        judge: name that goes with judgements, unless a person gives another.
        ready: called with the address once it can be opened.

    Raises:
        InputError: the address cannot be bound to.
        StoreError: the record cannot be read.
    """
    bound = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    with bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((host, port))
            bound.listen(128)
        except OSError as error:
            raise InputError(f"{host}:{port} cannot be bound to ({error.strerror}): choose another port with --port") from error
        number = bound.getsockname()[1]
        index = open_index(record)
        try:
            # whoever opens a small record sees all of it at once
            index.catch_up(whole=len(record.shards()) <= AT_ONCE)
            app = make_app(index, host=host, port=number, judge=judge, follow=True)
            server = uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False, proxy_headers=False))
            ready(f"http://{f'[{host}]' if ':' in host else host}:{number}/")
            server.run(sockets=[bound])
        finally:
            index.close()

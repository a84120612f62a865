"""`events/` in a record: the linking that its last run left, and what earlier runs said of events.

Invariant: a linking is there whole or not at all. Each run writes a folder of its own, beside, and renames it into place; the views
show the latest one. The one before it stays for whoever is still reading it; older ones go.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import StoreError
from onrecord.store.linkstates import STATE, State, write_state
from onrecord.store.linktables import LINK_FORMAT, LINK_SCHEMAS
from onrecord.store.shards import UNFINISHED, sync, write_file
from onrecord.store.tables import write_table

LINKINGS = "events"
_ABOUT = "link.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """One run of linking, as it stands on disk."""

    folder: Path
    #: 1 for the first run, then one more each
    run: int
    #: digest of what was linked: articles with their readings, judgements, and what linked them
    rests_on: str

    def table(self, name: str) -> pa.Table:
        """One table of `linktables.LINK_SCHEMAS`.

        Raises:
            StoreError: the file is damaged.
        """
        path = self.folder / f"{name}.parquet"
        try:
            return pq.read_table(path, schema=LINK_SCHEMAS[name])
        except (OSError, pa.ArrowException) as error:
            raise StoreError(f"{path} cannot be read ({error}): remove {self.folder} and link again") from error


def latest_linking(record: Path) -> Linking | None:
    """The linking that the record's views show; None if the record was never linked.

    Raises:
        StoreError: it is damaged, or of another version's format.
    """
    folders = _folders(record)
    if not folders:
        return None
    path = folders[-1] / _ABOUT
    try:
        said: Any = json.loads(path.read_bytes())
        found, run, rests_on = said["format"], int(said["run"]), str(said["rests_on"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} is damaged ({error!r}): remove {folders[-1]} and link again") from error
    if found != LINK_FORMAT:
        raise StoreError(
            f"{folders[-1]} has format {found!r}, this version of onrecord knows {LINK_FORMAT}: "
            f"remove {record / LINKINGS} and run `onrecord link {record}` again"
        )
    return Linking(folder=folders[-1], run=run, rests_on=rests_on)


def link_tables(record: Path) -> dict[str, pa.Table]:
    """The tables of the latest linking, by name; empty ones if the record was never linked."""
    linking = latest_linking(record)
    if linking is None:
        return {name: schema.empty_table() for name, schema in LINK_SCHEMAS.items()}
    return {name: linking.table(name) for name in LINK_SCHEMAS}


def write_linking(record: Path, tables: Mapping[str, pa.Table], *, run: int, rests_on: str, state: State | None = None) -> None:
    """Put a linking into place. Only for who holds the record's lock.

    Args:
        record: folder of the record.
        tables: one for each of `linktables.LINK_SCHEMAS`.
        run: its number.
        rests_on: digest of what was linked.
        state: what the next run may start from.

    Raises:
        StoreError: the disk is full, or the folder is not writable.
    """
    home = record / LINKINGS
    unfinished = home / f"{UNFINISHED}{run:08d}"
    try:
        home.mkdir(exist_ok=True)
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        for name, schema in LINK_SCHEMAS.items():
            path = unfinished / f"{name}.parquet"
            write_table(tables[name].cast(schema), path)
            sync(path)
        if state is not None:
            write_state(unfinished, state.basis, state.tables)
        write_file(unfinished / _ABOUT, json.dumps({"format": LINK_FORMAT, "run": run, "rests_on": rests_on}, indent=2) + "\n")
        sync(unfinished)
        unfinished.rename(home / f"{run:08d}")
        sync(home)
        for old in _folders(record)[:-2]:
            shutil.rmtree(old)
        for old in _folders(record)[:-1]:
            shutil.rmtree(old / STATE, ignore_errors=True)
    except (OSError, pa.ArrowException) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise StoreError(f"the linking of {record} could not be written ({error}); the one before it is whole") from error


def _folders(record: Path) -> list[Path]:
    home = record / LINKINGS
    if not home.is_dir():
        return []
    return sorted(path for path in home.iterdir() if path.is_dir() and path.name.isdigit())

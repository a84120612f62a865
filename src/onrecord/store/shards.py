"""Shards: folders of five Parquet files, each there whole or not at all.

Invariant: a folder in `shards/` whose name does not begin with a dot is complete and never changes; the others are what a writer
that ended too early left behind.
"""

import hashlib
import os
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa

from onrecord.errors import StoreError
from onrecord.store.rows import Rows
from onrecord.store.tables import SCHEMAS, write_table

SHARDS = "shards"
UNFINISHED = ".tmp-"


def shard_names(record: Path) -> list[str]:
    """Names of the complete shards, in the order in which they were written."""
    try:
        return sorted(name for name in os.listdir(record / SHARDS) if not name.startswith("."))
    except FileNotFoundError:
        return []


def shard_name(place: int, ids: Iterable[str], reader: str) -> str:
    """The name of a shard: its place in the record, from 1, then 16 digits of a hash of its reader and of what it holds."""
    digest = hashlib.sha256("\0".join([reader, *ids]).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{place:08d}-{digest[:16]}"


def write_shard(record: Path, name: str, rows: Rows) -> None:
    """Write a shard beside and rename it into place.

    Raises:
        StoreError: the disk is full, the folder is not writable, or a text cannot be stored as UTF-8.
    """
    shards = record / SHARDS
    unfinished = shards / f"{UNFINISHED}{name}"
    try:
        shards.mkdir(exist_ok=True)
        unfinished.mkdir()
        for table, schema in SCHEMAS.items():
            path = unfinished / f"{table}.parquet"
            write_table(pa.Table.from_pylist(getattr(rows, table), schema=schema), path)
            sync(path)
        sync(unfinished)
        unfinished.rename(shards / name)
        sync(shards)
    except (OSError, pa.ArrowException, UnicodeEncodeError) as error:
        shutil.rmtree(unfinished, ignore_errors=True)
        raise StoreError(f"shard {name} of {record} could not be written ({error}); what was stored before it is whole") from error


def sweep(record: Path) -> None:
    """Remove what a writer that ended too early left behind. Only for who holds the lock."""
    for folder in (record, record / SHARDS):
        for path in sorted(folder.glob(f"{UNFINISHED}*")) if folder.is_dir() else []:
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()


def sync(path: Path) -> None:
    """See to it that a file, or a folder's list of names, is on the disk and not only in memory."""
    if sys.platform == "win32" and path.is_dir():
        return  # Windows has no such call for folders
    # Windows can only sync what is open for writing
    descriptor = os.open(path, os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_file(path: Path, content: str) -> None:
    """Write a small file beside and rename it into place, UTF-8 with bare line feeds on every system."""
    unfinished = path.with_name(f"{UNFINISHED}{path.name}")
    unfinished.write_bytes(content.encode())
    sync(unfinished)
    unfinished.replace(path)
    sync(path.parent)

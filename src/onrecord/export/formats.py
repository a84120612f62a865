"""The formats of an export in one table, and how each is put into its place.

Invariant: an export is there whole or not at all; it replaces an earlier export and nothing else; the same record gives the same
bytes.
"""

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from onrecord.errors import StoreError
from onrecord.export import annotations, bundle, ftm, gdelt, icews, judged, ngec, phoenix, polecat, tables
from onrecord.export.telling import Asked, Written
from onrecord.store import Record, scored


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """One format."""

    #: what it is, in a few words
    meaning: str
    #: writes it to a path: a folder that is there, or the name of a file
    write: Callable[[Record, Path, Asked], Written]
    #: a folder of files, or one file
    folder: bool = False
    #: whether it holds only what happened according to someone, unless it is asked for all
    happened: bool = False


def _scored(record: Record, path: Path, asked: Asked) -> Written:
    return tables.write_lines(path, scored(record))


#: every format by its name, tables first, then the field's own
FORMATS: dict[str, Format] = {
    "csv": Format(meaning="flat tables, CSV", write=partial(tables.write, format_="csv"), folder=True),
    "jsonl": Format(meaning="flat tables, JSON Lines", write=partial(tables.write, format_="jsonl"), folder=True),
    "parquet": Format(meaning="flat tables, Parquet", write=partial(tables.write, format_="parquet"), folder=True),
    "polecat": Format(meaning="POLECAT's 40 columns", write=polecat.write, happened=True),
    "icews": Format(meaning="ICEWS's 20 columns", write=icews.write, happened=True),
    "gdelt": Format(meaning="GDELT 2.0 events, mentions and GKG", write=gdelt.write, folder=True, happened=True),
    "cameo": Format(meaning="PETRARCH's and Phoenix's CAMEO rows", write=phoenix.write, happened=True),
    "ngec": Format(meaning="NGEC's JSON Lines", write=ngec.write, happened=True),
    "ftm": Format(meaning="FollowTheMoney entities and statements", write=ftm.write, folder=True, happened=True),
    "annotations": Format(meaning="W3C Web Annotations, JSON-LD", write=annotations.write),
    "bundle": Format(meaning="a replication package without the texts", write=bundle.write, folder=True),
    "gold": Format(meaning="what people judged, as gold readings", write=judged.write, folder=True),
    "scored": Format(meaning="JSON Lines for the scorer", write=_scored),
}


def export(record: Record, path: str | Path, format: str, *, all_statuses: bool = False, spreadsheet_safe: bool = True) -> Written:
    """Write a record for others to read.

    Args:
        record: what to export.
        path: folder or file to write. What an earlier export wrote there is replaced.
        format: one of `FORMATS`.
        all_statuses: in the formats that hold events, also those that did not happen (denied, negated, planned, hypothetical).
        spreadsheet_safe: in CSV, put an apostrophe before texts that a spreadsheet would take for a formula, and before those
            that begin with an apostrophe; take one off to have the text back.

    Returns:
        How many rows it holds, and what was left out.

    Raises:
        StoreError: there is no such format, something else stands at `path`, or it cannot be written.
    """
    if format not in FORMATS:
        raise StoreError(f"no export format {format!r}: choose one of {', '.join(FORMATS)}")
    found, target = FORMATS[format], Path(path)
    _check_target(target, folder=found.folder)
    unfinished = target.with_name(f".tmp-{target.name}-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if found.folder:
            unfinished.mkdir()
        written = found.write(record, unfinished, Asked(all_statuses=all_statuses, spreadsheet_safe=spreadsheet_safe))
        _put(unfinished, target)
    except OSError as error:
        raise StoreError(
            f"the export to {target} could not be written ({error}): check the folder's rights and the disk"
        ) from error
    finally:
        if unfinished.is_dir():
            shutil.rmtree(unfinished)
        else:
            unfinished.unlink(missing_ok=True)
    return written


def _check_target(target: Path, *, folder: bool) -> None:
    """Raises:
    StoreError: something else than an earlier export stands there.
    """
    if not target.exists():
        return
    if not folder:
        if target.is_dir():
            raise StoreError(f"{target} is a folder; this format is one file: give the file's name")
        return
    if not target.is_dir():
        raise StoreError(f"{target} is a file; this format is a folder of tables: give the folder's name")
    if not any(target.iterdir()) or (target / judged.NOTE).is_file():
        return
    try:
        earlier = json.loads((target / tables.PACKAGE).read_bytes()).get("name") == tables.NAME
    except (OSError, ValueError, AttributeError):
        earlier = False
    if not earlier:
        raise StoreError(f"{target} holds something else than an export of onrecord: choose a new or an empty folder")


def _put(unfinished: Path, target: Path) -> None:
    """Rename into place; a folder that stands there is moved aside first, since none can be renamed onto it."""
    if not target.is_dir():
        unfinished.replace(target)
        return
    aside = target.with_name(f".old-{target.name}-{os.getpid()}")
    target.rename(aside)
    try:
        unfinished.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside)

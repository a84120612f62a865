"""A record for others: flat tables as CSV, JSON Lines or Parquet with their codebook beside them, or reports for the scorer.

Invariant: an export is there whole or not at all, and the same record gives the same bytes. The articles' text stays on the record.
"""

import json
import os
import shutil
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.errors import StoreError
from onrecord.store.cells import write_cell
from onrecord.store.gold import gold
from onrecord.store.store import Record
from onrecord.store.views import IN_ORDER, VIEWS

#: csv, jsonl and parquet are folders of tables with a datapackage.json; scored is one file of JSON Lines; gold a folder of JSON
FORMATS = ("csv", "jsonl", "parquet", "scored", "gold")

_PACKAGE = "datapackage.json"
_NAME = "onrecord-export"
# no .json, so that whoever reads the gold passes it over
_GOLD = "README.txt"
_LEFT_OUT = {"articles": ("text",)}
_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
_KEYS = {
    "articles": ["id"],
    "reports": ["id"],
    "participants": ["report_id", "number"],
    "attributions": ["article_id", "number"],
    "mentions": ["article_id", "number"],
    "unread": ["id"],
    "events": ["id"],
    "event_reports": ["report_id"],
    "origins": ["event_id", "origin"],
    "accounts": ["report_id", "about", "value", "words_start"],
    "copies": ["article_id", "copy_of"],
    "stories": ["article_id"],
    "trail": ["run", "event_id", "what", "other"],
}
_OWNERS = {
    "reports": ("article_id", "articles"),
    "participants": ("report_id", "reports"),
    "attributions": ("article_id", "articles"),
    "mentions": ("article_id", "articles"),
    "event_reports": ("event_id", "events"),
    "origins": ("event_id", "events"),
    "accounts": ("event_id", "events"),
    "copies": ("article_id", "articles"),
    "stories": ("article_id", "articles"),
}


def export(record: Record, path: str | Path, format: str, *, spreadsheet_safe: bool = True) -> None:
    """Write a record for others to read.

    Args:
        record: what to export.
        path: folder (csv, jsonl, parquet) or file (scored) to write. What an earlier export wrote there is replaced.
        format: one of `FORMATS`.
        spreadsheet_safe: in CSV, put an apostrophe before texts that a spreadsheet would take for a formula, and before those
            that begin with an apostrophe; take one off to have the text back.

    Raises:
        StoreError: there is no such format, something else stands at `path`, or it cannot be written.
    """
    if format not in FORMATS:
        raise StoreError(f"no export format {format!r}: choose one of {', '.join(FORMATS)}")
    target = Path(path)
    _check_target(target, folder=format != "scored")
    unfinished = target.with_name(f".tmp-{target.name}-{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        if format == "scored":
            _write_lines(unfinished, scored(record))
        elif format == "gold":
            unfinished.mkdir()
            _write_gold(record, unfinished)
        else:
            unfinished.mkdir()
            _write_tables(record, unfinished, format, spreadsheet_safe)
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
    if not any(target.iterdir()) or (target / _GOLD).is_file():
        return
    try:
        earlier = json.loads((target / _PACKAGE).read_bytes()).get("name") == _NAME
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


def _write_tables(record: Record, folder: Path, format_: str, spreadsheet_safe: bool) -> None:
    resources = []
    for view in VIEWS:
        columns = [column for column in VIEWS[view][1] if column not in _LEFT_OUT.get(view, ())]
        query = f"SELECT {', '.join(columns)} FROM ({IN_ORDER[view]})"
        path = folder / f"{view}.{format_}"
        with record.batches(query) as batches:
            resources.append(_resource(view, path.name, format_, batches.schema, spreadsheet_safe))
            match format_:
                case "csv":
                    _write_csv(path, batches, spreadsheet_safe)
                case "jsonl":
                    _write_lines(path, (row for batch in batches for row in batch.to_pylist()))
                case _:
                    _write_parquet(path, batches)
    package = {
        "name": _NAME,
        "title": "A record of political events as news articles tell them",
        "description": (
            "Written by onrecord. Certainty, status and degree are the source's; score is our model's. "
            "Only reports with happened = true took place according to someone."
        ),
        "resources": resources,
    }
    (folder / _PACKAGE).write_bytes((json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode())


def _write_gold(record: Record, folder: Path) -> None:
    """One JSON an article that somebody judged, and a note of what that is."""
    (folder / _GOLD).write_bytes(
        b"Reports that people judged in a record of onrecord, in the form of its gold readings. Reports that nobody judged are "
        b"optional; rejected ones are not_events. `onrecord score` reads this folder.\n"
    )
    for number, article in enumerate(gold(record), start=1):
        (folder / f"{number:06d}.json").write_bytes((json.dumps(article, indent=1, ensure_ascii=False) + "\n").encode())


def _write_csv(path: Path, batches: pa.RecordBatchReader, spreadsheet_safe: bool) -> None:
    """RFC 4180, UTF-8; see `cells` for what stands in a cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(batches.schema.names) + "\r\n")
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                file.write(",".join(write_cell(value, spreadsheet_safe=spreadsheet_safe) for value in row) + "\r\n")


def _write_lines(path: Path, rows: Iterator[dict[str, Any]]) -> None:
    """JSON Lines, UTF-8; days and times in ISO 8601."""
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"JSON cannot hold a {type(value).__name__}")


def _write_parquet(path: Path, batches: pa.RecordBatchReader) -> None:
    with pq.ParquetWriter(path, batches.schema, version="2.6", compression="zstd", compression_level=3) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _resource(view: str, name: str, format_: str, schema: pa.Schema, spreadsheet_safe: bool) -> dict[str, Any]:
    """One file as Frictionless describes it (Data Package and Table Schema, version 1)."""
    meaning, columns = VIEWS[view]
    described: dict[str, Any] = {
        "fields": [_field(column.name, column.type, columns[column.name], format_) for column in schema],
        "missingValues": [""],
        "primaryKey": _KEYS[view],
    }
    if view in _OWNERS:
        column, owner = _OWNERS[view]
        key = _KEYS[owner][0]
        described["foreignKeys"] = [{"fields": [column], "reference": {"resource": owner, "fields": [key]}}]
    resource: dict[str, Any] = {
        "name": view,
        "path": name,
        "title": meaning,
        "profile": "tabular-data-resource",
        "format": format_,
        "mediatype": _MEDIA[format_],
        "encoding": "utf-8",
        "schema": described,
    }
    if format_ == "csv":
        resource["dialect"] = {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True}
        apostrophe = "A text that begins with = + - @, a tab, a line break or an apostrophe has one more apostrophe in front. "
        resource["description"] = (
            "Texts are quoted; a cell without quotes and content is null. "
            + (apostrophe if spreadsheet_safe else "")
            + "Lists are joined by '; '; a semicolon or backslash in an item has a backslash before it."
        )
    return resource


def _field(name: str, type_: Any, meaning: str, format_: str) -> dict[str, str]:
    listed = pa.types.is_list(type_) or pa.types.is_large_list(type_)
    if listed and format_ == "csv":
        return {"name": name, "type": "string", "description": f"{meaning} (a list, joined by '; ')"}
    if listed:
        kind = "array"
    elif pa.types.is_boolean(type_):
        kind = "boolean"
    elif pa.types.is_integer(type_):
        kind = "integer"
    elif pa.types.is_floating(type_):
        kind = "number"
    elif pa.types.is_date(type_):
        kind = "date"
    elif pa.types.is_timestamp(type_):
        kind = "datetime"
    else:
        kind = "string"
    return {"name": name, "type": kind, "description": meaning}


def scored(record: Record) -> Iterator[dict[str, Any]]:
    """Reports in the form of the gold readings: one a line, countries only, days as a pair."""
    with record.batches(IN_ORDER["reports"]) as batches:
        for batch in batches:
            for row in batch.to_pylist():
                if row["verdict"] == "reject":
                    continue
                first, last = row["date_first"], row["date_last"]
                yield {
                    # the gold knows articles by their input's id; one without has its own
                    "doc": row["doc"] if row["doc"] is not None else row["article_id"],
                    "start": row["trigger_start"],
                    "end": row["trigger_end"],
                    "type": row["type"],
                    "mode": row["mode"],
                    "actors": row["actor_countries"],
                    "recipients": row["recipient_countries"],
                    "status": row["status"],
                    "speaker": row["speaker"],
                    "medium": row["medium"],
                    "date": None if first is None else [first.isoformat(), last.isoformat()],
                    "place_country": row["place_country"],
                }

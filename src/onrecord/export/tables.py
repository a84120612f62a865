"""A record as flat tables: CSV, JSON Lines or Parquet, a file for each view, with their codebook beside them.

Invariant: the same record gives the same bytes. The articles' text stays on the record.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.export.cells import write_cell
from onrecord.export.telling import Asked, Written
from onrecord.store import IN_ORDER, VIEWS, Record

#: the codebook of a folder of tables, and its name
PACKAGE = "datapackage.json"
NAME = "onrecord-export"
_LEFT_OUT = {"articles": ("text",)}
_MEDIA = {"csv": "text/csv", "jsonl": "application/jsonl", "parquet": "application/vnd.apache.parquet"}
#: what names a row of each view
KEYS = {
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


def write(record: Record, folder: Path, asked: Asked, *, format_: str) -> Written:
    """Write all views into a folder that is there, with their codebook.

    Args:
        record: what to export.
        folder: where to.
        asked: in CSV, whether texts that look like formulas get an apostrophe in front.
        format_: csv, jsonl or parquet.
    """
    written = Written()
    columns = {view: [name for name in VIEWS[view][1] if name not in _LEFT_OUT.get(view, ())] for view in VIEWS}
    selections = {view: {name: name for name in columns[view]} for view in VIEWS}
    write_package(folder, write_views(record, folder, selections, written, format_, spreadsheet_safe=asked.spreadsheet_safe))
    return written


def write_views(
    record: Record,
    folder: Path,
    selections: Mapping[str, Mapping[str, str]],
    written: Written,
    format_: str,
    *,
    spreadsheet_safe: bool = True,
    hashed: str = "",
) -> list[dict[str, Any]]:
    """Write views as tables, rows in the order of reading.

    Args:
        record: what to export.
        folder: where to.
        selections: for each view the columns and the SQL that gives them.
        written: where rows are counted.
        format_: csv, jsonl or parquet.
        spreadsheet_safe: in CSV, whether texts that look like formulas get an apostrophe in front.
        hashed: what to say of a column whose SQL is not its bare name.

    Returns:
        The tables as the codebook describes them.
    """
    resources = []
    for view, columns in selections.items():
        query = f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in columns.items())} FROM ({IN_ORDER[view]})"
        path = folder / f"{view}.{format_}"
        meanings = {name: VIEWS[view][1][name] + (hashed if sql != name else "") for name, sql in columns.items()}
        with record.batches(query) as batches:
            resources.append(_resource(view, meanings, path.name, format_, batches.schema, spreadsheet_safe))
            pieces = _counted(batches, view, written)
            match format_:
                case "csv":
                    _write_csv(path, batches.schema.names, pieces, spreadsheet_safe)
                case "jsonl":
                    write_lines(path, (row for batch in pieces for row in batch.to_pylist()))
                case _:
                    _write_parquet(path, batches.schema, pieces)
    return resources


def write_package(folder: Path, resources: list[dict[str, Any]]) -> None:
    """The codebook of a folder of tables, by which a later export also knows that it may replace them."""
    package = {
        "name": NAME,
        "title": "A record of political events as news articles tell them",
        "description": (
            "Written by onrecord. Certainty, status and degree are the source's; score is our model's. "
            "Only reports with happened = true took place according to someone."
        ),
        "resources": resources,
    }
    (folder / PACKAGE).write_bytes((json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode())


def _counted(batches: pa.RecordBatchReader, view: str, written: Written) -> Iterator[pa.RecordBatch]:
    written.rows[view] = 0
    for batch in batches:
        written.rows[view] += batch.num_rows
        yield batch


def _write_csv(path: Path, columns: Sequence[str], batches: Iterable[pa.RecordBatch], spreadsheet_safe: bool) -> None:
    """RFC 4180, UTF-8; see `cells` for what stands in a cell."""
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(",".join(columns) + "\r\n")
        for batch in batches:
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                file.write(",".join(write_cell(value, spreadsheet_safe=spreadsheet_safe) for value in row) + "\r\n")


def write_lines(path: Path, rows: Iterable[dict[str, Any]]) -> Written:
    """JSON Lines, UTF-8; days and times in ISO 8601."""
    written = Written()
    with path.open("w", encoding="utf-8", newline="") as file:
        for row in rows:
            written.add("rows")
            file.write(json.dumps(row, ensure_ascii=False, default=_iso) + "\n")
    return written


def _iso(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"JSON cannot hold a {type(value).__name__}")


def _write_parquet(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    with pq.ParquetWriter(path, schema, version="2.6", compression="zstd", compression_level=3) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _resource(
    view: str, columns: Mapping[str, str], name: str, format_: str, schema: pa.Schema, spreadsheet_safe: bool
) -> dict[str, Any]:
    """One file as Frictionless describes it (Data Package and Table Schema, version 1)."""
    meaning, _ = VIEWS[view]
    described: dict[str, Any] = {
        "fields": [_field(column.name, column.type, columns[column.name], format_) for column in schema],
        "missingValues": [""],
        "primaryKey": KEYS[view],
    }
    if view in _OWNERS:
        column, owner = _OWNERS[view]
        key = KEYS[owner][0]
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

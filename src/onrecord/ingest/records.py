"""Articles from files of records: JSONL, CSV, TSV and Parquet.

Invariant: every record gives an `Article` or an `Unread`, in the order of the file; a bad record never takes its neighbours with
it; at most one record, or one batch of Parquet rows, is in memory.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, BinaryIO

from onrecord.errors import InputError
from onrecord.ingest.assembly import FIELDS, assemble, unread
from onrecord.ingest.lines import LONGEST_LINE, UNREADABLE, Line, explain, raw_lines
from onrecord.record import Article, Unread

BOM = "\ufeff"
#: rows of Parquet that are unpacked at a time
BATCH = 64
#: columns that a message names at most
NAMED = 30


def check_fields(fields: Mapping[str, str] | None) -> dict[str, str]:
    """The column for each noun of `FIELDS`: the noun itself, unless `fields` names another.

    Raises:
        InputError: `fields` maps what is no noun.
    """
    given = dict(fields or {})
    if strangers := sorted(set(given) - set(FIELDS)):
        raise InputError(f"fields: {', '.join(map(repr, strangers))} is nothing that an article has: use {', '.join(FIELDS)}")
    return {noun: given.get(noun, noun) for noun in FIELDS}


def jsonl_articles(stream: BinaryIO, origin: str, fields: Mapping[str, str] | None = None) -> Iterator[Article | Unread]:
    """Articles of a stream with one JSON object a line; blank lines are passed over.

    A line that is broken gives an `Unread` with its number. A column that `fields` names and no record has gives one at the end.
    """
    columns = check_fields(fields)
    wanted = set((fields or {}).values())
    seen: dict[str, None] = {}
    count = 0
    try:
        for line in raw_lines(stream):
            record = _json_record(line, f"{origin}:{line.number}")
            if record is None:
                continue
            count += 1
            if isinstance(record, Unread):
                yield record
                continue
            wanted.difference_update(record)
            if len(seen) < NAMED:
                seen.update(dict.fromkeys(record))
            yield _article(record, columns, f"{origin}:{line.number}", line.content)
    except UNREADABLE as error:
        yield unread(origin, explain(error))
        return
    if not count:
        yield unread(origin, "the file is empty: it holds no record")
    elif wanted and seen:
        yield unread(
            origin, f"no record has the column {_listed(sorted(wanted))} that `fields` names; the columns are {_listed(seen)}"
        )


def _json_record(line: Line, origin: str) -> dict[str, Any] | Unread | None:
    content = line.content
    if line.cut:
        return unread(origin, f"the line is longer than {LONGEST_LINE} bytes: one JSON object a line is read", content[:1000])
    try:
        words = content.decode()
    except UnicodeDecodeError as error:
        return unread(origin, _not_utf8(content, line.offset, error.start), content)
    if line.number == 1:
        words = words.removeprefix(BOM)
    if not words.strip():
        return None
    try:
        record = json.loads(words)
    except (ValueError, RecursionError) as error:
        return unread(origin, f"line {line.number} is no JSON object ({error}): mend or remove it", content)
    if not isinstance(record, dict):
        kind = type(record).__name__
        return unread(origin, f"line {line.number} holds a {kind}, not an object: write one object with a text a line", content)
    return record


def csv_articles(
    stream: BinaryIO, origin: str, fields: Mapping[str, str] | None = None, *, delimiter: str = ","
) -> Iterator[Article | Unread]:
    """Articles of a CSV or TSV stream whose first line names the columns.

    Where the comma finds no text column and a semicolon or a tab does, that is the delimiter. A row with more or fewer fields than
    the header, or with a quote astray, gives an `Unread`.
    """
    columns = check_fields(fields)
    # the reader's own limit (131,072) is less than a long article, and can only be set for the whole process
    csv.field_size_limit(max(csv.field_size_limit(), LONGEST_LINE))
    try:
        yield from _csv_rows(raw_lines(stream), origin, columns, fields or {}, delimiter)
    except UNREADABLE as error:
        yield unread(origin, explain(error))


class _Decoded:
    """Lines as words for the CSV reader, which keeps the bytes of the row at hand; bytes that are no UTF-8 come as lone
    surrogates."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.lines = lines
        self.taken: list[Line] = []

    def __iter__(self) -> Iterator[str]:
        for line in self.lines:
            self.taken.append(line)
            yield line.content.decode("utf-8", "surrogateescape")


def _csv_rows(
    lines: Iterator[Line], origin: str, columns: Mapping[str, str], fields: Mapping[str, str], delimiter: str
) -> Iterator[Article | Unread]:
    first = next((line for line in lines if line.content.strip()), None)
    if first is None:
        yield unread(origin, "the file is empty: it holds no record")
        return
    try:
        words = first.content.decode().removeprefix(BOM)
        header, delimiter = _header(words, columns["text"], delimiter)
    except UnicodeDecodeError as error:
        yield unread(origin, _not_utf8(first.content, first.offset, error.start), first.content)
        return
    except csv.Error as error:
        yield unread(origin, f"the first line names no columns ({error}): write a header", first.content)
        return
    if (fault := _missing(header, columns, fields)) is not None:
        yield unread(origin, fault, first.content)
        return
    decoded = _Decoded(lines)
    reader = csv.reader(decoded, delimiter=delimiter, strict=True)
    count = 0
    while True:
        decoded.taken.clear()
        fault = None
        row: list[str] = []
        try:
            row = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            fault = f"{error}: mend the quotes of this row"
        if not row and fault is None:
            continue
        count += 1
        taken = decoded.taken
        place = f"{origin}:{taken[0].number}"
        raw = b"".join(line.content for line in taken)
        if fault is None:
            fault = _row_fault(row, header, taken)
        yield unread(place, fault, raw) if fault else _article(dict(zip(header, row, strict=True)), columns, place, raw)
    if not count:
        yield unread(origin, "there is a header but no row below it", first.content)


def _header(words: str, text: str, delimiter: str) -> tuple[list[str], str]:
    """The columns, and the delimiter that parts them."""
    choices = [delimiter, *([";", "\t"] if delimiter == "," else [])]
    headers = {mark: [name.strip() for name in next(csv.reader([words], delimiter=mark, strict=True))] for mark in choices}
    return next(((names, mark) for mark, names in headers.items() if text in names), (headers[delimiter], delimiter))


def _row_fault(row: list[str], header: list[str], taken: list[Line]) -> str | None:
    for line in taken:
        if line.cut:
            return f"a line of this row is longer than {LONGEST_LINE} bytes"
        if b"\0" in line.content:
            return "the row holds NUL bytes: this is no text"
        try:
            line.content.decode()
        except UnicodeDecodeError as error:
            return _not_utf8(line.content, line.offset, error.start)
    if len(row) != len(header):
        more = "many" if len(row) > len(header) else "few"
        numbers = f"{len(row)}, where the header names {len(header)}"
        return f"the row has too {more} fields ({numbers}): put quotes around a field that holds the delimiter"
    return None


def parquet_articles(path: Path, origin: str, fields: Mapping[str, str] | None = None) -> Iterator[Article | Unread]:
    """Articles of a Parquet file, batch by batch; only the columns that are used are read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    columns = check_fields(fields)
    row = 0
    try:
        # "closing": the file is let go of even where nobody reads to the end
        with closing(pq.ParquetFile(path)) as file:
            names = file.schema_arrow.names
            if (fault := _missing(names, columns, fields or {})) is not None:
                yield unread(origin, fault)
                return
            used = sorted(set(columns.values()) & set(names))
            for batch in file.iter_batches(batch_size=BATCH, columns=used):
                values = {name: _python(batch.column(name)) for name in used}
                for number in range(batch.num_rows):
                    row += 1
                    yield _parquet_article({name: values[name][number] for name in used}, columns, f"{origin}:{row}")
    except (pa.ArrowException, *UNREADABLE) as error:
        where = f"after row {row}" if row else "from its beginning"
        yield unread(origin, f"the Parquet file cannot be read {where} ({error}): write it again")
        return
    if not row:
        yield unread(origin, "the file is empty: it holds no row")


def _python(column: Any) -> list[Any]:
    """A column as Python values; strings as bytes, so that one that is not UTF-8 spoils its own row only."""
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind) or kind == pa.string_view():
        column = column.cast(pa.large_binary())
    elif pa.types.is_timestamp(kind):
        # nanoseconds have no Python value
        column = column.cast(pa.timestamp("us", kind.tz), safe=False)
    return list(column.to_pylist())


def _parquet_article(record: dict[str, Any], columns: Mapping[str, str], origin: str) -> Article | Unread:
    for name, value in record.items():
        if isinstance(value, bytes):
            try:
                record[name] = value.decode()
            except UnicodeDecodeError as error:
                return unread(origin, f"{name!r} is not UTF-8 from its byte {error.start + 1} on: write the file again", value)
    return _article(record, columns, origin, b"")


def _article(record: Mapping[str, Any], columns: Mapping[str, str], origin: str, raw: bytes) -> Article | Unread:
    """The article of one record, or why it is none, with the columns that there are."""
    column = columns["text"]
    if record.get(column) is None:
        values = {noun: record.get(name) for noun, name in columns.items()}
        name = values["id"] if isinstance(values["id"], str) else None
        url = values["url"] if isinstance(values["url"], str) else None
        there = "is null" if column in record else f"is missing; the columns are {_listed(record)}"
        hint = (
            ""
            if column in record or ("text" in columns.values() and column != "text")
            else ': name the right one with fields={"text": …}'
        )
        return unread(origin, f"the text ({column!r}) {there}{hint}", raw or repr(sorted(values.items())), name=name, url=url)
    return assemble({noun: record.get(name) for noun, name in columns.items()}, origin=origin)


def _missing(names: list[str], columns: Mapping[str, str], fields: Mapping[str, str]) -> str | None:
    """What is wrong with the columns of a file, None if nothing is."""
    wanted = {columns["text"], *fields.values()}
    if absent := sorted(wanted - set(names)):
        hint = "name the right one with fields={noun: column}"
        return f"there is no column {_listed(absent)}; the columns are {_listed(names)}: {hint}"
    if twice := sorted({name for name in columns.values() if names.count(name) > 1}):
        return f"the column {_listed(twice)} stands there twice: rename one"
    return None


def _listed(names: Any) -> str:
    shown = [repr(str(name)[:60]) for name in names]
    return ", ".join(shown[:NAMED]) + (f" and {len(shown) - NAMED} more" if len(shown) > NAMED else "") or "none"


def _not_utf8(content: bytes, offset: int, start: int) -> str:
    if content[:2] == b"\x1f\x8b":
        return "this is a gzip file: let its name end in .gz"
    return f"byte {offset + start + 1} (0x{content[start]:02x}) is not UTF-8: save the file as UTF-8"

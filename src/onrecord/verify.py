"""A bundle against the texts: read them again, and tell every row that comes out otherwise.

Invariant: a bundle is the same only if no text is missing and every row of every table is there with the same values; what depends
on the order of the input (`entry`) and the reader's digest are compared apart or not at all.
"""

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb

from onrecord.batch import ArticleReader, Progress, read
from onrecord.errors import StoreError
from onrecord.export.bundle import BUNDLED, read_manifest, write_hashed
from onrecord.export.cells import read_cell, split
from onrecord.export.tables import KEYS
from onrecord.export.telling import Written
from onrecord.record import Article, Part, PartKind, Span, Unread
from onrecord.store import Record

# the order of the input may be another, and another reader is told once, not in every row
_NOT_COMPARED = ("entry", "reader")
#: as many differing rows of a table are told one by one
TOLD = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """One table."""

    #: rows that are the same
    same: int
    #: rows with the same key and other values
    changed: int
    #: rows of the bundle that did not come out again
    lost: int
    #: rows that came out and are not in the bundle
    new: int
    #: the first of them, in words
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification:
    """What came of it."""

    tables: Mapping[str, Comparison]
    #: ids of articles whose texts were not found
    missing: tuple[str, ...]
    #: digests of the readers that made the bundle
    readers: tuple[str, ...]
    #: digest of the reader that read again
    reader: str
    found: int = field(default=0)

    @property
    def same(self) -> bool:
        """Whether the record came out again, row by row."""
        return not self.missing and all(one.changed == one.lost == one.new == 0 for one in self.tables.values())


def verify(
    bundle: Path,
    texts: Iterable[Article | Unread],
    *,
    workers: int,
    make_reader: Callable[[], ArticleReader],
    progress: Callable[[Progress], None] | None = None,
) -> Verification:
    """Rebuild a bundle's record from its texts, and compare.

    Args:
        bundle: folder of the bundle.
        texts: articles as they are ingested; those that the bundle does not know are passed over.
        workers: number of processes.
        make_reader: makes a reader.
        progress: called after each article.

    Raises:
        StoreError: the bundle is none, damaged or another version's.
    """
    said = read_manifest(bundle)
    wanted = _Wanted(bundle)
    with tempfile.TemporaryDirectory(prefix="onrecord-verify-") as name:
        record = Record.create_or_open(Path(name) / "record")
        read(wanted.of(texts), record, workers=workers, progress=progress, make_reader=make_reader)
        again = Path(name) / "again"
        again.mkdir()
        write_hashed(record, again, Written())
        [reader] = record.manifest.readers
        missing = wanted.missing()
        return Verification(
            tables={view: _compare(bundle, again, view, missing) for view in BUNDLED},
            missing=tuple(missing),
            readers=tuple(one["digest"] for one in said["readers"]),
            reader=reader.digest,
            found=wanted.found,
        )


class _Wanted:
    """The articles of a bundle, by the hashes of their texts."""

    def __init__(self, bundle: Path) -> None:
        self._by_text: dict[str, list[dict[str, Any]]] = {}
        self._unread: set[str] = set()
        self._ids: dict[str, bool] = {}
        self.found = 0
        for row in _rows(bundle / "articles.csv"):
            self._by_text.setdefault(row["text"], []).append(row)
            self._ids[row["id"]] = False
        for row in _rows(bundle / "unread.csv"):
            self._unread.add(row["id"])
            self._ids[row["id"]] = False

    def of(self, texts: Iterable[Article | Unread]) -> Iterator[Article | Unread]:
        """The items that the bundle knows, articles with what it knows of them."""
        for item in texts:
            if item.id in self._unread:
                self._ids[item.id] = True
                yield item
            elif isinstance(item, Article):
                for row in self._by_text.get(hashlib.sha256(item.text.encode()).hexdigest(), ()):
                    if not self._ids[row["id"]]:
                        self._ids[row["id"]] = True
                        self.found += 1
                        yield _as_it_was(item, row)

    def missing(self) -> list[str]:
        """Ids of what was not found."""
        return [key for key, found in self._ids.items() if not found]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    """Rows of a bundle's table as texts; None for null."""
    with duckdb.connect(":memory:") as connection:
        answer = connection.sql(f"SELECT * FROM {_reading(path)}").to_arrow_reader(10_000)
        for batch in answer:
            for row in batch.to_pylist():
                yield {name: None if value is None else read_cell(value) for name, value in row.items()}


def _reading(path: Path) -> str:
    quoted = str(path).replace("'", "''")
    # a cell with nothing in it, not even quotes, is null
    form = (
        "header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', allow_quoted_nulls = false, parallel = false"
    )
    return f"read_csv('{quoted}', {form})"


def _as_it_was(article: Article, row: Mapping[str, Any]) -> Article:
    """The article with the bibliography and furniture that the bundle gives it."""
    parts = zip(split(row["furniture"]), split(row["furniture_start"]), split(row["furniture_end"]), strict=True)
    return replace(
        article,
        id=row["id"],
        name=row["doc"],
        url=row["url"],
        publisher=row["publisher"],
        agency=row["agency"],
        byline=row["byline"],
        headline=row["headline"],
        published=None if row["published"] is None else date.fromisoformat(row["published"]),
        retrieved=None if row["retrieved"] is None else datetime.fromisoformat(row["retrieved"]),
        language=row["language"],
        parts=tuple(Part(kind=PartKind(kind), span=Span.of(article.text, int(start), int(end))) for kind, start, end in parts),
    )


def _compare(bundle: Path, again: Path, view: str, missing: list[str]) -> Comparison:
    """One table of both, row by row. Rows of articles whose texts are missing are lost, but not told one by one."""
    with duckdb.connect(":memory:") as connection:
        for name, folder in (("before", bundle), ("after", again)):
            connection.execute(f"CREATE TABLE {name} AS SELECT * FROM {_reading(folder / f'{view}.csv')}")
        columns = [column for column in connection.table("before").columns if column not in _NOT_COMPARED]
        if absent := set(columns) - set(connection.table("after").columns):
            raise StoreError(f"{view}.csv of the bundle has columns that this version does not write: {', '.join(sorted(absent))}")
        key = KEYS[view]
        on = " AND ".join(f"b.{name} = a.{name}" for name in key)
        differs = " OR ".join(f"b.{name} IS DISTINCT FROM a.{name}" for name in columns)
        joined = f"FROM before AS b FULL JOIN after AS a ON {on}"
        counts = connection.execute(
            f"SELECT count(*) FILTER (b.{key[0]} IS NOT NULL AND a.{key[0]} IS NOT NULL AND NOT ({differs})), "
            f"count(*) FILTER (b.{key[0]} IS NOT NULL AND a.{key[0]} IS NOT NULL AND ({differs})), "
            f"count(*) FILTER (a.{key[0]} IS NULL), count(*) FILTER (b.{key[0]} IS NULL) {joined}"
        ).fetchone()
        assert counts is not None
        same, changed, lost, new = map(int, counts)
        owner = "b.article_id" if "article_id" in columns else "b.id"
        connection.execute("CREATE TABLE missing (id VARCHAR)")
        connection.executemany("INSERT INTO missing VALUES (?)", [[one] for one in missing] or [[None]])
        names = ", ".join(f"coalesce(b.{name}, a.{name})" for name in key)
        cells = ", ".join(f"b.{name}, a.{name}" for name in columns)
        rows = connection.execute(
            f"SELECT a.{key[0]} IS NULL, b.{key[0]} IS NULL, concat_ws(' ', {names}), {cells} {joined} "
            f"WHERE ({differs}) AND NOT coalesce({owner} IN (SELECT id FROM missing WHERE id IS NOT NULL), false) "
            f"ORDER BY concat_ws(' ', {names}) LIMIT {TOLD}"
        ).fetchall()
    return Comparison(same=same, changed=changed, lost=lost, new=new, told=tuple(_told(row, columns) for row in rows))


def _told(row: tuple[Any, ...], columns: list[str]) -> str:
    lost, new, key, *cells = row
    if lost:
        return f"{key}: does not come out again"
    if new:
        return f"{key}: is not in the bundle"
    pairs = zip(columns, cells[::2], cells[1::2], strict=True)
    return f"{key}: " + "; ".join(f"{name} was {before!r}, is {after!r}" for name, before, after in pairs if before != after)

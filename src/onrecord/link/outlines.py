"""Outlines of a record's articles: as much as is asked of all of them whenever a record is linked.

Invariant: an outline follows from its shard alone and is made once. Those of a record hold its current readings, in order.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from onrecord.errors import StoreError
from onrecord.link.families import Standing
from onrecord.link.outlets import outlet_key
from onrecord.link.words import Runs
from onrecord.record import Article, Basis, Precision
from onrecord.store import Record
from onrecord.store.linkings import LINKINGS
from onrecord.store.linkstates import OUTLINE, read_outline, sweep_outlines, write_outline
from onrecord.store.readings import to_readings
from onrecord.store.tables import ARTICLES, REPORTS

#: grows by one whenever what an outline says changes
OUTLINES = 1
#: pairs of articles that are taken from disk together
_AT_ONCE = 2_000


@dataclass(slots=True)
class Outlines:
    """Of all articles, side by side, in the record's order."""

    shards: list[Path]
    ids: list[str]
    published: list[date | None]
    publishers: list[str | None]
    agencies: list[str | None]
    lengths: list[int]
    runs: list[NDArray[np.uint32]]
    #: place in `shards` of each
    shard_of: list[int]
    #: reports that tell a day and a place, by what others must tell to be compared with them; in the record's order
    marks: dict[str, list[str]]

    def standings(self) -> list[Standing]:
        """What tells the earlier of two articles."""
        return [
            Standing(
                published=self.published[entry],
                length=self.lengths[entry],
                entry=entry,
                publisher=outlet_key(self.publishers[entry]),
                agency=outlet_key(self.agencies[entry]),
            )
            for entry in range(len(self.ids))
        ]


class Texts:
    """Articles by their ids, read from disk when they are asked for."""

    def __init__(self, outlines: Outlines) -> None:
        self._shards = outlines.shards
        self._shard_of = dict(zip(outlines.ids, outlines.shard_of, strict=True))

    def of(self, ids: Sequence[str]) -> list[Article]:
        """These articles, in this order.

        Raises:
            StoreError: a shard is damaged.
        """
        wanted: dict[int, list[str]] = {}
        for key in ids:
            wanted.setdefault(self._shard_of[key], []).append(key)
        found = {article.id: article for shard, keys in wanted.items() for article in _articles(self._shards[shard], keys)}
        return [found[key] for key in ids]

    def pairs(self, ids: Sequence[tuple[str, str]]) -> Iterator[tuple[Article, Article]]:
        """These pairs, in this order."""
        for start in range(0, len(ids), _AT_ONCE):
            some = ids[start : start + _AT_ONCE]
            found = {article.id: article for article in self.of(sorted({key for pair in some for key in pair}))}
            yield from ((found[one], found[other]) for one, other in some)

    def shards(self, ids: Sequence[str]) -> set[str]:
        """Names of the shards that hold these articles."""
        return {self._shards[self._shard_of[key]].name for key in ids}


def read_outlines(record: Record, tell: Callable[[str, int, int], None]) -> Outlines:
    """The outlines of a record; those that are missing are made and kept. Only for who holds the record's lock.

    Args:
        record: whose.
        tell: called with what is being done, how much of it is done, and how much there is.

    Raises:
        StoreError: a shard is damaged, or an outline cannot be written.
    """
    home = record.path / LINKINGS / f"outlines-{OUTLINES}"
    shards = record.shards()
    held = record.sql("SELECT id, reader FROM articles ORDER BY entry")
    current = set(zip(held["id"].to_pylist(), held["reader"].to_pylist(), strict=True))
    found = Outlines(
        shards=shards, ids=[], published=[], publishers=[], agencies=[], lengths=[], runs=[], shard_of=[], marks={}
    )  # fmt: skip
    runs = Runs()
    try:
        sweep_outlines(home)
        for place, shard in enumerate(shards):
            table = read_outline(home, shard.name)
            if table is None:
                table = _outline(shard, runs)
                write_outline(home, shard.name, table)
            _add(found, place, table, current)
            tell("articles", place + 1, len(shards))
    except OSError as error:
        raise StoreError(f"{home} could not be written ({error}): check the disk and its rights") from error
    return found


def _add(found: Outlines, place: int, table: pa.Table, current: set[tuple[str, str]]) -> None:
    keys = list(zip(table["article_id"].to_pylist(), table["reader"].to_pylist(), strict=True))
    here = [row for row, key in enumerate(keys) if key in current]
    for column, into in (
        ("article_id", found.ids),
        ("published", found.published),
        ("publisher", found.publishers),
        ("agency", found.agencies),
        ("length", found.lengths),
    ):
        values = table[column].to_pylist()
        into.extend(values[row] for row in here)
    column = table["runs"].combine_chunks()
    bounds, values = column.offsets.to_numpy(), column.values.to_numpy()
    found.runs.extend(values[bounds[row] : bounds[row + 1]] for row in here)
    found.shard_of.extend([place] * len(here))
    marked, marks = table["marked"].to_pylist(), table["marks"].to_pylist()
    for row in here:
        for report, mark in zip(marked[row], marks[row], strict=True):
            found.marks.setdefault(mark, []).append(report)


def _outline(shard: Path, runs: Runs) -> pa.Table:
    marked: dict[str, list[tuple[str, str]]] = {}
    for row in _rows(shard, "reports", REPORTS, ["article_id", "id", "type", "time", "place"], None):
        if (mark := _mark(row)) is not None:
            marked.setdefault(row["article_id"], []).append((row["id"], mark))
    rows = []
    for reading in to_readings(_rows(shard, "articles", ARTICLES, None, None), [], [], []):
        article = reading.article
        told = marked.get(article.id, [])
        rows.append(
            {
                "article_id": article.id,
                "reader": reading.reader,
                "published": article.published,
                "publisher": article.publisher,
                "agency": article.agency,
                "length": len(article.text),
                "runs": runs.of(article),
                "marked": [report for report, _ in told],
                "marks": [mark for _, mark in told],
            }
        )
    return pa.Table.from_pylist(rows, schema=OUTLINE)


def _mark(row: dict[str, Any]) -> str | None:
    """Type, day and place of a report that tells one day and one town or site."""
    time, place = row["time"], row["place"]
    if time is None or place is None or time["earliest"] != time["latest"] or not Basis(time["basis"]).told:
        return None
    if Precision(place["precision"]) not in (Precision.SITE, Precision.CITY):
        return None
    return f"{row['type']} {time['earliest'].isoformat()} {place['country']} {place['name']}"


def _articles(shard: Path, ids: Sequence[str]) -> list[Article]:
    rows = _rows(shard, "articles", ARTICLES, None, [("id", "in", list(ids))])
    return [reading.article for reading in to_readings(rows, [], [], [])]


def _rows(shard: Path, name: str, schema: pa.Schema, columns: list[str] | None, filters: Any) -> list[dict[str, Any]]:
    try:
        found: list[dict[str, Any]] = pq.read_table(
            shard / f"{name}.parquet", columns=columns, filters=filters, schema=schema
        ).to_pylist()
    except (OSError, pa.ArrowException) as error:
        raise StoreError(
            f"{shard / name}.parquet cannot be read ({error}): restore it, or remove the shard and read again"
        ) from error
    return found

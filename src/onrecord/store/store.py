"""A record on disk: opened, asked and written.

Invariant: whoever reads sees whole shards only, and of each article one reading: that of the reader which ran last among those that
came to it. What earlier readers said stays in the files and is shown by no view. Only one process writes at a time.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from onrecord.errors import StoreError
from onrecord.record import Judgement, Reading, Unread, Verdict
from onrecord.store.corrections import check_changes, corrections
from onrecord.store.frame import Frame
from onrecord.store.judgements import append_judgement, read_judgements
from onrecord.store.linkings import Linking, latest_linking, link_tables
from onrecord.store.lock import LOCK, locked
from onrecord.store.manifest import MANIFEST, SHARD_SIZE, Manifest
from onrecord.store.overview import record_html
from onrecord.store.readings import to_readings, to_unread
from onrecord.store.rows import Rows
from onrecord.store.shards import SHARDS, UNFINISHED, shard_name, shard_names, sweep, write_shard
from onrecord.store.tables import SCHEMAS
from onrecord.store.views import IN_ORDER, VIEWS, connect, superseded

#: what a query may be: anything else would change something, were there anything to change
_ASKING = (duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN)


class Record:
    """A record. It holds no file open; each question is put to the shards that are there when it is asked."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        self.path = path
        #: articles a shard
        self.shard_size = manifest.shard_size
        # (reader, article ids, ids of all entries) of the shards seen so far; shards never change
        self._held: dict[str, tuple[str, frozenset[str], frozenset[str]]] = {}

    def __repr__(self) -> str:
        return f"Record({str(self.path)!r})"

    def _repr_html_(self) -> str:
        return record_html(self)

    @classmethod
    def open(cls, path: str | Path) -> Self:
        """Open the record in the folder `path`.

        Raises:
            StoreError: there is none, it is damaged, or another version's.
        """
        return cls(Path(path), Manifest.read(Path(path)))

    @classmethod
    def create_or_open(cls, path: str | Path, *, shard_size: int = SHARD_SIZE) -> Self:
        """Open the record in the folder `path`; make it if nothing is there yet.

        Args:
            path: a record, an empty folder, or a name that is free.
            shard_size: articles a shard, for a new record; an old one keeps its own.

        Raises:
            StoreError: the folder holds something else, is damaged, or cannot be written.
        """
        folder = Path(path)
        if shard_size < 1:
            raise StoreError(f"a shard cannot hold {shard_size} articles: choose 1 or more (the default is {SHARD_SIZE})")
        if not (folder / MANIFEST).exists():
            try:
                folder.mkdir(parents=True, exist_ok=True)
                # what a process that was stopped while it made the record may have left
                strangers = [
                    entry.name for entry in folder.iterdir() if entry.name != LOCK and not entry.name.startswith(UNFINISHED)
                ]
            except OSError as error:
                raise StoreError(f"no record can be made at {folder} ({error.strerror}): choose another path") from error
            if strangers and not (folder / MANIFEST).exists():
                raise StoreError(f"{folder} holds something else ({sorted(strangers)[0]}, …): choose a new or an empty folder")
            with locked(folder):
                if not (folder / MANIFEST).exists():
                    Manifest(shard_size=shard_size).write(folder)
        return cls.open(folder)

    @property
    def manifest(self) -> Manifest:
        """What `record.json` says now."""
        return Manifest.read(self.path)

    def shards(self) -> list[Path]:
        """Folders of the complete shards, in the order in which they were written."""
        return [self.path / SHARDS / name for name in shard_names(self.path)]

    def article_ids(self, shard: str) -> frozenset[str]:
        """Ids of the articles and Unread in one shard, by its name.

        Raises:
            StoreError: it is not there, or is damaged.
        """
        return self._holding(self.path / SHARDS / shard)[2]

    def known(self, reader: str) -> set[str]:
        """Ids of the articles and Unread that this reader came to.

        Args:
            reader: its digest.
        """
        return {key for shard in self.shards() for of, _, keys in [self._holding(shard)] if of == reader for key in keys}

    @contextmanager
    def writing(self, reader: str, models: Mapping[str, str]) -> Iterator["Writer"]:
        """Hold the record for writing, and clean up after a writer that ended too early.

        Args:
            reader: digest of the reader; from now on its readings go before those of all others.
            models: what it is made of, by name.

        Raises:
            StoreError: another process is writing, or the folder is not writable.
        """
        with locked(self.path):
            try:
                sweep(self.path)
            except OSError as error:
                raise StoreError(f"{self.path} could not be cleaned up ({error}): check its rights") from error
            before = self.manifest
            after = before.with_reader(reader, models)
            if after != before:
                after.write(self.path)
            yield Writer(self, reader)

    def sql(self, query: str, params: Sequence[object] | Mapping[str, object] | None = None) -> pa.Table:
        """Ask the views in SQL.

        Args:
            query: one SELECT, or what DuckDB takes for one (FROM, DESCRIBE, SUMMARIZE, EXPLAIN).
            params: values for `?` or `$name`.

        Returns:
            The answer. It runs in a room without files: it can neither read nor write any.

        Raises:
            StoreError: it is not one query, or DuckDB refuses it; the message lists the views.
        """
        hint = f"the views are {', '.join(VIEWS)}"
        connection = self._connect()
        try:
            statements = connection.extract_statements(query)
            if len(statements) != 1 or statements[0].type not in _ASKING:
                raise StoreError(f"a record is asked with one SELECT at a time and is never changed by it; {hint}")
            answer = connection.sql(query, params=params)
            return answer.to_arrow_table()
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise StoreError(f"{error}\n{hint}") from error
        finally:
            connection.close()

    def reports(self) -> Frame:
        """Every report, flat, in the order of reading (see `views.VIEWS` for the columns)."""
        return self.frame("reports")

    def frame(self, view: str) -> Frame:
        """A whole view, in the order of reading.

        Args:
            view: one of `views.VIEWS`.

        Returns:
            A frame: an Arrow table that shows itself in a notebook, and that pandas, Polars, narwhals and DuckDB take as it is.

        Raises:
            StoreError: there is no such view.
        """
        if view not in IN_ORDER:
            raise StoreError(f"no view {view!r}: choose one of {', '.join(IN_ORDER)}")
        return Frame(self.sql(IN_ORDER[view]), view)

    def events(self) -> Frame:
        """Every event, flat, the earliest first; none before the record is linked (see `linkviews.LINK_VIEWS` for the columns)."""
        return self.frame("events")

    @property
    def linking(self) -> Linking | None:
        """The linking that the views show; None if the record was never linked."""
        return latest_linking(self.path)

    @contextmanager
    def batches(self, query: str, rows: int = 16_384, *, shards: Collection[str] | None = None) -> Iterator[pa.RecordBatchReader]:
        """The answer to a query of ours piece by piece, for what may not fit into memory.

        Args:
            query: one SELECT over the views.
            rows: rows a piece.
            shards: names of the shards whose rows the views show; all of them if none are given.

        Raises:
            StoreError: DuckDB refuses it, or a shard is damaged.
        """
        connection = self._connect(shards)
        try:
            yield connection.sql(query).to_arrow_reader(rows)
        except (duckdb.Error, pa.ArrowException) as error:
            raise StoreError(f"{self.path} could not be asked: {error}") from error
        finally:
            connection.close()

    @contextmanager
    def tables(
        self, queries: Mapping[str, str], rows: int = 65_536, *, shards: Collection[str] | None = None
    ) -> Iterator[Iterator[tuple[str, pa.RecordBatchReader]]]:
        """The answers to several queries of ours, each piece by piece, about one and the same state of the record.

        Args:
            queries: by name, one SELECT over the views each.
            rows: rows a piece.
            shards: names of the shards whose rows the views show; all of them if none are given.

        Raises:
            StoreError: DuckDB refuses one, or a shard is damaged.
        """
        connection = self._connect(shards)
        try:
            yield ((name, connection.sql(query).to_arrow_reader(rows)) for name, query in queries.items())
        except (duckdb.Error, pa.ArrowException) as error:
            raise StoreError(f"{self.path} could not be asked: {error}") from error
        finally:
            connection.close()

    def readings(self, article_ids: Collection[str] | None = None, *, shards: Collection[str] | None = None) -> Iterator[Reading]:
        """The current readings in the order of reading, shard by shard.

        Args:
            article_ids: only these; ids that are not on the record are passed over.
            shards: names of the shards to look into, for who knows them; all of them if none are given.

        Raises:
            StoreError: a shard is damaged.
        """
        wanted = None if article_ids is None else frozenset(article_ids)
        passed_over = self._passed_over(self.shards())
        for shard in self._chosen(shards):
            reader, articles, _ = self._holding(shard)
            keys = articles if wanted is None else articles & wanted
            keys = frozenset(key for key in keys if (key, reader) not in passed_over)
            if keys:
                yield from to_readings(
                    _rows(shard, "articles", "id", keys),
                    *(_rows(shard, table, "article_id", keys) for table in ("mentions", "attributions", "reports")),
                )

    def reading_of(self, report_id: str) -> Reading:
        """The reading that holds a report.

        Raises:
            StoreError: there is no such report.
        """
        for reading in self.readings([report_id.rpartition("-r")[0]]):
            if any(report.id == report_id for report in reading.reports):
                return reading
        raise StoreError(f"{self.path} has no report {report_id!r}: list them with SELECT id FROM reports")

    def judgements(self) -> tuple[Judgement, ...]:
        """What people said of the reports, in the order in which they said it.

        Raises:
            StoreError: the file cannot be read, or a line of it is no judgement.
        """
        return read_judgements(self.path)

    def judge(self, judgement: Judgement) -> None:
        """Append what a person says of one report or of two; the views show it from now on.

        Raises:
            InputError: it says nothing that can be followed.
            StoreError: a report is not on the record, or the judgement cannot be written.
        """
        for report_id in judgement.reports:
            self.reading_of(report_id)
        if judgement.verdict is Verdict.FIX:
            check_changes(judgement.changes)
        append_judgement(self.path, judgement)

    def unread(self) -> Iterator[Unread]:
        """What could not be read, in the order in which it came."""
        shards = self.shards()
        passed_over = self._passed_over(shards)
        for shard in shards:
            reader, articles, keys = self._holding(shard)
            missing = frozenset(key for key in keys - articles if (key, reader) not in passed_over)
            if missing:
                yield from map(to_unread, _rows(shard, "unread", "id", missing))

    def _holding(self, shard: Path) -> tuple[str, frozenset[str], frozenset[str]]:
        """A shard's reader, the ids of its articles and those of all its entries."""
        if shard.name not in self._held:
            tables = [_table(shard, table, ["id", "reader"]) for table in ("articles", "unread")]
            readers = {reader for table in tables for reader in table["reader"].to_pylist()}
            if len(readers) != 1:
                raise StoreError(f"{shard} is of {len(readers)} readers, not of one: remove it and read its articles again")
            articles, unread = (frozenset(table["id"].to_pylist()) for table in tables)
            self._held[shard.name] = (readers.pop(), articles, articles | unread)
        return self._held[shard.name]

    def _stored(self, shards: list[Path], tables: Collection[str]) -> dict[str, Any]:
        """The tables over all shards, as Arrow datasets."""
        return {
            table: ds.dataset([str(shard / f"{table}.parquet") for shard in shards], schema=SCHEMAS[table], format="parquet")
            if shards
            else SCHEMAS[table].empty_table()
            for table in tables
        }

    def _superseded(self, shards: list[Path]) -> pa.Table:
        # shards first, then the manifest: it names a reader before the reader's first shard is there
        readers = [reader.digest for reader in self.manifest.readers]
        return superseded(self._stored(shards, ("articles", "unread")), readers)

    def _passed_over(self, shards: list[Path]) -> set[tuple[str, str]]:
        table = self._superseded(shards)
        return set(zip(table["id"].to_pylist(), table["reader"].to_pylist(), strict=True))

    def _chosen(self, names: Collection[str] | None) -> list[Path]:
        return [shard for shard in self.shards() if names is None or shard.name in names]

    def _connect(self, names: Collection[str] | None = None) -> duckdb.DuckDBPyConnection:
        shards = self.shards()
        try:
            stored = self._stored(self._chosen(names), SCHEMAS) | link_tables(self.path)
            return connect(stored, self._superseded(shards), corrections(self.judgements()))
        except (duckdb.Error, pa.ArrowException, OSError) as error:
            raise StoreError(f"a shard of {self.path} cannot be read ({error}): restore it, or remove it and read again") from error


class Writer:
    """What holds a record for writing; `Record.writing` gives one."""

    def __init__(self, record: Record, reader: str) -> None:
        self._record = record
        self._reader = reader
        self._known = record.known(reader)
        shards = record.shards()
        self._places = max((int(shard.name.partition("-")[0]) for shard in shards), default=0)
        self._entries = sum(len(record._holding(shard)[2]) for shard in shards)

    @property
    def known(self) -> AbstractSet[str]:
        """Ids of all that this reader has come to."""
        return self._known

    def write_shard(self, items: Sequence[Reading | Unread]) -> str:
        """Write one shard, whole.

        Args:
            items: what to store, in the order of the input; of this reader, and none of them known.

        Returns:
            The shard's name.

        Raises:
            StoreError: there is nothing, something known or another reader's, or it cannot be written.
        """
        keys = [item.article.id if isinstance(item, Reading) else item.id for item in items]
        if not keys:
            raise StoreError("an empty shard says nothing: write one with at least one article")
        if len(set(keys)) < len(keys) or not self._known.isdisjoint(keys):
            raise StoreError(f"a shard for {self._record.path} holds an article twice or a known one: pass over what is `known`")
        rows = Rows()
        for entry, item in enumerate(items, start=self._entries):
            rows.add(item, entry=entry, reader=self._reader)
        name = shard_name(self._places + 1, keys, self._reader)
        write_shard(self._record.path, name, rows)
        self._places += 1
        self._entries += len(keys)
        self._known.update(keys)
        return name


def _table(shard: Path, table: str, columns: list[str] | None = None, filters: Any = None) -> pa.Table:
    """One stored table of one shard, rows in the order in which they were written."""
    try:
        return pq.read_table(shard / f"{table}.parquet", columns=columns, filters=filters, schema=SCHEMAS[table])
    except (OSError, pa.ArrowException) as error:
        raise StoreError(
            f"{shard / table}.parquet cannot be read ({error}): restore it, or remove the shard and read again"
        ) from error


def _rows(shard: Path, table: str, key: str, keys: frozenset[str]) -> list[dict[str, Any]]:
    """Rows of one stored table of one shard, those of some articles."""
    held: list[dict[str, Any]] = _table(shard, table, filters=ds.field(key).isin(sorted(keys))).to_pylist()
    return held

"""What the pages ask: the columns of a record's views that lists, plots and filters need, in a DuckDB file that follows it.

Invariant: the index holds nothing that the record does not say, and can be thrown away at any time. Each of its states is that of
some whole shards with all that people had judged by then; whoever asks sees one such state, also while the next is being made.
"""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onrecord._version import __version__
from onrecord.errors import StoreError
from onrecord.record import Reading
from onrecord.store import Record
from onrecord.viewer.columns import COLUMNS, LINKED

#: shards that are taken in at once: few enough to show soon, and to stay in little memory
AT_ONCE = 24
#: and at the very first: what can be shown within a second
_FIRST = 4
_MEMORY = "1GB"
_KEYS = (("articles", "id"), ("unread", "id"), ("lies_in", "id"), ("reports", "article_id"),
         ("participants", "article_id"), ("quotes", "article_id"))  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How far an index has come."""

    #: grows by one with every change
    version: int
    shards: int
    #: shards that the record had when it was last looked at
    shards_there: int
    articles: int
    reports: int
    judgements: int
    #: whether the record's reports were ever linked to events
    linked: bool

    @property
    def whole(self) -> bool:
        """Whether all that is on the record can be seen."""
        return self.shards >= self.shards_there


class Index:
    """An index over one record. Any number of threads may ask it; one at a time lets it catch up."""

    def __init__(self, record: Record, path: Path | None = None) -> None:
        """Opens an index, empty or as it was left.

        Args:
            record: what it is over.
            path: its file, made if need be; without one it lives in memory.

        Raises:
            StoreError: another process holds the file, or it cannot be written.
        """
        self.record = record
        self._catching_up = threading.Lock()
        #: why it cannot follow the record at present
        self.trouble: str | None = None
        try:
            self._connection = duckdb.connect(
                str(path) if path is not None else ":memory:",
                config={"autoinstall_known_extensions": "false", "autoload_known_extensions": "false", "memory_limit": _MEMORY},
            )
            self._connection.execute("SET TimeZone = 'UTC'")
            self._connection.execute("SET checkpoint_threshold = '256MB'")
            self._prepare()
        except duckdb.Error as error:
            raise StoreError(f"the index of {record.path} cannot be kept at {path} ({error}): give another folder") from error
        self._state = self._found_state()

    def close(self) -> None:
        """Nothing can be asked any more."""
        with self._catching_up:
            self._connection.close()

    @property
    def state(self) -> State:
        """How far it has come."""
        return self._state

    def ask(self, query: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The answer to a query of ours, a dictionary a row; `values` take the place of `?`."""
        with self._asking() as cursor:
            answer = cursor.execute(query, list(values))
            names = [column[0] for column in answer.description or ()]
            return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def rows(self, query: str, values: Sequence[object] = (), *, at_once: int = 2000) -> Iterator[list[tuple[Any, ...]]]:
        """The answer piece by piece, as tuples, for what may be long."""
        with self._asking() as cursor:
            answer = cursor.execute(query, list(values))
            while piece := answer.fetchmany(at_once):
                yield piece

    def first(self, where: str, values: Sequence[object], order: str, limit: int, offset: int) -> list[dict[str, Any]]:
        """Some reports in an order: only what orders them is read of all that pass, the rest of those that are shown."""
        with self._asking() as cursor:
            # one state for both questions: a row's number may change with the next
            cursor.execute("BEGIN")
            query = f"SELECT rowid FROM reports WHERE {where} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
            numbers = [str(row[0]) for row in cursor.execute(query, list(values)).fetchall()]
            answer = cursor.execute(f"SELECT * FROM reports WHERE rowid IN ({', '.join(numbers) or 'NULL'}) ORDER BY {order}")
            names = [column[0] for column in answer.description or ()]
            rows = [dict(zip(names, row, strict=True)) for row in answer.fetchall()]
            cursor.execute("COMMIT")
            return rows

    def count(self, query: str, values: Sequence[object] = ()) -> int:
        """The answer to a query for one number."""
        with self._asking() as cursor:
            [number] = cursor.execute(query, list(values)).fetchone() or (0,)
            return int(number)

    def readings(self, article_ids: Sequence[str]) -> dict[str, Reading]:
        """The current readings of some articles, by id; those that are not on the record are missing."""
        marks = ", ".join("?" * len(article_ids))
        rows = self.ask(f"SELECT DISTINCT shard FROM lies_in WHERE id IN ({marks})", article_ids) if article_ids else []
        shards = [row["shard"] for row in rows]
        return {reading.article.id: reading for reading in self.record.readings(article_ids, shards=shards)} if shards else {}

    def catch_up(self, *, whole: bool = True) -> bool:
        """Take in what has come to the record since.

        Args:
            whole: all of it; otherwise one step, and none at all while another thread is at it.

        Returns:
            Whether anything changed.

        Raises:
            StoreError: the record cannot be read.
        """
        if not self._catching_up.acquire(blocking=whole):
            return False
        try:
            changed = False
            while self._step():
                changed = True
                if not whole:
                    break
        except duckdb.Error as error:
            raise StoreError(f"the index of {self.record.path} could not follow it: {error}") from error
        finally:
            self._catching_up.release()
        return changed

    def take_judgements(self) -> None:
        """Take in what was judged since, at once.

        Raises:
            StoreError: the judgements cannot be read or followed.
        """
        with self._catching_up:
            judged = len(self.record.judgements())
            if judged != self._state.judgements:
                self._in_one(lambda: self._judged(judged))
                self._state = self._found_state(there=self._state.shards_there)

    def follow(self, stop: threading.Event, every: float = 2.0) -> None:
        """Catch up, time and again, until told to stop; a step at a time, so that judgements need not wait for long.

        Args:
            stop: set it to end.
            every: seconds between two looks.
        """
        while not stop.is_set():
            try:
                changed = self.catch_up(whole=False)
                self.trouble = None
            except StoreError as error:
                # the pages say so; a shard may yet be restored
                self.trouble, changed = str(error), False
            if not changed:
                stop.wait(every)
            else:
                # whoever waits for the lock goes first
                time.sleep(0.005)

    @contextmanager
    def _asking(self) -> Iterator[duckdb.DuckDBPyConnection]:
        cursor = self._connection.cursor()
        try:
            yield cursor
        finally:
            cursor.close()

    def _prepare(self) -> None:
        """Empty tables, unless those of the same making are there."""
        making = f"{__version__} {sorted((table, tuple(columns)) for table, columns in COLUMNS.items())} {LINKED}"
        self._connection.execute("CREATE TABLE IF NOT EXISTS kept (name VARCHAR PRIMARY KEY, value VARCHAR)")
        if self._kept("making") == making and self._kept("readers") is not None:
            return
        self._empty()
        self._keep("making", making)

    def _empty(self) -> None:
        queries = {table: _select(table) for table in COLUMNS} | {view: f"SELECT * FROM {view}" for view in LINKED}
        with self.record.tables({name: f"{query} LIMIT 0" for name, query in queries.items()}, shards=()) as answers:
            for table, nothing in answers:
                self._connection.execute(f"DROP TABLE IF EXISTS {table}")
                self._take(table, nothing, make=True)
        self._keep("linking", "")
        self._connection.execute("CREATE OR REPLACE TABLE shards (name VARCHAR)")
        self._connection.execute("CREATE OR REPLACE TABLE lies_in (id VARCHAR, shard VARCHAR)")
        self._keep("readers", "\n".join(self._readers()))
        self._keep("judgements", "0")

    def _kept(self, name: str) -> str | None:
        row = self._connection.execute("SELECT value FROM kept WHERE name = ?", [name]).fetchone()
        return None if row is None else str(row[0])

    def _keep(self, name: str, value: str) -> None:
        self._connection.execute("INSERT OR REPLACE INTO kept VALUES (?, ?)", [name, value])

    def _readers(self) -> list[str]:
        return [reader.digest for reader in self.record.manifest.readers]

    def _step(self) -> bool:
        """Take in the next few shards, or what was judged since; false if there is nothing new."""
        names = [shard.name for shard in self.record.shards()]
        held = {row[0] for row in self._connection.execute("SELECT name FROM shards").fetchall()}
        readers, known = self._readers(), (self._kept("readers") or "").split("\n")
        reordered = [one for one in readers if one in known] != [one for one in known if one]
        if reordered or held - set(names):
            # other readings count than before, or shards were taken away: from the beginning
            self._in_one(self._empty)
            held = set()
        missing = [name for name in names if name not in held]
        judged = len(self.record.judgements())
        if not held:
            # what comes from now on comes as it was judged
            self._keep("judgements", str(judged))
        changed = True
        if judged != int(self._kept("judgements") or 0):
            self._in_one(lambda: self._judged(judged))
        elif missing:
            self._in_one(lambda: self._add(missing[: AT_ONCE if held else _FIRST], readers))
        else:
            linking = self.record.linking
            stamp = "" if linking is None else f"{linking.run} {linking.rests_on} {judged} {len(names)}"
            if stamp != self._kept("linking"):
                self._in_one(lambda: self._link(stamp))
            else:
                changed = len(names) != self._state.shards_there
        if changed:
            self._state = self._found_state(there=len(names))
        return changed

    def _in_one(self, change: Any) -> None:
        """All of a change, or nothing of it."""
        self._connection.execute("BEGIN")
        try:
            change()
        except BaseException:
            self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("COMMIT")

    def _add(self, names: list[str], readers: list[str]) -> None:
        came = [(key, name) for name in names for key in self.record.article_ids(name)]
        lies_in = pa.table({"id": [key for key, _ in came], "shard": [name for _, name in came]})
        self._connection.register("came", lies_in)
        try:
            if len(readers) > 1:
                # of an article that comes again, what is shown comes with it
                for table, key in _KEYS:
                    self._connection.execute(f"DELETE FROM {table} WHERE {key} IN (SELECT id FROM came)")
            self._connection.execute("INSERT INTO lies_in SELECT * FROM came")
        finally:
            self._connection.unregister("came")
        with self.record.tables({table: _select(table) for table in COLUMNS}, shards=names) as answers:
            for table, rows in answers:
                self._take(table, rows)
        self._connection.executemany("INSERT INTO shards VALUES (?)", [[name] for name in names])
        self._keep("readers", "\n".join(readers))

    def _link(self, stamp: str) -> None:
        """Take the linking in anew: its views are derived from all reports, and follow what was judged."""
        for view in LINKED:
            self._connection.execute(f"DELETE FROM {view}")
        if stamp:
            with self.record.tables({view: f"SELECT * FROM {view}" for view in LINKED}) as answers:
                for view, rows in answers:
                    self._take(view, rows)
        self._keep("linking", stamp)

    def _take(self, table: str, batches: Any, *, make: bool = False) -> None:
        self._connection.register("incoming", batches)
        try:
            self._connection.execute(f"CREATE TABLE {table} AS FROM incoming" if make else f"INSERT INTO {table} FROM incoming")
        finally:
            self._connection.unregister("incoming")

    def _judged(self, count: int) -> None:
        """Take in anew the reports that were judged since."""
        said = self.record.judgements()[int(self._kept("judgements") or 0) :]
        ids = sorted({report_id for one in said if not one.verdict.of_a_pair for report_id in one.reports})
        if ids:
            marks = ", ".join("?" * len(ids))
            found = f"SELECT DISTINCT shard FROM lies_in JOIN reports ON article_id = lies_in.id WHERE reports.id IN ({marks})"
            shards = [row[0] for row in self._connection.execute(found, ids).fetchall()]
            listed = ", ".join("'" + one.replace("'", "''") + "'" for one in ids)
            keys = {"reports": "id", "participants": "report_id"}
            queries = {table: f"{_select(table)} WHERE {key} IN ({listed})" for table, key in keys.items()}
            with self.record.tables(queries, shards=shards) as answers:
                for table, rows in answers:
                    self._connection.execute(f"DELETE FROM {table} WHERE {keys[table]} IN ({marks})", ids)
                    self._take(table, rows)
        self._keep("judgements", str(count))

    def _found_state(self, there: int | None = None) -> State:
        def number(query: str) -> int:
            [found] = self._connection.execute(query).fetchone() or (0,)
            return int(found)

        shards = number("SELECT count(*) FROM shards")
        return State(
            version=self._state.version + 1 if hasattr(self, "_state") else 0,
            shards=shards,
            shards_there=len(self.record.shards()) if there is None else there,
            articles=number("SELECT count(*) FROM articles"),
            reports=number("SELECT count(*) FROM reports"),
            judgements=int(self._kept("judgements") or 0),
            linked=bool(self._kept("linking")),
        )


def _select(table: str) -> str:
    view = "attributions" if table == "quotes" else table
    return f"SELECT {', '.join(f'{sql} AS {name}' for name, sql in COLUMNS[table].items())} FROM {view}"

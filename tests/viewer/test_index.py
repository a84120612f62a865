"""The index says what the record says, is kept from run to run, and follows what comes."""

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.viewer.views import TEXT, add, made_record, told

from onrecord.errors import StoreError
from onrecord.record import Judgement, Verdict, article_id
from onrecord.store import Record
from onrecord.viewer import Index
from onrecord.viewer.columns import COLUMNS
from onrecord.viewer.serve import open_index


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return made_record(tmp_path / "record", told())


def reject(record: Record, number: int) -> None:
    said = Judgement(
        verdict=Verdict.REJECT, reports=(f"{article_id(TEXT)}-r{number}",), judge="Ana", at=datetime(2026, 5, 1, tzinfo=UTC)
    )
    record.judge(said)


def same(index: Index, record: Record) -> None:
    """That each table of the index holds what the view holds."""
    for table in ("reports", "participants", "articles", "unread"):
        columns = ", ".join(COLUMNS[table])
        mine = index.ask(f"SELECT {columns} FROM {table} ORDER BY ALL")
        assert mine == record.sql(f"SELECT {columns} FROM {table} ORDER BY ALL").to_pylist()


def test_it_is_kept_and_follows(record: Record, tmp_path: Path) -> None:
    path = tmp_path / "index.duckdb"
    index = Index(record, path)
    assert index.catch_up()
    assert not index.catch_up()
    same(index, record)
    index.close()
    add(record, told(TEXT + " Later."))
    reject(record, 0)
    index = Index(record, path)
    # what was there before is there at once
    assert index.state.reports == 2
    assert not index.state.whole
    assert index.catch_up()
    assert (index.state.articles, index.state.reports, index.state.judgements, index.state.whole) == (2, 4, 1, True)
    same(index, record)
    index.close()


def test_what_was_judged_is_taken_in_at_once(record: Record) -> None:
    index = Index(record)
    index.catch_up()
    before = index.state.version
    reject(record, 1)
    index.take_judgements()
    assert index.state.version == before + 1
    same(index, record)


def test_a_thread_follows(record: Record) -> None:
    index, stop = Index(record), threading.Event()
    thread = threading.Thread(target=index.follow, args=(stop, 0.01))
    thread.start()
    add(record, told(TEXT + " Later."))
    for _ in range(3000):
        if index.state.articles == 2:
            break
        stop.wait(0.01)
    stop.set()
    thread.join()
    assert index.state.articles == 2
    assert index.trouble is None


def test_where_the_cache_cannot_be_written_memory_will_do(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    kept = open_index(record)
    assert list((tmp_path / "cache" / "onrecord").glob("*.duckdb"))
    kept.close()
    (tmp_path / "file").write_text("x")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    memory = open_index(record)
    memory.catch_up()
    assert memory.state.reports == 2


def test_a_damaged_shard_is_told(record: Record) -> None:
    index = Index(record)
    (record.shards()[0] / "reports.parquet").write_bytes(b"no parquet")
    with pytest.raises(StoreError):
        index.catch_up()

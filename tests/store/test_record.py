"""A record on disk: opened, asked, written by one at a time."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tests.fakereader import FakeReader, article, articles
from tests.viewdocs import DOCS, written

from onrecord.errors import StoreError
from onrecord.record import Reading, Unread
from onrecord.store import VIEWS, Record


def filled(path: Path, number: int = 5, digest: str = "fake-1") -> Record:
    record = Record.create_or_open(path, shard_size=2)
    reader = FakeReader(digest)
    with record.writing(digest, reader.describe()) as writer:
        readings = [reader.read(item) for item in articles(number)]
        for start in range(0, number, 2):
            writer.write_shard(readings[start : start + 2])
    return record


def columns(record: Record, view: str) -> dict[str, str]:
    described = record.sql(f"DESCRIBE {view}").to_pylist()
    return {row["column_name"]: row["column_type"] for row in described}


@pytest.mark.parametrize("number", [0, 3])
def test_views_have_the_documented_columns(tmp_path: Path, number: int) -> None:
    record = filled(tmp_path / "record", number)
    for view, (_, described) in VIEWS.items():
        assert list(columns(record, view)) == list(described), view
    assert record.sql("SELECT count(*) AS n FROM articles").to_pylist() == [{"n": number}]


def test_the_document_tells_every_view_column_and_type(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    page = DOCS.read_text(encoding="utf-8")
    # `python -m tests.viewdocs` writes it anew
    assert written(page, record) == page


def test_a_report_is_told_flat(tmp_path: Path) -> None:
    row = filled(tmp_path / "record", 1).reports().to_pylist()[0]
    assert row["doc"] == "a0"
    assert row["trigger"] == "attacked"
    assert (row["trigger_start"], row["trigger_end"]) == (7, 15)
    assert row["quad"] == "material conflict"
    assert row["actor_text"] == "Avalon"
    assert row["recipient_text"] == "Borduria"
    assert [code[3:] for code in row["actors"]] == ["MIL"]
    assert row["actor_countries"] == [code[:3] for code in row["actors"]]
    assert row["speaker"] == "Avalon"
    assert row["happened"] is True
    assert row["place_name"] == "Paris"


def test_countries_of_a_side_are_told_once_and_in_order(tmp_path: Path) -> None:
    reading = FakeReader().read(article("Avalon attacked Borduria."))
    assert isinstance(reading, Reading)
    actor, recipient = reading.reports[0].participants
    side = [replace(actor, entity=replace(actor.entity, country=code)) for code in ("USA", "FRA", "USA")]
    report = replace(reading.reports[0], participants=(*side, replace(recipient, mention=None)))
    record = Record.create_or_open(tmp_path / "record")
    with record.writing("fake-1", {}) as writer:
        writer.write_shard([replace(reading, reports=(report,))])
    row = record.reports().to_pylist()[0]
    assert row["actors"] == ["USAMIL", "FRAMIL", "USAMIL"]
    assert row["actor_countries"] == ["USA", "FRA"]
    assert row["actor_text"] == "Avalon; Avalon; Avalon"
    assert row["recipient_text"] is None
    assert record.sql("SELECT role, number FROM participants ORDER BY number").to_pylist() == [
        {"role": "actor", "number": 0},
        {"role": "actor", "number": 1},
        {"role": "actor", "number": 2},
        {"role": "recipient", "number": 3},
    ]


def test_readings_come_in_the_order_of_reading_and_by_id(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    given = articles(5)
    assert [reading.article for reading in record.readings()] == given
    assert [reading.article for reading in record.readings([given[3].id, "none"])] == [given[3]]
    report = record.reports().to_pylist()[-1]["id"]
    assert record.reading_of(report).article == given[4]
    with pytest.raises(StoreError, match="no report 'x-r0'"):
        record.reading_of("x-r0")


def test_queries_take_values(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    assert record.sql("SELECT id FROM articles WHERE doc = ?", ["a2"])["id"].to_pylist() == [articles(3)[2].id]
    assert record.sql("SELECT doc FROM articles WHERE doc = $doc", {"doc": "a2"})["doc"].to_pylist() == ["a2"]


@pytest.mark.parametrize(
    "query",
    [
        "COPY reports TO '{other}'",
        "COPY (SELECT 1) TO '{own}' (FORMAT parquet)",
        "SELECT * FROM read_parquet('{own}')",
        "SELECT * FROM '{own}'",
        "SELECT * FROM read_text('{json}')",
        "SELECT * FROM glob('{own}')",
        "EXPLAIN ANALYZE COPY reports TO '{other}'",
        "ATTACH '{other}'",
        "EXPORT DATABASE '{other}'",
        "DROP VIEW reports",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "SELECT 1; SELECT 2",
        "WITH made AS (INSERT INTO stored_articles VALUES (1) RETURNING *) SELECT * FROM made",
        "SELECT * FROM record",
        "",
        "SELEC 1",
        "SELECT nothing FROM reports",
    ],
)
def test_a_query_changes_and_reads_no_file(tmp_path: Path, query: str) -> None:
    record = filled(tmp_path / "record")
    own = record.shards()[0] / "articles.parquet"
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(StoreError, match="the views are articles, reports, participants"):
        record.sql(query.format(own=own, other=tmp_path / "other", json=record.path / "record.json"))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_later_reader_goes_before_an_earlier_one(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 3, "fake-1")
    ids = [item.id for item in articles(3)]
    later = FakeReader("fake-2")
    with record.writing("fake-2", {}) as writer:
        gone = Unread(id=ids[1], origin="here", stage="read", error="no", reader="fake-2")
        writer.write_shard([later.read(articles(1)[0]), gone])
    assert record.known("fake-1") == set(ids)
    assert record.known("fake-2") == set(ids[:2])
    assert [(reading.article.id, reading.reader) for reading in record.readings()] == [(ids[2], "fake-1"), (ids[0], "fake-2")]
    shown = record.sql("SELECT id, reader FROM articles ORDER BY entry").to_pylist()
    assert [(row["id"], row["reader"]) for row in shown] == [(ids[2], "fake-1"), (ids[0], "fake-2")]
    assert list(record.unread()) == [gone]
    for view, key in (("reports", "article_id"), ("participants", "article_id"), ("attributions", "article_id")):
        assert set(record.sql(f"SELECT {key} FROM {view}")[key].to_pylist()) == {ids[0], ids[2]}
    assert record.sql("SELECT id FROM reports").num_rows == len(set(record.reports()["id"].to_pylist())) == 4
    # the earlier one runs again: it is the later one now
    with record.writing("fake-1", {}):
        pass
    assert {reading.reader for reading in record.readings()} == {"fake-1"}
    assert list(record.unread()) == []
    assert [reader.digest for reader in record.manifest.readers] == ["fake-2", "fake-1"]


def test_only_one_writes_at_a_time(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    with record.writing("fake-1", {}):
        left = record.path / "shards" / ".tmp-of-the-first"
        left.mkdir()
        with pytest.raises(StoreError, match="being written by another"), Record.open(record.path).writing("fake-1", {}):
            pass
        assert left.is_dir()
    with record.writing("fake-1", {}):
        assert not left.exists()


def test_nothing_is_doubled(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    reading = FakeReader().read(articles(1)[0])
    other = FakeReader().read(articles(2)[1])
    with record.writing("fake-1", {}) as writer:
        for items in ([reading], [other, other], []):
            with pytest.raises(StoreError):
                writer.write_shard(items)
    assert len(record.shards()) == 1


def test_a_shard_that_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    broken = Unread(id="1", origin="\ud800", stage="ingest", error="", reader=None)
    with record.writing("fake-1", {}) as writer, pytest.raises(StoreError, match="could not be written"):
        writer.write_shard([broken])
    assert [path.name for path in (record.path / "shards").iterdir()] == [path.name for path in record.shards()]


def test_the_same_readings_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = filled(tmp_path / "one"), filled(tmp_path / "two")
    files = sorted(path.relative_to(one.path) for path in one.path.rglob("*") if path.is_file())
    assert len(files) == 3 * 5 + 2
    assert all((one.path / path).read_bytes() == (two.path / path).read_bytes() for path in files)


def test_unfinished_shards_are_not_seen(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 2)
    record.shards()[0].rename(record.path / "shards" / ".tmp-x")
    assert record.shards() == []
    assert record.reports().num_rows == 0


def test_what_is_no_record_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="onrecord read"):
        Record.open(tmp_path / "none")
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(StoreError, match="something else"):
        Record.create_or_open(tmp_path)
    with pytest.raises(StoreError, match="choose another path"):
        Record.create_or_open(tmp_path / "letter.txt")
    with pytest.raises(StoreError, match="1 or more"):
        Record.create_or_open(tmp_path / "new", shard_size=0)
    assert not (tmp_path / "new").exists()


def test_another_format_is_not_opened(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    path = record.path / "record.json"
    said = json.loads(path.read_text())
    for other in (3, 99):
        path.write_text(json.dumps(said | {"format": other}))
        with pytest.raises(StoreError, match=f"format {other}"):
            Record.open(record.path)
    for damage in ("{", "[]", json.dumps({"format": said["format"]})):
        path.write_text(damage)
        with pytest.raises(StoreError, match=r"damaged|format None"):
            Record.open(record.path)


def test_a_half_made_record_is_made_whole(tmp_path: Path) -> None:
    (tmp_path / ".lock").touch()
    (tmp_path / ".tmp-record.json").write_text("{")
    record = Record.create_or_open(tmp_path, shard_size=3)
    assert Record.create_or_open(tmp_path, shard_size=9).shard_size == record.shard_size == 3


def test_a_damaged_shard_is_named(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    damaged = record.shards()[0] / "reports.parquet"
    damaged.write_bytes(b"no Parquet")
    with pytest.raises(StoreError, match=re.escape(record.shards()[0].name)):
        list(record.readings())
    with pytest.raises(StoreError, match=r"the views are|cannot be read"):
        record.reports()
    damaged.unlink()
    with pytest.raises(StoreError):
        record.reports()


def test_files_tell_no_time(tmp_path: Path) -> None:
    record = filled(tmp_path / "record", 1)
    said = json.loads((record.path / "record.json").read_text())
    assert set(said) == {"format", "settings", "readers"}
    assert set(said["readers"][0]) == {"digest", "onrecord", "codebook", "models"}
    metadata = pq.read_metadata(record.shards()[0] / "reports.parquet").metadata or {}
    assert set(metadata) <= {b"ARROW:schema"}

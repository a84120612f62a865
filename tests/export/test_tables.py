"""What is exported is whole, described, and can be taken back."""

import csv
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fakereader import FakeReader, article, articles
from tests.madelinking import link_all

from onrecord.batch import read
from onrecord.errors import StoreError
from onrecord.export import export
from onrecord.export.cells import join, read_cell, split, write_cell
from onrecord.store import VIEWS, Record

SLY = '=HYPERLINK("http://x", 1),\n2'


@pytest.fixture
def record(tmp_path: Path) -> Record:
    made = Record.create_or_open(tmp_path / "record", shard_size=2)
    items = [
        article("Avalon attacked Borduria; an envoy said.", name="a", headline=SLY, published=date(2020, 2, 1)),
        article("Cascara met Borduria.", headline="'quoted'", publisher=""),
        article("UNREADABLE"),
        *articles(2),
    ]
    read(items, made, workers=1, make_reader=FakeReader)
    link_all(made)
    return made


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


@given(text=st.text(), safe=st.booleans())
def test_a_cell_gives_back_what_it_was_given(text: str, safe: bool) -> None:
    written = write_cell(text, spreadsheet_safe=safe)
    [[cell]] = list(csv.reader([written], strict=True)) if not set("\r\n") & set(text) else [[written[1:-1].replace('""', '"')]]
    assert read_cell(cell, spreadsheet_safe=safe) == text
    if safe:
        assert not cell.startswith(tuple("=+-@\t\r\n"))


@given(items=st.lists(st.text(min_size=1)))
def test_a_joined_list_can_be_split(items: list[str]) -> None:
    assert split(join(items)) == items


def test_other_values_in_cells() -> None:
    assert [write_cell(value) for value in (None, True, -3, 0.5, date(2020, 2, 1), [], ["a", "b;c"])] == [
        "",
        "true",
        "-3",
        "0.5",
        "2020-02-01",
        '""',
        '"a; b\\;c"',
    ]
    with pytest.raises(TypeError):
        write_cell(object())


def test_csv_is_safe_and_loses_nothing(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path / "out", "csv")
    rows = cells(tmp_path / "out" / "articles.csv")
    assert [row["headline"] for row in rows[:2]] == [f"'{SLY}", "''quoted'"]
    assert [read_cell(row["headline"]) for row in rows[:2]] == [SLY, "'quoted'"]
    raw = (tmp_path / "out" / "articles.csv").read_bytes()
    assert raw.startswith(b"id,entry,doc,")
    assert raw.count(b"\r\n") == 1 + len(rows)
    export(record, tmp_path / "bare", "csv", spreadsheet_safe=False)
    assert cells(tmp_path / "bare" / "articles.csv")[0]["headline"] == SLY
    with duckdb.connect() as connection:
        back = connection.sql("SELECT * FROM read_csv(?, header = true)", params=[str(tmp_path / "out" / "reports.csv")])
        assert back.columns == list(VIEWS["reports"][1])
        assert len(back.fetchall()) == record.reports().num_rows
        del back


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_tables_and_their_codebook(record: Record, tmp_path: Path, format_: str) -> None:
    folder = tmp_path / "out"
    export(record, folder, format_)
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["datapackage.json", *(resource["path"] for resource in package["resources"])]
    )
    for resource in package["resources"]:
        view, path = resource["name"], folder / resource["path"]
        fields = [field["name"] for field in resource["schema"]["fields"]]
        assert all(field["description"] and field["type"] for field in resource["schema"]["fields"])
        assert set(fields) == set(VIEWS[view][1]) - ({"text"} if view == "articles" else set())
        match format_:
            case "csv":
                names, rows = next(csv.reader(path.open(encoding="utf-8", newline=""))), len(cells(path))
            case "jsonl":
                lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
                names, rows = list(lines[0]), len(lines)
            case _:
                table = pq.read_table(path)
                names, rows = table.column_names, table.num_rows
        assert names == fields
        assert rows == record.sql(f"SELECT count(*) AS n FROM {view}").to_pylist()[0]["n"] > 0
        assert set(resource["schema"]["primaryKey"]) <= set(fields)


def test_rows_stand_in_the_order_of_reading(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path / "out", "jsonl")
    rows = {
        view: [json.loads(line) for line in (tmp_path / "out" / f"{view}.jsonl").read_text(encoding="utf-8").splitlines()]
        for view in VIEWS
    }
    order = [row["id"] for row in rows["articles"]]
    reports = [row["id"] for row in rows["reports"]]
    assert [row["id"] for row in rows["reports"]] == record.reports()["id"].to_pylist()
    for view in ("mentions", "attributions"):
        keys = [(order.index(row["article_id"]), row["number"]) for row in rows[view]]
        assert keys == sorted(keys)
    keys = [(reports.index(row["report_id"]), row["number"]) for row in rows["participants"]]
    assert keys == sorted(keys)


def test_scored_reports_are_as_the_gold_has_them(record: Record, tmp_path: Path) -> None:
    export(record, tmp_path / "scored.jsonl", "scored")
    rows = [json.loads(line) for line in (tmp_path / "scored.jsonl").read_text(encoding="utf-8").splitlines()]
    told = record.reports().to_pylist()
    assert len(rows) == len(told)
    assert rows[0] == {
        "doc": "a",
        "start": 7,
        "end": 15,
        "type": "ASSAULT",
        "mode": None,
        "actors": told[0]["actor_countries"],
        "recipients": told[0]["recipient_countries"],
        "status": "reported",
        "speaker": "Avalon",
        "medium": None,
        "date": ["2020-01-31", "2020-02-01"],
        "place_country": "FRA",
    }
    assert rows[1]["doc"] == told[1]["article_id"]
    assert rows[1]["date"] is None


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet", "scored"])
def test_exporting_again_replaces_with_the_same_bytes(record: Record, tmp_path: Path, format_: str) -> None:
    target = tmp_path / "new" / "out"

    def contents() -> dict[str, bytes]:
        return {str(path): path.read_bytes() for path in target.parent.rglob("*") if path.is_file()}

    export(record, target, format_)
    before = contents()
    export(record, target, format_)
    assert contents() == before
    assert [path.name for path in target.parent.iterdir()] == ["out"]


def test_an_empty_record_is_exported(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path / "record")
    for format_ in ("csv", "jsonl", "parquet", "scored"):
        export(record, tmp_path / format_, format_)
    assert pq.read_table(tmp_path / "parquet" / "reports.parquet").column_names == list(VIEWS["reports"][1])
    assert (tmp_path / "scored").read_bytes() == b""


def test_nothing_else_is_overwritten(record: Record, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "letter.txt").write_text("dear")
    with pytest.raises(StoreError, match="something else"):
        export(record, mine, "csv")
    (mine / "datapackage.json").write_text('{"name": "another"}')
    with pytest.raises(StoreError, match="something else"):
        export(record, mine, "csv")
    with pytest.raises(StoreError, match="is a file"):
        export(record, mine / "letter.txt", "csv")
    with pytest.raises(StoreError, match="is a folder"):
        export(record, mine, "scored")
    with pytest.raises(StoreError, match="no export format 'xls'"):
        export(record, tmp_path / "x", "xls")
    assert (mine / "letter.txt").read_text() == "dear"


def test_an_export_that_fails_leaves_nothing(record: Record, tmp_path: Path) -> None:
    (record.shards()[0] / "reports.parquet").write_bytes(b"no Parquet")
    with pytest.raises(StoreError):
        export(record, tmp_path / "new" / "out", "csv")
    assert not (tmp_path / "new").exists() or list((tmp_path / "new").iterdir()) == []


def test_countries_in_the_gold_form_stand_once(tmp_path: Path) -> None:
    reading = FakeReader().read(article("Avalon attacked Borduria."))
    report = reading.reports[0]  # type: ignore[union-attr]
    doubled = replace(report, participants=report.participants * 2)
    record = Record.create_or_open(tmp_path / "record")
    with record.writing("fake-1", {}) as writer:
        writer.write_shard([replace(reading, reports=(doubled,))])  # type: ignore[arg-type]
    export(record, tmp_path / "scored", "scored")
    row = json.loads((tmp_path / "scored").read_text(encoding="utf-8"))
    assert row["actors"] == [report.actors[0].entity.country]

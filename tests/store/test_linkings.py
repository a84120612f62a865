"""A linking on disk: whole, replaced whole, and shown by the views as what the reports make of it."""

from pathlib import Path

import pytest
from tests.fakereader import FakeReader, articles
from tests.madelinking import tables, telling

from onrecord.batch import read
from onrecord.errors import StoreError
from onrecord.record import event_id, founder, is_event_id
from onrecord.store import Record
from onrecord.store.linkings import LINKINGS, write_linking


def filled(path: Path) -> Record:
    record = Record.create_or_open(path, shard_size=2)
    read(articles(3), record, workers=1, make_reader=FakeReader)
    return record


def test_before_the_first_linking_the_views_are_empty(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    assert record.linking is None
    assert record.events().num_rows == 0


def test_an_event_says_what_its_reports_say(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    one, two, three, *_ = record.sql(
        "SELECT *, row_number() OVER (PARTITION BY article_id ORDER BY number) AS n FROM reports QUALIFY n = 1 ORDER BY entry"
    ).to_pylist()
    event = event_id(one["id"])
    tellings = [telling(event, one["id"], "x"), telling(event, two["id"], "y"), telling(event_id(three["id"]), three["id"], "x")]
    origins = [
        {"event_id": event, "origin": key, "name": key.upper(), "kind": kind} for key, kind in (("x", "named"), ("y", "outlet"))
    ]
    accounts = [{"event_id": event, "about": "toll", "origin": "x", "value": "killed=3", "differs": True, "report_id": one["id"]}]
    write_linking(record.path, tables(tellings=tellings, origins=origins, accounts=accounts), run=1, rests_on="d")
    shown = {row["id"]: row for row in record.events().to_pylist()}
    assert set(shown) == {event, event_id(three["id"])}
    row = shown[event]
    assert (row["reports"], row["articles"], row["origins"], row["named_origins"], row["outlet_origins"]) == (2, 2, 2, 1, 1)
    assert row["disputed"]
    assert row["differs"] == ["toll"]
    days = [day for day in (one["date_first"], two["date_first"]) if day is not None]
    assert row["date_first"] == min(days, default=None)
    assert row["type"] == one["type"]
    assert row["first_report"] == one["id"]
    assert not shown[event_id(three["id"])]["disputed"]
    assert record.sql("SELECT origin_name FROM event_reports WHERE report_id = ?", [two["id"]]).to_pylist() == [
        {"origin_name": "Y"}
    ]


def test_a_report_of_an_earlier_reader_counts_in_no_event(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    report = record.reports().to_pylist()[0]["id"]
    write_linking(record.path, tables(tellings=[telling(event_id(report), report, "x")]), run=1, rests_on="d")
    assert record.events().num_rows == 1
    read(articles(3), record, workers=1, make_reader=lambda: FakeReader("fake-2"))
    assert record.events().num_rows == 0


def test_a_linking_is_replaced_whole_and_the_one_before_stays(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    for run in (1, 2, 3):
        write_linking(record.path, tables(), run=run, rests_on=str(run))
    assert sorted(path.name for path in (record.path / LINKINGS).iterdir()) == ["00000002", "00000003"]
    assert record.linking is not None
    assert (record.linking.run, record.linking.rests_on) == (3, "3")


def test_a_linking_of_another_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    record = filled(tmp_path / "record")
    write_linking(record.path, tables(), run=1, rests_on="d")
    about = record.path / LINKINGS / "00000001" / "link.json"
    about.write_text(about.read_text().replace('"format": 1', '"format": 99'))
    with pytest.raises(StoreError, match="onrecord link"):
        record.events()


def test_ids_of_events_and_reports_are_told_apart() -> None:
    assert event_id("a80dd7099f85be27-r6") == "a80dd7099f85be27-e6"
    assert founder(event_id("a80dd7099f85be27-r6")) == "a80dd7099f85be27-r6"
    assert is_event_id("a80dd7099f85be27-e6")
    assert not is_event_id("a80dd7099f85be27-r6")
    assert not is_event_id("-e6")

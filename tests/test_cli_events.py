"""Linking, looking at events and judging, from the command line."""

from datetime import date
from pathlib import Path

import pytest
from tests.fakereader import FakeReader
from tests.link.test_linking import OTHER, RAID, told
from tests.madelinking import link_all
from tests.test_cli import right, run, wrong

from onrecord.batch import read
from onrecord.store import Record
from onrecord.store.judgements import read_judgements


@pytest.fixture
def record(tmp_path: Path) -> Path:
    made = Record.create_or_open(tmp_path / "record")
    articles = [told(RAID, "a", 1, "Post"), told(RAID, "b", 2, "Herald\x1b[2J"), told(OTHER, "c", 2, "Post")]
    read(articles, made, workers=1, make_reader=FakeReader)
    return tmp_path / "record"


def test_events_are_shown_after_linking(record: Path) -> None:
    assert "not linked yet" in right("show", record, "--events")
    assert "2 reports" not in right("show", record, "--events")
    linked = right("link", record)
    assert "3 articles, 1 of them copies" in linked
    assert "run 1" in linked
    shown = right("show", record, "--events")
    assert "2 reports, 2 publishers, 1 independent origin" in " ".join(shown.split())
    assert "nothing new since run 1" in right("link", record)


def test_one_event_is_shown_with_its_tree(record: Path) -> None:
    right("link", record)
    event = Record.open(record).sql("SELECT id FROM events WHERE reports = 2").to_pylist()[0]["id"]
    shown = " ".join(right("show", record, event).split())
    assert "in the words of the one above" in shown
    assert "run 1: founded" in shown
    assert "\x1b[2J" not in shown


def test_filters_of_events(record: Path) -> None:
    right("link", record)
    assert "0 events pass" in right("show", record, "--events", "--min-origins", "5")
    assert "0 events pass" in right("show", record, "--events", "--disputed")
    assert "add --events" in wrong("show", record, "--disputed")
    assert "no event 'x-e9'" in wrong("show", record, "x-e9")


def test_events_may_be_limited(record: Path) -> None:
    right("link", record)
    assert "--limit" in right("show", record, "--events", "--limit", "1")


def test_reports_that_came_later_are_told(record: Path) -> None:
    right("link", record)
    read([told(OTHER + " Later.", "d", 5, "Post")], Record.open(record), workers=1, make_reader=FakeReader)
    assert "1 reports came after the last linking" in right("show", record, "--events")


def test_judging(record: Path) -> None:
    right("link", record)
    ids = Record.open(record).reports()["id"].to_pylist()[:2]
    assert "noted" in right("judge", record, *ids, "different", "--as", "Ada", "--because", "two fords")
    [said] = read_judgements(record)
    assert (said.judge, said.reason, said.verdict.value) == ("Ada", "two fords", "different")
    assert "run 2" in right("link", record)
    assert Record.open(record).sql("SELECT max(reports) AS n FROM events").to_pylist() == [{"n": 1}]


def test_judging_wrongly(record: Path) -> None:
    ids = Record.open(record).reports()["id"].to_pylist()[:2]
    assert "say same or different" in wrong("judge", record, *ids, "maybe")
    assert "no report 'x-r0'" in wrong("judge", record, ids[0], "x-r0", "same")
    assert "give 2" in wrong("judge", record, ids[0], ids[0], "same")
    assert read_judgements(record) == ()


def test_a_disputed_event_shows_its_accounts(record: Path) -> None:
    event = link_all(Record.open(record))
    shown = right("show", record, event)
    assert "happened" in shown
    assert "attacked" in shown
    assert date(2020, 2, 1).isoformat() in shown


def test_linking_what_is_no_record(tmp_path: Path) -> None:
    assert run("link", tmp_path).exit_code == 1
    assert "is no record" in wrong("link", tmp_path)

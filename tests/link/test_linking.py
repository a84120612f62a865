"""A whole record linked: again and again, with more articles and with persons' judgements."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.fakereader import FakeReader, article

from onrecord.batch import read
from onrecord.link import link
from onrecord.record import Article, Judgement, Verdict, article_id, founder
from onrecord.store import Record
from onrecord.store.judgements import append_judgement

RAID = "Avalon attacked Borduria near the ford of the upper river at dawn and burned four granaries there, an envoy said."
OTHER = "Cascara met Dovania to talk of tariffs on timber and of the price of salt at the spring fair."


def told(text: str, name: str, day: int, publisher: str) -> Article:
    url = f"https://{name}.example"
    made = article(text, name=name, published=date(2020, 2, day), publisher=publisher, url=url)
    return replace(made, id=article_id(text, url))


def filled(path: Path, *articles: Article) -> Record:
    record = Record.create_or_open(path, shard_size=2)
    read(articles, record, workers=1, make_reader=FakeReader)
    return record


def events(record: Record) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for row in record.sql("SELECT event_id, report_id FROM event_reports").to_pylist():
        found.setdefault(row["event_id"], set()).add(row["report_id"])
    return found


def judge(record: Record, left: str, right: str, verdict: Verdict) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC)
    append_judgement(record.path, Judgement(verdict=verdict, reports=(left, right), judge="Ada", at=at))


def test_every_report_is_in_one_event_and_has_one_origin(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"), told(RAID, "b", 2, "Herald"), told(OTHER, "c", 2, "Post"))
    outcome = link(record)
    assert outcome.new
    reports = record.reports()["id"].to_pylist()
    assert sorted(report for group in events(record).values() for report in group) == sorted(reports)
    assert record.sql("SELECT count(*) AS n FROM event_reports WHERE origin_name IS NULL").to_pylist() == [{"n": 0}]


def test_a_copy_adds_a_publisher_and_no_origin(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"), told(RAID, "b", 2, "Herald"))
    link(record)
    [event] = record.events().to_pylist()
    assert (event["reports"], event["publishers"], event["origins"]) == (2, 2, 1)
    [copied] = record.sql("SELECT * FROM event_reports WHERE because = 'copy'").to_pylist()
    assert copied["publisher"] == "Herald"
    assert copied["copy_of"] == founder(event["id"])


def test_linking_again_does_nothing_and_the_bytes_stay(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"), told(OTHER, "b", 2, "Herald"))
    first = link(record)
    before = {path: path.read_bytes() for path in (record.path / "events").rglob("*") if path.is_file()}
    second = link(record)
    assert (second.new, second.run) == (False, first.run)
    assert {path: path.read_bytes() for path in (record.path / "events").rglob("*") if path.is_file()} == before


def test_two_records_of_the_same_articles_are_linked_the_same(tmp_path: Path) -> None:
    articles = [told(RAID, "a", 1, "Post"), told(RAID, "b", 2, "Herald"), told(OTHER, "c", 2, "Post")]
    made = []
    for name in ("one", "two"):
        record = filled(tmp_path / name, *articles)
        link(record)
        made.append({path.name: path.read_bytes() for path in (record.path / "events").rglob("*.parquet")})
    assert made[0] == made[1]


def test_an_event_keeps_its_id_when_an_earlier_article_comes_later(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "b", 2, "Herald"))
    link(record)
    [before] = events(record)
    read([told(RAID, "a", 1, "Post")], record, workers=1, make_reader=FakeReader)
    assert record.sql("SELECT count(*) AS n FROM event_reports").to_pylist() == [{"n": 1}]
    link(record)
    [(after, reports)] = events(record).items()
    assert after == before
    assert len(reports) == 2
    steps = record.sql("SELECT run, what, judge FROM trail ORDER BY run").to_pylist()
    assert steps == [{"run": 1, "what": "founded", "judge": "model"}, {"run": 2, "what": "grew", "judge": "model"}]


def test_a_persons_word_wins_and_leaves_its_trail(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"), told(RAID, "b", 2, "Herald"))
    link(record)
    [(event, reports)] = events(record).items()
    judge(record, *sorted(reports), Verdict.DIFFERENT)
    assert link(record).new
    assert [len(group) for group in events(record).values()] == [1, 1]
    split = record.sql("SELECT event_id, other, judge FROM trail WHERE what = 'split'").to_pylist()
    assert [(row["other"], row["judge"]) for row in split] == [(event, "Ada")]
    judge(record, *sorted(reports), Verdict.SAME)
    link(record)
    assert list(events(record)) == [event]
    assert record.sql("SELECT what FROM trail WHERE run = 3 ORDER BY what").to_pylist() == [{"what": "grew"}, {"what": "merged"}]


def test_a_person_may_join_reports_of_different_stories(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"), told(OTHER, "b", 28, "Herald"))
    link(record)
    assert len(events(record)) == 2
    judge(record, *record.reports()["id"].to_pylist(), Verdict.SAME)
    link(record)
    assert len(events(record)) == 1


def test_an_empty_record_is_linked(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path / "r")
    outcome = link(record)
    assert (outcome.articles, outcome.events) == (0, 0)


def test_progress_tells_what_is_done(tmp_path: Path) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"))
    seen: list[tuple[str, int, int]] = []
    link(record, progress=lambda *state: seen.append(state))
    assert {what for what, _, _ in seen} == {"articles", "copies", "stories", "reports"}
    assert all(0 < done <= total for _, done, total in seen)


@pytest.mark.parametrize("what", ["copies", "stories", "tellings"])
def test_what_a_crash_left_half_done_is_written_over(tmp_path: Path, what: str) -> None:
    record = filled(tmp_path / "r", told(RAID, "a", 1, "Post"))
    half = record.path / "events" / ".tmp-00000001"
    half.mkdir(parents=True)
    (half / f"{what}.parquet").write_bytes(b"half")
    assert record.linking is None
    assert link(record).run == 1
    assert not half.exists()

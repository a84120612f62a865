"""What people judge is shown by the views, taken along by exports, and never touches what was read."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tests.madereports import mention, participant, reading, report, span_of

from onrecord.errors import InputError, StoreError
from onrecord.export import export
from onrecord.record import Judgement, Role, Status, Verdict
from onrecord.score import read_gold, score_record
from onrecord.store import Record
from onrecord.store.judgements import append_judgement

TEXT = "The army shelled Idlib on Monday, a clerk said. Rebels fled Homs."


@pytest.fixture
def record(tmp_path: Path) -> Record:
    army = mention(TEXT, "The army")
    first = report("ASSAULT", text=TEXT, words="shelled", mode="heavy-weapons", status=Status.REPORTED)
    first = type(first)(
        **{name: getattr(first, name) for name in type(first).__slots__} | {"participants": (participant("SYRMIL", named=army),)}
    )
    second = report("RETREAT", "SYRREB", text=TEXT, words="fled", start=1)
    made = Record.create_or_open(tmp_path / "record")
    with made.writing("made-1", {}) as writer:
        writer.write_shard([reading(TEXT, first, second, name="one")])
    return made


def ids(record: Record) -> list[str]:
    return record.sql("SELECT id FROM reports ORDER BY number").column(0).to_pylist()


def say(record: Record, verdict: Verdict, *reports: str, judge: str = "Ana", **more: Any) -> None:
    record.judge(Judgement(verdict=verdict, reports=reports, judge=judge, at=datetime(2026, 5, 1, tzinfo=UTC), **more))


def row(record: Record, report_id: str) -> dict[str, Any]:
    [found] = record.sql("SELECT * FROM reports WHERE id = ?", [report_id]).to_pylist()
    return found


def test_nobody_judged(record: Record) -> None:
    assert [row(record, one)["verdict"] for one in ids(record)] == [None, None]


def test_a_rejected_report_did_not_happen_and_stays(record: Record, tmp_path: Path) -> None:
    first, second = ids(record)
    say(record, Verdict.REJECT, first)
    assert (row(record, first)["verdict"], row(record, first)["judge"], row(record, first)["happened"]) == ("reject", "Ana", False)
    assert row(record, second)["happened"]
    export(record, tmp_path / "scored", "scored")
    assert [json.loads(line)["type"] for line in (tmp_path / "scored").read_text().splitlines()] == ["RETREAT"]
    say(record, Verdict.ACCEPT, first, judge="Bo")
    assert (row(record, first)["verdict"], row(record, first)["judge"], row(record, first)["happened"]) == ("accept", "Bo", True)


def test_a_fix_shows_in_the_views(record: Record) -> None:
    first, _ = ids(record)
    kept = {"role": "actor", "country": "SYR", "sectors": ["MIL"], "span": {"start": 0, "end": 8, "text": "The army"}}
    new = {"role": "recipient", "country": "SYR", "sectors": ["CVL"], "span": {"start": 17, "end": 22, "text": "Idlib"}}
    changes = {
        "type": "COERCE",
        "status": "planned",
        "trigger": {"start": 9, "end": 16, "text": "shelled"},
        "participants": [kept, new],
        "speaker": {"name": "a clerk", "kind": "role", "span": {"start": 34, "end": 41, "text": "a clerk"}},
    }
    say(record, Verdict.FIX, first, changes=changes)
    shown = row(record, first)
    # the old mode was the old type's
    assert (shown["type"], shown["mode"], shown["quad"], shown["status"]) == ("COERCE", None, "material conflict", "planned")
    assert not shown["happened"]
    assert (shown["actors"], shown["recipients"], shown["recipient_text"]) == (["SYRMIL"], ["SYRCVL"], "Idlib")
    assert (shown["speaker"], shown["speaker_kind"]) == ("a clerk", "role")
    sides = record.sql("SELECT role, basis, mention FROM participants WHERE report_id = ? ORDER BY number", [first]).to_pylist()
    # whom the fix leaves as they were keeps all that the reader found
    assert [one["basis"] for one in sides] == ["composition", "judgement"]
    assert sides[0]["mention"] is not None
    # what was read stays
    assert next(record.readings()).reports[0].type == "ASSAULT"


def test_fixes_add_up_and_the_later_wins(record: Record) -> None:
    first, _ = ids(record)
    say(record, Verdict.FIX, first, changes={"status": "alleged"})
    say(record, Verdict.FIX, first, changes={"mode": "aerial"}, judge="Bo")
    say(record, Verdict.FIX, first, changes={"status": "denied"}, judge="Bo")
    say(record, Verdict.ACCEPT, first, judge="Cy")
    shown = row(record, first)
    assert (shown["status"], shown["mode"], shown["type"], shown["verdict"], shown["judge"]) == (
        "denied", "aerial", "ASSAULT", "accept", "Cy",
    )  # fmt: skip


def test_the_outlet_speaks_for_itself(record: Record) -> None:
    first, _ = ids(record)
    say(record, Verdict.FIX, first, changes={"speaker": {"name": "a clerk", "kind": "role", "span": None}})
    assert row(record, first)["speaker"] == "a clerk"
    say(record, Verdict.FIX, first, changes={"speaker": None})
    assert (row(record, first)["speaker"], row(record, first)["manner"]) == (None, None)


def test_another_readers_report_is_another_matter(record: Record) -> None:
    first, second = ids(record)
    say(record, Verdict.REJECT, first, reader="made-0")
    say(record, Verdict.REJECT, second, reader="made-1")
    assert [row(record, one)["verdict"] for one in (first, second)] == [None, "reject"]


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"score": 1.0},
        {"type": "WAR"},
        {"type": "ASSAULT", "mode": "meet"},
        {"status": "true"},
        {"trigger": {"start": 5, "end": 5, "text": ""}},
        {"trigger": {"start": 5, "end": 9, "text": "x"}},
        {"participants": [{"role": "victim", "country": "SYR", "sectors": [], "span": None}]},
        {"participants": [{"role": "actor", "country": "Syria", "sectors": [], "span": None}]},
        {"participants": [{"role": "actor", "country": "SYR", "sectors": ["ARMY"], "span": None}]},
        {"speaker": {"name": " ", "kind": "role", "span": None}},
        {"speaker": {"name": "x", "kind": "king", "span": None}},
    ],
)
def test_what_cannot_be_mended_is_refused(record: Record, changes: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        say(record, Verdict.FIX, ids(record)[0], changes=changes)
    assert record.judgements() == ()


def test_a_report_that_is_not_there_is_not_judged(record: Record) -> None:
    with pytest.raises(StoreError, match="has no report"):
        say(record, Verdict.ACCEPT, "nothing-r1")


def test_a_line_that_cannot_be_followed_is_named(record: Record) -> None:
    first, _ = ids(record)
    line = Judgement(
        verdict=Verdict.FIX, reports=(first,), judge="Ana", at=datetime(2026, 5, 1, tzinfo=UTC), changes={"type": "WAR"}
    )
    append_judgement(record.path, line)
    with pytest.raises(StoreError, match=r"judgement of Ana on .* cannot be followed"):
        record.reports()


def test_gold_is_what_people_judged(record: Record, tmp_path: Path) -> None:
    first, second = ids(record)
    target = tmp_path / "gold"
    export(record, target, "gold")
    assert [path.name for path in target.iterdir()] == ["README.txt"]
    say(
        record, Verdict.FIX, first, changes={"type": "COERCE", "speaker": {"name": "a clerk", "kind": "role", "span": span(34, 41)}}
    )
    export(record, target, "gold")
    [article] = read_gold(target)
    assert article.doc == "one"
    assert [(one.id, one.optional, set(one.types)) for one in article.reports] == [
        (first, False, {"COERCE"}),
        (second, True, {"RETREAT"}),
    ]
    assert article.reports[0].speakers == ((34, 41),)
    say(record, Verdict.REJECT, second)
    export(record, target, "gold")
    [article] = read_gold(target)
    assert article.not_events == ((span_of(TEXT, "fled").start, span_of(TEXT, "fled").end),)
    tally = score_record([article], record)
    assert [line.split()[0] for line in tally.details if line.startswith("FALSE")] == []


def span(start: int, end: int) -> dict[str, Any]:
    return {"start": start, "end": end, "text": TEXT[start:end]}


def test_roles(record: Record) -> None:
    first, _ = ids(record)
    roles = record.sql("SELECT role FROM participants WHERE report_id = ?", [first]).column(0).to_pylist()
    assert roles == [Role.ACTOR.value]

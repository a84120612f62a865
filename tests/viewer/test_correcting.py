"""What a person says on a page is appended, shown, and never overwrites what another said."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.viewer.views import TEXT, browser, form_of, made_record, told

from onrecord.errors import InputError
from onrecord.record import Verdict, article_id
from onrecord.store import Record
from onrecord.viewer import Index, make_app
from onrecord.viewer.correcting import where

KEY = article_id(TEXT, None)
ONE, TWO = f"{KEY}-r0", f"{KEY}-r1"


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return made_record(tmp_path / "record", told())


@pytest.fixture
def client(record: Record) -> TestClient:
    return browser(record)


def page(client: TestClient) -> str:
    return client.get(f"/article/{KEY}").text


def say(client: TestClient, verdict: str, report_id: str = ONE, **changed: str) -> Any:
    return client.post(f"/judge/{report_id}", data=form_of(page(client), report_id) | {"verdict": verdict} | changed)


def test_the_form_is_as_the_page_shows_it(client: TestClient) -> None:
    form = form_of(page(client), ONE)
    assert (form["type"], form["mode"], form["status"], form["words"]) == ("ASSAULT", "heavy-weapons", "reported", "shelled")
    assert (form["actor-0-code"], form["actor-0-words"], form["speaker"], form["speaker_kind"]) == (
        "SYRMIL",
        "Troops",
        "a clerk",
        "anonymous",
    )
    assert form["judge"] == "Ana"


@pytest.mark.parametrize("verdict", ["accept", "reject"])
def test_accept_and_reject(client: TestClient, record: Record, verdict: str) -> None:
    answer = say(client, verdict, reason="seen it", judge="Bo")
    assert answer.status_code == 200
    [said] = record.judgements()
    assert (said.verdict, said.reports, said.judge, said.reason, said.reader) == (
        Verdict(verdict),
        (ONE,),
        "Bo",
        "seen it",
        "made-1",
    )
    assert f"{verdict}ed by Bo" in answer.text
    assert "“seen it”" in answer.text
    assert record.sql("SELECT happened FROM reports WHERE id = ?", [ONE]).column(0)[0].as_py() is (verdict == "accept")
    # the name stays with this browser
    assert form_of(page(client), TWO)["judge"] == "Bo"


def test_a_fix_holds_what_was_changed_and_nothing_else(client: TestClient, record: Record) -> None:
    say(client, "fix", status="alleged")
    assert record.judgements()[0].changes == {"status": "alleged"}
    say(client, "fix", type="COERCE", mode="arrest")
    assert record.judgements()[1].changes == {"type": "COERCE", "mode": "arrest"}
    shown = page(client)
    assert "type <s>ASSAULT</s>" in shown
    assert "status <s>reported</s>" in shown
    assert "mended by Ana" in shown


def test_participants_source_and_span(client: TestClient, record: Record) -> None:
    changed = {
        "words": "met", "actor-0-code": "SYRREB", "actor-0-words": "Rebels", "recipient-0-code": "", "recipient-0-words": "",
        "recipient-1-code": "egygov", "recipient-1-words": "envoys", "speaker": "an aide  to the minister", "speaker_kind": "role",
    }  # fmt: skip
    assert say(client, "fix", **changed).status_code == 200
    [said] = record.judgements()
    at = TEXT.index("met envoys")
    assert said.changes["trigger"] == {"start": at, "end": at + 3, "text": "met"}
    assert [(one["role"], one["country"], one["sectors"], one["span"]["text"]) for one in said.changes["participants"]] == [  # type: ignore[attr-defined]
        ("actor", "SYR", ["REB"], "Rebels"),
        ("recipient", "EGY", ["GOV"], "envoys"),
    ]
    [row] = record.sql("SELECT * FROM reports WHERE id = ?", [ONE]).to_pylist()
    assert (row["actors"], row["recipients"], row["speaker"], row["trigger"]) == (
        ["SYRREB"],
        ["EGYGOV"],
        "an aide to the minister",
        "met",
    )
    assert "words <s>shelled</s>" in page(client)


def test_the_outlet_speaks_for_itself(client: TestClient, record: Record) -> None:
    say(client, "fix", speaker="")
    assert record.judgements()[0].changes == {"speaker": None}
    assert record.sql("SELECT speaker FROM reports WHERE id = ?", [ONE]).column(0)[0].as_py() is None


@pytest.mark.parametrize(
    ("changed", "told_"),
    [
        ({}, "changes nothing"),
        ({"words": "bombed"}, "does not stand in the article"),
        ({"actor-0-code": "Syria"}, "three letters"),
        ({"actor-0-code": "SYRXXX"}, "is no sector"),
        ({"actor-1-words": "Rebels"}, "no code"),
        ({"speaker": "Tomas Orel"}, "does not stand in the article"),
        ({"speaker_kind": ""}, "cannot be mended"),
        ({"type": "WAR", "mode": ""}, "no event type"),
        ({"type": "CONSULT"}, "has no mode"),
        ({"status": "true"}, "cannot be mended"),
        ({"judge": "  "}, "say who you are"),
        ({"judge": "x" * 81}, "say who you are"),
        ({"judge": "a\u202eb"}, "say who you are"),
        ({"verdict": "maybe"}, "choose accept, reject or fix"),
        ({"verdict": "same"}, "two reports"),
    ],
)
@pytest.mark.parametrize("partly", [True, False])
def test_what_cannot_be_followed_is_said_so(
    client: TestClient, record: Record, changed: dict[str, str], told_: str, partly: bool
) -> None:
    form = form_of(page(client), ONE) | {"verdict": "fix"} | changed
    answer = client.post(f"/judge/{ONE}", data=form, headers={"hx-request": "true"} if partly else {})
    assert told_ in answer.text
    assert answer.status_code == (200 if partly else 422)
    assert record.judgements() == ()


def test_two_people_at_once(client: TestClient, record: Record) -> None:
    index = client.index  # type: ignore[attr-defined]
    other = TestClient(client.app, base_url=str(client.base_url), headers=dict(client.headers))
    seen_by_both = form_of(page(client), ONE)
    assert client.post(f"/judge/{ONE}", data=seen_by_both | {"verdict": "accept"}).status_code == 200
    late = other.post(f"/judge/{ONE}", data=seen_by_both | {"verdict": "reject", "judge": "Bo"})
    assert late.status_code == 409
    assert "Ana said “accept” while you looked at it" in late.text
    assert [one.judge for one in record.judgements()] == ["Ana"]
    # having seen it, they may still say otherwise: both stay
    say(other, "reject", judge="Bo")
    assert [(one.judge, one.verdict) for one in record.judgements()] == [("Ana", Verdict.ACCEPT), ("Bo", Verdict.REJECT)]
    assert index.ask("SELECT verdict, judge FROM reports WHERE id = ?", [ONE]) == [{"verdict": "reject", "judge": "Bo"}]


def test_two_servers_on_one_record(client: TestClient, record: Record) -> None:
    other = browser(Record.open(record.path), judge="Bo")
    say(other, "reject", TWO)
    assert "rejected by Bo" in page(client)
    say(client, "fix", TWO, status="denied")
    assert "mended by Ana" in page(other)


def test_many_at_once(record: Record) -> None:
    index = Index(record)
    index.catch_up()
    app = make_app(index, judge="Ana")
    first = browser(record)
    first.app = app
    with ThreadPoolExecutor(4) as pool:
        clients = [TestClient(app, base_url=str(first.base_url), headers=dict(first.headers)) for _ in range(6)]
        answers = [answer.status_code for answer in pool.map(lambda one: say(one, "accept", TWO), clients)]
    assert set(answers) <= {200, 409}
    assert len(record.judgements()) >= 1
    assert index.ask("SELECT count(*) AS n FROM reports") == [{"n": 2}]


def test_same_or_different(client: TestClient, record: Record) -> None:
    token = form_of(page(client), ONE)["token"]
    sent = {"token": token, "left": TWO, "right": ONE, "judge": "Ana", "verdict": "different", "reason": "other days"}
    answer = client.post("/pair", data=sent)
    assert answer.status_code == 200
    [said] = record.judgements()
    assert (said.verdict, said.reports) == (Verdict.DIFFERENT, (ONE, TWO))
    assert "event as" in answer.text
    for wrong in ({"right": "nothing-r1"}, {"right": TWO}, {"verdict": "accept"}, {"verdict": "x"}):
        assert client.post("/pair", data=sent | wrong).status_code == 400
    assert len(record.judgements()) == 1


def test_words_are_found_nearest(tmp_path: Path) -> None:
    text = "He met them. She\n met  them too."
    assert where(text, "met them", 0) == {"start": 3, "end": 11, "text": "met them"}
    assert where(text, "met them", 30) == {"start": 18, "end": 27, "text": "met  them"}
    with pytest.raises(InputError):
        where(text, "met", 0) and where(text, "metthem", 0)
    with pytest.raises(InputError):
        where(text, " ", 0)

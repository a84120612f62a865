"""Each page shows what is on the record, each filter leaves out what it should, and addresses can be shared."""

import csv
import io
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.madelinking import tables, telling
from tests.viewer.views import TEXT, add, browser, made_record, told

from onrecord.record import Judgement, Unread, Verdict, article_id, event_id
from onrecord.store import Record
from onrecord.store.linkings import write_linking

OTHER = TEXT.replace("Idlib", "Homs").replace("Troops", "Gunmen")
UNREAD = Unread(
    id="u1", origin="in.jsonl, line 7", stage="language", error="is not English", reader="made-1", excerpt="Il fait beau"
)


@pytest.fixture
def record(tmp_path: Path) -> Record:
    return made_record(tmp_path / "record", told(), told(OTHER, publisher="The Courier", headline="Gunmen", published=None), UNREAD)


@pytest.fixture
def client(record: Record) -> TestClient:
    return browser(record)


def words(page: str) -> str:
    """What a page says, without its marks and with single spaces."""
    shown = re.sub(r"</t[dh]>", " ", re.sub(r"(?s)<(form|head).*?</\1>", "", page))
    return " ".join(re.sub(r"<[^>]+>", "", shown).replace("&#39;", "'").split())


def listed(client: TestClient, query: str) -> list[str]:
    """Types and publishers in the list of events."""
    page = client.get(f"/events{query}")
    assert page.status_code == 200, page.text
    items = re.findall(r"(?s)<ol class=\"list\".*?</ol>", page.text)[0]
    return [
        f"{words(item).split()[0]} {'Courier' if 'Courier' in item else 'Meridian'}"
        for item in re.findall(r"(?s)<li.*?</li>", items)
    ]


def test_overview(client: TestClient) -> None:
    said = words(client.get("/").text)
    assert "2 articles" in said
    assert "4 reports of what happened, according to someone" in said
    assert "1 could not be read, most of them because is not English" in said
    assert "1 articles have no day of publication" in said
    assert "SYR → EGY 2" in said
    assert "onrecord link" in said


def test_nothing_on_the_record(tmp_path: Path) -> None:
    client = browser(Record.create_or_open(tmp_path / "empty"))
    for address in ("/", "/events", "/events?show=map", "/events?show=dyads", "/quotes", "/unread"):
        assert client.get(address).status_code == 200


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["CONSULT Courier", "CONSULT Meridian", "ASSAULT Courier", "ASSAULT Meridian"]),
        ("?type=assault", ["ASSAULT Courier", "ASSAULT Meridian"]),
        ("?mode=heavy-weapons&publisher=Meridian", ["ASSAULT Meridian"]),
        ("?quad=verbal+cooperation", ["CONSULT Courier", "CONSULT Meridian"]),
        ("?actor=SYRREB&publisher=Meridian", ["CONSULT Meridian"]),
        ("?actor=gunm", ["ASSAULT Courier"]),
        ("?recipient=egy&q=idlib", ["CONSULT Meridian"]),
        ("?recipient=envoys&order=reading", ["CONSULT Meridian", "CONSULT Courier"]),
        ("?country=EGY", ["CONSULT Courier", "CONSULT Meridian"]),
        ("?at=syr", ["ASSAULT Courier", "ASSAULT Meridian"]),
        ("?place=idl", ["ASSAULT Courier", "ASSAULT Meridian"]),
        ("?since=2026-03-03", ["CONSULT Courier", "CONSULT Meridian"]),
        ("?until=2026-03-04", ["ASSAULT Courier", "ASSAULT Meridian"]),
        ("?status=fact", ["CONSULT Courier", "CONSULT Meridian"]),
        ("?status=denied", []),
        ("?status=any&order=earliest&publisher=Meridian", ["ASSAULT Meridian", "CONSULT Meridian"]),
        ("?said_by=clerk&publisher=Meridian", ["ASSAULT Meridian"]),
        ("?kind=anonymous&publisher=Meridian", ["ASSAULT Meridian"]),
        ("?q=gunmen+shelled", ["ASSAULT Courier"]),
        ("?q=100%25", []),
        ("?verdict=none&publisher=Meridian&type=ASSAULT", ["ASSAULT Meridian"]),
        ("?verdict=accept", []),
        ("?nonsense=1&type=&publisher=Meridian&type=CONSULT", ["CONSULT Meridian"]),
    ],
)
def test_each_filter(client: TestClient, query: str, found: list[str]) -> None:
    shown = [one for one in listed(client, query) if not one.startswith("Nothing")]
    assert shown == found


@pytest.mark.parametrize(
    "query",
    [
        "type=WAR",
        "mode=x",
        "status=true",
        "since=tomorrow",
        "page=0",
        "page=x",
        "order=x",
        "show=x",
        "kind=x",
        "verdict=x",
        "origins=-1",
    ],
)
def test_what_is_no_filter_is_refused(client: TestClient, query: str) -> None:
    page = client.get(f"/events?{query}")
    assert page.status_code == 400
    assert query.partition("=")[0] in page.text


def test_filters_stand_in_addresses(client: TestClient) -> None:
    page = client.get("/events?type=ASSAULT&actor=gunm&show=map").text
    assert '<option value="ASSAULT" selected>' in page
    # the way back without one of them keeps the other
    assert 'href="/events?actor=gunm&amp;show=map"' in page
    assert 'href="/events.csv?type=ASSAULT&amp;actor=gunm&amp;show=map"' in page
    # a country of the map, and a cell of the matrix, lead on with all filters
    assert 'href="/events?type=ASSAULT&amp;actor=gunm&amp;at=SYR"' in page
    dyads = client.get("/events?type=ASSAULT&show=dyads").text
    assert 'aria-label="SYR to SYR: 2"' in dyads


def test_what_is_shown_can_be_saved(client: TestClient) -> None:
    answer = client.get("/events.csv?type=ASSAULT")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["type"] for row in rows] == ["ASSAULT", "ASSAULT"]
    assert rows[0]["actors"] == "SYRMIL"
    assert "attachment" in answer.headers["content-disposition"]


def test_a_page_of_the_list(tmp_path: Path) -> None:
    many = [told(f"{number}. {TEXT}", name=str(number)) for number in range(20)]
    client = browser(made_record(tmp_path / "record", *many))
    assert len(listed(client, "?order=reading")) == 30
    assert len(listed(client, "?order=reading&page=2")) == 10
    assert "page 2 of 2" in words(client.get("/events?page=2").text)


def test_an_article_with_its_layers(client: TestClient) -> None:
    key = article_id(TEXT, None)
    page = client.get(f"/article/{key}").text
    text = re.findall(r'(?s)<div class="text">(.*?)</div>', page)[0]
    # the text is whole, character for character
    assert re.sub(r"<[^>]+>", "", text) == TEXT
    assert re.search(r'<a class="[^"]*event[^"]*"[^>]*data-report="0"[^>]*>shelled</a>', text)
    kinds = {kind for classes in re.findall(r'class="([^"]*)"', text) for kind in classes.split()}
    assert kinds >= {"event", "actor", "recipient", "source", "cue", "says-1", "says-2", "certainty", "date", "place"}
    assert 'data-words="0:recipient 0:place"' in text or 'data-words="0:place 0:recipient"' in text
    said = words(page)
    # the chain of sources, from the inside out
    assert "a clerk anonymous, indirect an aide to the minister role, indirect Meridian publisher" in said
    assert "2 March 2026 stated" in said
    for layer in ("events", "actors", "attributions", "certainty", "dates", "places"):
        assert f'id="layer-{layer}"' in page


def test_a_report_leads_to_its_article(client: TestClient) -> None:
    key = article_id(TEXT, None)
    page = client.get(f"/report/{key}-r0")
    assert page.url.query == f"report={key}-r0".encode()
    assert re.search(rf'<li class="card chosen"[^>]*data-id="{key}-r0"', page.text)


@pytest.mark.parametrize(
    "address", ["/article/none", "/report/none-r1", "/event/none", "/nothing", "/static/../app.py", "/static/%2e%2e/app.py"]
)
def test_what_is_not_there(client: TestClient, address: str) -> None:
    assert client.get(address).status_code == 404


def test_quotes(client: TestClient) -> None:
    assert "4 quotations" in words(client.get("/quotes").text)
    assert "2 quotations" in words(client.get("/quotes?speaker=clerk").text)
    assert "1 quotation " in words(client.get("/quotes?speaker=clerk&outlet=courier").text)
    assert "2 quotations" in words(client.get("/quotes?topic=idlib+shelled").text)
    assert "0 quotations" in words(client.get("/quotes?manner=direct").text)
    assert "2 quotations" in words(client.get("/quotes?kind=role").text)
    assert client.get("/quotes?kind=king").status_code == 400


def test_unread(client: TestClient) -> None:
    said = words(client.get("/unread").text)
    assert "in.jsonl, line 7 language is not English Il fait beau" in said


def test_a_growing_record_is_followed(record: Record, client: TestClient) -> None:
    page = client.get("/").text
    [address] = re.findall(r'hx-get="(/pulse[^"]*)"', page)
    assert "2 articles, 4 reports" in client.get(address).text
    add(record, told(TEXT + " Later."))
    assert "has changed" in client.get(address).text
    assert "3 articles" in words(client.get("/").text)
    [now] = re.findall(r'hx-get="(/pulse[^"]*)"', client.get("/").text)
    assert "has changed" not in client.get(now).text


def test_another_reader_goes_before(record: Record, client: TestClient) -> None:
    first = told()
    again = type(first)(
        **{name: getattr(first, name) for name in type(first).__slots__} | {"reader": "made-2", "reports": first.reports[:1]}
    )
    with record.writing("made-2", {}) as writer:
        writer.write_shard([again])
    assert len(listed(client, "?publisher=Meridian&status=any")) == 1
    assert "2 articles" in words(client.get("/").text)


def link(record: Record, client: TestClient) -> str:
    """Both attacks are one event: the Courier has it from the same clerk, and tells another toll."""
    left, right = article_id(TEXT, None), article_id(OTHER, None)
    event = event_id(f"{left}-r0")
    account = {"event_id": event, "about": "toll", "differs": True, "words": "shelled", "start": 16, "end": 23}
    origins = [
        {"event_id": event, "origin": key, "name": name, "kind": kind, "first_report": f"{left}-r0"}
        for key, name, kind in (("a", "a clerk", "anonymous"), ("m", "Tomas Orel", "named"))
    ]
    write_linking(
        record.path,
        tables(
            tellings=[
                telling(event, f"{left}-r0", "a", because="speaker", via=["Radio One"]) | {"reader": "made-1"},
                telling(event, f"{right}-r0", "m", because="copy", taken_from_article=left) | {"reader": "made-1"},
            ],
            origins=origins,
            accounts=[
                account | {"origin": "a", "value": "killed=3", "report_id": f"{left}-r0"},
                account | {"origin": "m", "value": "killed=9", "report_id": f"{right}-r0"},
            ],
        ),
        run=1,
        rests_on="made",
    )
    client.index.catch_up()  # type: ignore[attr-defined]
    return event


def test_events_of_a_linked_record(record: Record, client: TestClient) -> None:
    event = link(record, client)
    assert len(listed(client, "")) == 3
    assert "3 events in 4 reports" in words(client.get("/events").text)
    assert len(listed(client, "?group=reports")) == 4
    assert len(listed(client, "?origins=2")) == 1
    assert len(listed(client, "?disputed=yes")) == 1
    assert listed(client, "?origins=3") == ["Nothing Meridian"]
    page = client.get(f"/event/{event}").text
    said = words(page)
    assert "Disputed: origins contradict one another on toll." in said
    assert "killed=3 a clerk" in said
    assert "killed=9 Tomas Orel" in said
    # the trail: through the radio to the Meridian, and the Courier copied it
    for name in ("Radio One", "Meridian", "The Courier"):
        assert f"<title>{name}</title>" in page
    assert page.count('class="edge copied"') == 1
    assert page.count('class="edge"') == 2
    assert "1 of them with two origins or more" in words(client.get("/").text)


def test_what_was_rejected_leaves_its_event(record: Record, client: TestClient) -> None:
    event = link(record, client)
    right = article_id(OTHER, None)
    record.judge(Judgement(verdict=Verdict.REJECT, reports=(f"{right}-r0",), judge="Ana", at=datetime(2026, 5, 1, tzinfo=UTC)))
    client.index.catch_up()  # type: ignore[attr-defined]
    assert "1 report in 1 article" in words(client.get(f"/event/{event}").text)

"""A small record with everything on it that the pages show, and a browser of a kind to ask them."""

import re
from datetime import date
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient
from tests.madereports import mention, reading, report, span_of

from onrecord.record import (
    Attribution,
    Certainty,
    Cue,
    Entity,
    Manner,
    Participant,
    Place,
    Precision,
    Reading,
    Report,
    Role,
    Speaker,
    SpeakerKind,
    Status,
    TimeRange,
    Unread,
)
from onrecord.record.timerange import Basis
from onrecord.store import Record
from onrecord.viewer import Index, make_app

ADDRESS = "http://127.0.0.1:8000"
TEXT = "Troops may have shelled Idlib on Monday, an aide to the minister said, citing a clerk. Rebels met envoys in Cairo."


def told(text: str = TEXT, **fields: Any) -> Reading:
    """An article with two reports: one that an aide tells on a clerk's word, one in the outlet's own voice."""
    said = text[: text.index(" on Monday") + len(" on Monday")]
    aide = _said(text, 1, "an aide to the minister", said, SpeakerKind.ROLE, None)
    clerk = _said(text, 0, "a clerk", said, SpeakerKind.ANONYMOUS, aide)
    doer, target = text[: text.index(" may have")], text[text.index("shelled ") + len("shelled ") : text.index(" on Monday")]
    troops, idlib = mention(text, doer), mention(text, target, number=1)
    rebels, envoys = mention(text, "Rebels", number=2), mention(text, "envoys", number=3)
    first = _with(
        report("ASSAULT", text=text, words="shelled", mode="heavy-weapons", status=Status.REPORTED, said=clerk),
        participants=(
            Participant(role=Role.ACTOR, mention=troops, entity=Entity(country="SYR", sectors=("MIL",), name="Syria's army")),
            Participant(role=Role.RECIPIENT, mention=idlib, entity=Entity(country="SYR", sectors=("CVL",))),
        ),
        place=Place(
            span=idlib.span, name="Idlib", country="SYR", precision=Precision.CITY, latitude=35.93, longitude=36.63, geonames=169389
        ),
        time=TimeRange(earliest=date(2026, 3, 2), latest=date(2026, 3, 2), basis=Basis.STATED, span=span_of(text, "on Monday")),
        certainty=Certainty(cues=(Cue(span=span_of(text, "may"), bears="modal"),), factuality=1.0),
    )
    second = _with(
        report("CONSULT", text=text, words="met", start=1),
        participants=(
            Participant(role=Role.ACTOR, mention=rebels, entity=Entity(country="SYR", sectors=("REB",))),
            Participant(role=Role.RECIPIENT, mention=envoys, entity=Entity(country="EGY", sectors=("GOV",))),
        ),
        time=TimeRange(earliest=date(2026, 3, 5), latest=date(2026, 3, 6), basis=Basis.INFERRED),
    )
    given = {
        "name": "one",
        "publisher": "Meridian",
        "headline": "Shells on Idlib",
        "published": date(2026, 3, 3),
        "url": "https://e.org/1",
    }
    return reading(text, first, second, **(given | fields))


def _with(made: Report, **fields: Any) -> Report:
    return type(made)(**{name: getattr(made, name) for name in type(made).__slots__} | fields)


def _said(text: str, number: int, who: str, content: str, kind: SpeakerKind, within: Attribution | None) -> Attribution:
    source = span_of(text, who)
    return Attribution(
        number=number, source=source, cue=span_of(text, "said"), content=(span_of(text, content),), manner=Manner.INDIRECT,
        speaker=Speaker(name=who, kind=kind, span=source), within=within,
    )  # fmt: skip


def made_record(path: Path, *items: Reading | Unread) -> Record:
    """A record of one shard."""
    record = Record.create_or_open(path)
    add(record, *items)
    return record


def add(record: Record, *items: Reading | Unread) -> None:
    """One more shard."""
    with record.writing("made-1", {}) as writer:
        writer.write_shard(list(items))


def browser(record: Record, *, judge: str = "Ana") -> TestClient:
    """Something to ask the pages with; it follows the record as it is asked."""
    index = Index(record)
    index.catch_up()
    client = TestClient(make_app(index, judge=judge), base_url=ADDRESS, headers={"origin": ADDRESS})
    client.index = index  # type: ignore[attr-defined]
    return client


def form_of(page: str, report_id: str) -> dict[str, str]:
    """What the form of a report holds as its page was sent, without its buttons."""
    [form] = re.findall(rf'<form class="fix" method="post" action="/judge/{report_id}".*?</form>', page, re.DOTALL)
    found = {name: _unescaped(value) for name, value in re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form)}
    for name, select in re.findall(r'<select name="([^"]+)".*?>(.*?)</select>', form, re.DOTALL):
        chosen = re.findall(r'<option(?: value="([^"]*)")?[^>]*? selected>([^<]*)<', select)
        found[name] = (chosen[0][0] or chosen[0][1]) if chosen else ""
    return found


def _unescaped(text: str) -> str:
    return text.replace("&#34;", '"').replace("&#39;", "'").replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")

"""A small record made by hand, for tests of exports and plots: what happened and what did not, odd characters, missing days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from tests.madereports import attribution, days, mention, reading, report, span_of

from onrecord.record import (
    Entity,
    Form,
    Kind,
    Manner,
    Mention,
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
)
from onrecord.store import Record

RAID = (
    "KHARKIV - Russian jets bombed a market on Monday.\n\n"
    'The mayor, Olena Koval, said: "Twelve people were killed; no one warned us."'
)
TALKS = "Chinese and American envoys met in Geneva. Nobody spoke to reporters."
DENIAL = 'The "Daily\tLine" paper; it said Iran killed an envoy. Tehran denied it. Police may arrest its editor.'
UNDATED = "Rebels seized a bridge."


def _someone(
    text: str, words: str, role: Role, code: str, number: int, *, name: str | None = None, form: Form = Form.NAME
) -> Participant:
    named = mention(text, words, number=number, form=form, kind=Kind.PER if form is Form.NOMINAL else Kind.GPE)
    sectors = tuple(code[start : start + 3] for start in range(3, len(code), 3))
    return Participant(role=role, mention=named, entity=Entity(country=code[:3], sectors=sectors, name=name))


def _of(text: str, words: str, type_: str, *people: Participant, status: Status = Status.FACT, mode: str | None = None,
        time: TimeRange | None = None, where: Place | None = None) -> Report:  # fmt: skip
    made = report(type_, text=text, words=words, status=status, mode=mode, time=time, where=where, score=0.84)
    return replace(made, participants=people)


def readings() -> list[Reading]:
    """Four readings with six reports: four happened, one was denied, one is hypothetical."""
    koval: Mention = mention(RAID, "Olena Koval", number=2)
    said = replace(
        attribution(RAID, "Olena Koval", 'Twelve people were killed; no one warned us."', named=koval),
        manner=Manner.DIRECT,
        cue=span_of(RAID, "said"),
        speaker=Speaker(name="Olena Koval", kind=SpeakerKind.NAMED, span=koval.span),
    )
    kharkiv = Place(
        span=span_of(RAID, "KHARKIV"), name="Kharkiv", country="UKR", precision=Precision.CITY, geonames=706483,
        admin1="Kharkiv Oblast", latitude=49.98081, longitude=36.25272,
    )  # fmt: skip
    raid = _of(
        RAID, "bombed", "ASSAULT", _someone(RAID, "Russian jets", Role.ACTOR, "RUSMIL", 0, name="Russian Air Force"),
        _someone(RAID, "a market", Role.RECIPIENT, "UKRCVL", 1, form=Form.NOMINAL),
        mode="aerial", time=days("2026-03-02"), where=kharkiv,
    )  # fmt: skip
    killed = replace(
        _of(
            RAID,
            "killed",
            "ASSAULT",
            _someone(RAID, "Twelve people", Role.RECIPIENT, "UKRCVL", 3, form=Form.NOMINAL),
            status=Status.REPORTED,
        ),
        attribution=said,
    )
    talks = _of(
        TALKS,
        "met",
        "CONSULT",
        _someone(TALKS, "Chinese", Role.ACTOR, "CHNGOV", 0),
        _someone(TALKS, "American", Role.ACTOR, "USAGOV", 1),
    )
    denied = _of(
        DENIAL, "killed", "ASSAULT", _someone(DENIAL, "Iran", Role.ACTOR, "IRN", 0),
        _someone(DENIAL, "an envoy", Role.RECIPIENT, "UNKGOV", 1, form=Form.NOMINAL), status=Status.DENIED, mode="targeted",
    )  # fmt: skip
    feared = _of(
        DENIAL, "arrest", "COERCE", _someone(DENIAL, "Police", Role.ACTOR, "IRNCOP", 2, form=Form.NOMINAL),
        _someone(DENIAL, '"Daily\tLine" paper', Role.RECIPIENT, "IRNJRNBUS", 3), status=Status.HYPOTHETICAL, mode="arrest",
    )  # fmt: skip
    seized = _of(UNDATED, "seized", "COERCE", _someone(UNDATED, "Rebels", Role.ACTOR, "UNKREB", 0, form=Form.NOMINAL), mode="seize")
    numbered = [replace(one, id=f"{one.article_id}-r{place}") for place, one in enumerate((raid, killed))]
    other = [replace(one, id=f"{one.article_id}-r{place}") for place, one in enumerate((denied, feared))]
    return [
        reading(
            RAID,
            *numbered,
            name="raid",
            url="https://line.example/raid",
            publisher="The Line",
            headline="Raid",
            published=date(2026, 3, 3),
        ),
        reading(TALKS, replace(talks, id=f"{talks.article_id}-r0"), name="talks", publisher="The Line", published=date(2026, 3, 4)),
        reading(DENIAL, *other, name="denial", publisher='The "Other"\tLine', published=date(2026, 3, 5)),
        reading(UNDATED, replace(seized, id=f"{seized.article_id}-r0"), name="undated"),
    ]


def record_of(path: Path) -> Record:
    """A new record that holds them."""
    record = Record.create_or_open(path)
    with record.writing("made-1", {"made": "by hand"}) as writer:
        writer.write_shard(readings())
    return record

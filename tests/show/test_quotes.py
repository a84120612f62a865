"""Who said what in a record: found by speaker, word, medium and manner, shown as it stands."""

from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from tests.madereports import attribution, reading, report, span_of

from onrecord.record import Attribution, Manner, Medium, Speaker, SpeakerKind
from onrecord.show.quotes import Asked, find_quotes, listing
from onrecord.store import Record

TEXT = "Weber told Reuters the army had fled. A diplomat who asked not to be named denied that talks had failed \x1b[31m."


def made() -> tuple[Attribution, Attribution]:
    weber, reuters = span_of(TEXT, "Weber"), span_of(TEXT, "Reuters")
    first = replace(
        attribution(TEXT, "Weber", "the army had fled"),
        speaker=Speaker(name="Anna Weber", kind=SpeakerKind.NAMED, span=weber),
        medium=Medium(name="Reuters", span=reuters),
    )
    second = replace(
        attribution(TEXT, "A diplomat", "that talks had failed \x1b[31m", number=1),
        speaker=Speaker(
            name="A diplomat",
            kind=SpeakerKind.ANONYMOUS,
            span=span_of(TEXT, "A diplomat"),
            ground=span_of(TEXT, "who asked not to be named"),
        ),
        manner=Manner.MIXED,
    )
    return first, second


@pytest.fixture
def record(tmp_path: Path) -> Record:
    first, second = made()
    told = reading(
        TEXT,
        report(said=first, text=TEXT, words="fled"),
        report(said=second, text=TEXT, words="failed", start=9),
        publisher="Courier",
    )
    record = Record.create_or_open(tmp_path / "record")
    with record.writing("made-1", {}) as writer:
        writer.write_shard([told])
    return record


@pytest.mark.parametrize(
    ("asked", "speakers"),
    [
        (Asked(), ["Anna Weber", "A diplomat"]),
        (Asked(by="weber"), ["Anna Weber"]),
        (Asked(by="%"), []),
        (Asked(about="TALKS"), ["A diplomat"]),
        (Asked(through="reut"), ["Anna Weber"]),
        (Asked(manner="mixed"), ["A diplomat"]),
        (Asked(by="weber", about="talks"), []),
    ],
)
def test_what_is_found(record: Record, asked: Asked, speakers: list[str]) -> None:
    assert [row["speaker"] for row in find_quotes(record, asked)] == speakers


def test_what_is_shown(record: Record) -> None:
    console = Console(width=200, force_terminal=False)
    with console.capture() as capture:
        console.print(listing(find_quotes(record, Asked()), 20))
    shown = capture.get()
    assert "Anna Weber (named) → Reuters → Courier" in shown
    assert "(who asked not to be named)" in shown
    assert "\x1b" not in shown
    with console.capture() as capture:
        console.print(listing(find_quotes(record, Asked()), 1))
    assert "and 1 more" in capture.get()


def test_the_ground_is_kept(record: Record) -> None:
    first, second = made()
    (told,) = record.readings()
    assert told.attributions == (first, second)
    assert record.sql("SELECT origin FROM reports ORDER BY number").column(0).to_pylist() == [
        "Anna Weber via Reuters",
        "A diplomat",
    ]

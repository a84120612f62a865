"""A record in the terminal: what is shown is what is there, and nothing in an article can act on the terminal."""

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rich.console import Console, RenderableType
from tests.madereports import attribution, days, mention, reading, report, span_of

from onrecord.record import (
    Article,
    Attribution,
    Entity,
    Form,
    Kind,
    Medium,
    Mention,
    Participant,
    Reading,
    Report,
    Role,
    RunnerUp,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    sentence_around,
)
from onrecord.show import Filters, page, whole
from onrecord.show.chain import chain
from onrecord.show.passage import marked, plain, words_of
from onrecord.store import Record

TEXT = "It was Monday. Rebels shelled Idlib on Sunday, the minister told Reuters. Then Turkey signed."
ESCAPES = "\x1b[31m\x1b]0;owned\x07\u202e\u2066\x9b\x08\r"


def shown(piece: RenderableType, width: int = 200) -> str:
    """What a plain console prints."""
    console = Console(width=width, force_terminal=False, color_system=None)
    with console.capture() as captured:
        console.print(piece)
    return captured.get()


def changed(one: Report, **fields: object) -> Report:
    return Report(**{name: getattr(one, name) for name in Report.__slots__} | fields)  # type: ignore[arg-type]


def made(text: str = TEXT, **fields: object) -> Reading:
    """A reading with an attack that the minister tells through Reuters, and a signature."""
    rebels = mention(text, "Rebels")
    words = attribution(text, "the minister", "Rebels", medium="Reuters")
    said = Attribution(
        **{name: getattr(words, name) for name in Attribution.__slots__}
        | {"speaker": Speaker(name="the minister", kind=SpeakerKind.ROLE, span=span_of(text, "the minister"))}
    )
    attack = changed(
        report(
            "ASSAULT",
            words="shelled",
            text=text,
            start=0,
            said=said,
            status=Status.REPORTED,
            mode="heavy-weapons",
            time=days("2026-03-01"),
        ),
        participants=(
            Participant(role=Role.ACTOR, mention=rebels, entity=Entity(country="SYR", sectors=("REB",), evidence=(rebels.span,))),
        ),
    )
    signature = report("SUPPORT", "TUR", words="signed", text=text, start=1, time=days("2026-03-03", "2026-03-04"))
    return reading(text, attack, signature, **({"publisher": "Meridian", "name": "made"} | fields))


@pytest.fixture
def record(tmp_path: Path) -> Record:
    found = Record.create_or_open(tmp_path / "record")
    with found.writing("made-1", {"made": "1"}) as writer:
        writer.write_shard([made()])
    return found


def test_the_page_has_totals_and_reports(record: Record) -> None:
    text = shown(page(record, Filters()))
    assert "1 articles, 2 reports, 1 attributions" in text
    assert "pass the filters" not in text
    for words in (
        "ASSAULT/heavy-weapons",
        "Rebels [SYRREB] → –",
        "reported",
        "2026-03-01",
        "unknown [TUR] → –",
        "2026-03-03 to 2026-03-04",
    ):
        assert words in text
    assert "Rebels shelled Idlib on Sunday, the minister told Reuters." in text
    assert "the minister (role) → Reuters → Meridian" in text


@pytest.mark.parametrize(
    ("filters", "types"),
    [
        (Filters(type="assault"), {"ASSAULT"}),
        (Filters(actor="rebel"), {"ASSAULT"}),
        (Filters(actor="TUR"), {"SUPPORT"}),
        (Filters(country="syr"), {"ASSAULT"}),
        (Filters(since=date(2026, 3, 2)), {"SUPPORT"}),
        (Filters(until=date(2026, 3, 2)), {"ASSAULT"}),
        (Filters(until=date(2026, 3, 3)), {"ASSAULT", "SUPPORT"}),
        (Filters(status="REPORTED"), {"ASSAULT"}),
        (Filters(said_by="reuters"), {"ASSAULT"}),
        (Filters(said_by="minister"), {"ASSAULT"}),
        (Filters(type="AID"), set()),
        (Filters(said_by="'; DROP TABLE reports; --"), set()),
    ],
)
def test_filters(record: Record, filters: Filters, types: set[str]) -> None:
    text = shown(page(record, filters))
    assert {name for name in ("ASSAULT", "SUPPORT") if f"  {name}" in text} == types
    assert (f"{len(types)} reports pass the filters" in text) is (len(types) < 2)


def test_the_page_says_what_it_leaves_out(record: Record) -> None:
    text = shown(page(record, Filters(), limit=1))
    assert "… and 1 more: --limit 2 shows all" in text
    assert "signed" not in text


def test_an_empty_record(tmp_path: Path) -> None:
    assert "0 articles, 0 reports" in shown(page(Record.create_or_open(tmp_path / "empty"), Filters()))


def test_one_report_whole() -> None:
    item = made()
    text = shown(whole(item, item.reports[0]))
    for words in ("ASSAULT / heavy-weapons", "shelled", "SYR REB", "reported", "certain, positive, actual",
                  "the minister (role), indirect",
                  "Reuters", "2026-03-01 to 2026-03-01 (stated)",
                  "0.50 (our model's, not the source's)", "Meridian"):  # fmt: skip
        assert words in text, words
    start = TEXT.index("shelled")
    assert f"{start}-{start + 7}" in text


def test_the_chain_from_the_inside_out() -> None:
    item = made(agency="Sahel Press")
    assert chain(item.reports[0], item.article) == "the minister (role) → Reuters → Sahel Press → Meridian"
    assert chain(item.reports[1], item.article) == "Sahel Press → Meridian"
    nobody = made(publisher=None)
    assert chain(nobody.reports[1], nobody.article) == "the article itself"


def test_within_comes_after() -> None:
    outer = attribution(TEXT, "Turkey", TEXT)
    inner = attribution(TEXT, None, "Rebels", number=1, within=outer, medium="Reuters")
    item = reading(TEXT, report(words="shelled", text=TEXT, said=inner), publisher="Meridian")
    assert chain(item.reports[0], item.article) == "a source that is not named → Reuters → a source that is not named → Meridian"


def test_an_outlet_that_speaks_for_itself_stands_once() -> None:
    through = span_of(TEXT, "Reuters")
    said = Attribution(
        **{name: getattr(attribution(TEXT, "Reuters", "Rebels", medium="Reuters"), name) for name in Attribution.__slots__}
        | {
            "speaker": Speaker(name="Reuters", kind=SpeakerKind.OUTLET, span=through),
            "medium": Medium(name="Reuters", span=through),
        }
    )
    item = reading(TEXT, report(words="shelled", text=TEXT, said=said), publisher="Meridian")
    assert chain(item.reports[0], item.article) == "Reuters (outlet) → Meridian"


def test_the_sentence_is_the_articles_own_with_its_words_marked() -> None:
    item = made()
    text = marked(item.article, item.reports[0])
    assert text.plain == "Rebels shelled Idlib on Sunday, the minister told Reuters."
    styled = {text.plain[one.start : one.end]: str(one.style) for one in text.spans}
    assert styled == {"Rebels": "cyan", "the minister": "green", "shelled": "bold yellow"}
    assert [kind for kind, _ in words_of(item.reports[0])][-1] == "event"


@given(st.text(min_size=1, max_size=80), st.data())
def test_the_sentence_around_holds_the_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    span = Span.of(text, start, data.draw(st.integers(start + 1, len(text))))
    # words are never white space alone
    assume(span.text.strip())
    first, last = sentence_around(text, span)
    assert 0 <= first <= span.start
    # white space at the end of a sentence is not shown
    assert last >= start + len(span.text.rstrip())


ACTING = "\x00\x07\x1b\r\x7f\x9b\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@given(st.text(st.sampled_from(ACTING + "ab\n\t") | st.characters()))
def test_plain_text_acts_on_nothing(text: str) -> None:
    safe = plain(text)
    assert len(safe) == len(text)
    assert not set(safe) & set(ACTING)
    assert not any(unicodedata.category(letter) == "Cc" for letter in safe)


def test_escapes_in_an_article_reach_no_terminal(tmp_path: Path) -> None:
    words = f"the {ESCAPES}minister"
    text = TEXT.replace("Rebels", f"Rebels{ESCAPES}").replace("the minister", words).replace("Monday. ", "Monday.")
    rebels = Span.of(text, text.index("Rebels"), text.index("shelled") - 1)
    said = attribution(text, words, "shelled", medium="Reuters")
    said = Attribution(
        **{name: getattr(said, name) for name in Attribution.__slots__}
        | {"speaker": Speaker(name=words, kind=SpeakerKind.ROLE, span=span_of(text, words)),
           "medium": Medium(name=f"Reuters{ESCAPES}", span=span_of(text, "Reuters"))}
    )  # fmt: skip
    actor = Mention(number=0, span=rebels, head=rebels, form=Form.NAME, kind=Kind.PER, chain=0)
    entity = Entity(country="SYR", name=f"Rebels{ESCAPES}", capacity=ESCAPES + "x", evidence=(span_of(text, words),))
    attack = changed(
        report(words="shelled", text=text, said=said), participants=(Participant(role=Role.ACTOR, mention=actor, entity=entity),)
    )
    item = reading(
        text, attack, publisher=f"Meri{ESCAPES}dian", headline=f"Head{ESCAPES}line", name=f"na{ESCAPES}me", agency=ESCAPES + "x"
    )
    record = Record.create_or_open(tmp_path / "record")
    with record.writing("made-1", {}) as writer:
        writer.write_shard([item])
    for piece in (page(record, Filters()), whole(item, attack)):
        output = shown(piece)
        assert not set(output) & set(ESCAPES) - set("[]31m;owned0")
        assert "\N{REPLACEMENT CHARACTER}" in output


def test_markup_in_an_article_is_no_markup() -> None:
    text = TEXT.replace("Rebels", "[red]Rebels[/red]")
    item = made(text)
    assert "[red]Rebels[/red] shelled" in shown(whole(item, item.reports[0]))
    assert isinstance(item.article, Article)


def test_who_else_could_be_meant_stands_under_the_actor() -> None:
    found = made()
    [first, *_] = found.reports
    other = RunnerUp(country="IRQ", sectors=("REB",), name="Iraq", score=0.25)
    actor = Participant(role=Role.ACTOR, mention=None, entity=Entity(country="SYR", sectors=("REB",), others=(other,)))
    assert "IRQ REB 0.25" in shown(whole(found, changed(first, participants=(actor,))))

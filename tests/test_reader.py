"""One article through every stage: whatever it holds, a reading points to its words and hangs together."""

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.oddtexts import storable_texts
from tests.readexamples import example_articles, example_readings, record_of, texts

import onrecord
from onrecord.annotate.syntax import LONGEST
from onrecord.codebook import load_codebook
from onrecord.errors import InputError
from onrecord.ingest.assembly import assemble
from onrecord.reader import Reader, load_reader
from onrecord.record import Article, Reading, Report, Role, Span, Unread
from onrecord.store import Record

DOCS = sorted(example_articles())


def spans(noun: object) -> Iterator[Span]:
    """Every span anywhere in a noun."""
    if isinstance(noun, Span):
        yield noun
    elif isinstance(noun, tuple):
        for one in noun:
            yield from spans(one)
    elif hasattr(noun, "__dataclass_fields__"):
        for name in noun.__dataclass_fields__:
            yield from spans(getattr(noun, name))


def check(reading: Reading) -> None:
    """That a reading hangs together."""
    text = reading.article.text
    for span in spans(reading):
        assert text[span.start : span.end] == span.text
        assert span.text
    numbers = [mention.number for mention in reading.mentions]
    assert numbers == sorted(set(numbers))
    by_number = {mention.number: mention for mention in reading.mentions}
    furniture = [part.span for part in reading.article.parts]
    assert [one.number for one in reading.attributions] == list(range(len(reading.attributions)))
    for attribution in reading.attributions:
        assert attribution.content
        assert attribution.mention is None or attribution.mention in by_number
        links = [link.number for link in attribution.chain()]
        assert len(links) == len(set(links)) <= len(reading.attributions)
        assert all(link == reading.attributions[link.number] for link in attribution.chain())
    triggers = [span for report in reading.reports for span in (report.trigger, *report.also)]
    assert len(triggers) == len(set(triggers))
    assert len({report.id for report in reading.reports}) == len(reading.reports)
    for report in reading.reports:
        check_report(report, reading)
        assert not any(span.overlaps(report.trigger) for span in furniture)


def check_report(report: Report, reading: Reading) -> None:
    """That a report fits its reading and the codebook."""
    by_number = {mention.number: mention for mention in reading.mentions}
    codebook = load_codebook()
    codebook.check(report.type, report.mode)
    assert report.article_id == reading.article.id
    assert report.id.startswith(f"{report.article_id}-r")
    assert report.participants
    assert 0 <= report.score <= 1
    assert report.attribution is None or report.attribution == reading.attributions[report.attribution.number]
    for role in Role:
        played = [one.mention.number for one in report.of(role) if one.mention is not None]
        assert len(played) == len(set(played))
    for one in report.participants:
        assert one.mention is None or by_number[one.mention.number] == one.mention
        assert len(one.entity.country) == 3
        assert set(one.entity.sectors) <= codebook.sectors


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(storable_texts, st.sampled_from([None, "2026-03-04"]), st.sampled_from([None, "Reuters"]))
def test_any_text(text: str, published: str | None, publisher: str | None) -> None:
    article = assemble({"text": text, "published": published, "publisher": publisher, "language": "en"}, origin="made")
    assert isinstance(article, Article)
    reading = load_reader().read(article)
    assert isinstance(reading, Reading)
    assert reading.article.text == text
    check(reading)


@pytest.mark.parametrize("doc", DOCS)
def test_examples(doc: str) -> None:
    check(example_readings()[doc])


@pytest.mark.parametrize("doc", DOCS[:4])
def test_reading_twice_is_the_same(doc: str) -> None:
    assert load_reader().read(example_articles()[doc]) == example_readings()[doc]


def test_what_was_read_before_changes_nothing() -> None:
    first, second = (example_articles()[doc] for doc in DOCS[:2])
    forth = list(load_reader().pipe([first, second]))
    back = list(load_reader().pipe([second, first]))
    assert forth == back[::-1]


def test_another_reader_of_the_same_models_is_the_same() -> None:
    other = Reader()
    assert other.digest == load_reader().digest
    assert other.read(example_articles()[DOCS[0]]) == example_readings()[DOCS[0]]


def test_the_digest_names_what_reads() -> None:
    assert {"events", "attributions", "register", "gazetteer"} < set(load_reader().describe())
    assert example_readings()[DOCS[0]].reader == load_reader().digest


@pytest.mark.parametrize("part", ["__version__", "load_codebook", "load_gazetteer", "load_register", "load_syntax"])
def test_the_digest_changes_with_each_thing_that_reads(monkeypatch: pytest.MonkeyPatch, part: str) -> None:
    ours = load_reader().digest
    other = SimpleNamespace(digest="0" * 64, facts="0", own=None, version="0", package="en_core_web_sm")
    monkeypatch.setattr(f"onrecord.reader.{part}", "0.0.0+other" if part == "__version__" else lambda *_: other)
    assert Reader().digest != ours


def test_furniture_tells_no_events() -> None:
    text = (
        "OSLO, March 3 (Nordlys) - Troops shelled the harbour on Monday, officials said.\n\n"
        "Read more: Rebels attacked the village and killed four soldiers\n\n"
        "(Reporting by Anna Weber; Editing by Karl Haddad)\n"
    )
    article = assemble({"text": text, "published": "2026-03-04"}, origin="made")
    assert isinstance(article, Article)
    assert article.parts
    reading = load_reader().read(article)
    assert isinstance(reading, Reading)
    check(reading)
    assert not any("Rebels" in mention.span.text or "Haddad" in mention.span.text for mention in reading.mentions)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Minister sagte am Montag, die Truppen hätten das Dorf verlassen und seien über die Grenze gegangen.", None),
        ("Le ministre a déclaré lundi que les troupes avaient quitté le village et franchi la frontière du pays.", None),
        ("قال الوزير يوم الاثنين إن القوات غادرت القرية وعبرت الحدود.", None),
        ("The minister said troops had left the village.", "fr"),
    ],
)
def test_another_language_is_unread(text: str, language: str | None) -> None:
    article = assemble({"text": text, "language": language, "id": "a7"}, origin="made")
    assert isinstance(article, Article)
    unread = load_reader().read(article)
    assert isinstance(unread, Unread)
    assert (unread.id, unread.name, unread.origin, unread.stage) == (article.id, "a7", "made", "language")
    assert "onrecord reads English (en) only" in unread.error
    assert unread.reader == load_reader().digest
    assert text.startswith(unread.excerpt)


def test_a_text_that_is_too_long_is_unread() -> None:
    unread = load_reader().read(Article(id="x", text="word " * 200_001, language="en"))
    assert isinstance(unread, Unread)
    assert unread.stage == "annotate"
    assert "split it" in unread.error
    assert len(unread.excerpt) == 200


@pytest.mark.parametrize("text", [".", "!?", "😀", "\u200b.", "Oslo", "(Reuters)", "\n\nx\n\n", '""'])
def test_texts_of_next_to_nothing(text: str) -> None:
    reading = load_reader().read(Article(id="x", text=text, language="en"))
    assert isinstance(reading, Reading)
    check(reading)
    assert reading.reports == ()


@pytest.mark.slow
def test_a_hundred_thousand_words() -> None:
    # the examples' words over and over, without their longest: a million code points are the most that an article may have
    words = [word for text in texts().values() for word in text.split(" ") if len(word) < 12]
    text = " ".join((words * (100_000 // len(words) + 1))[:100_000])
    assert len(text) < LONGEST
    reading = load_reader().read(Article(id="x", text=text, language="en"))
    assert isinstance(reading, Reading)
    check(reading)
    assert reading.reports


def test_the_store_gives_back_what_it_got(tmp_path: Path) -> None:
    record_of(tmp_path / "record")
    back = {reading.article.name: reading for reading in Record.open(tmp_path / "record").readings()}
    assert back == example_readings()


# -- the front door


def test_read_takes_a_text() -> None:
    reading = onrecord.read(
        "Police said on Monday that gunmen had killed two farmers near Gao.", published="2026-03-04", publisher="Meridian"
    )
    check(reading)
    assert reading.article.publisher == "Meridian"
    assert reading.article.language == "en"


@pytest.mark.parametrize(
    ("text", "fields", "message"),
    [
        ("", {}, "the text is empty"),
        (" \n", {}, "the text is empty"),
        ("x" * 1_000_001, {}, "split it into articles"),
        ("Le ministre a déclaré lundi que les troupes avaient quitté le village.", {}, "reads English"),
        ("The army attacked.", {"published": "the day before"}, "write it as YYYY-MM-DD"),
        ("\ud800 The army attacked.", {}, "surrogate"),
    ],
)
def test_read_says_what_is_wrong(text: str, fields: dict[str, str], message: str) -> None:
    with pytest.raises(InputError, match=message):
        onrecord.read(text, **fields)  # type: ignore[arg-type]


def test_load_gives_one_reader() -> None:
    assert onrecord.load() is onrecord.load()


def test_open_is_the_records(tmp_path: Path) -> None:
    Record.create_or_open(tmp_path / "record")
    assert onrecord.open(tmp_path / "record").reports().num_rows == 0
    with pytest.raises(onrecord.StoreError, match="is no record"):
        onrecord.open(tmp_path / "nowhere")

"""The example articles and their gold readings: made by the script, true to their words, within the codebook."""

import json
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from training.gold import as_json, gold_reading, gold_report, locate, occurrences, read_article

from onrecord.codebook import load_codebook
from onrecord.errors import CodebookError, InputError
from onrecord.record import SpeakerKind, Status

EXAMPLES = Path(__file__).parents[1] / "examples"
ARTICLES, READINGS, GOLD = EXAMPLES / "articles", EXAMPLES / "readings", EXAMPLES / "gold"
IDS = sorted(path.stem for path in ARTICLES.glob("*.txt"))
#: countries of the examples; a typing error in a code would add one
COUNTRIES = {
    "AFG", "ARE", "AUS", "BEL", "BLR", "CHE", "CHN", "COL", "EGY", "ESP", "GEO", "GNB", "HUN", "IRN", "JOR", "JPN", "KEN",
    "LBY", "LTU", "MMR", "NGA", "NLD", "NOR", "OMN", "PER", "PHL", "POL", "PRT", "QAT", "SDN", "TUR", "USA", "VEN", "VNM",
}  # fmt: skip


def load(doc: str) -> tuple[str, dict[str, Any]]:
    return read_article(ARTICLES / f"{doc}.txt")[1], json.loads((GOLD / f"{doc}.json").read_text(encoding="utf-8"))


def test_every_article_has_a_reading_and_gold() -> None:
    assert len(IDS) == 14
    assert sorted(path.stem for path in READINGS.glob("*.toml")) == IDS
    assert sorted(path.stem for path in GOLD.glob("*.json")) == IDS


@pytest.mark.parametrize("doc", IDS)
def test_gold_is_what_the_script_makes(doc: str) -> None:
    made = as_json(gold_reading(READINGS / f"{doc}.toml", ARTICLES))
    assert (GOLD / f"{doc}.json").read_bytes().decode("utf-8") == made


@pytest.mark.parametrize("doc", IDS)
def test_front_matter(doc: str) -> None:
    front, text = read_article(ARTICLES / f"{doc}.txt")
    assert set(front) - {"author", "url"} == {"id", "title", "published", "publisher"}
    assert front["id"] == doc
    assert date(2026, 1, 1) <= date.fromisoformat(front["published"]) <= date(2026, 10, 31)
    assert front["url"].startswith("https://example.org/")
    assert 120 <= len(text.split()) <= 300
    assert (ARTICLES / f"{doc}.txt").read_bytes().decode("utf-8").endswith("\n---\n" + text)


@pytest.mark.parametrize("doc", IDS)
def test_spans_hold_their_words(doc: str) -> None:
    text, gold = load(doc)
    for report in gold["reports"]:
        begin, end = report["spans"][0]
        assert text[begin:end] == report["predicate"]
        if report["speakers"]:
            begin, end = report["speakers"][0]
            assert text[begin:end] == report["speaker"]
        else:
            assert report["speaker"] is None
        for begin, end in chain(report["spans"], report["speakers"], report["mediums"]):
            assert 0 <= begin < end <= len(text)
            assert text[begin:end] == text[begin:end].strip()
        for words, _, _ in report["actor_mentions"] + report["recipient_mentions"]:
            assert words in text
        assert report["place"] is None or report["place"] in text


@pytest.mark.parametrize("doc", IDS)
def test_no_two_reports_share_a_trigger(doc: str) -> None:
    _, gold = load(doc)
    spans = [tuple(span) for report in gold["reports"] for span in report["spans"]]
    assert len(spans) == len(set(spans))


@pytest.mark.parametrize("doc", IDS)
def test_codes_are_of_the_codebook(doc: str) -> None:
    codebook = load_codebook()
    for report in load(doc)[1]["reports"]:
        modes = set(chain.from_iterable(codebook.types[type_].modes for type_ in report["types"]))
        assert report["types"]
        assert set(report["modes"]) <= modes
        assert report["status"]
        assert set(report["status"]) <= set(Status)
        assert report["speaker_kind"] is None or report["speaker_kind"] in set(SpeakerKind)
        assert report["quoted"] in (None, "direct", "indirect", "mixed")
        assert report["actors"]
        for side in ("actor", "recipient"):
            assert report[f"{side}s"] == [country for _, country, _ in report[f"{side}_mentions"]]
            for _, country, sector in report[f"{side}_mentions"]:
                assert country in COUNTRIES | codebook.supranational
                assert not sector or sector in codebook.sectors
        assert set(report["place_countries"]) <= COUNTRIES


@pytest.mark.parametrize("doc", IDS)
def test_dates_are_iso_and_happened_before_publication(doc: str) -> None:
    _, gold = load(doc)
    published = date.fromisoformat(gold["published"])
    for report in gold["reports"]:
        if report["date"] is None:
            continue
        first, last = (date.fromisoformat(day) for day in report["date"])
        assert first <= last
        if Status(report["status"][0]).happened:
            assert first <= published
        elif report["status"] == ["planned"]:
            assert published <= last


def test_reported_words_have_a_speaker_and_facts_have_none() -> None:
    for report in chain.from_iterable(load(doc)[1]["reports"] for doc in IDS):
        if report["status"] == ["fact"]:
            assert report["speaker"] is None, report["predicate"]
        if report["status"][0] in ("reported", "denied"):
            assert report["speaker"] is not None or report["status"] == ["fact", "reported"], report["predicate"]


def test_every_type_and_status_is_shown() -> None:
    reports = list(chain.from_iterable(load(doc)[1]["reports"] for doc in IDS))
    assert {type_ for report in reports for type_ in report["types"]} == set(load_codebook().types)
    assert {status for report in reports for status in report["status"]} == set(Status)
    assert {report["speaker_kind"] for report in reports} == {None, *SpeakerKind}


def test_the_reprint_is_the_agency_story_cut() -> None:
    whole, cut = (load(doc)[0] for doc in ("03-kunming-truce-meridian", "04-kunming-truce-courier"))
    kept = [paragraph for paragraph in cut.split("\n\n")[1:] if paragraph[:9] not in ("Read more", "Copyright")]
    assert len(kept) == 4
    assert all(paragraph.strip() in whole for paragraph in kept)
    assert len(cut) < 0.8 * len(whole)


def test_the_two_tolls_differ() -> None:
    texts = [load(doc)[0] for doc in ("01-zamfara-market-meridian", "02-zamfara-market-sahel")]
    assert ["at least 18 people" in text for text in texts] == [True, False]
    assert ["At least 31 people" in text for text in texts] == [False, True]


TEXT = "Rebels raided the port. The raid, police said, was over."


def test_locate_counts_whole_words() -> None:
    assert occurrences(TEXT, "raid") == [(28, 32)]
    assert locate("a raid and a raid", "raid #2") == (13, 17)


@pytest.mark.parametrize(
    ("text", "words", "message"),
    [
        (TEXT, "rai", "does not occur"),
        (TEXT, "raid #1", "none for one"),
        ("a raid and a raid", "raid", "occurs 2 times"),
        ("a raid and a raid", "raid #3", "occur 2 time"),
    ],
)
def test_locate_fails_loudly(text: str, words: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        locate(text, words)


ROW: dict[str, Any] = {"predicate": "raided", "types": ["ASSAULT"], "actors": [["Rebels", "SDN", "REB"]], "status": ["fact"]}


def test_gold_report_turns_words_into_offsets() -> None:
    said = {"status": ["reported"], "speakers": ["police"], "kind": "institution", "quoted": "indirect"}
    report = gold_report(TEXT, ROW | said | {"also": ["raid"], "date": date(2026, 5, 4)}, 3)
    assert report["id"] == "r3"
    assert report["spans"] == [[7, 13], [28, 32]]
    assert report["speakers"] == [[34, 40]]
    assert report["date"] == ["2026-05-04", "2026-05-04"]
    assert not report["optional"]


@pytest.mark.parametrize(
    ("change", "error", "message"),
    [
        ({"types": ["ATTACK"]}, CodebookError, "no event type"),
        ({"modes": ["visit"]}, CodebookError, "no mode 'visit'"),
        ({"status": ["true"]}, CodebookError, "no status"),
        ({"actors": [["Rebels", "Sudan", "REB"]]}, CodebookError, "no country code"),
        ({"actors": [["Rebels", "SDN", "XXX"]]}, CodebookError, "no sector"),
        ({"actors": [["Rebels", "SDN"]]}, InputError, "give all three"),
        ({"recipients": [["the harbour", "SDN", ""]]}, InputError, "recipient 'the harbour' does not occur"),
        ({"speakers": ["police"]}, InputError, "go together"),
        ({"speakers": ["police"], "kind": "officer", "quoted": "indirect"}, CodebookError, "no kind of speaker"),
        ({"place": "Bara"}, InputError, "place 'Bara' does not occur"),
        ({"countries": ["UNO"]}, CodebookError, "no country to be in"),
        ({"date": [date(2026, 5, 4), date(2026, 5, 3)]}, InputError, "before it begins"),
        ({"actor": []}, InputError, "unknown key"),
    ],
)
def test_gold_report_fails_loudly(change: dict[str, Any], error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        gold_report(TEXT, ROW | change, 1)


def test_gold_reading_names_file_and_report(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(f"---\nid: x\ntitle: T\npublished: 2026-05-05\npublisher: P\n---\n{TEXT}\n", encoding="utf-8")
    reading = tmp_path / "x.toml"
    reading.write_text('[[reports]]\npredicate = "sacked"\ntypes = ["ASSAULT"]\nactors = []\nstatus = ["fact"]\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"x\.toml: report 1 \('sacked'\): 'sacked' does not occur"):
        gold_reading(reading, tmp_path)


def test_an_article_without_front_matter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text(TEXT, encoding="utf-8")
    with pytest.raises(InputError, match="no front matter"):
        read_article(tmp_path / "x.txt")

"""What the world sends instead of articles: the batch goes on, and each failure is on the record with its reason."""

import gzip
import json
from pathlib import Path

import pytest
from tests.test_cli import right

from onrecord.record import Unread
from onrecord.store import Record

GOOD = "The army attacked the village near Oslo on Monday, the minister said."


def read(folder: Path, **files: bytes | str) -> tuple[Record, dict[str, Unread]]:
    """Files by name ("__" for the dot), read in one batch with a good one after them: the record, and what is unread by name."""
    (folder / "in").mkdir()
    for name, content in files.items():
        data = content if isinstance(content, bytes) else content.encode("utf-8")
        (folder / "in" / name.replace("__", ".")).write_bytes(data)
    (folder / "in" / "zz-good.txt").write_text(GOOD, encoding="utf-8")
    right("read", folder / "in", "--to", folder / "record", "--workers", 1)
    record = Record.open(folder / "record")
    names = record.sql("SELECT doc FROM articles").column(0).to_pylist()
    assert "zz-good" in names, "the batch did not go on"
    unread = {Path(one.origin.partition(":")[0]).name: one for one in record.unread()}
    for one in unread.values():
        assert one.id
        assert one.error
        assert "\n" not in one.error
        assert one.stage in ("ingest", "language", "annotate", "extract", "resolve")
        assert len(one.excerpt) <= 200
    return record, unread


def texts(record: Record) -> list[str]:
    return [reading.article.text for reading in record.readings()]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a__txt", b"", "empty"),
        ("a__txt", b"  \n\n ", "empty"),
        ("a__txt", b"\xff\xfe\x00\x01\x02\x80\x81" * 50, ""),
        ("a__txt", b"The army attacked \xc3\x28 the village.", "UTF-8"),
        ("a__html", b"<html><head><title>x</title></head><body></body></html>", ""),
        ("a__html", b"", ""),
        ("a__jsonl", b"{not json}\n", ""),
        ("a__jsonl", b'{"id": "a"}\n', "text"),
        ("a__jsonl", b'{"text": 7}\n', "string"),
        ("a__jsonl", b'{"text": null}\n', "text"),
        ("a__jsonl", b'["text"]\n', ""),
        ("a__jsonl", b'{"text": "\\ud800"}\n', "surrogate"),
        ("a__csv", b"id,title\n1,x\n", "text"),
        ("a__parquet", b"PAR1 no, it is not", ""),
        ("a__jsonl__gz", b"\x1f\x8b no, it is not", ""),
        ("a__warc", b"WARC/9.9 no, it is not", ""),
    ],
)
def test_what_holds_no_article(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    record, unread = read(tmp_path, **{name: content})
    assert list(unread) == [name.replace("__", ".")]
    assert reason in unread[name.replace("__", ".")].error
    assert texts(record) == [GOOD]


def test_a_bad_line_in_a_good_file(tmp_path: Path) -> None:
    lines = [json.dumps({"id": f"a{number}", "text": f"{GOOD} It was raid {number}."}) for number in range(3)]
    record, unread = read(
        tmp_path, a__jsonl="\n".join([lines[0], '{"id": "b", "text": ', lines[1], '{"id": "c"}', lines[2]]) + "\n"
    )
    assert record.sql("SELECT doc FROM articles WHERE doc LIKE 'a%' ORDER BY doc").column(0).to_pylist() == ["a0", "a1", "a2"]
    origins = sorted(one.origin for one in record.unread())
    assert len(origins) == 2
    assert all("a.jsonl" in origin for origin in origins)
    assert origins[0] != origins[1]
    assert unread


def test_a_file_cut_short(tmp_path: Path) -> None:
    whole = gzip.compress("".join(json.dumps({"text": f"{GOOD} It was raid {number}."}) + "\n" for number in range(500)).encode())
    record, unread = read(tmp_path, a__jsonl__gz=whole[: len(whole) // 2])
    assert list(unread) == ["a.jsonl.gz"]
    assert record.sql("SELECT count(*) FROM unread").column(0)[0].as_py() == 1


def test_missing_fields_are_no_failure(tmp_path: Path) -> None:
    record, unread = read(tmp_path, a__jsonl=json.dumps({"text": "The army left the village on Monday, officials said."}) + "\n")
    assert unread == {}
    (row,) = record.sql("SELECT * FROM articles WHERE origin LIKE '%a.jsonl%'").to_pylist()
    assert (row["url"], row["publisher"], row["headline"], row["published"]) == (None, None, None, None)


def test_dates_that_cannot_be(tmp_path: Path) -> None:
    days = [
        "2999-01-01",
        "0000-00-00",
        "31 February 2026",
        "yesterday",
        "",
        20260304,
        None,
        "9999-12-31T23:59:59+14:00",
        "0001-01-01",
    ]
    lines = [
        json.dumps({"id": f"a{number}", "text": f"The army left village {number} yesterday, and last week.", "published": day})
        for number, day in enumerate(days)
    ]
    record, unread = read(tmp_path, a__jsonl="\n".join(lines) + "\n")
    assert unread == {}
    assert record.sql("SELECT count(*) FROM articles").column(0)[0].as_py() == len(days) + 1


@pytest.mark.parametrize(
    "text",
    [
        f'“{GOOD} "He said «so',
        f"{GOOD}\n\n" + "”“\"'«»„" * 40,
        f"{GOOD} 😀👨‍👩‍👧🇺🇸 {GOOD}",
        f"\ufeff{GOOD}",
        "The a\u200brmy att\u200backed the vil\u200blage on Mon\u00adday, the min\u200dister said.",
        f"\u202e{GOOD}\u202c \u2066{GOOD}\u2069",
        f"{GOOD} قال الوزير إن الجيش غادر. {GOOD} {GOOD} {GOOD}",
        f"{GOOD}\r\n\r\n{GOOD}\r{GOOD}",
        f"{GOOD}\x0b\x0c\x1c\x85\u2028{GOOD}",
        "THE ARMY ATTACKED THE VILLAGE ON MONDAY, THE MINISTER SAID. OFFICIALS DENIED IT.",
        f"{GOOD} " + "http://example.org/" + "a" * 5_000,
        "a" * 100_000,
        "\n" * 5_000 + GOOD,
        f"<p>{GOOD}</p><script>alert(1)</script>",
    ],
)
def test_odd_texts_are_read_as_they_are(tmp_path: Path, text: str) -> None:
    record, unread = read(
        tmp_path, a__jsonl=json.dumps({"id": "odd", "text": text, "language": "en", "published": "2026-03-04"}) + "\n"
    )
    assert unread == {}
    (reading,) = (reading for reading in record.readings() if reading.article.name == "odd")
    assert reading.article.text == text


def test_another_language(tmp_path: Path) -> None:
    _, unread = read(
        tmp_path, a__txt="Le ministre a déclaré lundi que les troupes avaient quitté le village et franchi la frontière."
    )
    assert unread["a.txt"].stage == "language"
    assert "English" in unread["a.txt"].error


def test_ten_megabytes_on_one_line(tmp_path: Path) -> None:
    _, unread = read(tmp_path, a__txt=(GOOD + " ") * (10_000_000 // len(GOOD)))
    assert unread["a.txt"].stage == "annotate"
    assert "split it" in unread["a.txt"].error


def test_the_same_text_twice_is_read_once(tmp_path: Path) -> None:
    record, unread = read(tmp_path, b__txt="The army left.", c__txt="The army left.")
    assert unread == {}
    assert texts(record) == ["The army left.", GOOD]

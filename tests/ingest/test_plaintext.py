"""Articles from text files: front matter, sidecars, and bytes that are no text."""

import json
from datetime import date
from pathlib import Path

import pytest

from onrecord.ingest import articles
from onrecord.record import Article, Unread, article_id

STORY = "The mayors of Anville and Beeville signed a truce on Sunday, officials said.\n"


def one(path: Path) -> Article | Unread:
    (found,) = articles([path])
    return found


def read(path: Path, content: bytes | str) -> Article | Unread:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return one(path)


def article_of(found: Article | Unread) -> Article:
    assert isinstance(found, Article), found
    return found


def error_of(found: Article | Unread) -> str:
    assert isinstance(found, Unread), found
    assert found.stage == "ingest"
    assert found.id
    return found.error


def test_a_plain_file_is_its_text(tmp_path: Path) -> None:
    article = article_of(read(tmp_path / "truce.v2.txt", STORY))
    assert article.text == STORY
    assert article.id == article_id(STORY)
    assert article.name == "truce.v2"
    assert article.published is None
    assert article.language == "en"
    assert article.origin == str(tmp_path / "truce.v2.txt")


@pytest.mark.parametrize(
    "text",
    [
        "  \r\n" + STORY + "\r\n\t ",
        STORY + "\x0b\x85\u2028\ufeff",
        "e\u0301 \u00e9 \ufb01 \u200b 👩‍👩‍👧 " + STORY,
        "\ufeff\ufeff" + STORY,
    ],
)
def test_nothing_is_changed(tmp_path: Path, text: str) -> None:
    article = article_of(read(tmp_path / "a.txt", text.encode("utf-8-sig")))
    assert article.text == text


def test_the_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    assert article_of(read(tmp_path / "a.txt", b"\xef\xbb\xbf" + STORY.encode())).text == STORY


def test_front_matter_says_what_it_is(tmp_path: Path) -> None:
    head = (
        '---\nid: t-1\ntitle: "Mayors: a truce"\npublished: 3 March 2024\npublisher: Example Times\n'
        "Author:\n  - Jane Doe\n  - John Roe\n"
        "url: https://example.org/1\nlanguage: en\ntags: x\n---\n"
    )
    article = article_of(read(tmp_path / "a.txt", head + "\n" + STORY))
    assert article.text == "\n" + STORY
    assert (article.name, article.headline, article.published) == ("t-1", "Mayors: a truce", date(2024, 3, 3))
    assert (article.publisher, article.byline, article.url) == ("Example Times", "Jane Doe, John Roe", "https://example.org/1")


@pytest.mark.parametrize(
    "text",
    [
        "---\nMoscow: quiet\n---\n" + STORY,
        "---\ntitle: never closed\n" + STORY,
        "---\ntitle: x\nThis is a sentence.\n---\n" + STORY,
        "--- \n" + STORY,
        "----\ntitle: x\n----\n" + STORY,
    ],
)
def test_a_rule_is_no_front_matter(tmp_path: Path, text: str) -> None:
    assert article_of(read(tmp_path / "a.txt", text)).text == text


@pytest.mark.parametrize("name", ["a.json", "a.meta.json"])
def test_a_sidecar_says_what_it_is(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(json.dumps({"published": "2024-03-03", "title": "Truce", "text": "not this", "reports": [1]}))
    article = article_of(read(tmp_path / "a.txt", STORY))
    assert (article.text, article.published, article.headline, article.name) == (STORY, date(2024, 3, 3), "Truce", "a")


def test_front_matter_goes_before_the_sidecar(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"title": "From beside", "publisher": "P"}')
    article = article_of(read(tmp_path / "a.txt", "---\ntitle: From within\n---\n" + STORY))
    assert (article.headline, article.publisher) == ("From within", "P")


@pytest.mark.parametrize("content", ["{", "[1]", '"x"'])
def test_a_broken_sidecar_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content)
    assert "a.json" in error_of(read(tmp_path / "a.txt", STORY))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"---\ntitle: x\n---\n", "empty"),
        (b"abc\0def", "byte 4 is NUL"),
        (b"abc\xffdef", "byte 4 (0xff)"),
        (b"\xef\xbb\xbfabc\xff", "byte 7 (0xff)"),
        (b"abc\xed\xa0\x80", "byte 4"),
        ("x".encode("utf-16"), "UTF-16"),
    ],
)
def test_what_is_no_text_is_told(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in error_of(read(tmp_path / "a.txt", content))


def test_what_was_there_is_shown_and_hashed(tmp_path: Path) -> None:
    first, second = read(tmp_path / "a.txt", b"one \xff " + b"x" * 900), read(tmp_path / "b.txt", b"two \xff")
    assert isinstance(first, Unread)
    assert isinstance(second, Unread)
    assert first.id != second.id
    assert first.excerpt.startswith("one \\xff x")
    assert len(first.excerpt) == 200
    first.excerpt.encode()

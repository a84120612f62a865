"""Articles from web archives."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.ingest import articles
from onrecord.record import Article, Unread

PAGE = (
    "<html lang='en'><head><title>Truce</title></head><body><article>"
    "<p>The mayors of two towns signed a truce on Sunday, officials said, ending a feud over a bridge number {}.</p>"
    "<p>The deal was signed before monitors from abroad, who said that they would stay for a month.</p></article></body></html>"
)


def record(
    body: bytes,
    *,
    number: int = 1,
    kind: str = "text/html; charset=utf-8",
    status: str = "200 OK",
    more: str = "",
    type_: str = "response",
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: {type_}\r\nWARC-Target-URI: https://example.org/{number}\r\n"
        "WARC-Date: 2024-03-03T10:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:{number}>\r\nContent-Type: application/http; msgtype={type_}\r\n"
        f"Content-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def page(number: int) -> bytes:
    return PAGE.format(number).encode()


def read(path: Path, content: bytes) -> list[Article | Unread]:
    path.write_bytes(content)
    return list(articles([path]))


@pytest.mark.parametrize("packed", [False, True])
def test_html_responses_are_articles_and_the_rest_is_passed_over(tmp_path: Path, packed: bool) -> None:
    records = [
        record(page(1), number=1),
        record(b"\x89PNG", number=2, kind="image/png"),
        record(page(3), number=3, status="404 Not Found"),
        record(b"", number=4, type_="request"),
        record(gzip.compress(page(5)), number=5, more="Content-Encoding: gzip\r\n"),
        record(b"%x\r\n" % len(page(6)) + page(6) + b"\r\n0\r\n\r\n", number=6, more="Transfer-Encoding: chunked\r\n"),
    ]
    path = tmp_path / ("a.warc.gz" if packed else "a.warc")
    found = read(path, b"".join(gzip.compress(one) if packed else one for one in records))
    assert [one.url for one in found] == [f"https://example.org/{number}" for number in (1, 5, 6)]
    assert [one.origin for one in found] == [f"{path}:{number}" for number in (1, 5, 6)]
    for one, number in zip(found, (1, 5, 6), strict=True):
        assert isinstance(one, Article)
        assert f"bridge number {number}." in one.text
        assert one.retrieved == datetime(2024, 3, 3, 10, tzinfo=UTC)
        assert one.language == "en"


def test_a_bad_record_leaves_its_neighbours(tmp_path: Path) -> None:
    broken = record(b"no gzip at all", number=2, more="Content-Encoding: gzip\r\n")
    empty = record(b"<html></html>", number=3)
    found = read(tmp_path / "a.warc", record(page(1), number=1) + broken + empty + record(page(4), number=4))
    assert [isinstance(one, Article) for one in found] == [True, False, False, True]
    assert "cannot be decoded" in found[1].error  # type: ignore[union-attr]
    assert "no article text" in found[2].error  # type: ignore[union-attr]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("cut", [40, 500])
def test_an_archive_that_is_cut_off_says_so(tmp_path: Path, packed: bool, cut: int) -> None:
    two = record(page(2), number=2)
    last = gzip.compress(two)[:-40] if packed else two[:-cut]
    found = read(tmp_path / "a.warc", (gzip.compress(record(page(1), number=1)) if packed else record(page(1), number=1)) + last)
    assert isinstance(found[0], Article)
    assert isinstance(found[-1], Unread)
    assert "cut off" in found[-1].error


@pytest.mark.parametrize("content", [b"", b"no archive\n" * 50, b"\x1f\x8bxxxxxxxxxxxx"])
def test_what_is_no_archive_is_told(tmp_path: Path, content: bytes) -> None:
    (found,) = read(tmp_path / "a.warc.gz", content)
    assert isinstance(found, Unread)
    assert found.error

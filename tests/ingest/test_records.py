"""Articles from JSONL, CSV, TSV and Parquet: good records, bad ones, and nothing lost between them."""

import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import articles
from onrecord.ingest.records import csv_articles, jsonl_articles
from onrecord.record import Article, Unread

STORY = "The mayors of Anville and Beeville signed a truce on Sunday, officials said."
RECORD = {
    "text": STORY,
    "id": "t-1",
    "url": "https://example.org/1",
    "title": "Truce",
    "published": "2024-03-03",
    "publisher": "Example Times",
    "author": "Jane Doe",
    "language": "en",
    "else": 1,
}
#: any text that can be stored and holds something
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1).filter(lambda text: bool(text.strip()))


def of_lines(*lines: bytes | str | dict[str, Any], fields: dict[str, str] | None = None) -> list[Article | Unread]:
    raw = [line if isinstance(line, bytes) else (json.dumps(line) if isinstance(line, dict) else line).encode() for line in lines]
    return list(jsonl_articles(io.BytesIO(b"\n".join(raw)), "f.jsonl", fields))


def of_csv(content: str | bytes, fields: dict[str, str] | None = None, **options: Any) -> list[Article | Unread]:
    raw = content.encode() if isinstance(content, str) else content
    return list(csv_articles(io.BytesIO(raw), "f.csv", fields, **options))


def texts(found: list[Article | Unread]) -> list[str | None]:
    """The text of each article, None for what is unread."""
    return [one.text if isinstance(one, Article) else None for one in found]


def error(found: Article | Unread) -> str:
    assert isinstance(found, Unread), found
    return found.error


def whole(article: Article | Unread) -> None:
    assert isinstance(article, Article), article
    assert (article.text, article.name, article.url, article.headline) == (STORY, "t-1", "https://example.org/1", "Truce")
    assert (article.published, article.publisher, article.byline) == (date(2024, 3, 3), "Example Times", "Jane Doe")
    assert article.language == "en"


class TestJsonl:
    def test_every_field_finds_its_place(self) -> None:
        (article,) = of_lines(RECORD)
        whole(article)
        assert article.origin == "f.jsonl:1"

    @settings(max_examples=200, deadline=None)
    @given(TEXTS, st.booleans())
    def test_any_text_comes_out_as_it_went_in(self, text: str, ascii_only: bool) -> None:
        (article,) = of_lines(json.dumps({"text": text}, ensure_ascii=ascii_only))
        assert isinstance(article, Article)
        assert article.text == text
        for part in article.parts:
            assert text[part.span.start : part.span.end] == part.span.text

    def test_blank_lines_and_the_mark_are_passed_over(self) -> None:
        found = of_lines(b"\xef\xbb\xbf" + json.dumps(RECORD).encode() + b"\r", b"", b"  \r", RECORD)
        assert texts(found) == [STORY, STORY]
        assert found[1].origin == "f.jsonl:4"

    @pytest.mark.parametrize(
        ("line", "words"),
        [
            (b'{"text": "x"', "line 2 is no JSON object"),
            (b"[1, 2]", "line 2 holds a list"),
            (b'"x"', "line 2 holds a str"),
            (b"{}", "'text') is missing; the columns are none"),
            (b'{"body": "x"}', "the columns are 'body'"),
            (b'{"text": null, "id": "n"}', "is null"),
            (b'{"text": 5}', "not a string but int"),
            (b'{"text": ["x"]}', "not a string but list"),
            (b'{"text": ""}', "empty"),
            (b'{"text": " \\n "}', "empty"),
            (b'{"text": "abc \\ud800 d"}', "lone surrogate (U+D800) at character 4"),
            (b'{"text": "x", "title": "\\udfff"}', "'title' has a lone surrogate"),
            (b'{"text": "\xff"}', "(0xff) is not UTF-8"),
            (b"\x1f\x8b\x08\x00\xff", "gzip"),
            (b"[" * 100_000, "line 2 is no JSON object"),
        ],
    )
    def test_a_bad_line_leaves_its_neighbours(self, line: bytes, words: str) -> None:
        found = of_lines(RECORD, line, RECORD)
        assert texts(found) == [STORY, None, STORY]
        assert found[1].origin == "f.jsonl:2"
        assert words in error(found[1])
        assert found[1].id
        json.dumps(error(found[1])).encode()

    def test_the_position_of_a_broken_byte_counts_from_the_files_first(self) -> None:
        good = json.dumps(RECORD).encode()
        found = of_lines(good, b"ab\xff")
        assert f"byte {len(good) + 1 + 3} " in error(found[1])

    def test_what_is_known_of_a_bad_record_is_kept(self) -> None:
        (found,) = of_lines({"id": 7, "url": "https://example.org/7", "text": ""})
        assert isinstance(found, Unread)
        assert (found.name, found.url) == ("7", "https://example.org/7")

    def test_an_empty_stream_is_told(self) -> None:
        for content in (b"", b"\n \n"):
            (found,) = jsonl_articles(io.BytesIO(content), "-")
            assert "empty" in error(found)

    def test_a_long_line_passes(self) -> None:
        text = "word " * 2_000_000
        (article,) = of_lines({"text": text})
        assert isinstance(article, Article)
        assert article.text == text

    def test_a_line_without_end_is_not_held(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("onrecord.ingest.lines.LONGEST_LINE", 1000)
        found = of_lines(RECORD, b"x" * 5000, RECORD)
        assert texts(found) == [STORY, None, STORY]
        assert "longer than" in error(found[1])

    def test_other_names_are_mapped(self) -> None:
        (article,) = of_lines({"body": STORY, "when": "3 Mar 2024"}, fields={"text": "body", "published": "when"})
        assert isinstance(article, Article)
        assert (article.text, article.published) == (STORY, date(2024, 3, 3))

    def test_a_mapped_column_that_no_record_has_is_told(self) -> None:
        found = of_lines(RECORD, RECORD, fields={"published": "dat"})
        assert texts(found) == [STORY, STORY, None]
        assert "'dat'" in error(found[2])
        assert "'published'" in error(found[2])

    def test_a_column_that_some_record_has_is_not(self) -> None:
        assert len(of_lines(RECORD, {**RECORD, "dat": "2024-03-03"}, fields={"published": "dat"})) == 2

    @pytest.mark.parametrize(
        ("author", "byline"),
        [(["Jane Doe", "John Roe"], "Jane Doe, John Roe"), ("  ", None), ({"name": "x"}, None), (True, None), ([], None)],
    )
    def test_authors(self, author: object, byline: str | None) -> None:
        (article,) = of_lines({"text": STORY, "author": author})
        assert isinstance(article, Article)
        assert article.byline == byline

    @pytest.mark.parametrize(("given", "name"), [(7, "7"), (7.0, "7"), (1.5, "1.5"), (None, None), (10**400, None)])
    def test_ids_may_be_numbers(self, given: object, name: str | None) -> None:
        (article,) = of_lines({"text": STORY, "id": given})
        assert isinstance(article, Article)
        assert article.name == name

    def test_a_date_that_is_not_understood_costs_nothing_else(self) -> None:
        (article,) = of_lines({**RECORD, "published": "03/04/2024"})
        assert isinstance(article, Article)
        assert article.published is None

    def test_a_date_to_come_is_kept(self) -> None:
        (article,) = of_lines({**RECORD, "published": "2999-01-01"})
        assert isinstance(article, Article)
        assert article.published == date(2999, 1, 1)

    def test_it_reads_as_it_goes(self) -> None:
        class Endless(io.RawIOBase):
            def readline(self, size: int | None = -1, /) -> bytes:
                return json.dumps(RECORD).encode() + b"\n"

        found: Iterator[Article | Unread] = jsonl_articles(Endless(), "-")  # type: ignore[arg-type]
        assert [next(found).origin for _ in range(3)] == ["-:1", "-:2", "-:3"]


class TestCsv:
    def table(self, *rows: dict[str, Any], delimiter: str = ",") -> str:
        held = io.StringIO(newline="")
        writer = csv.DictWriter(held, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)
        return held.getvalue()

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    def test_every_field_finds_its_place(self, delimiter: str) -> None:
        (article,) = of_csv(self.table(RECORD, delimiter=delimiter))
        whole(article)
        assert article.origin == "f.csv:2"

    def test_tabs(self) -> None:
        (article,) = of_csv(self.table(RECORD, delimiter="\t"), delimiter="\t")
        whole(article)

    @settings(max_examples=200, deadline=None)
    @given(TEXTS.filter(lambda text: "\0" not in text))
    def test_any_text_comes_out_as_it_went_in(self, text: str) -> None:
        quoted = text.replace('"', '""')
        found = of_csv(f'id,text\r\n1,"{quoted}"\r\n2,"{quoted}"\r\n')
        assert texts(found) == [text, text]

    def test_lines_are_those_where_the_row_begins(self) -> None:
        found = of_csv('id,text\n1,"two\nlines"\n\n2,"x"\n')
        assert [one.origin for one in found] == ["f.csv:2", "f.csv:5"]

    def test_a_field_may_be_long(self) -> None:
        text = "word " * 300_000
        assert texts(of_csv(f'\ufeffid,text\n1,"{text}"\n')) == [text]

    @pytest.mark.parametrize(
        ("row", "words"),
        [
            (b"2,x,y", "too many fields (3, where the header names 2)"),
            (b"2", "too few fields"),
            (b'2,"a"b', "mend the quotes"),
            (b"2,a\0b", "NUL"),
            (b"2,a\xffb", "(0xff) is not UTF-8"),
            (b"2,", "empty"),
        ],
    )
    def test_a_bad_row_leaves_its_neighbours(self, row: bytes, words: str) -> None:
        found = of_csv(b"id,text\n1,one\n" + row + b"\n3,three\n")
        assert texts(found) == ["one", None, "three"]
        assert found[1].origin == "f.csv:3"
        assert words in error(found[1])

    def test_a_quote_that_is_never_closed_is_told(self) -> None:
        found = of_csv('id,text\n1,one\n2,"two\nthree\n')
        assert texts(found) == ["one", None]
        assert found[1].origin == "f.csv:3"

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "empty"),
            (b"\n\n", "empty"),
            (b"id,text\n", "no row"),
            (b"id,body\n1,x\n", "there is no column 'text'; the columns are 'id', 'body'"),
            (b"text,text\n1,x\n", "twice"),
            (b'"a"b,text\n1,x\n', "no columns"),
            (b"\xff,text\n1,x\n", "byte 1 (0xff)"),
        ],
    )
    def test_a_bad_header_is_told_once(self, content: bytes, words: str) -> None:
        (found,) = of_csv(content)
        assert words in error(found)

    def test_other_names_are_mapped_and_must_be_there(self) -> None:
        assert texts(of_csv("body,id\nabc,1\n", {"text": "body"})) == ["abc"]
        (found,) = of_csv("text,id\nabc,1\n", {"published": "dat"})
        assert "there is no column 'dat'; the columns are 'text', 'id'" in error(found)


class TestParquet:
    def read(self, path: Path, table: pa.Table, fields: dict[str, str] | None = None) -> list[Article | Unread]:
        pq.write_table(table, path)
        return list(articles([path], fields=fields))

    def test_every_field_finds_its_place(self, tmp_path: Path) -> None:
        (article,) = self.read(tmp_path / "a.parquet", pa.Table.from_pylist([RECORD]))
        whole(article)
        assert article.origin == f"{tmp_path / 'a.parquet'}:1"

    @pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.binary(), pa.dictionary(pa.int32(), pa.string())])
    def test_text_may_be_held_in_several_ways(self, tmp_path: Path, kind: pa.DataType) -> None:
        text = "a\r\n\u200b\ufeff👩‍👩‍👧\0 b "
        column = pa.array([text.encode() if kind == pa.binary() else text, None], kind)
        found = self.read(tmp_path / "a.parquet", pa.table({"text": column}))
        assert texts(found) == [text, None]
        assert "null" in error(found[1])

    def test_dates_may_be_held_in_several_ways(self, tmp_path: Path) -> None:
        moment = datetime(2024, 3, 3, 10, tzinfo=UTC)
        for column in (
            pa.array([date(2024, 3, 3)]),
            pa.array([moment], pa.timestamp("us", "UTC")),
            pa.array([int(moment.timestamp() * 1e9) + 1], pa.timestamp("ns")),
            pa.array([int(moment.timestamp())]),
            pa.array(["March 3, 2024"]),
        ):
            (article,) = self.read(tmp_path / "a.parquet", pa.table({"text": [STORY], "published": column}))
            assert isinstance(article, Article)
            assert article.published == date(2024, 3, 3)

    def test_rows_come_batch_by_batch_and_bad_ones_leave_their_neighbours(self, tmp_path: Path) -> None:
        rows = [f"article {number}" for number in range(200)]
        held = [row.encode() for row in rows]
        held[150] = b"ab\xff"
        found = self.read(tmp_path / "a.parquet", pa.table({"text": pa.array(held, pa.binary())}))
        assert texts(found) == [*rows[:150], None, *rows[151:]]
        assert "byte 3" in error(found[150])
        assert found[150].origin == f"{tmp_path / 'a.parquet'}:151"

    def test_numbers_are_no_text(self, tmp_path: Path) -> None:
        (found,) = self.read(tmp_path / "a.parquet", pa.table({"text": [1]}))
        assert "not a string but int" in error(found)

    def test_columns_that_are_not_there_are_told(self, tmp_path: Path) -> None:
        (found,) = self.read(tmp_path / "a.parquet", pa.table({"body": [STORY]}))
        assert "the columns are 'body'" in error(found)
        assert texts(self.read(tmp_path / "a.parquet", pa.table({"body": [STORY]}), {"text": "body"})) == [STORY]

    def test_an_empty_table_is_told(self, tmp_path: Path) -> None:
        (found,) = self.read(tmp_path / "a.parquet", pa.table({"text": pa.array([], pa.string())}))
        assert "empty" in error(found)

    @pytest.mark.parametrize("content", [b"", b"PAR1", b"x" * 500])
    def test_what_is_no_parquet_is_told(self, tmp_path: Path, content: bytes) -> None:
        (tmp_path / "a.parquet").write_bytes(content)
        (found,) = articles([tmp_path / "a.parquet"])
        assert "Parquet" in error(found)


def test_a_noun_that_is_none_is_the_callers_mistake() -> None:
    with pytest.raises(InputError, match="'body' is nothing that an article has: use text, id"):
        of_lines(RECORD, fields={"body": "text"})


def test_packed_files_that_are_cut_off_give_what_they_hold(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({**RECORD, "id": number, "noise": hex(hash(str(number)))}).encode() + b"\n" for number in range(3000)
    )
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines)[:-2000])
    found = list(articles([path]))
    assert isinstance(found[0], Article)
    assert "cut off" in error(found[-1])
    path.write_bytes(b"no gzip")
    (only,) = articles([path])
    assert "gzip" in error(only)

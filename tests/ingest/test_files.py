"""From paths to articles: dispatch, folders, standard input, and paths that are not there."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import articles
from onrecord.record import Article, Unread

STORY = "The mayors of Anville and Beeville signed a truce on Sunday, officials said."
LINE = json.dumps({"text": STORY}).encode() + b"\n"
PAGE = f"<html><body><article><p>{STORY * 3}</p><p>{STORY * 3}</p></article></body></html>".encode()


def test_each_kind_by_its_ending(tmp_path: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    plain = {
        "a.txt": STORY.encode(),
        "b.TXT": STORY.encode(),
        "c.html": PAGE,
        "d.htm": PAGE,
        "e.xhtml": PAGE,
        "f.jsonl": LINE,
        "g.ndjson": LINE,
        "h.csv": f'text\n"{STORY}"\n'.encode(),
        "i.tsv": f"id\ttext\n1\t{STORY}\n".encode(),
    }
    for name, content in plain.items():
        (tmp_path / name).write_bytes(content)
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(content))
    pq.write_table(pa.table({"text": [STORY]}), tmp_path / "j.parquet")
    found = list(articles([tmp_path]))
    assert len(found) == 2 * len(plain) + 1
    for one in found:
        assert isinstance(one, Article)
        assert STORY in one.text
    assert {one.name for one in found} >= {"a", "b", "c"}


def test_folders_are_read_in_order_and_what_is_hidden_or_strange_is_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt", ".hidden.txt", ".git/x.txt", "b/.y.txt", "notes.pdf", "README", "a.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("{}" if name.endswith("json") else f"{STORY} {name}")
    (tmp_path / "loop").symlink_to(tmp_path)
    found = [os.path.relpath(one.origin or "", tmp_path) for one in articles([tmp_path])]
    assert found == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]


def test_a_folder_with_nothing_to_read_is_told(tmp_path: Path) -> None:
    (found,) = articles([tmp_path])
    assert isinstance(found, Unread)
    assert ".parquet" in found.error


@pytest.mark.parametrize("name", ["a.pdf", "README", "a.parquet.gz", ".hidden"])
def test_an_unknown_ending_that_was_asked_for_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(STORY)
    (tmp_path / "z.txt").write_text(STORY)
    first, second = articles([tmp_path / name, tmp_path / "z.txt"])
    assert isinstance(first, Unread)
    assert first.stage == "ingest"
    assert ".jsonl" in first.error
    assert isinstance(second, Article)


def test_a_hidden_file_that_was_asked_for_is_read(tmp_path: Path) -> None:
    (tmp_path / ".a.txt").write_text(STORY)
    (found,) = articles([str(tmp_path / ".a.txt")])
    assert isinstance(found, Article)


def test_paths_are_checked_before_anything_is_read(tmp_path: Path) -> None:
    class Untouched(io.BytesIO):
        def readline(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("read before the paths were checked")

    with pytest.raises(InputError, match=r"gone\.txt.*nothing was read"):
        articles(["-", tmp_path / "gone.txt"], stdin=Untouched())


def test_other_mistakes_of_the_caller(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="once"):
        articles(["-", "-"])
    with pytest.raises(InputError, match="one path"):
        articles(str(tmp_path))
    with pytest.raises(InputError, match="body"):
        articles([tmp_path], fields={"body": "text"})


def test_a_dash_is_records_on_standard_input() -> None:
    first, second = articles(["-"], stdin=io.BytesIO(LINE + b"{\n"))
    assert (first.origin, second.origin) == ("-:1", "-:2")
    assert isinstance(first, Article)
    assert isinstance(second, Unread)


def test_fields_count_for_records(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"body": STORY}))
    (tmp_path / "b.txt").write_text(STORY)
    assert all(isinstance(one, Article) for one in articles([tmp_path], fields={"text": "body"}))


@pytest.mark.parametrize("name", ["a.txt.gz", "a.html.gz", "a.csv.gz", "a.jsonl.gz"])
@pytest.mark.parametrize("content", [b"no gzip", b"\x1f\x8b\x08\x00 broken", gzip.compress(b"x" * 99999)[:-9], b""])
def test_gzip_that_cannot_be_unpacked_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (tmp_path / "z.txt").write_text(STORY)
    *bad, good = articles([tmp_path / name, tmp_path / "z.txt"])
    assert bad
    assert all(isinstance(one, Unread) for one in bad)
    assert isinstance(good, Article)


def test_a_file_that_goes_while_reading_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    found = articles([tmp_path / "a.txt"])
    (tmp_path / "a.txt").unlink()
    (only,) = found
    assert isinstance(only, Unread)
    assert "gone" in only.error


def test_a_name_that_is_no_utf8_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt"))
    path.write_text(STORY)
    (found,) = articles([path])
    assert isinstance(found, Article)
    assert (found.origin or "").endswith("a\\xff.txt")
    assert found.name == "a\\xff"


def test_the_same_input_gives_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PAGE)
    (tmp_path / "b.jsonl").write_bytes(LINE * 3)
    assert list(articles([tmp_path])) == list(articles([tmp_path]))

"""From paths to articles: which reader for which file.

Invariant: every file that was asked for gives at least one `Article` or `Unread`, in the order of the paths (folders sorted by
name); a path that is not there is the caller's mistake and is told before anything is read.
"""

import gzip
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.errors import InputError
from onrecord.ingest.assembly import origin_of, unread
from onrecord.ingest.html import html_article
from onrecord.ingest.lines import UNREADABLE, explain
from onrecord.ingest.plaintext import stem, text_article
from onrecord.ingest.records import check_fields, csv_articles, jsonl_articles, parquet_articles
from onrecord.ingest.warc import warc_articles
from onrecord.record import Article, Unread

#: kind of file by ending; each but the last two may be packed (".gz")
ENDINGS = {
    ".txt": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".warc": "warc",
    ".warc.gz": "warc",
}
STDIN = "-"
#: bytes of the largest file that is one article
LARGEST = 64 * 2**20


def articles(
    paths: Iterable[str | Path], *, fields: Mapping[str, str] | None = None, stdin: BinaryIO | None = None
) -> Iterator[Article | Unread]:
    """The articles in files and folders.

    Args:
        paths: files, folders (read with all that is in them, sorted; hidden files and files of other kinds are passed over) and "-"
            for JSONL on standard input.
        fields: for records, the column of a noun where it has another name: {"text": "body"}.
        stdin: what "-" stands for; the process's own standard input if None.

    Returns:
        An iterator that reads as it goes, in one pass. What cannot be read comes as `Unread` and the next file follows.

    Raises:
        InputError: a path does not exist, "-" is given twice, or `fields` names what no article has. Raised before anything is
        read.
    """
    if isinstance(paths, str | Path):
        raise InputError(f"paths is one path, not a list of them: write [{str(paths)!r}]")
    asked = [STDIN if str(path) == STDIN else Path(path) for path in paths]
    check_fields(fields)
    if missing := [origin_of(path) for path in asked if isinstance(path, Path) and not path.exists()]:
        raise InputError(f"no such file or folder: {', '.join(missing)}: check the path, nothing was read")
    if asked.count(STDIN) > 1:
        raise InputError("standard input ('-') can be read only once: give it once")
    return _articles(asked, fields, stdin)


def _articles(asked: list[Path | str], fields: Mapping[str, str] | None, stdin: BinaryIO | None) -> Iterator[Article | Unread]:
    for path in asked:
        if not isinstance(path, Path):
            yield from jsonl_articles(stdin if stdin is not None else sys.stdin.buffer, STDIN, fields)
        elif path.is_dir():
            yield from _folder(path, fields)
        else:
            yield from _file(path, fields)


def _folder(folder: Path, fields: Mapping[str, str] | None) -> Iterator[Article | Unread]:
    count = 0
    for found in _inside(folder):
        count += 1
        if isinstance(found, Unread):
            yield found
        else:
            yield from _file(found, fields)
    if not count:
        yield unread(origin_of(folder), f"the folder holds no file of a known kind: {', '.join(ENDINGS)}")


def _inside(folder: Path) -> Iterator[Path | Unread]:
    """Files of a known kind, sorted, a sub-folder's where its name stands; links to folders may go in circles and are left."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield unread(origin_of(folder), f"the folder cannot be read: {error}")
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _inside(Path(entry.path))
        elif entry.is_file() and _kind(Path(entry.path)) is not None:
            yield Path(entry.path)


def _kind(path: Path) -> tuple[str, bool] | None:
    """The kind of a file by its name, and whether it is packed."""
    name = path.name.lower()
    if name.endswith((".warc", ".warc.gz")):
        return "warc", False
    packed = name.endswith(".gz")
    kind = ENDINGS.get(Path(name.removesuffix(".gz")).suffix)
    return None if kind is None or (packed and kind == "parquet") else (kind, packed)


def _file(path: Path, fields: Mapping[str, str] | None) -> Iterator[Article | Unread]:
    origin = origin_of(path)
    kind = _kind(path)
    if kind is None:
        ending = origin_of(Path(path.suffix)) if path.suffix else "no ending"
        yield unread(
            origin, f"unknown kind of file ({ending}): rename or convert it to one of {', '.join(ENDINGS)} (or these with .gz)"
        )
        return
    if kind[0] == "warc":
        yield from warc_articles(path, origin)
        return
    if kind[0] == "parquet":
        yield from parquet_articles(path, origin, fields)
        return
    try:
        with cast(BinaryIO, gzip.open(path)) if kind[1] else path.open("rb") as stream:
            match kind[0]:
                case "jsonl":
                    yield from jsonl_articles(stream, origin, fields)
                case "csv":
                    yield from csv_articles(stream, origin, fields)
                case "tsv":
                    yield from csv_articles(stream, origin, fields, delimiter="\t")
                case one:
                    yield _single(stream, path, origin, html=one == "html")
    except UNREADABLE as error:
        yield unread(origin, explain(error))


def _single(stream: BinaryIO, path: Path, origin: str, *, html: bool) -> Article | Unread:
    """The one article of a text or HTML file."""
    content = stream.read(LARGEST + 1)
    if len(content) > LARGEST:
        return unread(origin, f"the file is larger than {LARGEST} bytes: one article a file is read", content[:1000])
    return html_article(content, origin, name=stem(path)) if html else text_article(content, path, origin)

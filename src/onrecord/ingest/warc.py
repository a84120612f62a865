"""Articles from web archives, by fastwarc: every HTML response that was a success.

Invariant: one record is in memory at a time; a record that cannot be decoded leaves the others readable.
"""

import gzip
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, cast

from onrecord.ingest.assembly import unread
from onrecord.ingest.html import html_article
from onrecord.ingest.lines import UNREADABLE, explain
from onrecord.record import Article, Unread

HTML = frozenset({"text/html", "application/xhtml+xml"})
#: no article's page has more bytes
LARGEST = 32 * 2**20


class _Watched:
    """A stream that keeps its last bytes, and ends where it cannot be read on, so that what came before is not lost."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream
        self.tail = b""
        self.error: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        try:
            # "read1": what is there, where "read" would wait for the rest and lose it all to an error
            content: bytes = self.stream.read1(size)  # type: ignore[attr-defined]
        except UNREADABLE as error:
            self.error = error
            return b""
        self.tail = (self.tail + content)[-4:] if len(content) < 4 else content[-4:]
        return content

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        return self.stream.seek(offset, whence)

    def tell(self) -> int:
        return self.stream.tell()

    def close(self) -> None:
        self.stream.close()


def warc_articles(path: Path, origin: str) -> Iterator[Article | Unread]:
    """The articles of an archive; requests, pictures, redirects and error pages are passed over.

    The origin of each is the path and the record's number in the archive, counted from 1.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    pages, records = 0, 0
    try:
        with path.open("rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            # unpacked here: fastwarc's own reader stops in silence where an archive is cut off
            stream = _Watched(cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if packed else raw)
            for record in ArchiveIterator(stream, parse_http=False):
                records += 1
                place = f"{origin}:{records}"
                if record.record_type == WarcRecordType.no_type:
                    break
                if record.record_type != WarcRecordType.response:
                    continue
                if (found := _page(record, place)) is not None:
                    pages += 1
                    yield found
            if stream.error is not None:
                raise stream.error
            if stream.tail and not stream.tail.endswith((b"\r\n\r\n", b"\n\n")):
                yield unread(origin, f"the archive is cut off after record {records}: fetch it again")
                return
    except UNREADABLE as error:
        where = f" (after record {records})" if records else ""
        yield unread(origin, f"{explain(error)}{where}")
        return
    if not pages:
        yield unread(origin, f"the archive holds no HTML page that was fetched with success ({records} records)")


def _page(record: Any, origin: str) -> Article | Unread | None:
    """The article in one response; None for what is no page."""
    from fastwarc.warc import WarcRecord, WarcRecordType

    url = record.headers.get("WARC-Target-URI")
    url = url.strip("<> ") if url else None
    name = record.record_id
    if record.content_length > LARGEST:
        return unread(origin, f"the response is larger than {LARGEST} bytes", name=name, url=url)
    length = record.content_length
    block = record.reader.read()
    # decoded apart from the archive: an encoding that fails inside it would end the iteration
    response = WarcRecord()
    response.init_headers(record_type=WarcRecordType.response)
    response.is_http = True
    response.set_bytes_content(block)
    try:
        response.parse_http(auto_decode="all")
        status = response.http_headers.status_code if response.http_headers is not None else None
        kind = (response.http_content_type or "").lower()
        if kind not in HTML or status is None or not 200 <= status < 300:
            return None
        content = response.reader.read()
    except OSError as error:
        return unread(origin, f"the response cannot be decoded ({error})", block, name=name, url=url)
    if len(block) < length:
        return unread(origin, "the archive is cut off within this record: fetch it again", block, name=name, url=url)
    retrieved: datetime | None = record.record_date
    return html_article(content, origin, name=name, url=url, charset=response.http_charset, retrieved=retrieved)

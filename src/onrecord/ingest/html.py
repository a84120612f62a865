"""An article from a web page, by trafilatura.

Invariant: the text is what trafilatura extracts, unchanged; the date is one that the page states (never guessed from its prose, and
never dependent on today).
"""

from datetime import datetime
from typing import Any

from onrecord.ingest.assembly import assemble, unread
from onrecord.record import Article, Unread

#: htmldate's range would else end today, and the same page give another date tomorrow
DATES = {"original_date": True, "extensive_search": False, "min_date": "1900-01-01", "max_date": "2200-01-01"}


def html_article(
    content: bytes,
    origin: str,
    *,
    name: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    retrieved: datetime | None = None,
) -> Article | Unread:
    """The article of one page.

    Args:
        content: the page's bytes.
        origin: path, and position in an archive.
        name: an id for it, if it has one.
        url: where it was fetched; else the address that the page gives itself.
        charset: what the server said; else the page's own word, or trafilatura's guess.
        retrieved: when it was fetched.
    """
    if not content.strip():
        return unread(origin, "the page is empty", content, name=name, url=url)
    if b"\0" in content[:1024] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return unread(origin, "the page begins with NUL bytes: this is no HTML", content, name=name, url=url)
    # slow to import, and only pages need it
    import trafilatura

    tree = trafilatura.load_html(_decoded(content, charset))
    page: Any = None
    if tree is not None:
        declared = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        page = trafilatura.bare_extraction(
            tree, url=url, include_comments=False, with_metadata=True, date_extraction_params=dict(DATES)
        )
    if page is None or not (page.text or "").strip():
        return unread(
            origin, "no article text was found on the page: it may be an index, or need a browser", content, name=name, url=url
        )
    values = {
        "text": page.text,
        "id": name,
        "url": url or page.url,
        "title": page.title,
        "published": page.date,
        "publisher": page.sitename,
        "author": page.author,
        "language": declared,
    }
    return assemble(values, origin=origin, retrieved=retrieved)


def _decoded(content: bytes, charset: str | None) -> bytes | str:
    """Words where the server's charset fits the bytes; else the bytes, for trafilatura to decode."""
    if charset is None:
        return content
    try:
        return content.decode(charset)
    except (LookupError, UnicodeDecodeError):
        return content

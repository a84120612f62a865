"""Puts an article together from its text and what the input says of it.

Invariant: the text of the article is the text that came in, code point for code point; what cannot be stored comes back as
`Unread`.
"""

import hashlib
import os
from collections.abc import Mapping
from datetime import datetime
from math import isfinite
from pathlib import Path

from onrecord.ingest.dates import published
from onrecord.ingest.furniture import furniture
from onrecord.ingest.language import settle
from onrecord.record import Article, Unread, article_id

#: what an input may say of an article, by the names that records, front matter and sidecars use
FIELDS = ("text", "id", "url", "title", "published", "publisher", "author", "language")
EXCERPT = 200


def assemble(values: Mapping[str, object], *, origin: str, retrieved: datetime | None = None) -> Article | Unread:
    """An article from values under the names of `FIELDS`; other names are ignored.

    Args:
        values: `text` is required and kept as it is; what is missing, empty or of an unusable type counts as not said.
        origin: path and position, for the article or for what is wrong with it.
        retrieved: when it was fetched, if known.
    """
    text = values.get("text")
    name, url = wording(values.get("id")), wording(values.get("url"))
    if (fault := _fault(text)) is not None or not isinstance(text, str):
        return unread(origin, fault or "", repr(values) if text is None else text, name=name, url=url)
    said = {noun: wording(values.get(noun)) for noun in ("id", "url", "title", "publisher", "author", "language")}
    for noun, words in said.items():
        if words is not None and (position := _surrogate(words)) is not None:
            error = f"{noun!r} has a lone surrogate at character {position}, which UTF-8 cannot hold: mend the escape in the input"
            return unread(origin, error, text, name=name, url=url)
    found = furniture(text)
    return Article(
        id=article_id(text, url),
        text=text,
        name=name,
        url=url,
        publisher=said["publisher"],
        agency=found.agency,
        byline=said["author"] or found.byline,
        headline=said["title"],
        dateline=found.dateline,
        published=published(values.get("published")),
        retrieved=retrieved,
        language=settle(text, said["language"]),
        origin=origin,
        parts=found.parts,
    )


def unread(origin: str, error: str, content: object = b"", *, name: str | None = None, url: str | None = None) -> Unread:
    """What stands on the record for something that gave no article.

    Args:
        origin: path and position.
        error: what was wrong and what can be done.
        content: what was there; its hash is the id (that of `origin` where nothing was there).
        name: the input's own id, if it could be read.
        url: its address, if it could be read.
    """
    held = content if isinstance(content, bytes) else ("" if content is None else str(content)).encode("utf-8", "surrogatepass")
    # the bytes of 200 characters at most; "backslashreplace" shows what is broken and can be stored
    excerpt = held[: 4 * EXCERPT].decode("utf-8", "backslashreplace")[:EXCERPT]
    return Unread(
        id=hashlib.sha256(held or origin.encode()).hexdigest()[:16],
        origin=origin,
        stage="ingest",
        error=error,
        name=name and printable(name),
        url=url and printable(url),
        excerpt=excerpt,
    )


def wording(value: object) -> str | None:
    """A field's value as words: trimmed text, a number's digits, a list's members; None where it says nothing."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return str(value) if abs(value) < 10**100 else None
    if isinstance(value, float):
        # a float that stands for a whole number is what pandas makes of a column of integers with gaps
        return str(int(value)) if value.is_integer() else str(value) if isfinite(value) else None
    if isinstance(value, list | tuple):
        members = [words for member in value if isinstance(member, str) and (words := member.strip())]
        return ", ".join(members) or None
    return None


def printable(words: str) -> str:
    """The words with lone surrogates spelled out, so that they can be stored."""
    return words.encode("utf-8", "backslashreplace").decode()


def origin_of(path: Path) -> str:
    """The path as words, also where the file system's bytes are not UTF-8."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def _surrogate(text: str) -> int | None:
    """Where the first lone surrogate stands."""
    try:
        text.encode()
    except UnicodeEncodeError as error:
        return error.start
    return None


def _fault(text: object) -> str | None:
    """Why this can be no article's text."""
    if text is None:
        return "there is no text: every article needs one"
    if not isinstance(text, str):
        return f"the text is not a string but {type(text).__name__}: give the article's words as one string"
    if not text.strip():
        return "the text is empty: leave the article out, or give its words"
    if (position := _surrogate(text)) is not None:
        code = f"U+{ord(text[position]):04X}"
        return f"the text has a lone surrogate ({code}) at character {position}, which UTF-8 cannot hold: mend the escape"
    return None

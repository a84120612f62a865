"""An article from a text file, with what front matter or a sidecar beside it says of it.

Invariant: the text is what stands in the file, from the end of the front matter (or of the byte order mark) to the last byte; the
mark is the encoding's and no character of the text.
"""

import json
import re
from pathlib import Path

from onrecord.ingest.assembly import FIELDS, assemble, origin_of, unread
from onrecord.record import Article, Unread

BOM = b"\xef\xbb\xbf"
UTF16 = (b"\xff\xfe", b"\xfe\xff")
_FENCE = re.compile(r"---[ \t]*\r?\n")
_PAIR = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+(?P<value>.*?))?[ \t]*")
_MEMBER = re.compile(r"[ \t]+-[ \t]+(?P<value>.+?)[ \t]*|-[ \t]+(?P<flush>.+?)[ \t]*")
#: front matter is short; what opens with a fence and goes on for longer is a text
LINES = 60
#: nouns that a file may say of itself
SAID = frozenset(FIELDS) - {"text"}


def text_article(content: bytes, path: Path, origin: str) -> Article | Unread:
    """The article in the bytes of a text file.

    Front matter (between two lines `---`, `key: value` with the names of `FIELDS`) goes before the sidecar `NAME.json` or
    `NAME.meta.json`; other names in either are ignored. Without an id the file's name is the article's.
    """
    if not content:
        return unread(origin, "the file is empty: leave it out, or give it a text")
    if content.startswith(UTF16):
        return unread(origin, "this is UTF-16: save the file as UTF-8", content)
    if (position := content.find(b"\0")) >= 0:
        return unread(origin, f"byte {position + 1} is NUL: this is no text file", content)
    bare = content.removeprefix(BOM)
    try:
        words = bare.decode()
    except UnicodeDecodeError as error:
        position = len(content) - len(bare) + error.start
        return unread(origin, f"byte {position + 1} (0x{content[position]:02x}) is not UTF-8: save the file as UTF-8", content)
    front, start = front_matter(words)
    beside = sidecar(path)
    if isinstance(beside, str):
        return unread(origin, beside, content)
    values: dict[str, object] = {"id": stem(path), **beside, **front, "text": words[start:]}
    return assemble(values, origin=origin)


def stem(path: Path) -> str:
    """The file's name without its ending (and without ".gz")."""
    name = path.name[:-3] if path.name.lower().endswith(".gz") else path.name
    return origin_of(Path(Path(name).stem))


def front_matter(text: str) -> tuple[dict[str, object], int]:
    """What the front matter says, by noun, and where the text begins; nothing and 0 where there is none.

    A text that merely begins with a rule is told from front matter by its lines: all of them pairs, and one at least with a name of
    `FIELDS`.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return {}, 0
    pairs: dict[str, object] = {}
    last: str | None = None
    position = opening.end()
    for _ in range(LINES):
        end = text.find("\n", position)
        line = text[position : end if end >= 0 else len(text)].rstrip("\r")
        if line.rstrip() == "---":
            found = {key: value for key, value in pairs.items() if key in SAID}
            return (found, end + 1 if end >= 0 else len(text)) if found else ({}, 0)
        if pair := _PAIR.fullmatch(line):
            last = pair["key"].lower()
            pairs[last] = _unquoted(pair["value"] or "")
        elif (member := _MEMBER.fullmatch(line)) and last is not None:
            held = pairs[last]
            pairs[last] = [*(held if isinstance(held, list) else []), _unquoted(member["value"] or member["flush"])]
        elif line.strip() and not line.startswith("#"):
            return {}, 0
        if end < 0:
            return {}, 0
        position = end + 1
    return {}, 0


def sidecar(path: Path) -> dict[str, object] | str:
    """What the JSON object beside a file says, by noun; a string says what is wrong with it."""
    name = stem(path)
    for beside in (path.with_name(f"{name}.json"), path.with_name(f"{name}.meta.json")):
        try:
            content = beside.read_bytes()
        except (FileNotFoundError, IsADirectoryError):
            continue
        except OSError as error:
            return f"the file {beside.name} beside it cannot be read ({error}): give access to it, or remove it"
        try:
            record = json.loads(content)
        except (ValueError, RecursionError) as error:
            return f"the file {beside.name} beside it is no JSON ({error}): mend or remove it"
        if not isinstance(record, dict):
            return f'the file {beside.name} beside it holds no object: write {{"published": …}} and the like, or remove it'
        return {key: value for key, value in record.items() if key in SAID and value is not None}
    return {}


def _unquoted(value: str) -> str:
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value

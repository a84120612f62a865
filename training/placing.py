"""Turns labels that quote the words of a shared text into labels of offsets without the words: one command.

    python -m training.placing SENTENCES.jsonl QUOTED.txt --shared DIR

SENTENCES has a line `{"source": …, "key": …, "start": …, "end": …}` for each sentence that was read; QUOTED has a line for each
event:

    NUMBER | event word | TYPE[.mode][,OTHER TYPE][?] | status | a: phrase; phrase | r: phrase | p: phrase

NUMBER is the line of the sentence, from 1. `words#2` is the second place where the words stand; a phrase without a number is
taken where it stands nearest to the event word. `?` marks what a careful reader might leave out. Invariant: nothing is written
unless every line is well formed.
"""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from onrecord.codebook import load_codebook
from onrecord.errors import CodebookError, InputError
from onrecord.record import Status
from training.labels import DATA, digest_of, texts


def _found(sentence: str, quoted: str) -> tuple[list[tuple[int, int]], int | None]:
    """Where quoted words stand in a sentence (any run of white space is one space there), and the number asked for."""
    numbered = re.fullmatch(r"(?P<words>.+?)#(?P<number>\d+)", quoted)
    words, number = (numbered["words"], int(numbered["number"])) if numbered else (quoted, None)
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    return [one.span() for one in re.finditer(rf"(?<!\w){pattern}(?!\w)", sentence)], number


def _place(sentence: str, quoted: str, near: int | None = None) -> tuple[int, int]:
    places, number = _found(sentence, quoted)
    if not places or (number or 1) > len(places):
        raise InputError(f"{quoted!r} does not stand in the sentence")
    if number is not None:
        return places[number - 1]
    if near is None and len(places) > 1:
        raise InputError(f"{quoted!r} stands there {len(places)} times; say which, as in {quoted + '#1'!r}")
    return min(places, key=lambda place: abs(place[0] - (near or 0)))


def event_of(line: str, sentence: str, start: int) -> dict[str, Any]:
    """One quoted line as an event of the labels.

    Args:
        line: without its number.
        sentence: the sentence's text.
        start: where the sentence begins in its text; offsets count from the text's begin.

    Raises:
        InputError: words do not stand in the sentence, or a field is not understood.
        CodebookError: a type, mode or status is not of the codebook.
    """
    fields = [field.strip() for field in line.split("|")]
    if len(fields) < 3:
        raise InputError("fewer than four fields")
    word, kinds, status, *rest = fields
    first, last = _place(sentence, word)
    types = [kind.strip() for kind in kinds.rstrip("?").split(",")]
    mode = types[0].partition(".")[2] or None
    types = [kind.partition(".")[0] for kind in types]
    load_codebook().check(types[0], mode)
    for kind in types[1:]:
        load_codebook().check(kind)
    if status not in list(Status):
        raise CodebookError(f"no status {status!r}: they are {', '.join(Status)}")
    roles: dict[str, list[list[int]]] = {}
    for field in rest:
        role, colon, phrases = field.partition(":")
        if role not in ("a", "r", "p") or not colon:
            raise InputError(f"{field!r} is not a:, r: or p: and phrases")
        for phrase in filter(None, (part.strip() for part in phrases.split(";"))):
            begin, end = _place(sentence, phrase, near=first)
            roles.setdefault(role, []).append([start + begin, start + end])
    event: dict[str, Any] = {"at": [start + first, start + last], "types": types, "status": status, "roles": roles}
    return event | ({"mode": mode} if mode else {}) | ({"optional": True} if kinds.endswith("?") else {})


def _number(which: str, size: int) -> int:
    """The index of the sentence that a line names."""
    if not which.strip().isdecimal() or not 1 <= int(which) <= size:
        raise InputError(f"there is no sentence {which.strip()}")
    return int(which) - 1


def placed(sentences: list[dict[str, Any]], quoted: str, shared: Path) -> dict[str, list[dict[str, Any]]]:
    """Rows of labels by source.

    Raises:
        InputError, CodebookError: a line is not well formed; the message names it.
    """
    known = {source: texts(source, shared) for source in sorted({row["source"] for row in sentences})}
    rows = []
    for row in sentences:
        text = known[row["source"]][row["key"]][row["start"] : row["end"]]
        rows.append({"key": row["key"], "start": row["start"], "end": row["end"], "crc": digest_of(text), "events": []})
    for number, line in enumerate(quoted.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        which, _, rest = line.partition("|")
        try:
            at = _number(which, len(rows))
            row = rows[at]
            sentence = known[sentences[at]["source"]][row["key"]][row["start"] : row["end"]]
            row["events"].append(event_of(rest, sentence, row["start"]))
        except (InputError, CodebookError) as error:
            raise InputError(f"line {number}: {error}: {line[:100]!r}") from error
    by_source: dict[str, list[dict[str, Any]]] = {}
    for row, listed in zip(rows, sentences, strict=True):
        by_source.setdefault(listed["source"], []).append(row)
    return by_source


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=Path)
    parser.add_argument("quoted", type=Path)
    parser.add_argument("--shared", type=Path, required=True, help="folder of the shared data and gold")
    options = parser.parse_args()
    sentences = [json.loads(line) for line in options.sentences.read_text(encoding="utf-8").splitlines()]
    try:
        found = placed(sentences, options.quoted.read_text(encoding="utf-8"), options.shared)
    except (InputError, CodebookError) as error:
        print(error, file=sys.stderr)
        return 1
    for source, rows in found.items():
        with (DATA / f"{source}.jsonl").open("a", encoding="utf-8") as stream:
            stream.writelines(json.dumps(row, separators=(",", ":")) + "\n" for row in rows)
        print(f"{source}: {len(rows)} sentences, {sum(len(row['events']) for row in rows)} events added")
    return 0


if __name__ == "__main__":
    sys.exit(main())

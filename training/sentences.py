"""Sentences of our own with marks for events, roles, sources, places and dates, as one line of text each.

The notation is described in `training/data/README.md`. Invariant: a sentence that parses has well-formed marks, known types,
modes and statuses, and every role points to an event of the same line.

Check files with `python -m training.sentences FILE…`.
"""

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.codebook import load_codebook
from onrecord.errors import CodebookError, InputError
from onrecord.record import Status

DATA = Path(__file__).parent / "data" / "sentences"

_TOKEN = re.compile(r"[\[{](?P<label>[^\[\]{}|]+)\||[\]}]|[^\[\]{}|]+")
_EVENT = re.compile(r"(?P<number>\d+)(?:=(?P<same>\d+))? (?P<type>[A-Z]+)(?:\.(?P<mode>[a-z-]+))?(?: (?P<status>[a-z]+))?$")
_ROLE = re.compile(r"(?P<number>\d+)(?P<role>[arsmpd])$")
_CODE = re.compile(r"[A-Z]{3}(\.[A-Z]{3})?$")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedEvent:
    """An event word: `start` and `end` are code points in the sentence."""

    number: int
    start: int
    end: int
    type: str
    mode: str | None
    status: str
    #: number of the first mention of the same event, if this is a further one
    same: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedRole:
    """A phrase that plays a role: a(ctor), r(ecipient), s(peaker), m(edium), p(lace) or d(ate) of event `event`."""

    event: int
    role: str
    start: int
    end: int
    code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One line: the plain text, its events (none for a hard negative), its roles."""

    text: str
    events: tuple[MarkedEvent, ...]
    roles: tuple[MarkedRole, ...]
    origin: str


def parse(line: str, origin: str) -> Sentence:
    """A marked line as a Sentence.

    Raises:
        InputError: the marks are not well formed; the message names the place and the mark.
    """
    text = ""
    events: list[MarkedEvent] = []
    roles: list[MarkedRole] = []
    # marks that are open: the bracket that closes them, their label, where their words begin
    opened: list[tuple[str, str, int]] = []
    at = 0
    while at < len(line):
        token = _TOKEN.match(line, at)
        if token is None:
            raise InputError(f"{origin}: stray {line[at]!r} near {line[max(0, at - 20) : at + 20]!r}")
        at = token.end()
        if token["label"]:
            opened.append(("]" if token[0][0] == "[" else "}", token["label"], len(text)))
        elif token[0] in ("]", "}"):
            if not opened or opened[-1][0] != token[0] or opened[-1][2] == len(text):
                raise InputError(f"{origin}: {token[0]!r} closes nothing near {line[max(0, at - 20) : at + 20]!r}")
            bracket, label, start = opened.pop()
            if bracket == "]":
                events.append(_event(label, start, len(text), origin))
            else:
                roles.extend(_roles(label, start, len(text), origin))
        else:
            text += token[0]
    if opened:
        raise InputError(f"{origin}: the mark {opened[-1][1]!r} is never closed")
    numbers = {event.number for event in events}
    if len(numbers) < len(events):
        raise InputError(f"{origin}: two events have the same number")
    for event in events:
        if event.same is not None and (event.same == event.number or event.same not in numbers):
            raise InputError(f"{origin}: event {event.number} is a mention of {event.same}, which is no other event of this line")
    for role in roles:
        if role.event not in numbers:
            raise InputError(f"{origin}: role {role.event}{role.role} belongs to no event of this line")
    return Sentence(text=text, events=tuple(events), roles=tuple(roles), origin=origin)


def _event(mark: str, start: int, end: int, origin: str) -> MarkedEvent:
    match = _EVENT.match(mark)
    if not match:
        raise InputError(f"{origin}: event mark {mark!r} is not 'NUMBER[=NUMBER] TYPE[.mode] [status]'")
    try:
        load_codebook().check(match["type"], match["mode"])
        status = Status(match["status"] or "fact")
    except (CodebookError, ValueError) as error:
        raise InputError(f"{origin}: {error}") from error
    return MarkedEvent(
        number=int(match["number"]),
        start=start,
        end=end,
        type=match["type"],
        mode=match["mode"],
        status=status.value,
        same=int(match["same"]) if match["same"] else None,
    )


def _roles(mark: str, start: int, end: int, origin: str) -> Iterator[MarkedRole]:
    words = mark.split()
    code = words.pop() if len(words) > 1 and _CODE.match(words[-1]) else None
    for word in words:
        match = _ROLE.match(word)
        if not match:
            raise InputError(f"{origin}: role mark {word!r} in {mark!r} is not NUMBER and one of a r s m p d")
        yield MarkedRole(event=int(match["number"]), role=match["role"], start=start, end=end, code=code)


def read(paths: list[Path] | None = None) -> list[Sentence]:
    """Every sentence of the files (default: all of `training/data/sentences`), in order.

    Raises:
        InputError: a line is not well formed.
    """
    sentences = []
    for path in paths or sorted(DATA.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith("#"):
                sentences.append(parse(line.strip(), f"{path.name}:{number}"))
    return sentences


def digest() -> str:
    """SHA-256 over our own sentences, hexadecimal: weights name the ones that they were trained on."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(DATA.glob("*.txt")))).hexdigest()


def main(names: list[str]) -> int:
    """Prints what is wrong with each line and counts what is there; exit status 1 if anything is wrong."""
    wrong = 0
    types: Counter[str] = Counter()
    statuses: Counter[str] = Counter()
    lines = empty = 0
    for path in [Path(name) for name in names] or sorted(DATA.glob("*.txt")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                sentence = parse(line.strip(), f"{path.name}:{number}")
            except InputError as error:
                wrong += 1
                print(error)
                continue
            lines += 1
            empty += not sentence.events
            types.update(event.type + (f".{event.mode}" if event.mode else "") for event in sentence.events)
            statuses.update(event.status for event in sentence.events)
    print(f"{lines} lines, {empty} without an event, {wrong} wrong")
    print(dict(sorted(types.items())))
    print(dict(statuses))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

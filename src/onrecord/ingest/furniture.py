"""Tells an article's furniture (bylines, credits, datelines, footers, links, notices) from its story.

Invariant: parts are disjoint, in text order, and equal the text at their offsets. What a part covers yields no reports, so a line
counts as furniture only where its whole form says so; a line that could be a sentence of the story is left to the story.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.ingest.agencies import agency_name
from onrecord.ingest.dateline import find_after_headline, find_dateline
from onrecord.ingest.forms import ANYWHERE, CREDITED, FIRST, INSIDE, LAST, RIGHTS, SOURCING, TELLS, WRITERS
from onrecord.record import Dateline, Part, PartKind, Span

#: lines from the top among which bylines, slugs and the dateline stand
HEAD = 8
#: lines from the end among which a lone signature stands
TAIL = 8
#: no line of furniture is longer; licences are the longest
LONGEST = 700

#: space and marks without width that may stand around a line
_EDGES = " \t\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u180e\u2000-\u200f\u202a-\u202f\u205f\u2060\u2066-\u2069\u3000\ufeff"
_LINE = re.compile(rf"[^\n\r\u2028\u2029{_EDGES}](?:[^\n\r\u2028\u2029]*[^\n\r\u2028\u2029{_EDGES}])?")

#: what a line must hold for something to stand inside it
_HINTS = ("/", "(", "[")


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """What frames one article's story."""

    #: disjoint, in text order; the dateline is one of them
    parts: tuple[Part, ...]
    dateline: Dateline | None
    #: full name of the agency that the story is credited to
    agency: str | None
    #: the writers' names as the byline gives them
    byline: str | None


def furniture(text: str) -> Furniture:
    """The furniture of an article. Rules by form only, made for English-language news; text in other languages has hardly any.

    Returns:
        Parts, dateline, agency (dateline first, then byline, signature, rights, contributors' credit) and byline.
    """
    lines = list(_lines(text))
    found: list[tuple[PartKind, int, int]] = []
    credits: dict[str, str] = {}
    dateline: Dateline | None = None
    byline: str | None = None
    body = 0
    for number, (start, end) in enumerate(lines):
        line = text[start:end] if end - start <= LONGEST else None
        head = number < HEAD and body < 2
        if head and line is not None and (kind := _first(line)) is not None and not _continues(text, lines, number):
            found.append((kind[0], start, end))
            if kind[0] is PartKind.BYLINE and byline is None:
                byline = kind[1]
                _credit(credits, "byline", CREDITED.search(line))
            continue
        if line is not None and (whole := _whole(line)) is not None:
            found.append((whole, start, end))
            _credit(credits, "rights", RIGHTS.search(line))
            _credit(credits, "writers", WRITERS.search(line))
            continue
        if head and dateline is None:
            dateline = find_dateline(text, start, end) or (find_after_headline(text, start, end) if number == 0 else None)
            if dateline is not None:
                found.append((_dateline_kind(dateline), dateline.span.start, dateline.span.end))
        # two paragraphs of story, and what comes below is no longer the top
        body += head and (end - start > 150 or dateline is not None)
        found.extend(_inside(text, start, end))
        found.extend((PartKind.SOURCING, *match.span()) for match in SOURCING.finditer(text, start, end))
    found.extend(_last(text, lines, found, credits))
    if dateline is not None and dateline.agency is not None:
        credits["dateline"] = agency_name(dateline.agency.text) or dateline.agency.text
    order = ("dateline", "byline", "signature", "rights", "writers")
    return Furniture(
        parts=tuple(Part(kind=kind, span=Span.of(text, start, end)) for kind, start, end in _disjoint(found)),
        dateline=dateline,
        agency=next((credits[where] for where in order if where in credits), None),
        byline=byline,
    )


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Where each line that holds something begins and ends, without the space around it."""
    for match in _LINE.finditer(text):
        yield match.span()


def _first(line: str) -> tuple[PartKind, str | None] | None:
    """A line that only stands at the top, and the names in it."""
    for kind, pattern in FIRST:
        if (match := pattern.fullmatch(line)) is not None and not TELLS.search(line):
            return kind, " ".join(match["names"].split()) if "names" in pattern.groupindex else None
    return None


def _whole(line: str) -> PartKind | None:
    for kind, guarded, pattern in ANYWHERE:
        if pattern.fullmatch(line) and not (guarded and TELLS.search(line)):
            return kind
    return None


def _inside(text: str, start: int, end: int) -> Iterator[tuple[PartKind, int, int]]:
    if not any(text.find(hint, start, end) >= 0 for hint in _HINTS):
        return
    for kind, pattern in INSIDE:
        for match in pattern.finditer(text, start, end):
            yield kind, match.start(), match.end()


def _last(
    text: str, lines: list[tuple[int, int]], found: list[tuple[PartKind, int, int]], credits: dict[str, str]
) -> Iterator[tuple[PartKind, int, int]]:
    """Signatures and end marks: from the end upwards, as long as there is nothing but furniture below."""
    taken = {(start, end) for _, start, end in found}
    for start, end in reversed(lines[1:][-TAIL:]):
        if (start, end) in taken:
            continue
        line = text[start:end]
        for kind, pattern in LAST:
            if len(line) <= 100 and (match := pattern.fullmatch(line)) is not None:
                yield kind, start, end
                if "agency" in pattern.groupindex:
                    _credit(credits, "signature", match)
                break
        else:
            return


def _continues(text: str, lines: list[tuple[int, int]], number: int) -> bool:
    """Whether the next line goes on with this one's sentence, as in text that was wrapped."""
    if number + 1 == len(lines):
        return False
    start, _ = lines[number + 1]
    gap = text[lines[number][1] : start]
    return text[start].islower() and gap.count("\n") < 2


def _dateline_kind(dateline: Dateline) -> PartKind:
    return PartKind.AGENCY if dateline.place is None else PartKind.DATELINE


def _credit(credits: dict[str, str], where: str, match: re.Match[str] | None) -> None:
    """Keeps the first agency credited in each place."""
    if match is None:
        return
    if (name := agency_name(match["agency"])) is not None:
        credits.setdefault(where, name)


def _disjoint(found: list[tuple[PartKind, int, int]]) -> Iterator[tuple[PartKind, int, int]]:
    """In text order; of two that overlap, the one that begins first, or else the longer."""
    reached = 0
    for kind, start, end in sorted(found, key=lambda part: (part[1], -part[2])):
        if start >= reached:
            yield kind, start, end
            reached = end

"""An article's text in pieces, each with the marks that lie on it, for layers that can be switched on and off.

Invariant: the pieces put together are the text, character for character; a piece is never empty.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from onrecord.record import Reading, Span

#: what can be switched, in the order of the switches, and what each shows
LAYERS = {
    "events": "words that tell an event",
    "actors": "who did it, and to whom",
    "attributions": "who says so: source, cue, and what is said; deeper where one quotes another",
    "certainty": "words that bear on certainty",
    "dates": "words that tell the day",
    "places": "words that name the place",
}
#: deeper nesting looks like this one
_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Some words, and what they are."""

    start: int
    end: int
    #: class of the piece: event, also, actor, recipient, source, cue, says-1 …, certainty, date, place, furniture
    kind: str
    #: number of the report that the words belong to, counted from 0 on the page; None for those of an attribution alone
    report: int | None
    #: what hangs on the words, for people
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text on which the same marks lie."""

    text: str
    marks: tuple[Mark, ...]

    @property
    def classes(self) -> str:
        """Classes of the element, each kind once."""
        return " ".join(dict.fromkeys(mark.kind for mark in self.marks))

    @property
    def words_of(self) -> str:
        """For each report the kinds that the piece has in it: "0:event 2:actor"."""
        return " ".join(dict.fromkeys(f"{mark.report}:{mark.kind}" for mark in self.marks if mark.report is not None))

    @property
    def label(self) -> str:
        """What hangs on the words, one thing a line."""
        return "\n".join(dict.fromkeys(mark.label for mark in self.marks if mark.label))

    @property
    def event(self) -> int | None:
        """Number of the report whose event these words tell, if any."""
        return next((mark.report for mark in self.marks if mark.kind in ("event", "also")), None)


def pieces(text: str, marks: Sequence[Mark]) -> list[Piece]:
    """The text cut wherever a mark begins or ends; marks outside the text are cut off at its ends."""
    held = [mark for mark in marks if mark.start < min(mark.end, len(text))]
    edges = sorted({0, len(text)} | {edge for mark in held for edge in (mark.start, min(mark.end, len(text)))})
    found: list[Piece] = []
    open_: list[Mark] = []
    begins: dict[int, list[Mark]] = {}
    for mark in held:
        begins.setdefault(mark.start, []).append(mark)
    for start, end in pairwise(edges):
        open_ = [mark for mark in open_ if mark.end > start] + begins.get(start, [])
        found.append(Piece(text=text[start:end], marks=tuple(open_)))
    return found


def marks_of(reading: Reading, reports: Sequence[Mapping[str, Any]], participants: Iterable[Mapping[str, Any]]) -> list[Mark]:
    """All marks of an article.

    Args:
        reading: as it was read.
        reports: rows of the view `reports`, with what people mended, in the order of the page.
        participants: rows of the view `participants` for them.
    """
    number_of = {row["id"]: number for number, row in enumerate(reports)}
    marks = [_mark(part.span, "furniture", None, f"{part.kind.value} of the page") for part in reading.article.parts]
    marks += _attributions(reading)
    read = {report.id: report for report in reading.reports}
    for number, row in enumerate(reports):
        name = f"{row['type']}{'/' + row['mode'] if row['mode'] else ''}"
        marks.append(Mark(start=row["trigger_start"], end=row["trigger_end"], kind="event", report=number, label=f"event: {name}"))
        for start, end in zip(row["also_start"], row["also_end"], strict=True):
            marks.append(Mark(start=start, end=end, kind="also", report=number, label=f"the same event again: {name}"))
        marks += _of_report(read.get(row["id"]), number, name)
    for one in participants:
        if one["text_start"] is not None and one["report_id"] in number_of:
            number = number_of[one["report_id"]]
            label = f"{one['role']} of {reports[number]['type']}: {one['name'] or one['code']}"
            label += f", {one['code']}" if one["name"] else ""
            label += f", {one['capacity']}" if one["capacity"] else ""
            marks.append(
                Mark(
                    start=one["text_start"], end=one["text_end"], kind=one["role"], report=number, label=f"{label} ({one['basis']})"
                )
            )
    return marks


def _of_report(report: Any, number: int, name: str) -> Iterator[Mark]:
    if report is None:
        return
    for cue in report.certainty.cues:
        yield _mark(cue.span, "certainty", number, f"{cue.bears}: bears on how sure {name} is")
    if report.time is not None and report.time.span is not None:
        days = " to ".join(sorted({report.time.earliest.isoformat(), report.time.latest.isoformat()}))
        yield _mark(report.time.span, "date", number, f"day of {name}: {days} ({report.time.basis.value})")
    if report.place is not None:
        where = ", ".join(part for part in (report.place.name, report.place.country) if part)
        yield _mark(report.place.span, "place", number, f"place of {name}: {where} (from the {report.place.basis})")
    for link in report.attribution.chain() if report.attribution is not None else ():
        for span in (link.source, link.medium.span if link.medium is not None else None):
            if span is not None:
                yield _mark(span, "teller", number, "")


def _attributions(reading: Reading) -> Iterator[Mark]:
    for one in reading.attributions:
        depth = min(sum(1 for _ in one.chain()), _DEEPEST)
        who = one.speaker.name if one.speaker is not None else "a source that is not named"
        kind = one.speaker.kind.value if one.speaker is not None else "unnamed"
        for span in one.content:
            yield _mark(span, f"says-{depth}", None, f"said by {who} ({kind}, {one.manner.value})")
        if one.source is not None:
            yield _mark(one.source, "source", None, f"source: {who} ({kind})")
        if one.cue is not None:
            yield _mark(one.cue, "cue", None, "ties the source to its words" + (", at a distance" if one.distanced else ""))
        if one.medium is not None:
            yield _mark(one.medium.span, "source", None, f"outlet that is cited: {one.medium.name}")


def _mark(span: Span, kind: str, report: int | None, label: str) -> Mark:
    return Mark(start=span.start, end=span.end, kind=kind, report=report, label=label)

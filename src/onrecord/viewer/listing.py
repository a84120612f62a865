"""A list of what passes the filters: events with their reports, or reports each apart, with the sentences that tell them.

Invariant: the list holds exactly what passes the filters, page after page, each report once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.record import Span, sentence_around
from onrecord.viewer.filters import ORDERS, Filters
from onrecord.viewer.index import Index
from onrecord.viewer.layers import Mark, Piece, pieces

PER_PAGE = 30
#: a sentence longer than this is cut, in characters
_LONGEST = 420


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the list."""

    #: row of the index's `reports`: the report itself, or the first of an event's
    row: dict[str, Any]
    #: row of `events` where the record is linked and the reports are not asked for each apart
    event: dict[str, Any] | None
    #: the sentence, in pieces
    passage: tuple[Piece, ...]
    headline: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of the list."""

    entries: tuple[Entry, ...]
    #: reports that pass the filters
    reports: int
    #: lines in all: events or reports
    lines: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.lines // PER_PAGE))


def listing(index: Index, filters: Filters, reports: int) -> Listing:
    """The page that the filters name.

    Args:
        index: what to ask.
        filters: what is shown, in which order, which page of it.
        reports: how many pass the filters.
    """
    where, values = filters.clause()
    offset = (filters.page - 1) * PER_PAGE
    order = ORDERS[filters.order]
    if index.state.linked and filters.group == "events":
        together = (
            "SELECT coalesce(t.event_id, r.id) AS event_id, r.* FROM reports AS r "
            "LEFT JOIN event_reports AS t ON t.report_id = r.id"
        )
        lines = index.count(f"SELECT count(DISTINCT event_id) FROM ({together}) WHERE {where}", values)
        rows = index.ask(
            f"SELECT * FROM (SELECT * FROM ({together}) WHERE {where} "
            f"QUALIFY row_number() OVER (PARTITION BY event_id ORDER BY {order}) = 1) "
            f"ORDER BY {order} LIMIT {PER_PAGE} OFFSET {offset}",
            values,
        )
        events = _events(index, [row["event_id"] for row in rows])
    else:
        lines = reports
        rows = index.first(where, values, order, PER_PAGE, offset)
        events = {}
    return Listing(entries=tuple(_entries(index, rows, events)), reports=reports, lines=lines, page=filters.page)


def _events(index: Index, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
    marks = ", ".join("?" * len(ids))
    return {row["id"]: row for row in index.ask(f"SELECT * FROM events WHERE id IN ({marks})", ids)} if ids else {}


def _entries(index: Index, rows: list[dict[str, Any]], events: dict[str, dict[str, Any]]) -> Iterator[Entry]:
    passages = told(index, rows)
    for row in rows:
        yield Entry(
            row=row, event=events.get(row.get("event_id", "")), passage=passages.get(row["id"], ()), headline=row["headline"]
        )


def told(index: Index, rows: Sequence[dict[str, Any]]) -> dict[str, tuple[Piece, ...]]:
    """The sentence that tells each report, in pieces, with the words marked that it rests on; by the report's id."""
    ids = [row["id"] for row in rows]
    marks = ", ".join("?" * len(ids))
    sides = index.ask(f"SELECT * FROM participants WHERE report_id IN ({marks}) AND text_start IS NOT NULL", ids) if ids else []
    readings = index.readings(list(dict.fromkeys(row["article_id"] for row in rows)))
    found = {}
    for row in rows:
        if (reading := readings.get(row["article_id"])) is None:
            continue
        spans = [("event", row["trigger_start"], row["trigger_end"])]
        spans += [(one["role"], one["text_start"], one["text_end"]) for one in sides if one["report_id"] == row["id"]]
        said_by = next((one for one in reading.attributions if one.number == row["attribution"]), None)
        if said_by is not None and said_by.source is not None:
            spans.append(("source", said_by.source.start, said_by.source.end))
        found[row["id"]] = _sentence(reading.article.text, spans)
    return found


def _sentence(text: str, spans: list[tuple[str, int, int]]) -> tuple[Piece, ...]:
    _, first, last = spans[0]
    start, end = sentence_around(text, Span.of(text, first, last))
    if end - start > _LONGEST:
        # around the words that tell the event
        start = max(start, first - _LONGEST // 2)
        end = min(end, start + _LONGEST)
    marks = [Mark(start=max(0, a - start), end=b - start, kind=kind, report=None, label="") for kind, a, b in spans if b > start]
    return tuple(pieces(text[start:end], marks))

"""An event for its page: what each account says side by side, and who took it from whom.

Invariant: nothing is said of the event that no report says; where accounts differ, all of them are shown.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from onrecord.errors import StoreError
from onrecord.viewer.index import Index
from onrecord.viewer.listing import Entry, told

#: what accounts can differ in, and how a page calls it
ABOUT = {"happened": "Did it happen?", "who": "Who", "toll": "Toll", "when": "When", "where": "Where"}
_WIDTH, _HEIGHT, _GAP_X, _GAP_Y = 190, 46, 56, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One box of the trail: an origin, an outlet that is cited, or an article."""

    name: str
    note: str
    #: named, anonymous, partisan, outlet; medium; article, copy
    kind: str
    x: int
    y: int
    #: where a click leads; None for what has no page
    link: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """Who took it from whom, laid out from left to right."""

    nodes: tuple[Node, ...]
    #: from the right side of one box to the left side of another: x1, y1, x2, y2, and whether it is a copy
    lines: tuple[tuple[int, int, int, int, bool], ...]
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """All that the page of an event shows."""

    event: dict[str, Any]
    #: reports with their sentences, the earliest first; `event` of each is its row of `event_reports`
    entries: tuple[Entry, ...]
    origins: tuple[dict[str, Any], ...]
    #: by what they are about: one row an origin and value
    accounts: dict[str, list[dict[str, Any]]]
    trail: Trail


def event_page(index: Index, event_id: str) -> EventPage:
    """The page of an event.

    Raises:
        StoreError: there is none of this id.
    """
    events = index.ask("SELECT * FROM events WHERE id = ?", [event_id])
    if not events:
        raise StoreError(f"no event {event_id} is on the record: it may have been linked anew under another name")
    tellings = index.ask(
        "SELECT t.*, a.headline FROM event_reports AS t LEFT JOIN articles AS a ON a.id = t.article_id WHERE t.event_id = ? "
        "ORDER BY t.published NULLS LAST, a.entry, t.report_id",
        [event_id],
    )
    origins = index.ask("SELECT * FROM origins WHERE event_id = ? ORDER BY reports DESC, origin", [event_id])
    accounts: dict[str, list[dict[str, Any]]] = {about: [] for about in ABOUT}
    for row in index.ask(
        "SELECT about, value, origin, origin_name, differs, list(report_id ORDER BY report_id) AS reports, "
        "arg_min(words, report_id) AS words, arg_min(article_id, report_id) AS article_id FROM accounts WHERE event_id = ? "
        "GROUP BY ALL ORDER BY about, origin_name, value",
        [event_id],
    ):
        accounts.setdefault(row["about"], []).append(row)
    return EventPage(
        event=events[0],
        entries=tuple(_entries(index, tellings)),
        origins=tuple(origins),
        accounts={about: rows for about, rows in accounts.items() if rows},
        trail=trail(tellings, index),
    )


def _entries(index: Index, tellings: list[dict[str, Any]]) -> Iterable[Entry]:
    ids = [row["report_id"] for row in tellings]
    marks = ", ".join("?" * len(ids))
    rows = {row["id"]: row for row in index.ask(f"SELECT * FROM reports WHERE id IN ({marks})", ids)} if ids else {}
    passages = told(index, list(rows.values()))
    for telling in tellings:
        row = rows.get(telling["report_id"])
        if row is not None:
            yield Entry(row=row, event=telling, passage=passages.get(row["id"], ()), headline=row["headline"])


def trail(tellings: list[dict[str, Any]], index: Index) -> Trail:
    """Boxes and lines: from each origin through the outlets that carried its word to the articles, and on to their copies."""
    notes: dict[tuple[str, str], tuple[str, str, str, str | None]] = {}
    lines: dict[tuple[tuple[str, str], tuple[str, str]], bool] = {}
    here = {row["article_id"] for row in tellings}
    for row in tellings:
        article = ("article", row["article_id"])
        day = row["published"].isoformat() if row["published"] is not None else "no day"
        kind = "copy" if row["copy_of_article"] else "article"
        notes[article] = (row["publisher"] or "no publisher", day, kind, f"/article/{row['article_id']}?report={row['report_id']}")
        before: tuple[str, str] | None = None
        if row["copy_of_article"]:
            before = ("article", row["copy_of_article"])
            if row["copy_of_article"] not in here and before not in notes:
                [known] = index.ask("SELECT publisher FROM articles WHERE id = ?", [row["copy_of_article"]]) or [
                    {"publisher": None}
                ]
                notes[before] = (
                    known["publisher"] or "no publisher",
                    "taken from",
                    "article",
                    f"/article/{row['copy_of_article']}",
                )
        else:
            origin = ("origin", row["origin"])
            notes[origin] = (row["origin_name"] or row["origin"], row["origin_kind"] or "", row["origin_kind"] or "outlet", None)
            before = origin
            for outlet in row["via"] or ():
                medium = ("medium", outlet)
                notes.setdefault(medium, (outlet, "cited", "medium", None))
                lines[before, medium] = False
                before = medium
        if before != article:
            lines[before, article] = kind == "copy"
    return _laid_out(notes, lines)


def _laid_out(
    notes: dict[tuple[str, str], tuple[str, str, str, str | None]], lines: dict[tuple[tuple[str, str], tuple[str, str]], bool]
) -> Trail:
    column = {key: 1 if key[0] == "article" else 0 for key in notes}
    # as many rounds as there are boxes: enough for the longest way, and an end where a way leads round in a ring
    for _ in range(min(len(notes), 12)):
        for start, end in lines:
            column[end] = max(column[end], min(column[start] + 1, 12))
    rows: dict[int, int] = {}
    places = {}
    # those that follow one another stay near one another
    rank = {key: number for number, key in enumerate(notes)}
    for key in sorted(
        notes, key=lambda key: (column[key], min((rank[start] for start, end in lines if end == key), default=-1), rank[key])
    ):
        row = rows.get(column[key], 0)
        rows[column[key]] = row + 1
        places[key] = (column[key] * (_WIDTH + _GAP_X), row * (_HEIGHT + _GAP_Y))
    nodes = tuple(
        Node(name=name, note=note, kind=kind, x=places[key][0], y=places[key][1], link=link)
        for key, (name, note, kind, link) in notes.items()
    )
    drawn = tuple(
        (places[a][0] + _WIDTH, places[a][1] + _HEIGHT // 2, places[b][0], places[b][1] + _HEIGHT // 2, copied)
        for (a, b), copied in lines.items()
    )
    width = max((node.x for node in nodes), default=0) + _WIDTH
    height = max((node.y for node in nodes), default=0) + _HEIGHT
    return Trail(nodes=nodes, lines=drawn, width=width, height=height)

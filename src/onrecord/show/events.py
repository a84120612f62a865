"""Events on a page: each with its reports, publishers, origins and disputes.

Invariant: the page shows only events that pass the filters, and says how many it left out.
"""

from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.show.page import Filters
from onrecord.show.passage import plain
from onrecord.store import Record


def events_page(
    record: Record, filters: Filters, *, min_origins: int = 1, disputed: bool = False, limit: int = 20
) -> RenderableType:
    """Events that pass, those with most origins first.

    Args:
        record: a linked one.
        filters: an event passes if one of its reports does.
        min_origins: fewest independent origins.
        disputed: only those of which origins contradict one another.
        limit: how many to print.
    """
    where, values = filters.clause()
    query = (
        "SELECT * FROM events WHERE origins >= ? AND (NOT ? OR disputed) AND id IN (SELECT event_id FROM event_reports "
        f"WHERE report_id IN (SELECT id FROM reports WHERE {where})) ORDER BY origins DESC, reports DESC, date_first, id"
    )
    found = record.sql(query, [min_origins, disputed, *values]).to_pylist()
    pieces: list[RenderableType] = [_totals(record, len(found)), Text()]
    pieces += [piece for event in found[:limit] for piece in _entry(event)]
    if len(found) > limit:
        pieces.append(Text(f"… and {len(found) - limit} more: --limit {len(found)} shows all", style="dim"))
    return Group(*pieces)


def _totals(record: Record, found: int) -> Text:
    linking = record.linking
    if linking is None:
        return Text(f"not linked yet: run `onrecord link {plain(str(record.path))}`", style="bold")
    counts = record.sql("SELECT count(*) AS events, count(*) FILTER (disputed) AS disputed FROM events").to_pylist()[0]
    text = Text(f"{counts['events']} events, {counts['disputed']} disputed", style="bold")
    unlinked = record.sql("SELECT count(*) FROM reports WHERE id NOT IN (SELECT report_id FROM event_reports)").column(0)[0].as_py()
    if unlinked:
        text.append(f"; {unlinked} reports came after the last linking: link again")
    if found != counts["events"]:
        text.append(f"; {found} events pass the filters")
    return text


def _entry(event: dict[str, Any]) -> list[RenderableType]:
    kind = event["type"] + (f"/{event['mode']}" if event["mode"] else "")
    head = Text.assemble(
        (event["id"], "dim"),
        "  ",
        (kind, "bold yellow"),
        "  ",
        f"{', '.join(event['actors']) or '–'} → {', '.join(event['recipients']) or '–'}",
        "  ",
        (event["status"], "bold"),
        "  ",
        days_of(event),
    )
    if event["place_name"]:
        head.append(f"  {plain(event['place_name'])}")
    words = Text(plain(f"“{event['trigger']}”  {event['headline'] or ''}"))
    kinds = [
        f"{event[f'{kind}_origins']} {kind}" for kind in ("named", "anonymous", "partisan", "outlet") if event[f"{kind}_origins"]
    ]
    count = Text(
        f"{_many(event['reports'], 'report')}, {_many(event['publishers'], 'publisher')}, "
        f"{_many(event['origins'], 'independent origin')} ({', '.join(kinds) or 'none told'})",
        style="green",
    )
    if event["disputed"]:
        count.append(f"; accounts differ: {', '.join(event['differs'])}", style="bold red")
    return [head, Padding(words, (0, 0, 0, 4)), Padding(count, (0, 0, 1, 4))]


def days_of(event: dict[str, Any]) -> str:
    """An event's days in words."""
    first, last = event["date_first"], event["date_last"]
    if first is None:
        return "day untold"
    return f"{first}" if first == last else f"{first} to {last}"


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"

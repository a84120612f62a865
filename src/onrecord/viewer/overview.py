"""What is in a record, at a glance.

Invariant: only what happened according to someone is counted as an event; the rest is counted apart.
"""

from dataclasses import dataclass
from typing import Any

from onrecord.record import Status
from onrecord.viewer.filters import HAPPENED, Filters
from onrecord.viewer.index import Index
from onrecord.viewer.plots import Timeline, timeline

_MOST = 12
#: kinds of source as the columns of a table, from the most to the least accountable
KINDS = ("named", "role", "institution", "document", "outlet", "anonymous", "unnamed", "own voice")


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """The figures of the first page."""

    #: articles, reports, happened, quotes, unread, undated (articles without a day of publication), outlets, judged
    totals: dict[str, int]
    first: Any
    last: Any
    timeline: Timeline
    dyads: tuple[dict[str, Any], ...]
    types: tuple[dict[str, Any], ...]
    publishers: tuple[dict[str, Any], ...]
    #: by status: reports by kind of source
    sources: dict[str, dict[str, int]]
    unread: tuple[dict[str, Any], ...]
    #: events, disputed, of two origins or more; empty if the record was never linked
    events: dict[str, int]


def overview(index: Index) -> Overview:
    """The figures, as far as the index has come."""
    where, values = Filters(status=HAPPENED).clause()
    totals = {
        "articles": index.count("SELECT count(*) FROM articles"),
        "undated": index.count("SELECT count(*) FROM articles WHERE published IS NULL"),
        "outlets": index.count("SELECT count(DISTINCT publisher) FROM articles"),
        "reports": index.count("SELECT count(*) FROM reports"),
        "happened": index.count("SELECT count(*) FROM reports WHERE happened"),
        "judged": index.count("SELECT count(*) FROM reports WHERE verdict IS NOT NULL"),
        "quotes": index.count("SELECT count(*) FROM quotes"),
        "unread": index.count("SELECT count(*) FROM unread"),
    }
    [ends] = index.ask("SELECT min(published) AS first, max(published) AS last FROM articles")
    dyads = index.ask(
        "SELECT a, r, count(*) AS n FROM "
        "(SELECT unnest(actor_countries) AS a, recipient_countries AS rs FROM reports WHERE happened), "
        f"unnest(rs) AS u(r) GROUP BY ALL ORDER BY n DESC, a, r LIMIT {_MOST}"
    )
    types = index.ask(
        f"SELECT type, quad, count(*) AS n FROM reports WHERE happened GROUP BY ALL ORDER BY n DESC, type LIMIT {_MOST + 4}"
    )
    publishers = index.ask(
        "SELECT publisher AS name, count(*) AS n FROM articles WHERE publisher IS NOT NULL GROUP BY ALL "
        f"ORDER BY n DESC, name LIMIT {_MOST}"
    )
    kind = "CASE WHEN speaker_kind IS NOT NULL THEN speaker_kind WHEN manner IS NOT NULL THEN 'unnamed' ELSE 'own voice' END"
    sources: dict[str, dict[str, int]] = {status.value: {} for status in Status}
    for row in index.ask(
        f"SELECT status, {kind} AS kind, count(*) AS n FROM reports WHERE verdict IS DISTINCT FROM 'reject' GROUP BY ALL"
    ):
        sources[row["status"]][row["kind"]] = row["n"]
    unread = index.ask("SELECT error, count(*) AS n FROM unread GROUP BY error ORDER BY n DESC, error LIMIT 1")
    events = {}
    if index.state.linked:
        [events] = index.ask(
            "SELECT count(*) FILTER (happened) AS events, count(*) FILTER (happened AND disputed) AS disputed, "
            "count(*) FILTER (happened AND origins >= 2) AS several FROM events"
        )
    return Overview(
        totals=totals,
        first=ends["first"],
        last=ends["last"],
        timeline=timeline(index, where, values),
        dyads=tuple(dyads),
        types=tuple(types),
        publishers=tuple(publishers),
        sources=sources,
        unread=tuple(unread),
        events=events,
    )

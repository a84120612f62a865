"""A record at a glance, as HTML for a notebook: how much it holds, the most told types and dyads, and what could not be read.

Invariant: every word that comes from a record is escaped; each figure is asked of the views.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.store.store import Record

_STYLE = (
    "<style>.onrecord-record{display:flex;gap:2em;flex-wrap:wrap;align-items:flex-start}"
    ".onrecord-record td,.onrecord-record th{text-align:left;padding:.1em .6em}</style>"
)
_COUNTS = """
    SELECT (SELECT count(*) FROM articles) AS articles, count(*) AS reports, count(*) FILTER (happened) AS happened,
        (SELECT count(*) FROM attributions) AS attributions, (SELECT count(*) FROM unread) AS unread,
        min(date_first) AS first, max(date_last) AS last FROM reports"""
_TABLES = {
    "types": "SELECT type AS name, count(*) AS n FROM reports GROUP BY type ORDER BY n DESC, type LIMIT 8",
    "status": "SELECT status AS name, count(*) AS n FROM reports GROUP BY status ORDER BY n DESC, status",
    "dyads": """SELECT dyad AS name, count(*) AS n FROM (
            SELECT DISTINCT a.report_id, a.code || ' → ' || r.code AS dyad FROM participants a
            JOIN participants r ON r.report_id = a.report_id AND r.role = 'recipient' AND a.role = 'actor')
        GROUP BY dyad ORDER BY n DESC, dyad LIMIT 8""",
    "publishers": """SELECT publisher AS name, count(*) AS n FROM articles WHERE publisher IS NOT NULL
        GROUP BY publisher ORDER BY n DESC, publisher LIMIT 8""",
}


def record_html(record: Record) -> str:
    """The whole overview."""
    [counts] = record.sql(_COUNTS).to_pylist()
    unread = f", {counts['unread']} unread" if counts["unread"] else ""
    days = f"; events from {counts['first']} to {counts['last']}" if counts["first"] is not None else ""
    title = (
        f"<p><b>{escape(str(record.path))}</b>: {counts['articles']} articles{unread}, {counts['reports']} reports "
        f"({counts['happened']} happened according to someone), {counts['attributions']} attributions{days}</p>"
    )
    tables = "".join(_table(name, record.sql(query).to_pylist()) for name, query in _TABLES.items())
    return f"{_STYLE}{title}<div class='onrecord-record'>{tables}</div>"


def _table(title: str, rows: list[dict[str, Any]]) -> str:
    if not rows:
        return ""
    body = "".join(f"<tr><td>{escape(str(row['name']))}</td><td>{row['n']}</td></tr>" for row in rows)
    return f"<table><thead><tr><th>{title}</th><th></th></tr></thead><tbody>{body}</tbody></table>"

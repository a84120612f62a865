"""A record on a page: totals, the most reported dyads and types, and reports with their chain of sources.

Invariant: the page shows only reports that pass the filters, and says how many it left out.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from onrecord.record import Participant, Reading, Report
from onrecord.show.chain import chain
from onrecord.show.passage import marked, plain
from onrecord.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What to show; None does not filter. Text is compared without case, as a part."""

    type: str | None = None
    #: code, or part of the words, of an actor or recipient
    actor: str | None = None
    #: code of the country of a participant or of the place
    country: str | None = None
    since: date | None = None
    until: date | None = None
    status: str | None = None
    #: part of the name of a speaker or medium
    said_by: str | None = None

    def clause(self) -> tuple[str, list[Any]]:
        """A condition over the view `reports`, and its parameters."""
        conditions = ["true"]
        values: list[Any] = []

        def add(condition: str, *given: Any) -> None:
            conditions.append(condition)
            values.extend(given)

        if self.type is not None:
            add("type = ?", self.type.upper())
        if self.status is not None:
            add("status = ?", self.status.lower())
        if self.actor is not None:
            words = f"%{self.actor}%"
            add(
                "id IN (SELECT report_id FROM participants WHERE text ILIKE ? OR name ILIKE ? OR code ILIKE ?)",
                words,
                words,
                f"{self.actor}%",
            )
        if self.country is not None:
            code = self.country.upper()
            add("(place_country = ? OR id IN (SELECT report_id FROM participants WHERE country = ?))", code, code)
        if self.since is not None:
            add("date_last >= ?", self.since)
        if self.until is not None:
            add("date_first <= ?", self.until)
        if self.said_by is not None:
            words = f"%{self.said_by}%"
            add("(speaker ILIKE ? OR medium ILIKE ?)", words, words)
        return " AND ".join(conditions), values


def page(record: Record, filters: Filters, *, limit: int = 20) -> RenderableType:
    """Totals, tables of the most frequent, then up to `limit` reports in the record's order."""
    where, values = filters.clause()
    found = (
        record.sql(f"SELECT id FROM reports WHERE {where} ORDER BY published, article_id, trigger_start", values)
        .column("id")
        .to_pylist()
    )
    pieces: list[RenderableType] = [_totals(record, len(found)), Text()]
    if found:
        pieces += [_frequent(record, where, values), Text()]
        shown = found[:limit]
        pieces += [piece for reading, report in _reports(record, shown) for piece in _entry(reading, report)]
        if len(found) > limit:
            pieces.append(Text(f"… and {len(found) - limit} more: --limit {len(found)} shows all", style="dim"))
    return Group(*pieces)


def _totals(record: Record, found: int) -> Text:
    def count(query: str) -> int:
        return int(record.sql(query).column(0)[0].as_py())

    articles, unread = count("SELECT count(*) FROM articles"), count("SELECT count(*) FROM unread")
    reports, attributions = count("SELECT count(*) FROM reports"), count("SELECT count(*) FROM attributions")
    text = Text(f"{articles} articles, {reports} reports, {attributions} attributions", style="bold")
    if unread:
        text.append(f"; {unread} unread (onrecord sql RECORD 'select origin, error from unread')")
    if undated := count("SELECT count(*) FROM articles WHERE published IS NULL"):
        text.append(f"; {undated} without a date of publication: their relative dates stay unresolved")
    if found != reports:
        text.append(f"; {found} reports pass the filters")
    return text


def _frequent(record: Record, where: str, values: list[Any]) -> RenderableType:
    dyads = record.sql(
        f"""
        SELECT a.code || ' → ' || coalesce(r.code, '–') AS dyad, count(DISTINCT a.report_id) AS n
        FROM participants a LEFT JOIN participants r ON r.report_id = a.report_id AND r.role = 'recipient'
        WHERE a.role = 'actor' AND a.report_id IN (SELECT id FROM reports WHERE {where})
        GROUP BY dyad ORDER BY n DESC, dyad LIMIT 8
        """,
        values,
    ).to_pylist()
    types = record.sql(
        f"SELECT type, count(*) AS n FROM reports WHERE {where} GROUP BY type ORDER BY n DESC, type LIMIT 8", values
    ).to_pylist()
    statuses = record.sql(
        f"SELECT status, count(*) AS n FROM reports WHERE {where} GROUP BY status ORDER BY n DESC, status", values
    ).to_pylist()
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("most reported dyads", "", "types", "", "status", ""):
        table.add_column(column)
    for row in range(max(len(dyads), len(types), len(statuses))):
        cells: list[str] = []
        for rows, name in ((dyads, "dyad"), (types, "type"), (statuses, "status")):
            cells += [str(rows[row][name]), str(rows[row]["n"])] if row < len(rows) else ["", ""]
        table.add_row(*cells)
    return table


def _reports(record: Record, ids: list[str]) -> Iterator[tuple[Reading, Report]]:
    articles = list(dict.fromkeys(report_id.rsplit("-r", 1)[0] for report_id in ids))
    readings = {reading.article.id: reading for reading in record.readings(articles)}
    for report_id in ids:
        reading = readings[report_id.rsplit("-r", 1)[0]]
        yield reading, next(report for report in reading.reports if report.id == report_id)


def _entry(reading: Reading, report: Report) -> Iterator[RenderableType]:
    kind = report.type + (f"/{report.mode}" if report.mode else "")
    head = Text.assemble(
        (report.id, "dim"),
        "  ",
        (kind, "bold yellow"),
        "  ",
        f"{_names(report.actors)} → {_names(report.recipients)}",
        "  ",
        (report.status.value, "bold"),
    )
    if report.time is not None:
        head.append(
            f"  {report.time.earliest}" + (f" to {report.time.latest}" if report.time.latest != report.time.earliest else "")
        )
    if report.place is not None:
        head.append(f"  {plain(report.place.name)}")
    yield head
    yield Padding(marked(reading.article, report), (0, 0, 0, 4))
    yield Padding(Text(chain(report, reading.article), style="green"), (0, 0, 1, 4))


def _names(participants: tuple[Participant, ...]) -> str:
    return (
        ", ".join(plain(f"{one.mention.span.text if one.mention else 'unknown'} [{one.entity.code}]") for one in participants)
        or "–"
    )

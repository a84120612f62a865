"""What the plots count, asked of the record's views.

Invariant: rows come in a fixed order, and each answer says how many reports it could not place.
"""

from dataclasses import dataclass
from typing import Any

from onrecord.codebook import load_codebook
from onrecord.store import Record

#: as many dyads are drawn
DYADS = 20
#: as many places, the most told first
PLACES = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """Rows for a plot."""

    rows: list[dict[str, Any]]
    #: reports that the plot is about
    reports: int
    #: what could not be drawn, in words
    notes: list[str]
    #: for a timeline, how long one step is: day, week or month
    step: str = "day"


def over_time(record: Record, where: str) -> Counted:
    """Reports by the first day of their event and by quad class; by week or month where the record spans long."""
    first, last, dated, reports = _row(
        record, f"SELECT min(date_first), max(date_first), count(date_first), count(*) FROM reports WHERE {where}"
    )
    span = (last - first).days if first is not None else 0
    step = "day" if span <= 92 else "week" if span <= 731 else "month"
    rows = record.sql(
        # without a zone, so that a browser anywhere takes it for its own midnight
        f"SELECT strftime(date_trunc('{step}', date_first), '%Y-%m-%dT00:00:00') AS day, "
        f"strftime(date_trunc('{step}', date_first) + INTERVAL 1 {step}, '%Y-%m-%dT00:00:00') AS until, quad, count(*) AS n "
        f"FROM reports WHERE {where} AND date_first IS NOT NULL GROUP BY ALL ORDER BY ALL"
    ).to_pylist()
    notes = [f"{reports - dated} of {reports} reports have no day and are not drawn"] if dated < reports else []
    return Counted(rows=rows, reports=reports, notes=notes, step=step)


def by_dyad(record: Record, where: str) -> Counted:
    """Reports by pair of countries and quad class, the pairs that are told most.

    A type without direction has its pair in the order of the alphabet, with a dash in place of the arrow.
    """
    mutual = ", ".join(f"'{name}'" for name in sorted(load_codebook().mutual))
    either = "least(a.country, b.country) || ' – ' || greatest(a.country, b.country)"
    pairs = f"""
        SELECT DISTINCT r.id, r.quad, CASE WHEN r.type IN ({mutual}) THEN {either}
            ELSE a.country || ' → ' || b.country END AS dyad
        FROM reports AS r JOIN participants AS a ON a.report_id = r.id
        JOIN participants AS b ON b.report_id = r.id
            AND (a.role = 'actor' AND b.role = 'recipient'
                OR r.type IN ({mutual}) AND a.role = b.role AND a.number < b.number AND NOT r.id IN (SELECT id FROM both_sides))
        WHERE {where.replace("happened", "r.happened")}"""
    query = f"""
        WITH both_sides AS (SELECT report_id AS id FROM participants GROUP BY report_id HAVING count(DISTINCT role) = 2),
        pairs AS ({pairs}),
        most AS (SELECT dyad, count(*) AS total FROM pairs GROUP BY dyad ORDER BY total DESC, dyad LIMIT {DYADS})
        SELECT dyad, quad, count(*) AS n, any_value(total) AS total FROM pairs JOIN most USING (dyad)
        GROUP BY dyad, quad ORDER BY total DESC, dyad, quad"""
    rows = record.sql(query).to_pylist()
    reports, paired = _row(
        record,
        f"SELECT count(*), count(*) FILTER (len(actors) > 0 AND len(recipients) > 0 "
        f"OR type IN ({mutual}) AND len(actors) + len(recipients) > 1) FROM reports WHERE {where}",
    )
    notes = [f"{reports - paired} of {reports} reports name one side only and are not drawn"] if paired < reports else []
    return Counted(rows=rows, reports=reports, notes=notes)


def by_type(record: Record, where: str) -> Counted:
    """Reports by type and status."""
    rows = record.sql(f"SELECT type, quad, status, count(*) AS n FROM reports WHERE {where} GROUP BY ALL ORDER BY ALL").to_pylist()
    return Counted(rows=rows, reports=sum(row["n"] for row in rows), notes=[])


def by_place(record: Record, where: str) -> Counted:
    """Reports by place, with degrees, and how many of them are material conflict."""
    rows = record.sql(
        f"SELECT any_value(place_name ORDER BY place_name) AS place, any_value(place_country) AS country, latitude, longitude, "
        f"count(*) AS n, count(*) FILTER (quad = 'material conflict') AS conflict FROM reports "
        f"WHERE {where} AND latitude IS NOT NULL GROUP BY latitude, longitude ORDER BY n DESC, latitude, longitude LIMIT {PLACES}"
    ).to_pylist()
    reports = int(_row(record, f"SELECT count(*) FROM reports WHERE {where}")[0])
    drawn = sum(row["n"] for row in rows)
    notes = [f"{reports - drawn} of {reports} reports have no place on the map"] if drawn < reports else []
    return Counted(rows=rows, reports=reports, notes=notes)


def _row(record: Record, query: str) -> tuple[Any, ...]:
    return tuple(record.sql(query).to_pylist()[0].values())

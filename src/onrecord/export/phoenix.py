"""CAMEO rows as PETRARCH's pipeline writes them: the Phoenix data set's 26 columns, tab-separated, without a header.

Columns: Open Event Data Alliance, Phoenix codebook 0.0.1b. Invariant: one pair of actor and recipient a row; codes keep their
leading zero, and a side of which nothing is known is "---", as PETRARCH has it.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.cameo import load_cameo
from onrecord.export.tabbed import joined, write_tabbed
from onrecord.export.telling import Asked, Written, coded_dyads, day, reports, sectors, side
from onrecord.store import Record

COLUMNS = (
    "EventID", "Date", "Year", "Month", "Day",
    "SourceActorFull", "SourceActorEntity", "SourceActorRole", "SourceActorAttribute",
    "TargetActorFull", "TargetActorEntity", "TargetActorRole", "TargetActorAttribute",
    "EventCode", "EventRootCode", "QuadClass", "GoldsteinScore", "Issues",
    "Lat", "Lon", "LocationName", "StateName", "CountryCode", "SentenceID", "URLs", "NewsSources",
)  # fmt: skip

_NOBODY = "---"


def write(record: Record, path: Path, asked: Asked) -> Written:
    """Write one file."""
    written = Written()
    write_tabbed(path, _rows(record, written, asked))
    return written


def _rows(record: Record, written: Written, asked: Asked) -> Iterator[list[object]]:
    cameo = load_cameo()
    for report in reports(record, written, asked):
        when = day(report)
        if when is None:
            written.leave_out("have no day, and their articles have none")
            continue
        code = cameo.event(report["type"], report["mode"], sectors(side(report, "actor")))
        for number, (actor, recipient) in enumerate(coded_dyads(report)):
            written.add("events")
            yield [
                f"{report['id']}_{number}",
                f"{when:%Y%m%d}",
                when.year,
                when.month,
                when.day,
                *_side(actor),
                *_side(recipient),
                code.code,
                code.root,
                code.quad,
                code.goldstein,
                joined(report["contexts"]),
                report["latitude"],
                report["longitude"],
                report["place_name"],
                report["admin1"],
                report["place_country"],
                f"{report['article_id']}_{report['sentence']}",
                report["url"],
                report["publisher"],
            ]


def _side(participant: dict[str, Any] | None) -> list[object]:
    if participant is None:
        return [_NOBODY, None, None, None]
    cameo = load_cameo()
    country, roles = participant["country"], cameo.actor_roles(participant["sectors"])
    return [
        cameo.actor(country, participant["sectors"]) or _NOBODY,
        cameo.actor(country, ()),
        *roles[:1],
        *[None] * (not roles),
        joined(roles[1:]),
    ]

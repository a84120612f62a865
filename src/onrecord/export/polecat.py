"""POLECAT: a weekly file's forty columns, tab-separated with a header (Scarborough and others 2023, doi:10.7910/DVN/AJGVIT).

Invariant: one report a row; several actors stand in one cell, a semicolon between them, as POLECAT has them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord._version import __version__
from onrecord.export.cameo import load_cameo
from onrecord.export.tabbed import joined, write_tabbed
from onrecord.export.telling import Asked, Written, day, names, reports, sectors, side
from onrecord.states import load_states
from onrecord.store import Record

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title", "Actor Name Raw",
    "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors", "Recipient Title",
    "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip

# what POLECAT writes where nothing is known of an actor or place
_NONE = "None"
_FEATURES = {"country": "PCLI", "region": "ADM1", "city": "PPL"}


def write(record: Record, path: Path, asked: Asked) -> Written:
    """Write one file."""
    written = Written()
    write_tabbed(path, _rows(record, written, asked), COLUMNS)
    return written


def _rows(record: Record, written: Written, asked: Asked) -> Iterator[list[object]]:
    cameo = load_cameo()
    for report in reports(record, written, asked):
        written.add("events")
        actors, recipients = side(report, "actor"), side(report, "recipient")
        city = report["place_name"] if report["place_precision"] == "city" else None
        yield [
            report["id"],
            day(report) or _NONE,
            report["type"],
            report["mode"],
            cameo.event(report["type"], report["mode"], sectors(actors)).goldstein,
            report["quad"].upper(),
            joined(report["contexts"]),
            *_side(actors),
            *_side(recipients),
            report["place_name"] or _NONE,
            city or _NONE,
            _NONE,
            report["admin1"] or _NONE,
            report["place_country"] or _NONE,
            report["latitude"],
            report["longitude"],
            report["geonames"],
            report["place_text"] or _NONE,
            _FEATURES.get(report["place_precision"]),
            report["publisher"],
            report["published"],
            joined(names(report, "PER")),
            joined(names(report, "ORG")),
            joined(names(report, "GPE", "LOC", "FAC")),
            report["language"],
            f"onrecord {__version__}",
        ]


def _side(participants: list[dict[str, Any]]) -> list[object]:
    states = load_states()
    lands = list(dict.fromkeys(one["country"] for one in participants if one["country"] != "UNK"))
    found = sectors(participants)
    return [
        joined(one["name"] or one["text"] for one in participants) or _NONE,
        joined(lands) or _NONE,
        joined(str(states[land].cow) for land in lands if land in states) or _NONE,
        found[0] if found else _NONE,
        joined(found) or _NONE,
        joined(one["capacity"] for one in participants) or _NONE,
        joined(one["text"] for one in participants) or _NONE,
        # the register's keys are not Wikipedia's
        _NONE,
    ]

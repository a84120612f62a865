"""ICEWS Coded Event Data: twenty columns, tab-separated with a header (Boschee and others 2015, doi:10.7910/DVN/28075).

Invariant: one pair of actor and recipient a row; the three columns of integers fit 32 bits, as R's `icews` reads them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.errors import StoreError
from onrecord.export.cameo import load_cameo
from onrecord.export.countries import countries
from onrecord.export.tabbed import write_tabbed
from onrecord.export.telling import Asked, Written, day, dyads, reports, sectors, side
from onrecord.store import Record

COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code", "Intensity",
    "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher", "City", "District", "Province",
    "Country", "Latitude", "Longitude",
)  # fmt: skip

_LARGEST = 2**31 - 1
# countries that ICEWS names otherwise than GeoNames
_NAMES = {"RUS": "Russian Federation", "PSE": "Occupied Palestinian Territory"}


def write(record: Record, path: Path, asked: Asked) -> Written:
    """Write one file.

    Raises:
        StoreError: there are more rows or articles than 32 bits can number.
    """
    written = Written()
    write_tabbed(path, _rows(record, written, asked), COLUMNS)
    return written


def _rows(record: Record, written: Written, asked: Asked) -> Iterator[list[object]]:
    cameo = load_cameo()
    for report in reports(record, written, asked):
        code = cameo.event(report["type"], report["mode"], sectors(side(report, "actor")))
        for actor, recipient in dyads(report):
            number = written.add("events")
            if max(number, report["entry"] + 1) > _LARGEST:
                raise StoreError("ICEWS numbers its rows in 32 bits and this record has more: export a part of it")
            yield [
                number,
                day(report),
                *_side(actor),
                code.title,
                code.code,
                code.goldstein,
                *_side(recipient),
                report["entry"] + 1,
                report["sentence"],
                report["publisher"],
                report["place_name"] if report["place_precision"] == "city" else None,
                None,
                report["admin1"],
                _country(report["place_country"]),
                report["latitude"],
                report["longitude"],
            ]


def _side(participant: dict[str, Any] | None) -> list[object]:
    if participant is None:
        return [None, None, None]
    table = load_cameo().icews_sectors
    named = dict.fromkeys(name for sector in participant["sectors"] for name in table.get(sector, ()))
    name = participant["name"] or participant["text"] or "Unidentified Forces"
    return [name, ",".join(named), _country(participant["country"])]


def _country(code: str | None) -> str | None:
    known = countries()
    return None if code not in known else _NAMES.get(code, known[code].name)

"""GDELT 2.0: Events (61 columns), Mentions (16) and the Global Knowledge Graph (27), tab-separated, without headers.

Columns: GDELT Event Codebook 2.0 and GKG Codebook 2.1 (both of 19 February 2015). Invariant: `GLOBALEVENTID` numbers the rows of
the events file from 1 in the order of reading, and each of them has one row in the mentions file.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.export.cameo import load_cameo
from onrecord.export.countries import countries
from onrecord.export.gkg import COLUMNS as GKG
from onrecord.export.gkg import added, identifier, write_gkg
from onrecord.export.tabbed import cell
from onrecord.export.tables import write_package
from onrecord.export.telling import Asked, Written, coded_dyads, day, reports, sectors, side
from onrecord.store import Record

_ACTOR = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code", "Type2Code",
    "Type3Code",
)  # fmt: skip
_GEO = ("Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")
EVENTS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions", "NumSources",
    "NumArticles", "AvgTone",
    *(f"{what}Geo_{name}" for what in ("Actor1", "Actor2", "Action") for name in _GEO),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip
MENTIONS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier", "SentenceID",
    "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence", "MentionDocLen", "MentionDocTone",
    "MentionDocTranslationInfo", "Extras",
)  # fmt: skip

#: names of the files in the folder
EVENTS_FILE, MENTIONS_FILE, GKG_FILE = "events.export.CSV", "events.mentions.CSV", "articles.gkg.csv"
FILES = {EVENTS_FILE: EVENTS, MENTIONS_FILE: MENTIONS, GKG_FILE: GKG}
# where an actor is, the record does not say: type 0 is GDELT's for no match
_NOWHERE: list[object] = [0, *[None] * 7]


def write(record: Record, folder: Path, asked: Asked) -> Written:
    """Write the three files into a folder that is there."""
    written = Written()
    with (
        (folder / EVENTS_FILE).open("w", encoding="utf-8", newline="") as events,
        (folder / MENTIONS_FILE).open("w", encoding="utf-8", newline="") as mentions,
    ):
        for event, mention in _rows(record, written, asked):
            events.write("\t".join(map(cell, event)) + "\n")
            mentions.write("\t".join(map(cell, mention)) + "\n")
    write_gkg(record, folder / GKG_FILE, written)
    write_package(folder, [_resource(name, columns) for name, columns in FILES.items()])
    return written


def _resource(name: str, columns: tuple[str, ...]) -> dict[str, Any]:
    """One file as Frictionless describes it: what its columns are called, since the file does not say so."""
    return {
        "name": name.rpartition(".")[0].lower(),
        "path": name,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/tab-separated-values",
        "encoding": "utf-8",
        "dialect": {"delimiter": "\t", "lineTerminator": "\n", "header": False},
        "schema": {"fields": [{"name": column, "type": "string"} for column in columns], "missingValues": [""]},
    }


def _rows(record: Record, written: Written, asked: Asked) -> Iterator[tuple[list[object], list[object]]]:
    cameo = load_cameo()
    for report in reports(record, written, asked):
        when, came = day(report), added(report)
        if when is None:
            written.leave_out("have no day, and their articles have none")
            continue
        code = cameo.event(report["type"], report["mode"], sectors(side(report, "actor")))
        kind, name = identifier(report)
        came = came or f"{when:%Y%m%d}000000"
        for actor, recipient in coded_dyads(report):
            number = written.add("events")
            event = [
                number, f"{when:%Y%m%d}", f"{when:%Y%m}", when.year, _fraction(when), *_actor(actor), *_actor(recipient),
                report["lead"], code.code, code.stem, code.root, code.quad, code.goldstein, 1 + len(report["also"]), 1, 1, None,
                *_NOWHERE, *_NOWHERE, *_place(report), came, name,
            ]  # fmt: skip
            mention = [
                number, came, came, kind, report["publisher"], name, report["sentence"], _offset(actor), _offset(recipient),
                report["trigger_start"], 1, _confidence(report["score"]), report["length"], None, None, None,
            ]  # fmt: skip
            yield event, mention


def _fraction(when: date) -> str:
    """The year and how much of it has passed, as GDELT reckons it: months of thirty days."""
    return f"{when.year + (when.month * 30 + when.day) / 365:.4f}"


def _confidence(score: float) -> int:
    """Our model's chance in GDELT's steps of ten, from 10 to 100."""
    return max(10, round(score * 10) * 10)


def _offset(participant: dict[str, Any] | None) -> int:
    """Where an actor stands; -1 is GDELT's for nowhere."""
    return -1 if participant is None or participant["start"] is None else int(participant["start"])


def _actor(participant: dict[str, Any] | None) -> list[object]:
    if participant is None:
        return [None] * len(_ACTOR)
    cameo, land = load_cameo(), participant["country"]
    body = cameo.supranational.get(land)
    roles = cameo.actor_roles(participant["sectors"])
    kinds = list(dict.fromkeys([*([body.type] if body is not None and body.type else []), *roles]))[:3]
    return [
        cameo.actor(land, participant["sectors"]),
        (participant["name"] or participant["text"] or "").upper(),
        land if body is None else None,
        body.group if body is not None else None,
        None, None, None,
        *kinds, *[None] * (3 - len(kinds)),
    ]  # fmt: skip


def _place(report: dict[str, Any]) -> list[object]:
    if report["place_name"] is None:
        return _NOWHERE
    land = countries().get(report["place_country"])
    american = report["place_country"] == "USA"
    match report["place_precision"]:
        case "country":
            kind, parts = 1, [report["place_name"]]
        case "region":
            kind, parts = (2 if american else 5), [report["place_name"]]
        case _:
            kind, parts = (3 if american else 4), [report["place_name"], report["admin1"]]
    if kind != 1 and land is not None:
        parts.append(land.name)
    fips = land.fips if land is not None else None
    return [kind, ", ".join(part for part in parts if part), fips, fips, None, report["latitude"], report["longitude"], None]

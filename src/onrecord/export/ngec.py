"""NGEC: the JSON Lines of the coder that makes POLECAT (Halterman and others 2023, arXiv:2304.01331).

Invariant: one report a line; the article's text is not told, only the words that carry the event.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord._version import __version__
from onrecord.export.countries import countries
from onrecord.export.tables import write_lines
from onrecord.export.telling import Asked, Written, day, names, reports, side
from onrecord.store import Record


def write(record: Record, path: Path, asked: Asked) -> Written:
    """Write one file."""
    written = Written()
    write_lines(path, _lines(record, written, asked))
    return written


def _lines(record: Record, written: Written, asked: Asked) -> Iterator[dict[str, Any]]:
    for report in reports(record, written, asked):
        written.add("events")
        when, published = day(report), report["published"]
        places = [] if report["place_text"] is None else [{"text": report["place_text"]}]
        days = [] if report["date_text"] is None else [{"text": report["date_text"]}]
        yield {
            "id": report["id"],
            "date": _iso(published),
            "event_type": report["type"],
            "event_mode": [report["mode"]] if report["mode"] else [],
            "contexts": report["contexts"],
            "event_text": report["trigger"],
            "story_id": report["article_id"],
            "publisher": report["publisher"],
            "headline": report["headline"],
            "pub_date": _iso(published),
            "version": f"onrecord {__version__}",
            "attributes": {
                "ACTOR": [_participant(one) for one in side(report, "actor")],
                "RECIP": [_participant(one) for one in side(report, "recipient")],
                "LOC": places,
                "DATE": days,
            },
            "event_geolocation": _place(report),
            "date_resolved": _iso(when),
            # NGEC's own words for a day that is the article's
            "date_raw": report["date_text"] or ("" if report["date_first"] else "<No date detected--using publication date>"),
            "story_people": names(report, "PER"),
            "story_orgs": names(report, "ORG"),
            "story_locs": names(report, "GPE", "LOC", "FAC"),
        }


def _iso(when: Any) -> str | None:
    return None if when is None else when.isoformat()


def _participant(one: dict[str, Any]) -> dict[str, Any]:
    found = [*one["sectors"], "", ""]
    country = countries().get(one["country"])
    return {
        "text": one["text"] or "",
        "qa_start_char": one["start"],
        "qa_end_char": one["end"],
        "qa_score": one["score"],
        "wiki": one["name"] or "",
        "country": one["country"],
        "country_name": country.name if country is not None else "",
        "code_1": found[0],
        "code_2": found[1],
    }


def _place(report: dict[str, Any]) -> dict[str, Any]:
    if report["place_name"] is None:
        return {"reason": "no place is told", "geo": None}
    return {
        "reason": f"tied to the event by: {report['place_basis']}",
        "geo": {
            "resolved_placename": report["place_name"],
            "search_placename": report["place_text"],
            "country_code3": report["place_country"],
            "admin1_name": report["admin1"] or "",
            "lat": report["latitude"],
            "lon": report["longitude"],
            "geonameid": None if report["geonames"] is None else str(report["geonames"]),
        },
    }

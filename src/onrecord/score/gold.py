"""Gold readings: what a careful coder put on the record, as JSON, one file an article.

The form is that of the shared gold: {"doc", "reports": [{"id", "spans", "types", "modes", "actors", "recipients", "status",
"speakers", "mediums", "date", "place_countries", "optional"}], "not_events": [{"span"}]}. Where a list holds several values,
each of them is right.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldReport:
    """One report of the gold. Spans are code points, half-open."""

    id: str
    spans: tuple[tuple[int, int], ...]
    types: frozenset[str]
    modes: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    statuses: frozenset[str]
    speakers: tuple[tuple[int, int], ...]
    mediums: tuple[tuple[int, int], ...]
    speaker_optional: bool
    #: first and last day, ISO
    date: tuple[str, str] | None
    place_countries: frozenset[str]
    #: costs nothing and gains nothing
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldArticle:
    """One article of the gold; `doc` is the id that the input gives the article."""

    doc: str
    reports: tuple[GoldReport, ...]
    not_events: tuple[tuple[int, int], ...]


def read_gold(folder: Path) -> list[GoldArticle]:
    """The gold articles of a folder, by name.

    Raises:
        InputError: there is none, or one is not in the form of the gold.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError(f"{folder} holds no gold: it should have one .json an article")
    articles = []
    for path in paths:
        try:
            table = json.loads(path.read_text(encoding="utf-8"))
            if "reports" in table:
                articles.append(_article(table))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path} is not a gold reading: {type(error).__name__}: {error}; see docs/gold.md") from error
    return articles


def _article(table: dict[str, Any]) -> GoldArticle:
    return GoldArticle(
        doc=table["doc"],
        reports=tuple(_report(row) for row in table["reports"]),
        not_events=tuple(_pair(row["span"]) for row in table.get("not_events", ())),
    )


def _report(row: dict[str, Any]) -> GoldReport:
    return GoldReport(
        id=row["id"],
        spans=tuple(_pair(span) for span in row["spans"]),
        types=frozenset(row["types"]),
        modes=frozenset(row["modes"]),
        actors=frozenset(row["actors"]),
        recipients=frozenset(row["recipients"]),
        statuses=frozenset(row["status"]),
        speakers=tuple(_pair(span) for span in row["speakers"]),
        mediums=tuple(_pair(span) for span in row["mediums"]),
        speaker_optional=bool(row.get("speaker_optional")),
        date=(row["date"][0], row["date"][1]) if row.get("date") else None,
        place_countries=frozenset(row["place_countries"]),
        optional=bool(row.get("optional")),
    )


def _pair(span: list[int]) -> tuple[int, int]:
    start, end = span
    return int(start), int(end)

"""FollowTheMoney: articles, events and actors as entities, and every value as a statement with the report that it stems from.

Schemata and properties: FollowTheMoney 4.11 (OpenSanctions). Invariant: a statement's id is FollowTheMoney's own hash of dataset,
entity, property and value, so that statements of two exports can be put together; no statement stands twice.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.export.countries import countries
from onrecord.export.tables import write_package
from onrecord.export.telling import Asked, Written, reports
from onrecord.store import IN_ORDER, Record

DATASET = "onrecord"
ENTITIES_FILE, STATEMENTS_FILE = "entities.ftm.json", "statements.csv"
STATEMENTS = (
    "canonical_id", "entity_id", "prop", "prop_type", "schema", "value", "dataset", "origin", "lang", "original_value", "external",
    "first_seen", "last_seen", "id",
)  # fmt: skip
#: types of the properties that are written, by schema
PROPERTIES = {
    "Article": {
        "title": "string", "author": "string", "publisher": "string", "sourceUrl": "url", "publishedAt": "date",
        "retrievedAt": "date", "language": "language", "fileName": "string",
    },
    "Event": {
        "name": "name", "date": "date", "startDate": "date", "endDate": "date", "location": "address", "country": "country",
        "organizer": "entity", "involved": "entity", "keywords": "string", "recordId": "string", "sourceUrl": "url",
        "publisher": "string", "proof": "entity", "notes": "text", "summary": "text",
    },
    "Person": {"name": "name", "country": "country", "position": "string", "sector": "string"},
    "Organization": {"name": "name", "country": "country", "sector": "string"},
    "PublicBody": {"name": "name", "country": "country", "sector": "string"},
    "LegalEntity": {"name": "name", "country": "country", "sector": "string"},
}  # fmt: skip
_SCHEMA = {"PER": "Person", "ORG": "Organization", "GPE": "PublicBody"}
# ISO 639-1 to the three letters that FollowTheMoney takes
_LANGUAGES = {"en": "eng"}


@dataclass(slots=True, kw_only=True)
class _Entity:
    """One entity; each value with the report or article that it stems from, the first that told it."""

    id: str
    schema: str
    values: dict[str, dict[str, str]] = field(default_factory=dict)

    def add(self, prop: str, value: object, origin: str) -> None:
        if value is not None and value != "":
            self.values.setdefault(prop, {}).setdefault(str(value), origin)

    def line(self) -> str:
        properties = {prop: list(values) for prop, values in self.values.items()}
        said = {"id": self.id, "schema": self.schema, "properties": properties, "datasets": [DATASET]}
        return json.dumps(said, ensure_ascii=False) + "\n"

    def statements(self) -> Iterator[list[str]]:
        for prop, values in self.values.items():
            for value, origin in values.items():
                key = hashlib.sha1(f"{DATASET}.{self.id}.{prop}.{value}".encode(), usedforsecurity=False).hexdigest()
                kind = PROPERTIES[self.schema][prop]
                yield [self.id, self.id, prop, kind, self.schema, value, DATASET, origin, "", "", "f", "", "", key]


def write(record: Record, folder: Path, asked: Asked) -> Written:
    """Write entities and statements into a folder that is there."""
    written = Written()
    with (
        (folder / ENTITIES_FILE).open("w", encoding="utf-8", newline="") as entities,
        (folder / STATEMENTS_FILE).open("w", encoding="utf-8", newline="") as statements,
    ):
        rows = csv.writer(statements, lineterminator="\n")
        rows.writerow(STATEMENTS)
        for entity in _entities(record, written, asked):
            written.add(entity.schema)
            entities.write(entity.line())
            rows.writerows(entity.statements())
    fields = [{"name": name, "type": "string"} for name in STATEMENTS]
    resource = {"name": "statements", "path": STATEMENTS_FILE, "profile": "tabular-data-resource", "schema": {"fields": fields}}
    write_package(folder, [resource, {"name": "entities", "path": ENTITIES_FILE, "mediatype": "application/jsonl"}])
    return written


def _entities(record: Record, written: Written, asked: Asked) -> Iterator[_Entity]:
    """Articles, then events in the order of reading, then the actors in the order in which they are first told."""
    with record.batches(IN_ORDER["articles"], rows=2_048) as batches:
        for batch in batches:
            for row in batch.to_pylist():
                yield _article(row)
    actors: dict[str, _Entity] = {}
    for report in reports(record, written, asked):
        yield _event(report, actors)
    yield from actors.values()


def _article(row: dict[str, Any]) -> _Entity:
    entity = _Entity(id=f"onrecord-article-{row['id']}", schema="Article")
    name = row["doc"] or row["id"]
    for prop, value in (
        ("title", row["headline"]),
        ("author", row["byline"]),
        ("publisher", row["publisher"]),
        ("sourceUrl", row["url"]),
        ("publishedAt", _iso(row["published"])),
        ("retrievedAt", _iso(row["retrieved"])),
        ("language", _LANGUAGES.get(row["language"])),
        ("fileName", name),
    ):
        entity.add(prop, value, row["id"])
    return entity


def _event(report: dict[str, Any], actors: dict[str, _Entity]) -> _Entity:
    key = report["id"]
    entity = _Entity(id=f"onrecord-report-{key}", schema="Event")
    kind = report["type"] + (f" / {report['mode']}" if report["mode"] else "")
    sides = [report["actor_text"] or "", report["recipient_text"] or ""]
    entity.add("name", f"{kind}: {' → '.join(side for side in sides if side)}".removesuffix(": "), key)
    entity.add("summary", report["trigger"], key)
    first, last = _iso(report["date_first"]), _iso(report["date_last"])
    if first == last:
        entity.add("date", first, key)
    else:
        entity.add("startDate", first, key)
        entity.add("endDate", last, key)
    entity.add("location", report["place_name"], key)
    entity.add("country", _country(report["place_country"]), key)
    for one in report["participants"]:
        if (actor := _actor(one, key, actors)) is not None:
            entity.add("organizer" if one["role"] == "actor" else "involved", actor, key)
    for word in (report["type"], report["mode"], report["quad"], report["status"]):
        entity.add("keywords", word, key)
    if report["speaker"] or report["medium"]:
        through = f" through {report['medium']}" if report["medium"] else ""
        entity.add("notes", f"{report['status']}, according to {report['speaker'] or 'a source'}{through}", key)
    entity.add("recordId", key, key)
    entity.add("sourceUrl", report["url"], key)
    entity.add("publisher", report["publisher"], key)
    entity.add("proof", f"onrecord-article-{report['article_id']}", key)
    return entity


def _actor(one: dict[str, Any], origin: str, actors: dict[str, _Entity]) -> str | None:
    """The entity of a participant that has a name; None for one that is only described ("gunmen")."""
    name = one["name"] or (one["text"] if one["form"] == "name" else None)
    if not name:
        return None
    digest = hashlib.sha256(f"{one['entity_id'] or name}\0{one['country']}".encode()).hexdigest()[:16]
    key = f"onrecord-actor-{digest}"
    entity = actors.setdefault(key, _Entity(id=key, schema=_SCHEMA.get(one["kind"], "LegalEntity")))
    entity.add("name", name, origin)
    entity.add("country", _country(one["country"]), origin)
    if entity.schema == "Person":
        entity.add("position", one["capacity"], origin)
    for sector in one["sectors"]:
        entity.add("sector", sector, origin)
    return key


def _country(code: str | None) -> str | None:
    """Two small letters, as FollowTheMoney has them."""
    land = countries().get(code or "")
    return None if land is None else land.iso2.lower()


def _iso(when: Any) -> str | None:
    return None if when is None else when.isoformat()

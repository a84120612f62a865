"""FollowTheMoney: entities are of its form and lead to each other, and the statements tell the same.

Its own library needs ICU and 200 MB, so it is no dependency of the tests: where it is installed, it is asked as well.
"""

import csv
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest
from tests.maderecord import record_of

from onrecord.export import export
from onrecord.export.ftm import ENTITIES_FILE, PROPERTIES, STATEMENTS, STATEMENTS_FILE


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("ftm")
    written = export(record_of(folder / "record"), folder / "out", "ftm")
    assert written.rows == {"Article": 4, "Event": 4, "PublicBody": 3}
    return folder / "out"


@pytest.fixture(scope="module")
def entities(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / ENTITIES_FILE).read_text(encoding="utf-8").splitlines()]


def test_values_are_of_the_form_of_their_types(entities: list[dict[str, Any]]) -> None:
    forms = {"country": "[a-z]{2}", "date": r"\d{4}-\d\d-\d\d(T.*)?", "language": "[a-z]{3}", "url": "https?://.+", "name": ".+"}
    seen = set()
    for entity in entities:
        assert set(entity["properties"]) <= set(PROPERTIES[entity["schema"]])
        # the schemata's required properties
        assert "name" in entity["properties"] or entity["schema"] == "Article"
        for prop, values in entity["properties"].items():
            kind = PROPERTIES[entity["schema"]][prop]
            seen.add(kind)
            assert all(re.fullmatch(forms.get(kind, r"(?s).+"), value) for value in values), (prop, values)
    assert seen >= {"country", "date", "language", "url", "name", "entity"}


def test_the_library_keeps_every_value(entities: list[dict[str, Any]]) -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in entities:
        proxy = model.get_proxy(entity, cleaned=False)
        for prop, values in entity["properties"].items():
            assert sorted(proxy.get(prop)) == sorted(values), (entity["id"], prop)
        assert proxy.schema.name == entity["schema"]
        assert set(proxy.schema.required) <= set(entity["properties"]) or entity["schema"] == "Article"


def test_properties_are_those_of_the_schemata() -> None:
    model = pytest.importorskip("followthemoney").model
    for schema, properties in PROPERTIES.items():
        for prop, kind in properties.items():
            found = model.get(schema)
            assert found is not None
            assert found.get(prop).type.name == kind, (schema, prop)


def test_events_lead_to_actors_and_articles(entities: list[dict[str, Any]]) -> None:
    by_id = {entity["id"]: entity for entity in entities}
    [raid] = [entity for entity in entities if "ASSAULT / aerial" in entity["properties"].get("name", [""])[0]]
    [actor] = raid["properties"]["organizer"]
    assert by_id[actor]["properties"] == {"name": ["Russian Air Force"], "country": ["ru"], "sector": ["MIL"]}
    [article] = raid["properties"]["proof"]
    assert by_id[article]["properties"]["publisher"] == ["The Line"]
    assert raid["properties"]["country"] == ["ua"]


def test_statements(out: Path, entities: list[dict[str, Any]]) -> None:
    with (out / STATEMENTS_FILE).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    # FollowTheMoney 4.11, statement.serialize.CSV_COLUMNS
    assert tuple(rows[0]) == STATEMENTS
    assert len(STATEMENTS) == 14
    told = {(row["entity_id"], row["prop"], row["value"]) for row in rows}
    assert told == {(one["id"], prop, value) for one in entities for prop, values in one["properties"].items() for value in values}
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        key = f"{row['dataset']}.{row['entity_id']}.{row['prop']}.{row['value']}"
        assert row["id"] == hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
    [name] = [row for row in rows if row["value"] == "Russian Air Force"]
    assert name["origin"].endswith("-r0")

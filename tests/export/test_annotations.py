"""Annotations follow the W3C's model, and both of their selectors find the same words."""

import json
from pathlib import Path
from typing import Any

import pytest
from tests.maderecord import DENIAL, RAID, TALKS, UNDATED, record_of

from onrecord.export import export
from onrecord.store import Record

TEXTS = (RAID, TALKS, DENIAL, UNDATED)


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Any:
    folder = tmp_path_factory.mktemp("annotations")
    written = export(record_of(folder / "record"), folder / "out.jsonld", "annotations")
    found = json.loads((folder / "out.jsonld").read_text(encoding="utf-8"))
    assert found["total"] == sum(written.rows.values()) == len(found["first"]["items"])
    return found


def test_a_collection_with_one_page(collection: Any) -> None:
    assert collection["type"] == "AnnotationCollection"
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert collection["first"]["type"] == "AnnotationPage"
    # Web Annotation Data Model, section 3: what each annotation must have
    for one in collection["first"]["items"]:
        assert one["type"] == "Annotation"
        assert one["id"].startswith("urn:onrecord:")
        assert one["motivation"] in ("classifying", "identifying", "describing")
        assert one["body"]["type"] == "TextualBody"
        assert one["generator"]["type"] == "Software"
    ids = [one["id"] for one in collection["first"]["items"]]
    assert len(ids) == len(set(ids))


def test_both_selectors_find_the_same_words(collection: Any) -> None:
    for one in collection["first"]["items"]:
        position, quote = one["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        start, end = position["start"], position["end"]
        [text] = [
            text for text in TEXTS if text[start:end] == quote["exact"] and quote["prefix"] in text and quote["suffix"] in text
        ]
        assert text[max(0, start - 32) : start] == quote["prefix"]
        assert text[end : end + 32] == quote["suffix"]


def test_reports_lead_to_who_says_so(collection: Any) -> None:
    items = {one["id"]: one for one in collection["first"]["items"]}
    [killed] = [one for one in items.values() if one.get("onrecord:status") == "reported"]
    said = items[killed["prov:wasInfluencedBy"]["id"]]
    assert said["prov:wasAttributedTo"] == {"type": "prov:Agent", "name": "Olena Koval", "onrecord:kind": "named"}
    assert said["prov:wasDerivedFrom"]["id"] == said["target"]["source"] == "https://line.example/raid"
    # every status is there, marked
    assert {one.get("onrecord:status") for one in items.values()} >= {"denied", "hypothetical", "fact"}
    whom = [one for one in items.values() if one["motivation"] == "identifying" and one["onrecord:name"] == "Russian Air Force"]
    assert [(one["onrecord:role"], one["body"]["value"]) for one in whom] == [("actor", "RUSMIL")]
    assert whom[0]["onrecord:report"]["id"] in items


def test_an_empty_record(tmp_path: Path) -> None:
    export(Record.create_or_open(tmp_path / "record"), tmp_path / "out", "annotations")
    found = json.loads((tmp_path / "out").read_text(encoding="utf-8"))
    assert found["total"] == 0
    assert found["first"]["items"] == []

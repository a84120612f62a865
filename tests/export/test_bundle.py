"""A bundle tells no words, and says itself when it was touched."""

import csv
import json
from pathlib import Path

import pytest
from tests.maderecord import DENIAL, RAID, TALKS, UNDATED, record_of

from onrecord.errors import StoreError
from onrecord.export import export
from onrecord.export.bundle import TOLD, digest, read_manifest
from onrecord.store import VIEWS, Record


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    export(record_of(tmp_path / "record"), tmp_path / "bundle", "bundle")
    return tmp_path / "bundle"


def test_it_holds_no_words_of_the_articles(bundle: Path) -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in sorted(bundle.glob("*.csv")))
    for article in (RAID, TALKS, DENIAL, UNDATED):
        words = article.split()
        for start in range(len(words) - 1):
            assert " ".join(words[start : start + 2]) not in text.replace("Olena Koval", "")
    # whose words they are is a fact of the record
    assert "Olena Koval" in text


def test_offsets_and_whole_hashes_stand_in_it(bundle: Path) -> None:
    import hashlib

    with (bundle / "articles.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["text"] for row in rows] == [hashlib.sha256(text.encode()).hexdigest() for text in (RAID, TALKS, DENIAL, UNDATED)]
    with (bundle / "reports.csv").open(encoding="utf-8", newline="") as file:
        report = next(csv.DictReader(file))
    assert report["trigger"] == hashlib.sha256(b"bombed").hexdigest()[:16]
    assert RAID[int(report["trigger_start"]) : int(report["trigger_end"])] == "bombed"
    assert "origin" not in rows[0]


def test_what_made_it_is_told(bundle: Path, tmp_path: Path) -> None:
    said = json.loads((bundle / "bundle.json").read_text(encoding="utf-8"))
    record = json.loads((tmp_path / "record" / "record.json").read_text(encoding="utf-8"))
    assert said["readers"] == record["readers"]
    assert said["settings"] == record["settings"]
    assert set(said["files"]) == {path.name for path in bundle.iterdir()} - {"bundle.json"}
    assert said["rows"]["reports"] == 6
    assert record["readers"][0]["codebook"]["digest"] in (bundle / "README.md").read_text(encoding="utf-8")
    package = json.loads((bundle / "datapackage.json").read_text(encoding="utf-8"))
    [trigger] = [field for field in package["resources"][1]["schema"]["fields"] if field["name"] == "trigger"]
    assert trigger["description"].endswith("SHA-256")


def test_what_is_told_are_columns_of_the_views() -> None:
    for view, columns in TOLD.items():
        assert set(columns.split()) <= set(VIEWS[view][1])
    assert "text" not in TOLD["articles"].split()


@pytest.mark.parametrize("name", ["reports.csv", "README.md"])
def test_a_file_that_was_touched_is_noticed(bundle: Path, name: str) -> None:
    assert read_manifest(bundle)["files"][name] == digest(bundle / name)
    (bundle / name).write_bytes((bundle / name).read_bytes() + b"x")
    with pytest.raises(StoreError, match=name):
        read_manifest(bundle)
    (bundle / name).unlink()
    with pytest.raises(StoreError, match=f"lacks {name}"):
        read_manifest(bundle)


def test_what_is_no_bundle(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no bundle"):
        read_manifest(tmp_path)
    (tmp_path / "bundle.json").write_text("[]")
    with pytest.raises(StoreError, match="cannot be read"):
        read_manifest(tmp_path)
    (tmp_path / "bundle.json").write_text('{"format": 99, "files": {}}')
    with pytest.raises(StoreError, match="format 99"):
        read_manifest(tmp_path)


def test_the_same_record_gives_the_same_bundle(bundle: Path, tmp_path: Path) -> None:
    export(Record.open(tmp_path / "record"), tmp_path / "again", "bundle")
    for path in bundle.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes()

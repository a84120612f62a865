"""The event formats, read as the field reads them."""

import csv
import io
import json
import sys
import types
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pytest
from tests.maderecord import RAID, record_of
from tests.madereports import days, mention, participant, reading, report

from onrecord.export import FORMATS, export, gdelt, gkg, icews, phoenix, polecat
from onrecord.record import Report, Role
from onrecord.store import Record

EVENTS = ["polecat", "icews", "gdelt", "cameo", "ngec"]
# POLECAT codebook (doi:10.7910/DVN/AJGVIT), header of its weekly files
POLECAT_HEADER = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|"
    "Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|"
    "Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|"
    "Wikipedia Recipient ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|"
    "Feature Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
)
POLECAT = POLECAT_HEADER.split("|")
# R package icews 0.1, read_events_tsv(): every other column is text
ICEWS = {
    "Event ID": "Int32", "Event Date": "date", "Source Name": "str", "Source Sectors": "str", "Source Country": "str",
    "Event Text": "str", "CAMEO Code": "str", "Intensity": "float64", "Target Name": "str", "Target Sectors": "str",
    "Target Country": "str", "Story ID": "Int32", "Sentence Number": "Int32", "Publisher": "str", "City": "str", "District": "str",
    "Province": "str", "Country": "str", "Latitude": "float64", "Longitude": "float64",
}  # fmt: skip
# R package phoxy, ingest_phoenix(): column classes of events.full files
PHOENIX = ["str", *["int32"] * 4, *["str"] * 10, "int32", "float64", "str", "float64", "float64", *["str"] * 6]


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(tmp_path_factory.mktemp("events") / "record")


@pytest.fixture(scope="module")
def out(record: Record, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out")
    for format_ in EVENTS:
        export(record, folder / format_, format_)
    return folder


def of(path: Path, *reports: Report, text: str = "word " * 60) -> Record:
    """A record of one article with these reports."""
    record = Record.create_or_open(path)
    with record.writing("made-1", {}) as writer:
        writer.write_shard([reading(text, *reports, published=date(2026, 1, 2))])
    return record


def test_polecat_as_pandas_reads_it(out: Path) -> None:
    frame = pd.read_csv(out / "polecat", sep="\t")
    assert list(frame.columns) == list(polecat.COLUMNS) == POLECAT
    assert len(frame) == 4
    first = frame.iloc[0].dropna().to_dict()
    assert first["Event Date"] == "2026-03-02"
    assert (first["Event Type"], first["Event Mode"], first["Quad Code"]) == ("ASSAULT", "aerial", "MATERIAL CONFLICT")
    assert (first["Actor Name"], first["Actor Country"], first["Actor COW"]) == ("Russian Air Force", "RUS", "365")
    assert (first["Primary Recipient Sector"], first["Recipient Name Raw"]) == ("CVL", "a market")
    assert (first["GeoNames ID"], first["Feature Type"], first["Province"]) == (706483, "PPL", "Kharkiv Oblast")
    assert frame["Actor Country"].tolist()[2] == "CHN;USA"
    # "None" is POLECAT's own word for nothing, which pandas takes for it
    assert frame["Actor Name"].isna().tolist() == [False, True, False, False]
    assert frame["Event Date"].isna().tolist() == [False, False, False, True]


def test_polecat_as_polars_and_duckdb_read_it(out: Path) -> None:
    frame = pl.read_csv(out / "polecat", separator="\t", null_values="None")
    assert frame.columns == POLECAT
    assert frame["Latitude"].dtype == pl.Float64
    with duckdb.connect() as connection:
        rows = connection.sql(
            "SELECT \"Event ID\", \"Event Date\" FROM read_csv(?, delim='\t', header=true, nullstr=['', 'None'])",
            params=[str(out / "polecat")],
        ).fetchall()
    assert [row[1] for row in rows] == [date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), None]


def test_icews_with_the_types_that_r_expects(out: Path) -> None:
    typed = {name: kind for name, kind in ICEWS.items() if kind != "date"}
    frame = pd.read_csv(out / "icews", sep="\t", quoting=csv.QUOTE_NONE, dtype=typed, parse_dates=["Event Date"])
    assert list(frame.columns) == list(icews.COLUMNS) == list(ICEWS)
    assert frame["Event ID"].tolist() == [1, 2, 3, 4]
    assert frame["CAMEO Code"].tolist() == ["195", "180", "040", "171"]
    assert frame["Event Text"].tolist()[0] == "Employ aerial weapons"
    assert frame["Source Country"].tolist()[0] == "Russian Federation"
    assert frame["Source Sectors"].tolist()[0] == "Military,Government"
    assert frame["Sentence Number"].tolist() == [1, 2, 1, 1]
    # "Chinese and American envoys met": one pair, once
    assert (frame["Source Name"][2], frame["Target Name"][2]) == ("Chinese", "American")


@pytest.mark.parametrize("format_", ["polecat", "icews", "cameo"])
def test_cells_hold_no_tabs_and_no_quotes(record: Record, tmp_path: Path, format_: str) -> None:
    export(record, tmp_path / "out", format_, all_statuses=True)
    text = (tmp_path / "out").read_text(encoding="utf-8")
    assert "Daily Line" in text or format_ == "cameo"
    assert "The 'Other' Line" in text
    assert '"' not in text
    columns = {"polecat": 40, "icews": 20, "cameo": 26}[format_]
    assert {line.count("\t") for line in text.splitlines()} == {columns - 1}
    assert text.count("\n") == len(text.splitlines())


def test_cameo_rows_with_the_types_of_phoenix(out: Path) -> None:
    columns = list(phoenix.COLUMNS)
    frame = pd.read_csv(
        out / "cameo", sep="\t", header=None, names=columns, dtype=dict(zip(columns, PHOENIX, strict=True)), quoting=csv.QUOTE_NONE,
    )  # fmt: skip
    assert frame["EventCode"].tolist() == ["195", "180", "040"]
    assert frame["EventRootCode"].tolist() == ["19", "18", "04"]
    assert frame["QuadClass"].tolist() == [4, 4, 1]
    assert frame["GoldsteinScore"].tolist() == [-10.0, -9.0, 1.0]
    assert frame["SourceActorFull"].tolist() == ["RUSMIL", "---", "CHNGOV"]
    assert frame["TargetActorRole"].tolist() == ["CVL", "CVL", "GOV"]
    assert frame["Date"].tolist() == [20260302, 20260303, 20260304]


def test_what_has_no_day_is_left_out_and_told(record: Record, tmp_path: Path) -> None:
    written = export(record, tmp_path / "out", "cameo")
    assert written.rows == {"events": 3}
    assert list(written.left_out.values()) == [2, 1]
    assert "did not happen" in next(iter(written.left_out))


def gdelt_client(monkeypatch: pytest.MonkeyPatch, folder: Path) -> Any:
    """The gdelt package's client, served these files in place of GDELT's."""
    import requests

    names = {"export": gdelt.EVENTS_FILE, "mentions": gdelt.MENTIONS_FILE, "gkg": gdelt.GKG_FILE}

    def get(url: str, **_: object) -> types.SimpleNamespace:
        if url.endswith("cameoCodes.json"):
            return types.SimpleNamespace(content=(Path(sys.prefix) / "data" / "cameoCodes.json").read_bytes())
        [name] = [name for kind, name in names.items() if f".{kind}." in url.lower()]
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive:
            archive.write(folder / name, name)
        return types.SimpleNamespace(status_code=200, content=packed.getvalue(), url=url)

    monkeypatch.setattr(requests, "get", get)
    import gdelt.base as client

    monkeypatch.setattr(client, "BASE_DIR", sys.prefix)
    return client.gdelt(version=2)


def test_gdelt_as_its_own_client_reads_it(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = gdelt_client(monkeypatch, out / "gdelt")
    frames = {table: client.Search("2026 Mar 03", table=table, coverage=False) for table in ("events", "mentions", "gkg")}
    events = frames["events"].drop(columns="CAMEOCodeDescription")
    assert list(events.columns) == list(gdelt.EVENTS)
    assert list(frames["mentions"].columns) == list(gdelt.MENTIONS)
    assert list(frames["gkg"].columns) == list(gkg.COLUMNS)
    assert len(gdelt.EVENTS) == 61
    assert len(gdelt.MENTIONS) == 16
    first = events.iloc[0].dropna().to_dict()
    assert (first["SQLDATE"], first["MonthYear"], first["Year"]) == (20260302, 202603, 2026)
    assert (first["Actor1Code"], first["Actor2Code"], first["EventCode"], first["QuadClass"]) == ("RUSMIL", "UKRCVL", "195", 4)
    assert (first["ActionGeo_Type"], first["ActionGeo_CountryCode"]) == (4, "UP")
    assert first["ActionGeo_FullName"] == "Kharkiv, Kharkiv Oblast, Ukraine"
    assert events["EventRootCode"].tolist()[2] == "04"
    assert events["IsRootEvent"].tolist() == [1, 0, 1]
    mentions = frames["mentions"]
    assert mentions["GLOBALEVENTID"].tolist() == events["GLOBALEVENTID"].tolist()
    assert RAID[mentions["ActionCharOffset"][0] :].startswith("bombed")
    assert mentions["Actor1CharOffset"].tolist()[1] == -1


def test_quotations_lead_back_to_their_words(out: Path) -> None:
    lines = (out / "gdelt" / gdelt.GKG_FILE).read_text(encoding="utf-8").splitlines()
    assert len(lines) == 4
    entry = dict(zip(gkg.COLUMNS, lines[0].split("\t"), strict=True))["Quotations"]
    start, length, verb, words = entry.split("|")
    assert verb == "said"
    assert RAID[int(start) : int(start) + int(length)] == words == "Twelve people were killed; no one warned us."


def test_ngec_lines(out: Path) -> None:
    lines = [json.loads(line) for line in (out / "ngec").read_text(encoding="utf-8").splitlines()]
    assert len(lines) == 4
    first = lines[0]
    assert set(first) >= {"id", "event_type", "event_mode", "attributes", "event_geolocation", "pub_date", "story_id", "contexts"}
    [actor] = first["attributes"]["ACTOR"]
    assert RAID[actor["qa_start_char"] : actor["qa_end_char"]] == actor["text"] == "Russian jets"
    assert (actor["country"], actor["code_1"], actor["country_name"]) == ("RUS", "MIL", "Russia")
    assert first["event_geolocation"]["geo"]["geonameid"] == "706483"
    assert lines[3]["date_resolved"] is None
    assert RAID not in json.dumps(lines)


@pytest.mark.parametrize("format_", EVENTS)
def test_only_what_happened_unless_asked(record: Record, tmp_path: Path, format_: str) -> None:
    happened = export(record, tmp_path / "happened", format_)
    every = export(record, tmp_path / "every", format_, all_statuses=True)
    assert every.rows["events"] - happened.rows["events"] == 2
    assert FORMATS[format_].happened
    assert not any("did not happen" in reason for reason in every.left_out)


@pytest.mark.parametrize("format_", EVENTS)
def test_again_gives_the_same_bytes(record: Record, out: Path, tmp_path: Path, format_: str) -> None:
    export(record, tmp_path / format_, format_)
    pairs = [(path, tmp_path / path.relative_to(out)) for path in [out / format_, *(out / format_).rglob("*")] if path.is_file()]
    assert pairs
    for one, two in pairs:
        assert one.read_bytes() == two.read_bytes()


def test_every_actor_meets_every_recipient(tmp_path: Path) -> None:
    record = of(tmp_path / "record", report("ACCUSE", "USAGOV FRAGOV", "IRN RUS", time=days("2026-01-01")))
    export(record, tmp_path / "out", "cameo")
    rows = [line.split("\t") for line in (tmp_path / "out").read_text().splitlines()]
    assert [(row[5], row[9]) for row in rows] == [("USAGOV", "IRN"), ("USAGOV", "RUS"), ("FRAGOV", "IRN"), ("FRAGOV", "RUS")]
    assert len({row[0] for row in rows}) == 4


@pytest.mark.parametrize(("format_", "rows"), [("cameo", 1), ("gdelt", 1), ("icews", 2)])
def test_pairs_of_the_same_codes_count_once_where_codes_are_all(tmp_path: Path, format_: str, rows: int) -> None:
    record = of(tmp_path / "record", report("ASSAULT", "NGAUAF", "NGACVL NGACVL", time=days("2026-01-01")))
    assert export(record, tmp_path / "out", format_).rows["events"] == rows


def test_bodies_that_are_no_countries(tmp_path: Path) -> None:
    record = of(tmp_path / "record", report("REQUEST", "UNO", "EUR", time=days("2026-01-01")))
    export(record, tmp_path / "out", "gdelt")
    row = dict(zip(gdelt.EVENTS, (tmp_path / "out" / gdelt.EVENTS_FILE).read_text().rstrip("\n").split("\t"), strict=True))
    assert (row["Actor1Code"], row["Actor1KnownGroupCode"], row["Actor1Type1Code"]) == ("IGOUNO", "UNO", "IGO")
    assert (row["Actor2Code"], row["Actor2CountryCode"]) == ("IGOEUREEC", "")
    assert row["EventCode"] == "100"


def test_armed_forces_use_conventional_force(tmp_path: Path) -> None:
    record = of(tmp_path / "record", report("ASSAULT", "SYRMIL", "SYRCVL", time=days("2026-01-01")))
    export(record, tmp_path / "out", "cameo")
    assert (tmp_path / "out").read_text().split("\t")[13] == "190"


def test_an_empty_record(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path / "record")
    for format_ in EVENTS:
        assert export(record, tmp_path / format_, format_).rows.get("events", 0) == 0
    assert (tmp_path / "polecat").read_text().count("\n") == 1


def test_a_pronoun_without_words_does_not_break(tmp_path: Path) -> None:
    someone = participant("SYRUAF", Role.ACTOR)
    named = participant("SYRCVL", Role.RECIPIENT, named=mention("word " * 60, "word"))
    from dataclasses import replace

    record = of(tmp_path / "record", replace(report("ASSAULT", time=days("2026-01-01")), participants=(someone, named)))
    export(record, tmp_path / "out", "icews")
    assert (tmp_path / "out").read_text().splitlines()[1].split("\t")[2] == "Unidentified Forces"

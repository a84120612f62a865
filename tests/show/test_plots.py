"""Plots show what the record holds, say what they leave out, and fetch nothing."""

import json
import re
import struct
import sys
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from tests.maderecord import record_of
from tests.madereports import days, place, reading, report
from tests.test_cli import right, wrong

from onrecord.errors import StoreError
from onrecord.record import Status
from onrecord.show.plots import PLOTS, draw, save
from onrecord.show.plots.counts import by_dyad, over_time
from onrecord.show.plots.style import QUAD_COLOURS
from onrecord.store import Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(tmp_path_factory.mktemp("plots") / "record")


def of(path: Path, *reports: Any) -> Record:
    record = Record.create_or_open(path)
    with record.writing("made-1", {}) as writer:
        writer.write_shard([reading("word " * 60, *reports)])
    return record


def rows(chart: dict[str, Any], data: dict[str, Any] | None = None) -> list[dict[str, Any]]:
    """The rows of a chart, or of one of its layers; Altair puts them beside the marks."""
    found: list[dict[str, Any]] = chart["datasets"][(data or chart["data"])["name"]]
    return found


def test_what_each_plot_counts(record: Record) -> None:
    charts = {name: draw(record, name).to_dict() for name in PLOTS}
    values = {name: rows(chart) for name, chart in charts.items() if name != "map"}
    assert [(row["day"], row["quad"], row["n"]) for row in values["timeline"]] == [("2026-03-02T00:00:00", "material conflict", 1)]
    assert {(row["dyad"], row["n"]) for row in values["dyads"]} == {("RUS → UKR", 1), ("CHN – USA", 1)}
    assert {(row["type"], row["status"], row["n"]) for row in values["types"]} == {
        ("ASSAULT", "fact", 1),
        ("ASSAULT", "reported", 1),
        ("COERCE", "fact", 1),
        ("CONSULT", "fact", 1),
    }
    assert charts["timeline"]["title"]["subtitle"] == [
        "4 reports, what happened according to someone",
        "3 of 4 reports have no day and are not drawn",
    ]
    places = rows(charts["map"], charts["map"]["layer"][1]["data"])
    assert [(row["place"], row["n"], row["conflict"]) for row in places] == [("Kharkiv", 1, 1)]


def test_every_status_is_drawn_when_asked(record: Record) -> None:
    values = rows(draw(record, "types", all_statuses=True).to_dict())
    assert sum(row["n"] for row in values) == 6
    assert {"denied", "hypothetical"} <= {row["status"] for row in values}


def test_long_spans_are_drawn_by_week_and_month(tmp_path: Path) -> None:
    for last, step in (("2026-02-01", "day"), ("2026-12-31", "week"), ("2029-01-01", "month")):
        made = of(tmp_path / step, report(time=days("2026-01-01")), report(start=5, time=days(last)))
        counted = over_time(made, "happened")
        assert counted.step == step
        assert sum(row["n"] for row in counted.rows) == 2


def test_classes_of_a_day_are_piled_up(tmp_path: Path) -> None:
    day = days("2026-01-01")
    made = of(
        tmp_path / "record",
        report("ASSAULT", time=day),
        report("ASSAULT", start=5, time=day),
        report("CONSULT", start=10, time=day),
        report("ACCUSE", start=15, time=days("2026-01-03")),
    )
    chart = draw(made, "timeline").to_dict()
    assert chart["mark"]["type"] == "rect"
    assert [(row["day"][:10], row["until"][:10], row["quad"], row["bottom"], row["top"]) for row in rows(chart)] == [
        ("2026-01-01", "2026-01-02", "verbal cooperation", 0, 1),
        ("2026-01-01", "2026-01-02", "material conflict", 1, 3),
        ("2026-01-03", "2026-01-04", "verbal conflict", 0, 1),
    ]


def test_a_pair_without_direction_counts_once(tmp_path: Path) -> None:
    made = of(
        tmp_path / "record",
        report("CONSULT", "USA", "CHN"),
        report("CONSULT", "CHN", "USA", start=5),
        report("CONSULT", "USA CHN", start=10),
        report("ACCUSE", "USA", "CHN", start=15),
        report("ACCUSE", "USA FRA", start=20, status=Status.ALLEGED),
    )
    counted = by_dyad(made, "happened")
    assert {(row["dyad"], row["n"]) for row in counted.rows} == {("CHN – USA", 3), ("USA → CHN", 1)}
    assert counted.notes == ["1 of 5 reports name one side only and are not drawn"]


def test_nothing_to_draw(tmp_path: Path, record: Record) -> None:
    empty = Record.create_or_open(tmp_path / "record")
    for name in PLOTS:
        with pytest.raises(StoreError, match="can be drawn"):
            draw(empty, name)
    with pytest.raises(StoreError, match="no plot 'pie'"):
        draw(record, "pie")


def test_files(record: Record, tmp_path: Path) -> None:
    chart = draw(record, "types")
    for kind in ("png", "svg", "html"):
        save(chart, tmp_path / "new" / f"types.{kind}")
    png = (tmp_path / "new" / "types.png").read_bytes()
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 1000
    assert height > 100
    svg = (tmp_path / "new" / "types.svg").read_text(encoding="utf-8")
    assert "COERCE" in svg
    save(chart, tmp_path / "again.svg")
    assert (tmp_path / "again.svg").read_text(encoding="utf-8") == svg
    with pytest.raises(StoreError, match=r"\.png, \.svg, \.html"):
        save(chart, tmp_path / "types.gif")
    assert sorted(path.name for path in (tmp_path / "new").iterdir()) == ["types.html", "types.png", "types.svg"]


def test_a_page_fetches_nothing_and_no_word_can_act(tmp_path: Path) -> None:
    sly = place(name="</script><script>alert(1)</script>")
    from dataclasses import replace

    made = of(tmp_path / "record", report(where=replace(sly, latitude=1.0, longitude=2.0)))
    save(draw(made, "map"), tmp_path / "map.html")
    page = (tmp_path / "map.html").read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert "alert(1)" in page
    # its own two scripts and no more
    assert len(re.findall(r"<script", page)) == len(re.findall("</script", page)) == 2
    assert not re.search(r"<script[^>]*\bsrc=|<link|@import|cdn\.", page)
    data = re.search(r'<script type="application/json" id="spec">(.*?)</script>', page, re.DOTALL)
    assert data is not None
    assert json.loads(data[1])["layer"][1]["data"]["name"]


def test_the_world() -> None:
    world = json.loads(files("onrecord").joinpath("world-110m.json").read_text(encoding="utf-8"))
    codes = {shape.get("id") for shape in world["objects"]["countries"]["geometries"]}
    assert {"UKR", "KOS", "PSE", "USA"} <= codes
    assert len((files("onrecord").joinpath("world-110m.json")).read_bytes()) < 200_000
    assert len(set(QUAD_COLOURS.values())) == 4


def test_the_command(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert right("plot", record.path, "types", "-o", tmp_path / "types.svg").startswith("written to ")
    assert "COERCE" in (tmp_path / "types.svg").read_text(encoding="utf-8")
    assert "no plot 'pie'" in wrong("plot", record.path, "pie", "-o", tmp_path / "x.svg")
    for name in [name for name in sys.modules if name.startswith("onrecord.show.plots")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "altair", None)
    assert "pip install 'onrecord[plot]'" in wrong("plot", record.path, "types", "-o", tmp_path / "x.svg")

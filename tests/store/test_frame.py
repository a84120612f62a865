"""Frames and records show themselves, and other libraries take frames as they are."""

from pathlib import Path

import duckdb
import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from tests.fakereader import FakeReader, article, articles
from tests.maderecord import record_of
from tests.record.test_html import read as parsed

from onrecord.batch import read
from onrecord.errors import StoreError
from onrecord.store import VIEWS, Frame, Record


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Record:
    return record_of(tmp_path_factory.mktemp("frames") / "record")


def test_libraries_take_it(record: Record) -> None:
    frame = record.reports()
    ids = frame["id"].to_pylist()
    assert pa.table(frame)["id"].to_pylist() == ids
    assert pl.DataFrame(frame)["id"].to_list() == ids
    assert nw.from_arrow(frame, backend="polars")["id"].to_list() == ids
    assert nw.from_arrow(frame, backend="pyarrow").filter(nw.col("happened")).shape[0] == 4
    assert pd.DataFrame.from_arrow(frame)["id"].tolist() == ids
    assert frame.to_pandas()["id"].tolist() == ids
    with duckdb.connect() as connection:
        connection.register("frame", frame.table)
        assert connection.sql("SELECT count(*) FROM frame").fetchall() == [(6,)]
    assert pa.schema(frame).names == list(VIEWS["reports"][1])


def test_what_an_arrow_table_can_do(record: Record) -> None:
    frame = record.frame("participants")
    assert isinstance(frame, Frame)
    assert len(frame) == frame.num_rows == 10
    assert frame.select(["code"]).to_pylist()[0] == {"code": "RUSMIL"}
    assert repr(frame) == f"<Frame of participants: 10 rows, {len(VIEWS['participants'][1])} columns>"
    with pytest.raises(AttributeError):
        frame.nonsense  # noqa: B018
    with pytest.raises(StoreError, match="no view 'shards'"):
        record.frame("shards")


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_every_view_shows_itself(record: Record, view: str) -> None:
    html = record.frame(view)._repr_html_()
    tags = parsed(html)
    assert tags.tags <= {"style", "table", "thead", "tbody", "tr", "th", "td", "p"}
    assert f"rows of {view}" in html


def test_a_frame_shows_its_first_rows_escaped(tmp_path: Path) -> None:
    made = Record.create_or_open(tmp_path / "record")
    sly = article("Avalon attacked Borduria.", headline="<script>alert(1)</script>", publisher="<b>x" + "y" * 200)
    read([sly, *articles(15), article("UNREADABLE")], made, workers=1, make_reader=FakeReader)
    html = made.frame("articles")._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert "…" in html
    assert "11 more" in made.reports()._repr_html_()
    whole = made._repr_html_()
    assert "<b>x" not in whole
    assert parsed(whole).tags <= {"style", "p", "b", "div", "table", "thead", "tbody", "tr", "th", "td"}
    for words in ("16 articles, 1 unread", "31 reports (31 happened according to someone)", "ASSAULT", "RUSMIL"):
        assert words in whole


def test_an_empty_record_shows_itself(tmp_path: Path) -> None:
    made = Record.create_or_open(tmp_path / "record")
    assert "0 articles, 0 reports" in made._repr_html_()
    assert "0 rows of reports" in made.reports()._repr_html_()

"""Reading -> rows -> Parquet -> Reading is the identity."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.fakereader import FakeReader, article
from tests.store.strategies import READER, readings, unread

from onrecord.errors import StoreError
from onrecord.record import Reading, Unread
from onrecord.store import Record, check


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    items=st.lists(
        readings() | unread(), min_size=1, max_size=4, unique_by=lambda i: i.id if isinstance(i, Unread) else i.article.id
    )
)
def test_what_is_stored_comes_back_equal(tmp_path_factory: pytest.TempPathFactory, items: list[Reading | Unread]) -> None:
    record = Record.create_or_open(tmp_path_factory.mktemp("record"))
    with record.writing(READER, {}) as writer:
        writer.write_shard(items)
    assert list(record.readings()) == [item for item in items if isinstance(item, Reading)]
    assert list(record.unread()) == [item for item in items if isinstance(item, Unread)]
    assert record.reports().num_rows == sum(len(item.reports) for item in items if isinstance(item, Reading))


def _reading() -> Reading:
    reading = FakeReader().read(article("Avalon attacked Borduria, an envoy said."))
    assert isinstance(reading, Reading)
    return reading


def test_a_reading_that_points_outside_itself_is_refused() -> None:
    reading = _reading()
    check(reading)
    with pytest.raises(StoreError, match="mention that the reading"):
        check(replace(reading, mentions=()))
    with pytest.raises(StoreError, match="attribution that the reading"):
        check(replace(reading, attributions=()))
    with pytest.raises(StoreError, match="alike"):
        check(replace(reading, mentions=reading.mentions * 2))
    with pytest.raises(StoreError, match="two reports of one id"):
        check(replace(reading, reports=reading.reports * 2))
    with pytest.raises(StoreError, match="is of article"):
        check(replace(reading, reports=(replace(reading.reports[0], article_id="other"),)))
    outer = replace(reading.attributions[0], number=7)
    with pytest.raises(StoreError, match="lies within one"):
        check(replace(reading, attributions=(replace(reading.attributions[0], within=outer),), reports=()))


def test_another_readers_reading_is_refused(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path)
    with record.writing("another", {}) as writer, pytest.raises(StoreError, match="write it apart"):
        writer.write_shard([_reading()])
    assert record.shards() == []

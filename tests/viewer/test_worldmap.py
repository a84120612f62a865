"""The map lies where it should, and bars cover all days once."""

from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from tests.viewer.views import made_record, told

from onrecord.viewer import Index
from onrecord.viewer.filters import Filters
from onrecord.viewer.plots import step, timeline
from onrecord.viewer.worldmap import HEIGHT, WIDTH, countries, project


def test_countries_lie_on_the_map() -> None:
    found = {country.code: country for country in countries()}
    assert len(found) > 170
    assert {"USA", "FRA", "KOS", "PSE"} <= found.keys()
    assert "ATA" not in found
    for country in countries():
        pairs = [pair.split(",") for part in country.path.replace("Z", "").split("M") if part for pair in part.split("L")]
        assert all(0 <= float(x) <= WIDTH and 0 <= float(y) <= HEIGHT for x, y in pairs), country.name


def test_places_lie_in_their_countries() -> None:
    x, y = project(0, 0)
    assert x == WIDTH / 2
    north, south = project(10, 60), project(10, -30)
    assert north[1] < y < south[1]
    assert project(-90, 0)[0] < x < project(90, 0)[0]


@pytest.mark.parametrize(("count", "most", "shade"), [(0, 0, 0), (0, 9, 0), (1, 100, 1), (25, 100, 3), (100, 100, 5)])
def test_steps_of_colour(count: int, most: int, shade: int) -> None:
    assert step(count, most) == shade


@pytest.mark.parametrize(
    ("days", "unit"), [(1, "day"), (90, "day"), (91, "week"), (600, "week"), (700, "month"), (2600, "month"), (4000, "year")]
)
def test_bars_cover_all_days(tmp_path: Path, days: int, unit: str) -> None:
    index = Index(made_record(tmp_path / "record", told()))
    index.catch_up()
    first = date(2026, 3, 2)
    index._connection.execute("UPDATE reports SET date_first = ? WHERE type = 'ASSAULT'", [first])
    index._connection.execute(
        "UPDATE reports SET date_first = ? WHERE type = 'CONSULT'", [date.fromordinal(first.toordinal() + days - 1)]
    )
    found = timeline(index, *Filters().clause())
    assert found.unit == unit
    assert found.reports == 2
    assert len(found.bars) <= 95
    assert found.bars[0].first <= first
    for one, after in pairwise(found.bars):
        assert (after.first - one.last).days == 1

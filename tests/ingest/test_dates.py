"""Publication dates in the forms that files give them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.ingest.dates import published

DAY = date(2024, 3, 3)


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-03",
        " 2024-03-03 ",
        "2024-03-03T10:15:00Z",
        "2024-03-03T23:30:00-05:00",
        "2024-03-03 10:15:00.123456+00:00",
        "2024/03/03",
        "2024-3-3",
        "20240303",
        20240303,
        "20240303T101500Z",
        "20240303101500",
        20240303101500,
        "Sun, 03 Mar 2024 10:15:00 +0000",
        "Sun, 3 Mar 24 10:15:00 GMT",
        "Sun Mar  3 10:15:00 2024",
        "Sun Mar  3 10:15:00 UTC 2024",
        "March 3, 2024",
        "Mar. 3, 2024",
        "3 Mar 2024",
        "3rd March 2024",
        "3 of March, 2024",
        "Sunday, March 3, 2024",
        "Sunday 3 March 2024 10:15",
        "MARCH 3, 2024, 10:15 p.m. EST",
        "03-Mar-2024",
        "2024 March 3",
        "March 3, 2024 at 10:15 am",
        "Published: March 3, 2024",
        "Updated on 3 March 2024",
        "03/03/2024",
        "03.03.2024",
        1709461800,
        1709461800.5,
        1709461800000,
        "1709461800",
        DAY,
        datetime(2024, 3, 3, 23, 59, tzinfo=timezone(timedelta(hours=-5))),
        datetime(2024, 3, 3, tzinfo=UTC),
    ],
)
def test_every_usual_form_is_understood(value: object) -> None:
    assert published(value) == DAY


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("13/04/2024", date(2024, 4, 13)),
        ("04/13/2024", date(2024, 4, 13)),
        ("03.04.2024", date(2024, 4, 3)),
        ("31-12-1999", date(1999, 12, 31)),
        ("2999-01-01", date(2999, 1, 1)),
        ("Feb 29, 2024", date(2024, 2, 29)),
    ],
)
def test_order_follows_from_the_numbers(value: str, day: date) -> None:
    assert published(value) == day


@pytest.mark.parametrize(
    "value",
    [
        "03/04/2024",
        "3-4-2024",
        "04/05/2024 10:00",
        "March 2024",
        "2024",
        2024,
        "yesterday",
        "two days ago",
        "Sunday",
        "2024-13-01",
        "2024-02-30",
        "Feb 30, 2024",
        "2024-03-03 to 2024-03-05",
        "0001-01-01T00:00:00",
        0,
        12345,
        -1,
        True,
        float("nan"),
        float("inf"),
        10**30,
        "",
        "n/a",
        "3 mars 2024",
        None,
        [],
        {"date": "2024-03-03"},
        "9" * 500,
        "Smarch 3, 2024",
    ],
)
def test_what_is_unknown_or_has_two_readings_is_none(value: object) -> None:
    assert published(value) is None


def test_words_around_a_full_date_are_the_last_resort() -> None:
    assert published("Posted on March 3, 2024 | 10:15") == DAY


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)))
def test_iso_dates_come_back(day: date) -> None:
    assert published(day.isoformat()) == day
    assert published(day.strftime("%Y%m%d")) == day
    assert published(f"{day.day} {day:%B} {day.year}") == day


@given(st.one_of(st.text(max_size=120), st.floats(), st.integers()))
def test_nothing_breaks_it(value: object) -> None:
    found = published(value)
    assert found is None or isinstance(found, date)

"""Marks of the passages of our own, and what counts as right."""

from dataclasses import replace

import pytest
from benchmarks.passages import passages, unmarked

from onrecord.record import Place, Precision

LINE = "Police in [[Paris|USA/Texas]] met [[Paris Hilton|-]]."
TEXT, (TOWN, PERSON) = unmarked(LINE)
PLACE = Place(span=TOWN.span, name="Paris", country="USA", precision=Precision.CITY, admin1="Texas")


def test_marks() -> None:
    assert TEXT == "Police in Paris met Paris Hilton."
    assert [(one.span.text, one.country, one.division) for one in (TOWN, PERSON)] == [
        ("Paris", "USA", "Texas"),
        ("Paris Hilton", "-", None),
    ]


@pytest.mark.parametrize(
    ("place", "town", "person"),
    [
        (PLACE, True, False),
        (replace(PLACE, admin1="Kentucky"), False, False),
        (replace(PLACE, country="FRA"), False, False),
        (None, False, True),
    ],
)
def test_right(place: Place | None, town: bool, person: bool) -> None:
    assert (TOWN.agrees(place), PERSON.agrees(place)) == (town, person)


def test_every_passage_is_marked_well() -> None:
    found = list(passages())
    assert {part for part, *_ in found} == {"open", "held back"}
    for _, text, toponyms in found:
        assert toponyms
        assert "[[" not in text
        assert "]]" not in text
        assert all(len(one.country) == 3 or one.country in "*-" for one in toponyms)

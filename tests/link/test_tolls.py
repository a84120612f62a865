"""Numbers of killed and wounded, as the words have them."""

import pytest

from onrecord.link.tolls import Toll, tolls


def found(text: str) -> list[tuple[str, int]]:
    return [(toll.what, toll.number) for toll in tolls(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Seven Mozambican soldiers were killed on Tuesday.", [("killed", 7)]),
        ("The blast left 9 dead and thirty-one injured.", [("killed", 9), ("wounded", 31)]),
        ("killing at least eleven people and wounding 20 others", [("killed", 11), ("wounded", 20)]),
        ("They put the number of dead at about 15.", [("killed", 15)]),
        ("The death toll rose to 1,204.", [("killed", 1204)]),
        ("The toll of an attack on a rally in Quetta rose to 38.", [("killed", 38)]),
        ("Bombs took the lives of 22 civilians.", [("killed", 22)]),
        ("Dozens were killed in 2014.", []),
        ("He was killed 12 years ago.", []),
        ("Three ministers met in Vienna.", []),
    ],
)
def test_tolls(text: str, expected: list[tuple[str, int]]) -> None:
    assert found(text) == expected


def test_words_stand_where_the_toll_says() -> None:
    text = "On Monday some 15 people were killed."
    [toll] = tolls(text, 0, len(text))
    assert text[toll.span.start : toll.span.end] == toll.span.text == "some 15 people were killed"
    assert toll.about


def one(text: str) -> Toll:
    return next(tolls(text, 0, len(text)))


@pytest.mark.parametrize(
    ("left", "right", "contradict"),
    [
        ("12 people were killed", "14 people were killed", True),
        ("at least 26 people were killed", "30 people were killed", False),
        ("26 people were killed", "at least 30 people were killed", True),
        ("about 15 people were killed", "some 14 people were killed", False),
        ("about 15 people were killed", "22 people were killed", True),
        ("12 people were killed", "14 people were wounded", False),
        ("12 people were killed", "killing twelve", False),
    ],
)
def test_contradictions(left: str, right: str, contradict: bool) -> None:
    assert one(left).contradicts(one(right)) is contradict
    assert one(right).contradicts(one(left)) is contradict

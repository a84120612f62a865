"""The examples are read as they were read before: a change of any reading is seen, and kept on purpose."""

import pytest
from tests.golden import FOLDER, written
from tests.readexamples import example_articles, example_readings

HOW = "the reading has changed; if that is what you want, run `python -m tests.golden` and look at the differences"


@pytest.mark.parametrize("doc", sorted(example_articles()))
def test_reading(doc: str) -> None:
    path = FOLDER / f"{doc}.json"
    assert path.exists(), f"{path.name} is missing; run `python -m tests.golden`"
    assert written(example_readings()[doc]) == path.read_text(encoding="utf-8"), HOW


def test_no_golden_reading_is_left_over() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == sorted(example_articles())

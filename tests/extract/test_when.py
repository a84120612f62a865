"""Which time expression governs an event word."""

import pytest
from tests.annotated import parsed

from onrecord.annotate.times import times
from onrecord.extract.when import governing


@pytest.mark.parametrize(
    ("text", "word", "expected", "loose"),
    [
        ("Gunmen killed two farmers on Monday.", "killed", "Monday", False),
        ("Rebels began shelling the port on Monday after talks ended on Friday.", "shelling", "Monday", False),
        # another clause's own day
        ("He visited Doha again, his third trip since the party took power in March.", "trip", None, None),
        ("The army condemned Monday's attack.", "condemned", None, None),
        ("A student was killed during street fights which erupted on Sunday.", "killed", "Sunday", False),
        # told on the day, happened by then
        ("The navy expressed regret on Thursday over the killing of a fisherman.", "killing", "Thursday", True),
        ("The bomb went off at 9:05 a.m. (3:05 GMT) Tuesday near the court.", "went", "Tuesday", False),
        ("Nothing is dated here.", "dated", None, None),
    ],
)
def test_governing(text: str, word: str, expected: str | None, loose: bool | None) -> None:
    doc = parsed(text)
    token = next(token for token in doc if token.text == word)
    found = governing(token, times(doc), None)
    assert (found.expression.span.text if found is not None else None) == expected
    assert (found.loose if found is not None else None) == loose

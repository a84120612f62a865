"""Why a source is not named, in the article's words."""

from dataclasses import replace

import pytest
from tests.madereports import attribution, span_of

from onrecord.resolve.anonymity import ground


@pytest.mark.parametrize(
    ("text", "source", "words"),
    [
        (
            "The raid failed, said two officials, who spoke on condition of anonymity because they were not authorised to talk.",
            "two officials",
            "who spoke on condition of anonymity because they were not authorised to talk",
        ),
        (
            "A diplomat who asked not to be named said the raid failed.",
            "A diplomat",
            "who asked not to be named said the raid failed",
        ),
        ("A teacher, fearing reprisals, said the raid failed.", "A teacher", "fearing reprisals, said the raid failed"),
        ("Two officials said the raid failed. Others asked not to be named.", "Two officials", None),
        ("Two officials said the raid failed.", "Two officials", None),
    ],
)
def test_ground(text: str, source: str, words: str | None) -> None:
    found = ground(text, attribution(text, source, "the raid failed" if "the raid failed" in text else "The raid failed"))
    assert (found.text if found is not None else None) == words


def test_the_cue_ends_it() -> None:
    text = "A diplomat who asked not to be named said the raid failed."
    given = replace(attribution(text, "A diplomat", "the raid failed"), cue=span_of(text, "said"))
    found = ground(text, given)
    assert found is not None
    assert found.text == "who asked not to be named"

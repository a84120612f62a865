"""Which words name an outlet, and which outlet."""

import pytest
from tests.annotated import article_of, mentions_of
from tests.madereports import span_of

from onrecord.resolve.actors.register import load_register
from onrecord.resolve.outlets import Outlets


def name(text: str, words: str, *, believed: bool = False) -> str | None:
    return Outlets(mentions_of(text), article_of(text), load_register()).name(span_of(text, words), believed=believed)


@pytest.mark.parametrize(
    ("text", "words", "outlet"),
    [
        ("The minister told Reuters that talks had failed.", "Reuters", "Reuters"),
        ("He told The New York Times of a raid. An aide told the Times that talks had failed.", "the Times", "The New York Times"),
        ("The minister told Radio Kulmiye that talks had failed.", "Radio Kulmiye", "Radio Kulmiye"),
        ("The minister told the Cyprus Mail that talks had failed.", "the Cyprus Mail", "the Cyprus Mail"),
        ("Haaretz quoted an officer. The newspaper said that talks had failed.", "The newspaper", "Haaretz"),
        ("A farmer told the newspaper that talks had failed.", "the newspaper", "the newspaper"),
        ("It was shown on state television on Monday.", "state television", "state television"),
        ("The minister told Angela Merkel that talks had failed.", "Angela Merkel", None),
        ("The minister told parliament that talks had failed.", "parliament", None),
        ("The minister told France that talks had failed.", "France", None),
    ],
)  # fmt: skip
def test_name(text: str, words: str, outlet: str | None) -> None:
    assert name(text, words) == outlet


def test_an_unknown_name_needs_another_word_for_it() -> None:
    text = "The minister told Kavkaz Files that talks had failed."
    assert name(text, "Kavkaz Files") is None
    assert name(text, "Kavkaz Files", believed=True) == "Kavkaz Files"

"""Which place an event word's clause names, and which stand near it."""

import pytest
from tests.annotated import mentions_of, parsed

from onrecord.extract.syntax import MentionIndex
from onrecord.extract.where import near, placed


@pytest.mark.parametrize(
    ("text", "word", "kind", "expected"),
    [
        ("Troops fired on a crowd in Khartoum.", "fired", "ASSAULT", "Khartoum"),
        ("Rebels shelled Sarajevo from the hills.", "shelled", "ASSAULT", "Sarajevo"),
        ("The convoy reached the besieged city of El Obeid on Monday.", "reached", "AID", "El Obeid"),
        ("Rebels shelled a naval base at Odessa.", "shelled", "ASSAULT", "Odessa"),
        # what is agreed happens there, the agreeing need not
        ("Both sides agreed to stop the shelling in Aleppo.", "agreed", "AGREE", None),
        ("The minister accepted an invitation to Ankara.", "accepted", "AGREE", None),
    ],
)
def test_placed(text: str, word: str, kind: str, expected: str | None) -> None:
    doc = parsed(text)
    token = next(token for token in doc if token.text == word)
    found = placed(token, kind, None, MentionIndex(doc, mentions_of(text)))
    assert (found.head.text if found is not None else None) == expected


def test_near_goes_backwards() -> None:
    text = "Crowds gathered in Lahore. Others met in Karachi. The police fired."
    doc = parsed(text)
    token = next(token for token in doc if token.text == "fired")
    found = near(token, list(doc.sents), 2, MentionIndex(doc, mentions_of(text)), "ASSAULT")
    assert [mention.head.text for mention in found] == ["Karachi", "Lahore"]

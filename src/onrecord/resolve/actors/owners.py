"""Whose a phrase says that its actor is, and whether it says anything but a number.

Invariant: an owner is another mention inside the phrase: before its head with an ending of possession, or after "of".
"""

from collections.abc import Iterator, Sequence

from onrecord.record import Form, Mention
from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.names import tokens

_QUANTITIES = words("quantities")
_POSSESSIVES = frozenset(["his", "her", "its", "their", "whose"])
_ENDINGS = ("'s", "’s", "s'", "s’")


def owners(mention: Mention, mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The mentions inside a phrase that its actor belongs to.

    Args:
        mention: the phrase.
        mentions: all mentions of the article.
        text: the article's.
    """
    for other in mentions:
        if other.number == mention.number or not mention.span.covers(other.head):
            continue
        if other.head.end <= mention.head.start:
            pronoun = other.form is Form.PRONOUN and other.head.text.lower() in _POSSESSIVES
            if pronoun or other.span.text.endswith(_ENDINGS) or text.startswith(_ENDINGS[:2], other.head.end):
                yield other
        elif other.head.start >= mention.head.end and text[mention.head.end : other.span.start].strip() in ("of", "for"):
            yield other


def quantity(phrase: str) -> bool:
    """Whether a phrase tells nothing but how many: "at least 58", "dozens of them"."""
    found = tokens(phrase)
    return bool(found) and all(word.key in _QUANTITIES or word.key[:1].isdigit() for word in found)

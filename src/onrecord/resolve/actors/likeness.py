"""Whether two phrases can speak of the same person: shorter and fuller names, the office in a role phrase.

Invariant: the order of the two names does not matter.
"""

from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.names import tokens

#: words before a surname that are no first name
COURTESIES = words("before_surnames")


def singular(word: str) -> str:
    """A noun without the ending of its plural; good enough for a list of words."""
    return word[:-1] if word.endswith("s") else word


def ends_in(phrase: str | None, head: str) -> bool:
    """Whether the office of a role phrase ends in a word: "Prime Minister of Nepal" in "minister"."""
    return phrase is not None and phrase.lower().partition(" of ")[0].split()[-1:] == [head]


def may_be_same(name: str, other: str) -> bool:
    """Whether a name can be a shorter or fuller form of another: equal last words, and first words that do not clash."""
    first, second = [word.key for word in tokens(name)], [word.key for word in tokens(other)]
    shorter, longer = sorted((first, second), key=len)
    return len(shorter) == 1 or set(shorter[:-1]) <= set(longer) | COURTESIES

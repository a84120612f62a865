"""The head of a noun phrase that no parser has read.

Invariant: the offsets count into the phrase and hold at least one of its words, if it has any.
"""

import re
from itertools import pairwise

from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.names import tokens

_BREAKS = words("breaks")


def head_of(phrase: str) -> tuple[int, int]:
    """The last word before a preposition or comma, for phrases that no parser has read: offsets into the phrase.

    If it begins with a capital letter, the capitalised words right before it belong to the name too.

    >>> phrase = "gunmen in northern Mali"
    >>> phrase[slice(*head_of(phrase))]
    'gunmen'
    """
    found = tokens(phrase)
    if not found:
        return 0, len(phrase)
    last = len(found) - 1
    for position, (before, word) in enumerate(pairwise(found)):
        if word.key in _BREAKS or re.search(r"[,(;]", phrase[before.end : word.start]):
            last = position
            break
    first = last
    while (
        first > 0
        and not found[first - 1].possessive
        and (found[first].tied or (found[first].capital and (found[first - 1].capital or found[first - 1].tied)))
    ):
        first -= 1
    return found[first].start, found[last].end

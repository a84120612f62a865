"""Sentences of a text that no parser has seen, good enough to know what stands near a word.

Invariant: the sentences cover the text without overlap; a blank line always ends one.
"""

import re
from bisect import bisect_right

_END = re.compile(
    r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMs)(?<!\bDr)(?<!\bSt)(?<!\bGen)(?<!\bCol)(?<!\bSen)(?<!\bGov)[.!?][\"”’)]*\s+(?=[\"“‘(]*[A-Z0-9])|\n\s*\n"
)


class Sentences:
    """The sentences of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(found.end() for found in _END.finditer(text) if found.end() < len(text))]

    def around(self, place: int) -> tuple[int, int]:
        """First code point of the sentence that holds a place, and one past its last."""
        number = bisect_right(self.starts, place) - 1
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.text)
        return self.starts[number], end

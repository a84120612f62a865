"""A stretch of an article's text: where it stands and what it says.

Invariant: for every span of an article, ``article.text[span.start:span.end] == span.text``.
"""

from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Words and the place where they stand (W3C Web Annotation: position plus quote selector)."""

    #: first code point, counted from 0 in the text exactly as it was given
    start: int
    #: code point after the last one (half-open)
    end: int
    #: the words themselves
    text: str

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """The span from `start` to `end` of `text`.

        Raises:
            ValueError: the offsets do not lie in the text, or hold nothing.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no span {start}:{end} in a text of {len(text)} characters")
        return cls(start=start, end=end, text=text[start:end])

    def covers(self, other: "Span") -> bool:
        """Whether every character of `other` lies in this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

"""The sentence around some words, for people to read: found by its ends alone, with no model.

Invariant: a sentence holds the words that it was asked for.
"""

import re

from onrecord.record.span import Span

_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z0-9])|\n\s*\n")


def sentence_around(text: str, span: Span) -> tuple[int, int]:
    """First code point of the sentence that holds a span, and one past its last."""
    start, end = 0, len(text)
    for match in _END.finditer(text):
        if match.end() <= span.start:
            start = match.end()
        elif match.end() >= span.end:
            end = match.end()
            break
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end

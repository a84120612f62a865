"""Which pieces of an encoder's window each word of the parse has."""

from spacy.tokens import Doc

from onrecord.models.windows import Window


def pieces_of(doc: Doc, window: Window) -> dict[int, list[int]]:
    """Places of the pieces in the window by number of the word; words without a piece (white space) are not in it."""
    found: dict[int, list[int]] = {}
    offsets = window.offsets
    words = doc.char_span(offsets[1][0], offsets[-2][1], alignment_mode="expand") if len(offsets) > 2 else None
    tokens = iter(words or ())
    token = next(tokens, None)
    for position, (start, end) in enumerate(offsets):
        if start == end:
            continue
        while token is not None and token.idx + len(token) <= start:
            token = next(tokens, None)
        if token is not None and token.idx < end:
            found.setdefault(token.i, []).append(position)
    return found

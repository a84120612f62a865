"""From text to windows of word pieces that an encoder reads, and from its answers back to words.

Events are read sentence by sentence; for attributions a window holds as many sentences as fit, so that who speaks and what is said
meet in it also when a sentence stands between.

Invariant: every piece knows the code points of the text that it covers; a sentence longer than a window is cut between words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from onrecord.errors import WeightsError

#: pieces, with the two that mark begin and end; a sentence of more words than this is no sentence
LONGEST = 160
#: pieces of a window of several sentences, with the two marks
WIDE = 224
#: a window of several sentences that is this full ends with its paragraph
_FULL = 0.75


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """One run of pieces. `ids` and `offsets` have the same length; marks of begin and end cover nothing (0, 0)."""

    ids: tuple[int, ...]
    #: code points in the whole text, half-open
    offsets: tuple[tuple[int, int], ...]


def windows(tokenizer: Tokenizer, text: str, sentences: Sequence[tuple[int, int]]) -> list[Window]:
    """The sentences (code points, half-open) of a text as windows, in order; sentences without any piece yield none."""
    begin, end = (_mark(tokenizer, name) for name in ("[CLS]", "[SEP]"))
    encoded = tokenizer.encode_batch([text[start:stop] for start, stop in sentences], add_special_tokens=False)
    found = []
    for (start, _), encoding in zip(sentences, encoded, strict=True):
        pieces = list(zip(encoding.ids, encoding.offsets, strict=True))
        while pieces:
            cut = _cut([token.startswith("##") for token in encoding.tokens[-len(pieces) :]])
            here, pieces = pieces[:cut], pieces[cut:]
            found.append(
                Window(
                    ids=(begin, *(piece for piece, _ in here), end),
                    offsets=((0, 0), *((start + first, start + last) for _, (first, last) in here), (0, 0)),
                )
            )
    return found


def wide_windows(tokenizer: Tokenizer, text: str, sentences: Sequence[tuple[int, int]], *, room: int = WIDE) -> list[Window]:
    """The sentences (code points, half-open) of a text in windows of several, in order.

    Args:
        tokenizer: one that neither pads nor cuts.
        text: the whole text.
        sentences: where they stand in it.
        room: pieces of a window at most, with the two marks.
    """
    found: list[Window] = []
    last = 0
    for one in windows(tokenizer, text, sentences):
        start = one.offsets[1][0]
        held = len(found[-1].ids) if found else room
        if held + len(one.ids) - 2 > room or (held > _FULL * room and "\n" in text[last:start]):
            found.append(one)
        else:
            found[-1] = Window(ids=(*found[-1].ids[:-1], *one.ids[1:]), offsets=(*found[-1].offsets[:-1], *one.offsets[1:]))
        last = one.offsets[-2][1]
    return found


def _mark(tokenizer: Tokenizer, name: str) -> int:
    number: int | None = tokenizer.token_to_id(name)
    if number is None:
        raise WeightsError(f"the encoder's tokenizer lacks {name}; reinstall onrecord")
    return number


def _cut(continuing: Sequence[bool]) -> int:
    """How many of the pieces go into one window: all, or as many as fit without parting a word."""
    room = LONGEST - 2
    if len(continuing) <= room:
        return len(continuing)
    return next((size for size in range(room, 0, -1) if not continuing[size]), room)

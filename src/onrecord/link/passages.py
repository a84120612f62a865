"""The words that two articles have in common, as stretches in both.

Invariant: the words of a passage are the same on both sides but for case and what stands between them; passages of the later
article do not overlap and stand in its order.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.link.words import RUN, Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """One stretch; places are code points, half-open, counts are words."""

    start: int
    end: int
    of_start: int
    of_end: int
    #: place of its first word among the later article's own words
    first: int
    #: number of words
    words: int


def passages(later: Words, earlier: Words) -> tuple[Passage, ...]:
    """All stretches of at least five words of `later` that stand in `earlier`, in the order of `later`."""
    at: dict[tuple[str, ...], list[int]] = {}
    for place in range(len(earlier.words) - RUN + 1):
        at.setdefault(earlier.words[place : place + RUN], []).append(place)
    found: list[Passage] = []
    here = 0
    expected = 0
    while here <= len(later.words) - RUN:
        places = at.get(later.words[here : here + RUN])
        if places is None:
            here += 1
            continue
        # words that stand twice in the earlier one: where the reading has come to, else the first
        there = next((place for place in places if place >= expected), places[0])
        length = RUN + _further(later.words, here + RUN, earlier.words, there + RUN)
        found.append(
            Passage(
                start=later.starts[here],
                end=later.ends[here + length - 1],
                of_start=earlier.starts[there],
                of_end=earlier.ends[there + length - 1],
                first=here,
                words=length,
            )
        )
        here += length
        expected = there + length
    return tuple(found)


def _further(left: Sequence[str], here: int, right: Sequence[str], there: int) -> int:
    """How many words go on the same."""
    length = 0
    while here + length < len(left) and there + length < len(right) and left[here + length] == right[there + length]:
        length += 1
    return length


def longest_own(later: Words, shared: Sequence[Passage]) -> int:
    """The longest stretch of the later article that is its own, in words."""
    longest = reached = 0
    for passage in shared:
        longest = max(longest, passage.first - reached)
        reached = max(reached, passage.first + passage.words)
    return max(longest, len(later.words) - reached)

"""Families of copies: which articles go back to one, and which of them came first.

Invariant: every family has one first article, and every other one in it was taken from an earlier one; nothing is taken from
itself.

The agency that a text is credited to comes before whoever prints it on the same day or earlier by the clock of its page; otherwise
the earlier day of publication, then the longer text, then the order of the record.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What tells the earlier of two articles."""

    published: date | None
    #: length of the text, in code points
    length: int
    #: place in the record
    entry: int
    #: its publisher, in the name by which outlets are known
    publisher: str | None
    #: the agency credited, in the name by which outlets are known
    agency: str | None

    @property
    def own(self) -> bool:
        """Whether the agency that the text is credited to is its publisher."""
        return self.agency is not None and self.agency == self.publisher

    @property
    def order(self) -> tuple[date, int, int]:
        """What comes first in time, as far as it is told."""
        return (self.published or date.max, -self.length, self.entry)

    @property
    def rank(self) -> tuple[bool, date, int, int]:
        """What comes first within a family."""
        return (not self.own, *self.order)


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """One article taken from another; numbers are places in the list that was given."""

    later: int
    earlier: int
    #: the family's first
    root: int
    #: runs that both have
    shared: int
    #: agency or earliest
    because: str
    #: whether they are copies as wholes; else it is a few lines at most
    joined: bool


def families(standings: Sequence[Standing], pairs: Iterable[tuple[int, int, int, bool]]) -> Iterator[Taken]:
    """Who was taken from whom.

    Args:
        standings: of each article.
        pairs: two places, the number of shared runs, and whether they are copies as wholes.

    Yields:
        Each article that was taken from another, with the one of its family that comes before it and shares most with it; then
        the pairs that share a few lines and are of different families.
    """
    held = list(pairs)
    parents = list(range(len(standings)))
    for one, other, _, whole in held:
        if whole:
            left, right = _head(parents, one), _head(parents, other)
            if left != right:
                first, second = sorted((left, right), key=lambda place: standings[place].rank)
                parents[second] = first
    nearest: dict[int, tuple[int, int]] = {}
    for one, other, shared, whole in held:
        earlier, later = sorted((one, other), key=lambda place: standings[place].rank)
        if whole and (later not in nearest or _better(shared, earlier, nearest[later], standings)):
            nearest[later] = (shared, earlier)
    for later, (shared, earlier) in sorted(nearest.items()):
        root = _head(parents, later)
        yield _taken(standings, later, earlier, root, shared, joined=True)
    for one, other, shared, whole in held:
        if not whole and _head(parents, one) != _head(parents, other):
            earlier, later = sorted((one, other), key=lambda place: standings[place].rank)
            yield _taken(standings, later, earlier, earlier, shared, joined=False)


def _taken(standings: Sequence[Standing], later: int, earlier: int, root: int, shared: int, *, joined: bool) -> Taken:
    credited = standings[earlier].own and standings[later].agency == standings[earlier].agency
    because = "agency" if credited else "earliest"
    return Taken(later=later, earlier=earlier, root=root, shared=shared, because=because, joined=joined)


def _better(shared: int, earlier: int, than: tuple[int, int], standings: Sequence[Standing]) -> bool:
    return (-shared, standings[earlier].rank) < (-than[0], standings[than[1]].rank)


def _head(parents: list[int], place: int) -> int:
    while parents[place] != place:
        parents[place] = parents[parents[place]]
        place = parents[place]
    return place

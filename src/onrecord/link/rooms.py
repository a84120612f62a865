"""Rooms: what is looked at together when reports are compared, and a digest of all that this rests on.

Invariant: what is found in a room depends on nothing outside it; a room whose digest is that of an earlier run need not be entered.

The articles of one story are in one room. So are stories between which a person's judgement goes, and stories that tell of one
event days apart (`echoes`).
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.cluster import Judged
from onrecord.link.copies import Copy
from onrecord.link.stories import Told
from onrecord.record import Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Echo:
    """Two reports of different articles that tell one event wherever they stand."""

    report: str
    #: the one that came onto the record earlier
    of: str
    chance: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """Some stories."""

    #: articles whose reports are all compared with one another: a story, or stories that a judgement joins
    pools: tuple[tuple[str, ...], ...]
    echoes: tuple[Echo, ...]
    #: what was taken from other articles, by these
    copies: tuple[Copy, ...]
    rests_on: str

    @property
    def articles(self) -> tuple[str, ...]:
        """All articles, pool by pool."""
        return tuple(article for pool in self.pools for article in pool)

    @property
    def sources(self) -> frozenset[str]:
        """Articles from which those of the room were taken, here or elsewhere."""
        return frozenset(copy.copy_of for copy in self.copies)


def article_of(report: str) -> str:
    """The article of a report, by its id."""
    return report.rpartition("-r")[0]


def rooms_of(
    told: Sequence[Told], copies: Iterable[Copy], judgements: Iterable[Judgement], judged: Judged, echoes: Iterable[Echo]
) -> list[Room]:
    """All rooms of a record, by their first article.

    Args:
        told: articles in their stories, in the record's order.
        copies: who was taken from whom.
        judgements: those of pairs of reports that are on the record.
        judged: what follows from them.
        echoes: reports of one event.
    """
    story_of = {one.article_id: one.story for one in told}
    pool_of, room_of = _Joined(), _Joined()
    said: dict[str, list[str]] = {}
    for one in judgements:
        for report in one.reports:
            # what a person called the same is looked at together, whichever its story
            pool_of.join(story_of[article_of(report)], story_of[article_of(judged.head(report))])
        for article in sorted({article_of(report) for report in one.reports}):
            said.setdefault(article, []).append(f"{one.at.isoformat()} {one.verdict.value} {' '.join(one.reports)}")
    between: dict[str, list[Echo]] = {}
    for echo in echoes:
        pools = [pool_of.head(story_of[article_of(report)]) for report in (echo.report, echo.of)]
        if pools[0] != pools[1]:
            room_of.join(*pools)
            between.setdefault(article_of(echo.report), []).append(echo)
    taken: dict[str, list[Copy]] = {}
    for copy in copies:
        taken.setdefault(copy.article_id, []).append(copy)
    held: dict[int, dict[int, list[str]]] = {}
    for article, story in story_of.items():
        pool = pool_of.head(story)
        held.setdefault(room_of.head(pool), {}).setdefault(pool, []).append(article)
    return [_room(list(pools.values()), between, taken, said) for pools in held.values()]


def _room(
    pools: Sequence[Sequence[str]], between: Mapping[str, Sequence[Echo]], taken: Mapping[str, Sequence[Copy]],
    said: Mapping[str, Sequence[str]],
) -> Room:  # fmt: skip
    articles = [article for pool in pools for article in pool]
    echoes = tuple(echo for article in articles for echo in between.get(article, ()))
    copies = tuple(copy for article in articles for copy in taken.get(article, ()))
    parts = [*("\0".join(pool) for pool in pools), *(repr((echo.report, echo.of, echo.chance)) for echo in echoes)]
    parts += [
        f"{copy.article_id} {copy.copy_of} {copy.joined} {copy.containment!r} "
        + " ".join(f"{one.start}-{one.end}-{one.of_start}-{one.of_end}" for one in copy.passages)
        for copy in copies
    ]
    parts += [line for article in articles for line in said.get(article, ())]
    return Room(
        pools=tuple(map(tuple, pools)),
        echoes=echoes,
        copies=copies,
        rests_on=hashlib.sha256("\1".join(parts).encode()).hexdigest()[:16],
    )


class _Joined:
    """Numbers that go together; the least stands for all."""

    def __init__(self) -> None:
        self._above: dict[int, int] = {}

    def head(self, number: int) -> int:
        while (above := self._above.get(number, number)) != number:
            self._above[number] = self._above.get(above, above)
            number = above
        return number

    def join(self, one: int, other: int) -> None:
        left, right = sorted((self.head(one), self.head(other)))
        if left != right:
            self._above[right] = left

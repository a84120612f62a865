"""The reports of a room put into events, with their origins and accounts.

Invariant: what is found depends on the room alone: its articles' readings, what was taken from where, and what persons said.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.accounts import Account, accounts
from onrecord.link.cluster import Judged
from onrecord.link.gathering import Gathered, gather, in_time
from onrecord.link.origins import Origin, Taken, Telling, find_origins
from onrecord.link.rooms import Echo, Room
from onrecord.link.sketches import Sketch
from onrecord.link.takings import takings
from onrecord.record import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One event."""

    #: its reports, the earliest published first
    told: tuple[Sketch, ...]
    scores: Mapping[str, float]
    tellings: Sequence[Telling]
    origins: Sequence[Origin]
    accounts: Sequence[Account]


def find_events(
    room: Room, told: Mapping[str, Sequence[Sketch]], sources: Mapping[str, Article], judged: Judged, said: frozenset[str]
) -> Iterator[Found]:
    """The events of a room.

    Args:
        room: which.
        told: the reports of its articles and of those from which they were taken, by article.
        sources: publisher and agency of these, by article.
        judged: what persons said.
        said: the reports of which they said it.
    """
    here = {one.id: one for article in room.articles for one in told[article]}
    every = [one for ones in told.values() for one in ones]
    taken: dict[str, Taken] = takings(room.copies, every, sources)
    source_of = {report: one.report for report, one in taken.items()}
    publishers = {key: article.publisher for key, article in sources.items()}
    gathered = [
        (number, group)
        for number, pool in enumerate(room.pools)
        for group in gather([one for article in pool for one in told[article]], source_of, judged, said)
    ]
    for group in _across(gathered, room.echoes, judged, said) if room.echoes else [group for _, group in gathered]:
        sketched = tuple(sorted((here[report] for report in group.reports), key=in_time))
        tellings, origins = find_origins(sketched, taken, publishers)
        spoken = {origin.key for origin in origins if origin.kind != "outlet"}
        differing = accounts(sketched, {one.report: one.origin for one in tellings}, spoken) if len(sketched) > 1 else []
        yield Found(told=sketched, scores=group.scores, tellings=tellings, origins=origins, accounts=differing)


def _across(
    gathered: Sequence[tuple[int, Gathered]], echoes: Sequence[Echo], judged: Judged, said: frozenset[str]
) -> list[Gathered]:
    """Groups of different pools joined where reports echo one another, the surest first; never two of one pool."""
    above = list(range(len(gathered)))
    pools = [{number} for number, _ in gathered]
    reports = [list(group.reports) for _, group in gathered]
    scores = [dict(group.scores) for _, group in gathered]
    place = {report: number for number, (_, group) in enumerate(gathered) for report in group.reports}

    def top(number: int) -> int:
        while above[number] != number:
            number = above[number]
        return number

    def differ(left: int, right: int) -> bool:
        ours, theirs = (said.intersection(reports[number]) for number in (left, right))
        return any(judged.different(one, other) for one in ours for other in theirs)

    for echo in sorted(echoes, key=lambda echo: (-echo.chance, echo.report, echo.of)):
        one, other = sorted((top(place[echo.report]), top(place[echo.of])))
        if one == other or not pools[one].isdisjoint(pools[other]) or differ(one, other):
            continue
        for report, number in ((echo.report, place[echo.report]), (echo.of, place[echo.of])):
            if len(gathered[number][1].reports) == 1:
                # alone in its story: all that joins it to the event is this
                scores[number][report] = min(scores[number][report], echo.chance)
        above[other] = one
        pools[one] |= pools[other]
        reports[one] += reports[other]
    found = []
    for number in range(len(gathered)):
        if above[number] == number:
            of = {report: scores[place[report]][report] for report in reports[number]}
            found.append(Gathered(reports=tuple(reports[number]), scores=of))
    return found

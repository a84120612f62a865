"""Average linkage of articles that lie within a window of days: groups that are there already, and what joins them.

Invariant: groups that are given stay together; the result depends on the cosines, the days and the order of the articles alone.

Method: Sokal and Michener 1958; only pairs within the window count, those that were not compared as nothing.
"""

import heapq
from collections.abc import Iterable, Sequence


def together(
    groups: Sequence[Sequence[int]], cosines: Iterable[tuple[int, int, float]], days: Sequence[int], *, window: int, near: float
) -> list[list[int]]:
    """Groups of places, joined while two of them are near on average.

    Args:
        groups: places that are together already; each place in one.
        cosines: two places and how alike they are.
        days: of each place.
        window: days between two places that count.
        near: average from which on groups are joined.
    """
    group_of = {place: number for number, group in enumerate(groups) for place in group}
    members = {number: list(group) for number, group in enumerate(groups)}
    first = min(days, default=0)
    length = max(days, default=0) - first + 1
    on: dict[int, list[int]] = {}
    for number, group in members.items():
        on[number] = [0] * length
        for place in group:
            on[number][days[place] - first] += 1
    reach = {number: _reach(counts, window) for number, counts in on.items()}
    sums: dict[int, dict[int, float]] = {number: {} for number in members}
    for left, right, cosine in cosines:
        one, other = group_of[left], group_of[right]
        if one != other:
            sums[one][other] = sums[other][one] = sums[one].get(other, 0.0) + cosine
    waiting: list[tuple[float, int, int]] = []

    def offer(one: int, other: int, total: float) -> None:
        comparable = sum(many * within for many, within in zip(on[one], reach[other], strict=True) if many)
        if total >= near * comparable > 0:
            heapq.heappush(waiting, (-total / comparable, one, other))

    for one, theirs in sums.items():
        for other, total in theirs.items():
            if one < other:
                offer(one, other, total)
    number = len(members)
    while waiting:
        _, one, other = heapq.heappop(waiting)
        if one not in members or other not in members:
            continue
        members[number] = members.pop(one) + members.pop(other)
        on[number] = [left + right for left, right in zip(on.pop(one), on.pop(other), strict=True)]
        reach[number] = [left + right for left, right in zip(reach.pop(one), reach.pop(other), strict=True)]
        larger, smaller = sorted((sums.pop(one), sums.pop(other)), key=len, reverse=True)
        for neighbour, total in smaller.items():
            larger[neighbour] = larger.get(neighbour, 0.0) + total
        larger.pop(one, None)
        larger.pop(other, None)
        sums[number] = larger
        for neighbour, total in larger.items():
            theirs = sums[neighbour]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[number] = total
            offer(neighbour, number, total)
        number += 1
    return list(members.values())


def _reach(counts: Sequence[int], window: int) -> list[int]:
    """For each day how many of these lie within the window around it."""
    return [sum(counts[max(0, day - window) : day + window + 1]) for day in range(len(counts))]

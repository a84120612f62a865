"""Reports put into events: what persons judged first, then what is surely the same (copied words), then what is likely.

Invariant: two reports that a person called different are never in one event, two that a person called the same always are, also by
way of others: who says A = B and B = C has said A = C, and with C ≠ D also A ≠ D. Where persons contradict themselves the later
word wins. The result does not depend on the order in which reports come.

Method: average linkage (Sokal and Michener 1958) over the model's chances.
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence

#: average chance from which on two groups are one event; chosen on the story sets for development
JOINED = 0.35


class Judged:
    """What persons said of pairs, closed under what follows from it."""

    def __init__(self, said: Iterable[tuple[str, str, bool]]) -> None:
        """Args:
        said: two ids and whether they are the same, the latest word first; a word that contradicts later ones is passed over.
        """
        self._head: dict[str, str] = {}
        self._apart: dict[str, set[str]] = {}
        for left, right, same in said:
            one, other = self.head(left), self.head(right)
            if same and one != other and other not in self._apart.get(one, ()):
                self._join(one, other)
            elif not same and one != other:
                self._apart.setdefault(one, set()).add(other)
                self._apart.setdefault(other, set()).add(one)

    def head(self, report: str) -> str:
        """The id that stands for all that are the same as this one."""
        while (above := self._head.get(report, report)) != report:
            report = above
        return report

    def different(self, left: str, right: str) -> bool:
        """Whether persons' words keep the two apart."""
        return self.head(right) in self._apart.get(self.head(left), ())

    def _join(self, one: str, other: str) -> None:
        kept, gone = sorted((one, other))
        self._head[gone] = kept
        for enemy in self._apart.pop(gone, set()):
            self._apart[enemy].discard(gone)
            self._apart[enemy].add(kept)
            self._apart.setdefault(kept, set()).add(enemy)


def cluster(
    reports: Sequence[str],
    chances: Mapping[tuple[str, str], float],
    judged: Judged,
    *,
    apart: Iterable[tuple[str, str]] = (),
    joined: float = JOINED,
) -> list[list[str]]:
    """Groups of reports that tell one event.

    Args:
        reports: ids, in the record's order.
        chances: of pairs, that they are the same; a pair that is missing has none.
        judged: what persons said.
        apart: pairs that the model keeps apart, whatever their chance (two reports of one article); persons overrule it.
        joined: the average chance from which on groups are one.

    Returns:
        The groups, each in the record's order, by their first.
    """
    place = {report: number for number, report in enumerate(reports)}
    groups: dict[int, list[str]] = {}
    of: dict[str, int] = {}
    for report in reports:
        head = judged.head(report)
        first = of.get(head)
        if first is None:
            first = of[head] = place[report]
            groups[first] = []
        groups[first].append(report)
        of[report] = first
    kept_apart = {frozenset((of[left], of[right])) for left, right in apart if of[left] != of[right]}
    sums: dict[int, dict[int, float]] = {number: {} for number in groups}
    for (left, right), likely in chances.items():
        one, other = of[left], of[right]
        if one != other:
            sums[one][other] = sums[other][one] = sums[one].get(other, 0.0) + likely
    barred: dict[int, set[int]] = {number: set() for number in groups}
    for pair in kept_apart:
        one, other = sorted(pair)
        barred[one].add(other)
        barred[other].add(one)
    for one, theirs in sums.items():
        for other in theirs:
            if judged.different(groups[one][0], groups[other][0]):
                barred[one].add(other)
                barred[other].add(one)
    waiting: list[tuple[float, int, int]] = []

    def offer(one: int, other: int) -> None:
        average = sums[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))
        if average >= joined and other not in barred[one]:
            heapq.heappush(waiting, (-average, min(one, other), max(one, other)))

    for one, theirs in sums.items():
        for other in theirs:
            if one < other:
                offer(one, other)
    while waiting:
        known, one, other = heapq.heappop(waiting)
        if one not in groups or other not in groups or other in barred[one]:
            continue
        if abs(-known - sums[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))) > 1e-12:
            # the groups have grown since: what they are now waits with its own chance
            continue
        groups[one] += groups.pop(other)
        for neighbour, total in sums.pop(other).items():
            sums[neighbour].pop(other, None)
            if neighbour != one:
                sums[one][neighbour] = sums[neighbour][one] = sums[one].get(neighbour, 0.0) + total
        for enemy in barred.pop(other):
            barred[enemy].discard(other)
            barred[enemy].add(one)
            barred[one].add(enemy)
        for neighbour in sums[one]:
            offer(one, neighbour)
    return sorted((sorted(group, key=place.__getitem__) for group in groups.values()), key=lambda group: place[group[0]])

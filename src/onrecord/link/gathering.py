"""The reports of a pool put into groups that tell one event: each compared with each or, in a large story, with its neighbours.

Invariant: from `LARGE` reports on the cost grows with their number, not with its square. Below that every pair is looked at.

Method: in a large pool reports are sorted by type, dyad and day, cut into windows, and put together within each (multi-pass sorted
neighbourhood, Hernández and Stolfo 1995). What is together stands as one from then on, for two of its reports: the earliest and the
one that tells most. It is sorted again by day and words, then by words alone, so that what one order parts another brings together.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.link.cluster import Judged, cluster
from onrecord.link.pairs import chance, may_be_one
from onrecord.link.sketches import Sketch

#: reports of a pool from which on not every pair is looked at; no story of less than some eighty articles has as many
LARGE = 600
#: groups that are compared with one another at a time in a large pool
AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """Reports that tell one event."""

    #: ids, the earliest published first
    reports: tuple[str, ...]
    #: for each the mean chance that it is one with the others; 1 for a lone one and for what a person said
    scores: Mapping[str, float]


def in_time(one: Sketch) -> tuple[str, tuple[int, int]]:
    """What comes first: by day of publication, then by place on the record."""
    return (one.published.isoformat() if one.published is not None else "9999", one.order)


def gather(
    pool: Sequence[Sketch], taken: Mapping[str, str | None], judged: Judged, said: Collection[str] = frozenset()
) -> list[Gathered]:
    """Groups of reports, by their first.

    Args:
        pool: reports that may tell one event.
        taken: for reports in words taken over, the report they were taken from.
        judged: what persons said.
        said: the reports of which they said it.
    """
    pool = sorted(pool, key=in_time)
    chances: dict[tuple[str, str], float] = {}
    if len(pool) <= LARGE:
        apart = []
        for left, right in combinations(pool, 2):
            if left.article_id == right.article_id:
                apart.append((left.id, right.id))
            elif (likely := _chance(left, right, taken)) is not None:
                chances[left.id, right.id] = likely
        groups = cluster([one.id for one in pool], chances, judged, apart=apart)
        scores = _scores(groups, chances, judged)
    else:
        groups = _by_neighbourhoods(pool, taken, _Said(judged, said), chances)
        scores = _seen(groups, chances, judged)
    return [Gathered(reports=tuple(group), scores=of) for group, of in zip(groups, scores, strict=True)]


class _Said:
    """What persons said, asked of whole units."""

    def __init__(self, judged: Judged, said: Collection[str]) -> None:
        self.judged = judged
        self._said = said

    def apart(self, left: Sequence[Sketch], right: Sequence[Sketch]) -> bool:
        """Whether persons' words keep two units apart."""
        return bool(self._said) and any(self.judged.different(one, other) for one in self._of(left) for other in self._of(right))

    def _of(self, unit: Sequence[Sketch]) -> set[str]:
        return {one.id for one in unit if one.id in self._said}


def _chance(left: Sketch, right: Sketch, taken: Mapping[str, str | None]) -> float | None:
    if taken.get(left.id) == right.id or taken.get(right.id) == left.id:
        return 1.0
    return chance(left, right) if may_be_one(left, right) else None


def _by_neighbourhoods(
    pool: Sequence[Sketch], taken: Mapping[str, str | None], said: _Said, chances: dict[tuple[str, str], float]
) -> list[list[str]]:
    place = {one.id: number for number, one in enumerate(pool)}
    units = _surely_one(pool, taken, said)
    for key in (_by_dyad, _by_day, _by_words, _by_dyad):
        units.sort(key=lambda unit: (key(unit[0]), in_time(unit[0])))
        left_over = len(units)
        units = [
            whole
            for start in range(0, left_over, AT_ONCE)
            for whole in _joined(units[start : start + AT_ONCE], taken, said, chances)
        ]
    groups = [sorted((one.id for one in unit), key=place.__getitem__) for unit in units]
    return sorted(groups, key=lambda group: place[group[0]])


def _surely_one(pool: Sequence[Sketch], taken: Mapping[str, str | None], said: _Said) -> list[list[Sketch]]:
    """Reports that persons called the same, and those whose words were taken over, as far as nobody called them different."""
    head: dict[str, str] = {one.id: one.id for one in pool}

    def top(report: str) -> str:
        while head[report] != report:
            report = head[report]
        return report

    members = {one.id: [one] for one in pool}

    def join(one: str, other: str) -> None:
        first, second = top(one), top(other)
        if first != second:
            head[second] = first
            members[first] += members.pop(second)

    first: dict[str, str] = {}
    for one in pool:
        join(first.setdefault(said.judged.head(one.id), one.id), one.id)
    for one in pool:
        source = taken.get(one.id)
        if source is None or source not in head:
            continue
        left, right = members[top(source)], members[top(one.id)]
        if _articles(left).isdisjoint(_articles(right)) and not said.apart(left, right):
            join(source, one.id)
    return [sorted(unit, key=in_time) for unit in members.values()]


def _articles(unit: Sequence[Sketch]) -> frozenset[str]:
    return frozenset(one.article_id for one in unit)


def _joined(
    units: Sequence[list[Sketch]], taken: Mapping[str, str | None], said: _Said, chances: dict[tuple[str, str], float]
) -> list[list[Sketch]]:
    """Units within one window, joined as far as their spokesmen are likely to be one."""
    near: dict[tuple[str, str], float] = {}
    apart = []
    spoken = [_spokesmen(unit) for unit in units]
    articles = [_articles(unit) for unit in units]
    for one, other in combinations(range(len(units)), 2):
        names = units[one][0].id, units[other][0].id
        if not articles[one].isdisjoint(articles[other]) or said.apart(units[one], units[other]):
            apart.append(names)
            continue
        likely = []
        for left in spoken[one]:
            for right in spoken[other]:
                found = chances.get((left.id, right.id)) or chances.get((right.id, left.id))
                if found is None and (found := _chance(left, right, taken)) is not None:
                    chances[left.id, right.id] = found
                likely.append(found or 0.0)
        if any(likely):
            near[names] = sum(likely) / len(likely)
    of = {unit[0].id: unit for unit in units}
    # persons' words are kept by what is apart and what is one unit already
    groups = cluster(list(of), near, Judged(()), apart=apart)
    return [sorted((one for name in group for one in of[name]), key=in_time) for group in groups]


def _spokesmen(unit: Sequence[Sketch]) -> list[Sketch]:
    first = unit[0]
    fullest = max(unit, key=lambda one: (_told(one), -one.order[0], -one.order[1]))
    return [first] if fullest is first else [first, fullest]


def _told(one: Sketch) -> int:
    return (
        bool(one.actors.words)
        + bool(one.recipients.words)
        + (one.place is not None)
        + (one.time is not None and one.time.basis.told)
    )


def _by_dyad(one: Sketch) -> tuple[str, ...]:
    return (one.type, *_side(one.actors.countries), "|", *_side(one.recipients.countries), "|", _day(one))


def _by_day(one: Sketch) -> tuple[str, ...]:
    return (_day(one), one.type, *sorted(one.stems))


def _by_words(one: Sketch) -> tuple[str, ...]:
    heaviest = sorted(one.context, key=lambda word: (-one.context[word], word))[:3]
    return (one.type, *heaviest)


def _side(countries: frozenset[str]) -> list[str]:
    return sorted(countries)[:2]


def _day(one: Sketch) -> str:
    if one.time is not None and one.time.basis.told:
        return one.time.earliest.isoformat()
    return one.published.isoformat() if one.published is not None else ""


def _scores(groups: Sequence[Sequence[str]], chances: Mapping[tuple[str, str], float], judged: Judged) -> list[dict[str, float]]:
    """Where every pair was looked at."""
    return [_mean(group, chances, judged) for group in groups]


def _seen(groups: Sequence[Sequence[str]], chances: Mapping[tuple[str, str], float], judged: Judged) -> list[dict[str, float]]:
    """Where some pairs were: of a report that was never compared itself, the mean of those that spoke for its event."""
    within: dict[str, dict[tuple[str, str], float]] = {}
    of = {report: group[0] for group in groups for report in group}
    for pair, likely in chances.items():
        if of[pair[0]] == of[pair[1]]:
            within.setdefault(of[pair[0]], {})[pair] = likely
    found = []
    for group in groups:
        here = within.get(group[0], {})
        mean = sum(here.values()) / len(here) if here else 1.0
        found.append(_mean(group, here, judged, unseen=mean))
    return found


def _mean(
    group: Sequence[str], chances: Mapping[tuple[str, str], float], judged: Judged, *, unseen: float | None = None
) -> dict[str, float]:
    """For each report its mean chance over all others, or over those it was compared with; `unseen` where there are none."""
    if len(group) == 1:
        return {group[0]: 1.0}
    heads: dict[str, int] = {}
    for report in group:
        heads[judged.head(report)] = heads.get(judged.head(report), 0) + 1
    totals, seen = dict.fromkeys(group, 0.0), dict.fromkeys(group, 0)
    pairs = combinations(group, 2) if len(group) ** 2 < 2 * len(chances) else chances
    for left, right in pairs:
        if left in totals and right in totals and (left, right) in chances:
            for report in (left, right):
                totals[report] += chances[left, right]
                seen[report] += 1
    found = {}
    for report in group:
        if heads[judged.head(report)] > 1:
            found[report] = 1.0
        elif unseen is None:
            found[report] = totals[report] / (len(group) - 1)
        else:
            found[report] = totals[report] / seen[report] if seen[report] else unseen
    return found

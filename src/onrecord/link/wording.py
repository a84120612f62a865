"""Which articles are alike in their wording, and how much: looked up again only where something is new.

Invariant: what is found is what comparing all with all anew would find. An article is looked at again if it is new, if its outlet's
boilerplate has changed in it, or if newer ones have put it out of the earliest with a run, or let it in.

Method: candidates by a join over every other run; a run that stands in many articles is compared with the earliest of these only,
so that the cost stays linear in the number of articles. Then containment, counted over all runs.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from onrecord.link.boilerplate import boilerplate_of, by_outlet, without
from onrecord.link.words import RUN

#: share of the smaller article's runs that stand in the larger; below .2 there are, in 1,038 articles, independent ones
CONTAINED = 0.3
#: fewest runs that two articles share
SHARED = 12
#: words on end that make a lift, whatever the rest of the article
LIFTED = 30
#: how many of the earliest articles with a run are compared with all later ones
EARLIEST = 12
#: what the join may use before it spills to disk
MEMORY = "1500MB"

Ints = NDArray[np.int32]
Numbers = NDArray[np.uint32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """Two articles that share wording."""

    #: place of the one that comes first in time
    one: int
    other: int
    #: runs that both have
    shared: int
    #: runs of each
    of_one: int
    of_other: int
    #: whether they are copies as wholes
    whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What was found, by places in time."""

    pairs: tuple[Alike, ...]
    #: for each outlet that has some, its boilerplate
    boilerplate: Mapping[str, Numbers]
    #: places that were looked at
    fresh: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What an earlier run found, by the places of now."""

    #: places that it knew
    known: frozenset[int] = frozenset()
    pairs: tuple[Alike, ...] = ()
    boilerplate: Mapping[str, Numbers] = field(default_factory=dict)


def find_alike(runs: Sequence[Numbers], outlets: Sequence[str | None], before: Before | None = None) -> Wording:
    """All pairs that are alike.

    Args:
        runs: of each article, in the order of time: ascending, each once.
        outlets: of each article; None for none.
        before: what is known of some of these. What has gone since must have changed nothing that it rests on.
    """
    before = before or Before()
    places = by_outlet(outlets)
    new = sorted(set(range(len(runs))) - before.known)
    boilerplate = {outlet: found for outlet, found in before.boilerplate.items() if outlet in places}
    fresh = set(new)
    for outlet in {outlets[place] for place in new} - {None}:
        found = boilerplate_of([runs[place] for place in places[outlet or ""]])
        was = boilerplate.pop(outlet or "", np.empty(0, dtype=np.uint32))
        changed = np.setxor1d(found, was, assume_unique=True)
        if len(changed):
            fresh.update(place for place in places[outlet or ""] if np.isin(runs[place], changed).any())
        if len(found):
            boilerplate[outlet or ""] = found
    known = _Runs(runs, outlets, boilerplate)
    was_known = _Runs(runs, outlets, before.boilerplate)
    fresh |= _moved(known, was_known, fresh, before.known) if before.known else set()
    pairs = {(one.one, one.other): one for one in before.pairs if one.one not in fresh and one.other not in fresh}
    for one, other in _candidates(known, fresh):
        left, right = known.of(one), known.of(other)
        shared = len(np.intersect1d(left, right, assume_unique=True))
        smaller = min(len(left), len(right))
        whole = shared >= max(min(SHARED, 0.6 * smaller), CONTAINED * smaller, RUN - 1)
        if whole or shared >= LIFTED - RUN + 1:
            pairs[one, other] = Alike(one=one, other=other, shared=shared, of_one=len(left), of_other=len(right), whole=whole)
    return Wording(pairs=tuple(pairs[key] for key in sorted(pairs)), boilerplate=boilerplate, fresh=frozenset(fresh))


class _Runs:
    """Runs of articles without the boilerplate of their outlets."""

    def __init__(self, runs: Sequence[Numbers], outlets: Sequence[str | None], boilerplate: Mapping[str, Numbers]) -> None:
        self._runs = runs
        self._boilerplate = [boilerplate.get(outlet) if outlet is not None else None for outlet in outlets]

    def of(self, place: int) -> Numbers:
        """Those of one article."""
        found = self._boilerplate[place]
        return self._runs[place] if found is None else without(self._runs[place], found)

    def sampled(self, places: Iterable[int]) -> tuple[Ints, Numbers]:
        """Every other run of some articles: places and runs."""
        chosen, held = [], [np.empty(0, dtype=np.uint32)]
        for place in places:
            runs = self.of(place)
            held.append(runs[(runs & np.uint32(1)) == 0])
            chosen.append(place)
        return np.repeat(np.array(chosen, dtype=np.int32), [len(one) for one in held[1:]]), np.concatenate(held)

    def with_any(self, wanted: Numbers, places: Iterable[int]) -> tuple[Ints, Numbers]:
        """The same, those rows alone whose run is one of `wanted` (ascending)."""
        sieve = np.zeros(1 << 24, dtype=bool)
        sieve[wanted >> np.uint32(8)] = True
        chosen, held = [], [np.empty(0, dtype=np.uint32)]
        for place in places:
            runs = self._runs[place]
            runs = runs[sieve[runs >> np.uint32(8)]]
            runs = runs[(runs & np.uint32(1)) == 0]
            found = self._boilerplate[place]
            held.append(runs if found is None else without(runs, found))
            chosen.append(place)
        at, runs = np.repeat(np.array(chosen, dtype=np.int32), [len(one) for one in held[1:]]), np.concatenate(held)
        if not len(wanted):
            return at[:0], runs[:0]
        there = wanted[np.minimum(np.searchsorted(wanted, runs), len(wanted) - 1)] == runs
        return at[there], runs[there]

    def __len__(self) -> int:
        return len(self._runs)


def _moved(now: _Runs, was: _Runs, fresh: Collection[int], known: Collection[int]) -> set[int]:
    """Known articles that have come among the earliest with a run, or have gone from them."""
    wanted = np.unique(np.concatenate([now.sampled(fresh)[1], was.sampled(place for place in fresh if place in known)[1]]))
    earliest = []
    for runs, places in ((now, range(len(now))), (was, sorted(known))):
        at, run = runs.with_any(wanted, places)
        order = np.lexsort((at, run))
        at, run = at[order], run[order]
        starts = np.flatnonzero(np.concatenate([[True], run[1:] != run[:-1]])) if len(run) else np.empty(0, dtype=np.int64)
        rank = np.arange(len(run)) - np.repeat(starts, np.diff(np.append(starts, len(run))))
        first = rank < EARLIEST
        earliest.append(np.stack([at[first].astype(np.int64), run[first].astype(np.int64)], axis=1))
    pairs = [{(int(at), int(run)) for at, run in one} for one in earliest]
    return {at for at, _ in pairs[0] ^ pairs[1] if at in known and at not in fresh}


def _candidates(runs: _Runs, fresh: Collection[int]) -> Iterator[tuple[int, int]]:
    """Pairs of places that may be alike, in order, one of them fresh: they share at least two runs of every second one."""
    if len(fresh) == len(runs):
        places, numbers = runs.sampled(range(len(runs)))
    else:
        places, numbers = runs.with_any(np.unique(runs.sampled(sorted(fresh))[1]), range(len(runs)))
    new = np.zeros(max(len(runs), 1), dtype=bool)
    new[list(fresh)] = True
    table = pa.table({"place": places, "run": numbers, "new": new[places]})
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "python_enable_replacements": "false"})
    try:
        connection.register("runs", table)
        connection.execute(
            """
            CREATE TABLE shared AS SELECT run, place, new, row_number() OVER (PARTITION BY run ORDER BY place) AS n
            FROM runs QUALIFY count(*) OVER (PARTITION BY run) > 1
            """
        )
        reader = connection.sql(
            f"""
            SELECT a.place AS earlier, b.place AS later FROM shared AS a JOIN shared AS b ON a.run = b.run AND a.place < b.place
            WHERE a.n <= {EARLIEST} AND (a.new OR b.new) GROUP BY a.place, b.place HAVING count(*) >= 2 ORDER BY earlier, later
            """
        ).to_arrow_reader(1 << 16)
        for batch in reader:
            yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)
    finally:
        connection.close()

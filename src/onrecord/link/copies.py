"""Who copied whom: articles that share their wording, the earlier one first.

Invariant: wording alone decides. Two articles on the same event that share people, facts and quotations but no sentences are never
copies; whether one article was taken from another depends on these two and on the outlets' boilerplate, on nothing else.

Method: runs of five words with quotations masked (`words`), an outlet's own boilerplate left out, candidates by a join over every
other run, then containment of the smaller in the larger, counted over all runs. A run that stands in many articles is compared
with the earliest of these only, so that the cost stays linear in the number of articles.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from onrecord.link.boilerplate import without_boilerplate
from onrecord.link.families import Standing, families
from onrecord.link.passages import Passage, longest_own, passages
from onrecord.link.words import RUN, Runs, own_words
from onrecord.record import Article

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article that was taken from another."""

    article_id: str
    copy_of: str
    #: first of the whole family; for a lift of a few lines, the other article
    original: str
    #: share of the copy's runs that stand in the other
    containment: float
    #: share of the other's runs that stand in the copy
    share: float
    #: reprint, cut, brief, edited or lift
    how: str
    #: agency (the other is the agency that is credited) or earliest
    because: str
    passages: tuple[Passage, ...]
    #: whether the two are copies as wholes and make a family; else it is a few lines that one has from the other
    joined: bool


def find_copies(
    articles: Sequence[Article], standings: Sequence[Standing], *, progress: Callable[[int], None] | None = None
) -> list[Copy]:
    """All copies among some articles.

    Args:
        articles: whichever; the order does not matter.
        standings: for each article its place in time and whose text it is, by which the earlier of two is told.
        progress: called with the number of articles whose words were looked at.

    Returns:
        One for each article that was taken from another; for lifts, one for each other article.
    """
    order = sorted(range(len(articles)), key=lambda number: standings[number].order)
    runs_of = Runs()
    runs: list[NDArray[np.uint32]] = []
    for done, number in enumerate(order, start=1):
        runs.append(runs_of.of(articles[number]))
        if progress is not None:
            progress(done)
    runs = without_boilerplate(runs, [articles[number].publisher or articles[number].agency for number in order])
    pairs = list(_alike(runs))
    found = []
    for one in families([standings[number] for number in order], pairs):
        later, earlier = articles[order[one.later]], articles[order[one.earlier]]
        theirs, others = own_words(later), own_words(earlier)
        shared = passages(theirs, others)
        contained = one.shared / len(runs[one.later])
        share = one.shared / len(runs[one.earlier])
        if one.joined or any(passage.words >= LIFTED for passage in shared):
            found.append(
                Copy(
                    article_id=later.id,
                    copy_of=earlier.id,
                    original=articles[order[one.root]].id,
                    containment=contained,
                    share=share,
                    how=_how(contained, share, longest_own(theirs, shared), len(theirs.words)),
                    because=one.because,
                    passages=shared,
                    joined=one.joined,
                )
            )
    return found


def _alike(runs: Sequence[NDArray[np.uint32]]) -> Iterator[tuple[int, int, int, bool]]:
    """Pairs of places in `runs`, the earlier first, with the number of shared runs, and whether they are copies as wholes."""
    for earlier, later in _candidates(runs):
        shared = len(np.intersect1d(runs[earlier], runs[later], assume_unique=True))
        smaller = min(len(runs[earlier]), len(runs[later]))
        if shared >= max(min(SHARED, 0.6 * smaller), CONTAINED * smaller, RUN - 1):
            yield earlier, later, shared, True
        elif shared >= LIFTED - RUN + 1:
            yield earlier, later, shared, False


def _candidates(runs: Sequence[NDArray[np.uint32]]) -> Iterator[tuple[int, int]]:
    """Pairs of places that may be alike, in order: they share at least two runs of every second one."""
    sampled = [one[(one & np.uint32(1)) == 0] for one in runs]
    places = np.repeat(np.arange(len(runs), dtype=np.int32), [len(one) for one in sampled])
    table = pa.table({"place": places, "run": np.concatenate([*sampled, np.empty(0, dtype=np.uint32)])})
    connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "python_enable_replacements": "false"})
    try:
        connection.register("runs", table)
        connection.execute(
            """
            CREATE TABLE shared AS SELECT run, place, row_number() OVER (PARTITION BY run ORDER BY place) AS n
            FROM runs QUALIFY count(*) OVER (PARTITION BY run) > 1
            """
        )
        reader = connection.sql(
            f"""
            SELECT a.place AS earlier, b.place AS later FROM shared AS a JOIN shared AS b ON a.run = b.run AND a.place < b.place
            WHERE a.n <= {EARLIEST} GROUP BY a.place, b.place HAVING count(*) >= 2 ORDER BY earlier, later
            """
        ).to_arrow_reader(1 << 16)
        for batch in reader:
            yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)
    finally:
        connection.close()


def _how(contained: float, share: float, own: int, words: int) -> str:
    """In what way the copy was made.

    Args:
        contained: share of the copy's runs that stand in the other.
        share: share of the other's runs that stand in the copy.
        own: the longest stretch of the copy that is its own, in words.
        words: its length, in words.
    """
    if own >= max(20, 0.12 * words):
        return "lift"
    if contained >= 0.9:
        if share >= 0.85:
            return "reprint"
        return "cut" if share >= 0.4 else "brief"
    return "brief" if share < 0.3 else "edited"

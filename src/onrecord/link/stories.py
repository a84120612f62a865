"""Stories: articles that tell of the same happening within a few days of one another.

Invariant: an article is in one story; a copy is in its original's, if it came out within the window. The same articles make the
same stories in whatever order they come. What a step finds depends on the articles of its days and on the groups in which the step
before it left those of the days before: where these are the same, nothing is looked at again. Which event a report tells is not
decided here.

Method: days are cut into blocks of the window's length. Step by step the articles of one block are put together among themselves
and with the groups of the block before (`linkage`), by the cosine of their TF-IDF vectors (`counts`). Pairs that share fewer than
two of their heaviest words are not compared. A story moves on as long as each block holds one of its articles.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from onrecord.link.counts import Counted, Counter32, weigh
from onrecord.link.linkage import together
from onrecord.link.terms import Vectors
from onrecord.record import Article

#: days between two articles that may be compared; also the days of a block
WINDOW = 4
#: average cosine from which on articles are one story
NEAR = 0.095
#: heaviest words of an article by which others are looked for
HEAVIEST = 80
#: a word that stands among the heaviest of more articles of a block is looked up for the first of these only
CAP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article in its story."""

    article_id: str
    #: number of the story
    story: int
    #: cosine with the nearest other one of the story; None when there is none
    similarity: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one block's articles were put together with."""

    #: number of the block: days since the first of January of the year 1, by the window's length
    block: int
    #: digest of all that it rests on
    rests_on: str
    #: for each article of the block and of the one before, the least id in its group
    groups: Mapping[str, str]
    #: and the cosine with the nearest one of that group
    nearest: Mapping[str, float]


def find_stories(
    articles: Sequence[Article], originals: Mapping[str, str], *, progress: Callable[[int], None] | None = None
) -> list[Told]:
    """The story of each article, in the articles' order.

    Args:
        articles: whichever.
        originals: for each copy the first article of its family.
        progress: called with the number of articles that were looked at.
    """
    days = {article.id: article.published for article in articles}
    by_id = {article.id: article for article in articles}
    steps = find_steps(days, originals, lambda ids: [by_id[key] for key in ids], progress=progress)
    return stories_of(days, originals, list(steps))


def find_steps(
    days: Mapping[str, date | None], originals: Mapping[str, str], articles: Callable[[Sequence[str]], Sequence[Article]], *,
    known: Mapping[int, Step] | None = None, progress: Callable[[int], None] | None = None,
) -> Iterator[Step]:  # fmt: skip
    """Step by step, what is put together.

    Args:
        days: of publication, by article.
        originals: for each copy the first article of its family.
        articles: gives articles by their ids, in that order; asked for those alone that are looked at.
        known: steps of an earlier run, by block.
        progress: called with the number of articles that are done.
    """
    blocks: dict[int, list[str]] = {}
    for key in days:
        if not _follows(key, originals, days):
            blocks.setdefault(_day(days[key]) // WINDOW, []).append(key)
    counter = Counter32()
    before: dict[str, str] = {}
    held: dict[str, Counted] = {}
    done = 0
    for block in sorted(blocks):
        here = sorted(blocks[block])
        if block - 1 not in blocks:
            before = {}
        rests_on = _digest(before, here)
        step = (known or {}).get(block)
        if step is None or step.rests_on != rests_on:
            wanted = [*sorted(before), *here]
            missing = [key for key in wanted if key not in held]
            found = {article.id: counter.of(article) for article in articles(missing)}
            held = {key: found[key] if key in found else held[key] for key in wanted}
            step = _step(block, rests_on, before, here, held, days)
        yield step
        before = _grouped(step.groups, here)
        done += len(here)
        if progress is not None:
            progress(done)


def stories_of(days: Mapping[str, date | None], originals: Mapping[str, str], steps: Sequence[Step]) -> list[Told]:
    """The story of each article, in the order of `days`, from all steps."""
    above: dict[str, str] = {}

    def head(key: str) -> str:
        while (other := above.get(key, key)) != key:
            above[key] = above.get(other, other)
            key = other
        return key

    nearest: dict[str, float] = {}
    for step in steps:
        for key, first in step.groups.items():
            one, other = sorted((head(key), head(first)))
            if one != other:
                above[other] = one
        for key, cosine in step.nearest.items():
            nearest[key] = max(nearest.get(key, 0.0), cosine)
    numbers: dict[str, int] = {}
    found = []
    for key in days:
        copied = _follows(key, originals, days)
        story = numbers.setdefault(head(originals[key] if copied else key), len(numbers))
        found.append(Told(article_id=key, story=story, similarity=1.0 if copied else nearest.get(key)))
    return found


def _follows(key: str, originals: Mapping[str, str], days: Mapping[str, date | None]) -> bool:
    """Whether an article is in its original's story whatever else it says."""
    original = originals.get(key)
    return original is not None and abs(_day(days[key]) - _day(days[original])) <= WINDOW


def _day(published: date | None) -> int:
    # articles without a day are near one another and far from all others
    return published.toordinal() if published is not None else -10 * WINDOW


def _grouped(groups: Mapping[str, str], here: Sequence[str]) -> dict[str, str]:
    """The groups as far as these articles go, each by the first of these."""
    first: dict[str, str] = {}
    return {key: first.setdefault(groups[key], key) for key in here}


def _digest(before: Mapping[str, str], here: Sequence[str]) -> str:
    said = [*(f"{key} {first}" for key, first in sorted(before.items())), "", *here]
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def _step(
    block: int, rests_on: str, before: Mapping[str, str], here: Sequence[str], counted: Mapping[str, Counted],
    published: Mapping[str, date | None],
) -> Step:  # fmt: skip
    names = [*sorted(before), *here]
    days = [_day(published[name]) for name in names]
    weighed = weigh([counted[name] for name in names])
    ones, others, cosines = _cosines(weighed, days)
    given: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        given.setdefault(before.get(name, name), []).append(place)
    groups: dict[str, str] = {}
    nearest: dict[str, float] = {}
    pairs = zip(ones.tolist(), others.tolist(), cosines.tolist(), strict=True)
    for group in together(list(given.values()), pairs, days, window=WINDOW, near=NEAR):
        held = [names[place] for place in group]
        groups |= dict.fromkeys(held, min(held))
    for one, other, cosine in zip(ones.tolist(), others.tolist(), cosines.tolist(), strict=True):
        left, right = names[one], names[other]
        if groups[left] == groups[right]:
            nearest[left] = max(nearest.get(left, 0.0), cosine)
            nearest[right] = max(nearest.get(right, 0.0), cosine)
    return Step(block=block, rests_on=rests_on, groups=groups, nearest=nearest)


def _cosines(weighed: Vectors, days: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Pairs that may be one story, the lower place first, and their cosines."""
    dense = np.zeros(weighed.size, dtype=np.float32)
    nothing = np.empty(0, dtype=np.int64)
    firsts, seconds, cosines = [nothing], [nothing], [np.empty(0, dtype=np.float64)]
    for one, others in _candidates(weighed, days):
        terms, weights = weighed.of(one)
        dense[terms] = weights
        starts, ends = weighed.bounds[others], weighed.bounds[others + 1]
        lengths = ends - starts
        offsets = np.cumsum(lengths) - lengths
        at = np.repeat(starts - offsets, lengths) + np.arange(int(lengths.sum()))
        sums = np.add.reduceat(dense[weighed.terms[at]] * weighed.weights[at], offsets)
        firsts.append(np.full(len(others), one, dtype=np.int64))
        seconds.append(others)
        # six digits: what the last bits are is the machine's affair
        cosines.append(np.asarray(np.round(sums.astype(np.float64), 6), dtype=np.float64))
        dense[terms] = 0.0
    return np.concatenate(firsts), np.concatenate(seconds), np.concatenate(cosines)


def _candidates(weighed: Vectors, days: Sequence[int]) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """For each place the later ones that share two of its heaviest words within the window."""
    places, terms = [], []
    for place in range(len(days)):
        words, weights = weighed.of(place)
        if len(words) > HEAVIEST:
            words = words[np.lexsort((words, -weights))[:HEAVIEST]]
        places.append(np.full(len(words), place, dtype=np.int32))
        terms.append(words)
    empty = np.empty(0, dtype=np.int32)
    held = np.concatenate([*places, empty])
    table = pa.table({"place": held, "term": np.concatenate([*terms, empty]), "day": np.array(days, dtype=np.int32)[held]})
    connection = duckdb.connect(":memory:", config={"memory_limit": "1500MB", "python_enable_replacements": "false"})
    try:
        connection.register("words", table)
        # the cap holds within a block, so that a story's later days are looked up as its first are
        reader = connection.sql(
            f"""
            WITH heavy AS (SELECT term, place, day, row_number() OVER (PARTITION BY term, day // {WINDOW} ORDER BY place) AS n
                FROM words QUALIFY count(*) OVER (PARTITION BY term) > 1)
            SELECT one, list(other ORDER BY other) FROM (
                SELECT a.place AS one, b.place AS other FROM heavy AS a JOIN heavy AS b ON a.term = b.term
                WHERE a.place < b.place AND abs(a.day - b.day) <= {WINDOW} AND (a.n <= {CAP} OR b.n <= {CAP})
                GROUP BY one, other HAVING count(*) >= 2)
            GROUP BY one ORDER BY one
            """
        ).to_arrow_reader(1 << 12)
        for batch in reader:
            yield from zip(batch.column(0).to_pylist(), map(np.array, batch.column(1).to_pylist()), strict=True)
    finally:
        connection.close()

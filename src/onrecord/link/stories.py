"""Stories: articles that tell of the same happening within a few days of one another.

Invariant: an article is in one story; a copy is in its original's, if it came out within the window. The same articles make the
same stories in whatever order they come. Which event a report tells is not decided here.

Method: cosine of TF-IDF vectors (`terms`) for articles that are at most four days apart and share at least two of their heaviest
words, put together by average linkage (Sokal and Michener 1958) in which only pairs within the window count: it moves on as the
story does.
"""

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb
import numpy as np
import pyarrow as pa

from onrecord.link.terms import Vectors, vectors
from onrecord.record import Article

#: days between two articles that may be compared
WINDOW = 4
#: average cosine from which on articles are one story
NEAR = 0.10
#: heaviest words of an article by which others are looked for
HEAVIEST = 80
#: a word that stands among the heaviest of more articles within the window is looked up for the first of these only
CAP = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One article in its story."""

    article_id: str
    #: number of the story
    story: int
    #: cosine with the nearest other one of the story; None when there is none
    similarity: float | None


def find_stories(
    articles: Sequence[Article], originals: Mapping[str, str], *, progress: Callable[[int], None] | None = None
) -> list[Told]:
    """The story of each article, in the articles' order.

    Args:
        articles: whichever.
        originals: for each copy the first article of its family.
        progress: called with the number of articles that were looked at.
    """
    day = {article.id: _day(article.published) for article in articles}
    heads = [
        article for article in articles if article.id not in originals or abs(day[article.id] - day[originals[article.id]]) > WINDOW
    ]
    days = [day[article.id] for article in heads]
    weighed = vectors(heads, progress=progress)
    cosines = dict(_cosines(weighed, days))
    story_of = dict(zip((article.id for article in heads), _together(cosines, days), strict=True))
    nearest: dict[str, float] = {}
    for (one, other), cosine in cosines.items():
        left, right = heads[one].id, heads[other].id
        if story_of[left] == story_of[right]:
            nearest[left] = max(nearest.get(left, 0.0), cosine)
            nearest[right] = max(nearest.get(right, 0.0), cosine)
    found = []
    for article in articles:
        copied = article.id not in story_of
        story = story_of[originals[article.id]] if copied else story_of[article.id]
        found.append(Told(article_id=article.id, story=story, similarity=1.0 if copied else nearest.get(article.id)))
    return found


def _day(published: date | None) -> int:
    # articles without a day are near one another and far from all others
    return published.toordinal() if published is not None else -10 * WINDOW


def _cosines(weighed: Vectors, days: Sequence[int]) -> Iterator[tuple[tuple[int, int], float]]:
    """Cosines of pairs that may be one story, the lower place first."""
    dense = np.zeros(weighed.size, dtype=np.float32)
    for one, others in _candidates(weighed, days):
        terms, weights = weighed.of(one)
        dense[terms] = weights
        for other in others:
            theirs, heavy = weighed.of(other)
            yield (one, other), float(dense[theirs] @ heavy)
        dense[terms] = 0.0


def _candidates(weighed: Vectors, days: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """For each place the later ones that share two of its heaviest words within the window."""
    places, terms = [], []
    for place in range(len(days)):
        words, weights = weighed.of(place)
        heaviest = words[np.lexsort((words, -weights))[:HEAVIEST]]
        places.append(np.full(len(heaviest), place, dtype=np.int32))
        terms.append(heaviest)
    empty = np.empty(0, dtype=np.int32)
    held = np.concatenate([*places, empty])
    table = pa.table({"place": held, "term": np.concatenate([*terms, empty]), "day": np.array(days, dtype=np.int32)[held]})
    connection = duckdb.connect(":memory:", config={"memory_limit": "1500MB", "python_enable_replacements": "false"})
    try:
        connection.register("words", table)
        # days in blocks of the window's length: only neighbouring blocks can be near enough, and the cap holds within a block
        connection.execute(
            f"""
            CREATE TABLE heavy AS SELECT term, place, day, day // {WINDOW} AS block,
                row_number() OVER (PARTITION BY term, day // {WINDOW} ORDER BY place) AS n FROM words
            """
        )
        reader = connection.sql(
            f"""
            WITH near AS (
                SELECT a.place AS one, b.place AS other FROM heavy AS a JOIN heavy AS b ON a.term = b.term AND a.block = b.block
                WHERE a.place < b.place AND least(a.n, b.n) <= {CAP}
                UNION ALL
                SELECT least(a.place, b.place), greatest(a.place, b.place) FROM heavy AS a
                JOIN heavy AS b ON a.term = b.term AND a.block + 1 = b.block AND b.day - a.day <= {WINDOW}
                WHERE least(a.n, b.n) <= {CAP})
            SELECT one, list(other ORDER BY other) FROM (SELECT one, other FROM near GROUP BY one, other HAVING count(*) >= 2)
            GROUP BY one ORDER BY one
            """
        ).to_arrow_reader(1 << 12)
        for batch in reader:
            yield from zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True)
    finally:
        connection.close()


def _together(cosines: Mapping[tuple[int, int], float], days: Sequence[int]) -> list[int]:
    """Average linkage: for each place the number of its cluster."""
    near: dict[int, dict[int, float]] = {place: {} for place in range(len(days))}
    waiting = []
    for (one, other), cosine in cosines.items():
        near[one][other] = near[other][one] = cosine
        if cosine >= NEAR:
            waiting.append((-cosine, one, other))
    heapq.heapify(waiting)
    members = {place: [place] for place in near}
    spans = {place: Counter([day]) for place, day in enumerate(days)}
    number = len(days)
    while waiting:
        _, one, other = heapq.heappop(waiting)
        if one not in members or other not in members:
            continue
        members[number] = members.pop(one) + members.pop(other)
        spans[number] = spans.pop(one) + spans.pop(other)
        sums = near.pop(one)
        for neighbour, total in near.pop(other).items():
            sums[neighbour] = sums.get(neighbour, 0.0) + total
        sums.pop(one, None)
        sums.pop(other, None)
        near[number] = sums
        for neighbour, total in sums.items():
            theirs = near[neighbour]
            theirs.pop(one, None)
            theirs.pop(other, None)
            theirs[number] = total
            average = total / _comparable(spans[number], spans[neighbour])
            if average >= NEAR:
                heapq.heappush(waiting, (-average, neighbour, number))
        number += 1
    cluster_of = [0] * len(days)
    for cluster, places in members.items():
        for place in places:
            cluster_of[place] = cluster
    return cluster_of


def _comparable(left: Mapping[int, int], right: Mapping[int, int]) -> int:
    """How many pairs lie within the window."""
    return sum(many * other for day, many in left.items() for near, other in right.items() if abs(day - near) <= WINDOW)

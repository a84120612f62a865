"""Copies: are made copies found with their originals, and are independent articles left apart?"""

from collections import Counter
from itertools import combinations
from pathlib import Path

from sklearn.metrics import adjusted_rand_score

from benchmarks.madecopies import KINDS, make_copies
from benchmarks.newsarticles import basil, polnear
from benchmarks.scores import table, write_section
from onrecord.link.copies import Copy, find_copies
from onrecord.link.standing import standings
from onrecord.record import Article

#: real articles of PolNeAR (train) that are versions of one another, found by reading all pairs of one outlet that are alike at all
VERSIONS = (
    ("wash-post_2015-12-22_as-spotlight-shines-on-trump-and", "wash-post_2015-12-23_as-spotlight-shines-on-trump-and"),
    ("wash-post_2015-12-12_misinformation-enters-mainstream", "wash-post_2015-12-13_misinformation-enters-mainstream"),
    ("nyt_2016-03-04_republicans-have-stake-in-a-deal", "nyt_2016-03-05_polls-suggest-possibility-of-dea"),
    ("nyt_2015-11-25_golf-courses-forced-to-reach-int", "nyt_2015-11-26_with-fewer-golfers-in-u-s-course"),
    ("breitbart_2016-03-15_the-latest-kasich-scores-all-del", "breitbart_2016-03-15_the-latest-sanders-declares-revo"),
    ("nyt_2016-03-15_sanders-advances-agenda-via-side", "nyt_2016-03-16_via-legislative-side-doors-sande"),
    ("usa-today_2016-04-06_sanders-says-he-s-riding-momentu", "usa-today_2016-04-06_sanders-winning-streak-continues"),
    ("huff-post_2015-11-11_a-meaningful-exchange-actually-h", "huff-post_2015-11-11_watch-the-best-moments-from-the-"),
)


def measure_copies(folder: Path, more: Path | None, *, write: bool) -> dict[str, float]:
    """Families found against families made.

    Args:
        folder: PolNeAR's train folder.
        more: basil.jsonl.
        write: whether to put the figures into docs/scores.md.
    """
    real = polnear(folder) + (basil(more) if more is not None else [])
    articles = [article for article, _ in real]
    names = {name: place for place, (_, name) in enumerate(real)}
    gold = list(range(len(articles)))
    for one, other in VERSIONS:
        gold[names[other]] = gold[names[one]]
    made = make_copies(articles)
    whole = [one for one in made if one.into is None]
    # a lift makes its article no copy of either: it is told as a pair, beside the families
    lifts = [one for one in made if one.into is not None]
    everything = [*articles, *(one.article for one in whole)]
    gold += [gold[one.of] for one in whole]
    copies = find_copies(everything, standings(everything))
    found = _families(everything, copies)
    ari = float(adjusted_rand_score(gold, found))
    merged = _merged(found[: len(articles)], gold)
    right = Counter(one.kind for one, family in zip(whole, found[len(articles) :], strict=True) if family == found[one.of])
    count = Counter(one.kind for one in whole)
    rows = [["kind of copy", "made", "found in its original's family"]]
    rows += [[kind, str(count[kind]), str(right[kind])] for kind in KINDS if count[kind]]
    pairs = _lifts(articles, [(one.article, one.of) for one in lifts])
    rows.append(["lift (as a pair)", str(len(lifts)), str(pairs)])
    body = (
        f"Adjusted Rand index of families: **{ari:.4f}**. Independent real articles merged with one another: **{merged}**.\n\n"
        + table(rows)
        + "\n\nA lift is three paragraphs of one article put into another; it is told as a pair and makes no family. Among the "
        f"real articles {len(VERSIONS)} pairs are versions of one text by one outlet, found by reading; they count as families."
    )
    print(body)
    if write:
        data = f"{len(articles)} real articles (PolNeAR train, BASIL) and {len(made)} copies made of them"
        write_section("Copies", "python -m benchmarks.linking --copies DIR --basil FILE --write", data, body)
    return {"ari": ari, "merged": float(merged)}


def _families(articles: list[Article], copies: list[Copy]) -> list[int]:
    """The place of the family's first article, for each."""
    place = {article.id: number for number, article in enumerate(articles)}
    original = {copy.article_id: place[copy.original] for copy in copies if copy.joined}
    return [original.get(article.id, number) for number, article in enumerate(articles)]


def _merged(found: list[int], gold: list[int]) -> int:
    groups: dict[int, list[int]] = {}
    for place, family in enumerate(found):
        groups.setdefault(family, []).append(place)
    return sum(gold[one] != gold[other] for places in groups.values() for one, other in combinations(places, 2))


def _lifts(articles: list[Article], lifts: list[tuple[Article, int]]) -> int:
    everything = [*articles, *(article for article, _ in lifts)]
    pairs = {(copy.article_id, copy.copy_of) for copy in find_copies(everything, standings(everything))}
    return sum((article.id, articles[of].id) in pairs or (articles[of].id, article.id) in pairs for article, of in lifts)

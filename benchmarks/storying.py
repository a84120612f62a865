"""Stories: are articles on one happening put together, and others left apart?"""

from pathlib import Path

from benchmarks.clusters import b_cubed
from benchmarks.newsarticles import basil
from benchmarks.scores import table, write_section
from onrecord.link.stories import find_stories


def measure_stories(path: Path, *, write: bool) -> float:
    """B-cubed of the stories found in BASIL.

    Args:
        path: basil.jsonl.
        write: whether to put the figures into docs/scores.md.
    """
    articles = basil(path)
    gold = {article.id: story for article, story in articles}
    found = {told.article_id: told.story for told in find_stories([article for article, _ in articles], {})}
    score = b_cubed(gold, found)
    row = [f"{value:.4f}" for value in (score.precision, score.recall, score.f1)]
    body = table(
        [["stories", "found", "B-cubed P", "R", "F1"], [str(len(set(gold.values()))), str(len(set(found.values()))), *row]]
    )
    print(body)
    if write:
        data = f"{len(gold)} dated articles (BASIL), three outlets a story; window and threshold were chosen on it"
        write_section("Stories", "python -m benchmarks.linking --basil FILE --write", data, body)
    return score.f1

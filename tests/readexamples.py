"""The example articles as our reader reads them, once a test run."""

from functools import cache
from pathlib import Path

from onrecord.ingest import articles
from onrecord.reader import Reader, load_reader
from onrecord.record import Article, Reading
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[1] / "examples"


@cache
def example_articles() -> dict[str, Article]:
    """By their ids in the input."""
    found = {}
    for path in sorted((EXAMPLES / "articles").glob("*.txt")):
        (article,) = articles([str(path)])
        assert isinstance(article, Article)
        assert article.name is not None
        found[article.name] = article
    return found


@cache
def example_readings() -> dict[str, Reading]:
    """By the articles' ids in the input."""
    found = {}
    for name, article in example_articles().items():
        reading = load_reader().read(article)
        assert isinstance(reading, Reading)
        found[name] = reading
    return found


def texts() -> dict[str, str]:
    """Text of each example."""
    return {name: article.text for name, article in example_articles().items()}


def record_of(path: Path) -> Record:
    """A new record that holds the examples' readings."""
    record = Record.create_or_open(path)
    reader: Reader = load_reader()
    with record.writing(reader.digest, reader.describe()) as writer:
        writer.write_shard(list(example_readings().values()))
    return record

"""What resolving costs: actors, places and dates against bare spaCy, on the same articles; and how long the facts take to load.

    python -m benchmarks.cost PATH… [--write]

PATH: anything that `onrecord read` takes. Every mention, place name and time expression is resolved, those that play no part in an
event too, so that a reading costs less. Processor time of one thread: only ratios mean something beyond this machine.
"""

import argparse
import os
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.scores import table, write_section
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.annotate.times import times
from onrecord.ingest import articles
from onrecord.record import Article, Form, Kind
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.register import Register, load_register
from onrecord.resolve.dates import resolve_date
from onrecord.resolve.places.gazetteer import Gazetteer, load_gazetteer
from onrecord.resolve.places.resolver import PlaceResolver

ROUNDS = 3
_PLACES = (Kind.GPE, Kind.LOC, Kind.FAC)
#: the three that are measured
STEPS = ("actors", "places", "dates")


class Clock:
    """Seconds of this process's processor time, by what they were spent on."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)

    @contextmanager
    def on(self, step: str) -> Iterator[None]:
        """Counts what is done inside for a step."""
        started = time.process_time()
        yield
        self.seconds[step] += time.process_time() - started


def resolve_all(given: list[Article], clock: Clock) -> None:
    """Parses every article and resolves all that is in it."""
    syntax, register, gazetteer = load_syntax(), load_register(), load_gazetteer()
    for article in given:
        with clock.on("bare spaCy"):
            doc = syntax.nlp(article.text)
        doc = syntax.annotate(article)
        mentions = find_chains(doc, find_mentions(doc, article))
        with clock.on("actors"):
            entities = EntityResolver(register, article, mentions, gazetteer=gazetteer)
            for mention in mentions:
                entities.resolve(mention)
        with clock.on("places"):
            names = [one.head for one in mentions if one.form is Form.NAME and one.kind in _PLACES]
            places = PlaceResolver(gazetteer, register, article, names, countries=entities.countries)
            for span in names:
                places.resolve(span)
        with clock.on("dates"):
            for expression in times(doc):
                resolve_date(expression, published=article.published)


def loading(clock: Clock) -> None:
    """Opens both files anew and looks one name up in each."""
    with clock.on("register"):
        register = Register()
        register.find("Angela Merkel")
    with clock.on("gazetteer"):
        gazetteer = Gazetteer()
        gazetteer.find("Springfield")
    register.close()
    gazetteer.close()


def measure(given: list[Article]) -> list[list[str]]:
    """Times as rows of a table, the first its head; of several rounds the middle one, the first round unmeasured."""
    resolve_all(given[:3], Clock())
    rounds = []
    for _ in range(ROUNDS):
        clock = Clock()
        resolve_all(given, clock)
        loading(clock)
        rounds.append(clock.seconds)
    middle = {step: sorted(one[step] for one in rounds)[ROUNDS // 2] for step in rounds[0]}
    bare, all_three = middle["bare spaCy"], sum(middle[step] for step in STEPS)
    rows = [["what", "seconds", "times bare spaCy"], ["bare spaCy", f"{bare:.2f}", "1"]]
    rows += [[step, f"{middle[step]:.3f}", f"{middle[step] / bare:.3f}"] for step in STEPS]
    rows.append(["all three", f"{all_three:.3f}", f"{all_three / bare:.3f}"])
    rows += [[f"loading the {name}, first look-up included", f"{middle[name]:.3f}", ""] for name in ("register", "gazetteer")]
    return rows


def main() -> None:
    """Print the times, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    # before spaCy starts any thread
    os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))
    given = [article for article in articles(options.paths) if isinstance(article, Article) and article.language == "en"]
    body = table(measure(given))
    print(body)
    if options.write:
        words = sum(len(article.text.split()) for article in given)
        data = f"{len(given)} articles, {words} words; one process, processor time; the middle one of {ROUNDS} rounds"
        write_section("Cost of resolving", "python -m benchmarks.cost PATH… --write", data, body)


if __name__ == "__main__":
    main()

"""Every measure of quality in one run; those whose data are given are taken.

    python -m benchmarks.quality [--wire DIR] [--practice DIR] [--examples] [--actors FILE] [--places FILE] [--dates FILE]
        [--certainty FILE] [--polnear DIR] [--chains] [--write]

Invariant: a section of docs/scores.md names the option that measures it again, never where the data lay.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from training import polnear

from benchmarks import actors, attribution, certainty, chains, dates, places
from benchmarks.events import Measured, measure_articles, measure_folder
from benchmarks.scores import table, write_section
from onrecord.ingest import articles

EXAMPLES = Path(__file__).parents[1] / "examples"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One section of the scores."""

    title: str
    #: the option that measures it
    option: str
    #: what was measured on, and how much of it
    data: str
    #: Markdown
    body: str


#: option → title, what its data are, and what gives a table; the data are a file of one item a line
TABLES: dict[str, tuple[str, str, Callable[[Path], list[list[str]]]]] = {
    "actors": (
        "Actors",
        "mentions of actors, each in a sentence or two; every third held back; "
        "not blind, since rows of the register were written by hand by someone who had seen the cases",
        actors.measure,
    ),
    "places": (
        "Places",
        "local news articles with gold toponyms (LGL); near is within 161 km; every third held back; "
        "the homes of its outlets are among the facts of `homes.csv`, so that the figures without them are told too",
        places.measure,
    ),
    "certainty": (
        "Certainty",
        "sentences of news (UW, its part for choosing) with event words and how certain readers find them, from -3 to +3",
        certainty.measure,
    ),
    "dates": ("Dates", "gold time expressions of TimeBank and AQUAINT that tell days; tuned on half 0", dates.measure),
}


def sections(options: argparse.Namespace) -> Iterator[Section]:
    """The sections whose data are given, one by one as they are measured."""
    if options.wire:
        yield _events("Events: wire gold", "--wire DIR", "gold readings of wire articles", measure_folder(options.wire))
    if options.practice:
        yield _events(
            "Events: practice gold",
            "--practice DIR",
            "gold readings for practice: the encoder was not trained on them, thresholds and chances were chosen on them",
            measure_folder(options.practice),
        )
    if options.examples:
        found = measure_articles(articles([EXAMPLES / "articles"]), EXAMPLES / "gold")
        yield _events("Events: examples", "--examples", "the articles of `examples/`, written for this package", found)
    if options.places:
        data = "The held-back third of the local news articles of LGL; names found by the reading, right within 161 km"
        yield Section(title="Places found", option="--places FILE", data=data, body=table(places.measure_found(options.places)))
    for name, (title, what, measure) in TABLES.items():
        path = getattr(options, name)
        if path:
            size = sum(bool(line.strip()) for line in path.read_text(encoding="utf-8").split("\n"))
            yield Section(title=title, option=f"--{name} FILE", data=f"{size} {what}", body=table(measure(path)))
    if options.polnear:
        size = sum(1 for _ in polnear.read(options.polnear))
        yield Section(
            title="Attribution",
            option="--polnear DIR",
            data=f"{size} articles of PolNeAR (`{options.polnear.name}`), by their first annotator",
            body=table(attribution.measure(options.polnear)) + f"\n\n{_MEASURES}",
        )
    if options.chains:
        yield Section(
            title="Chains of sources",
            option="--chains",
            data="Cases of our own, held out: `benchmarks/gold/attributions`",
            body=table(chains.measure()) + f"\n\n{_CHAINS}",
        )


_MEASURES = (
    "Exact: both ends of an unbroken span are right. A50: content and source each share half of the words that gold or reading "
    "hold, pairs one to one."
)

_CHAINS = (
    "Shares are of the pairs, made by content. Speakers and media are the same if one's words, without article and case, hold the "
    "other's; none on both sides counts. Within: the attribution around it is the right one."
)


def _events(title: str, option: str, what: str, measured: Measured) -> Section:
    size = f"{measured.articles} articles, {measured.tally.gold} reports that happened"
    return Section(title=title, option=option, data=f"{what[0].upper()}{what[1:]}: {size}", body=measured.body)


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("wire", "practice"):
        parser.add_argument(f"--{name}", type=Path, metavar="DIR", help="gold readings with their texts")
    parser.add_argument("--examples", action="store_true", help="the articles of examples/")
    parser.add_argument("--actors", type=Path, metavar="FILE", help="cases of benchmarks/actors.py")
    parser.add_argument("--places", type=Path, metavar="FILE", help="articles of benchmarks/places.py")
    parser.add_argument("--certainty", type=Path, metavar="FILE", help="sentences of benchmarks/certainty.py")
    parser.add_argument("--dates", type=Path, metavar="FILE", help="phrases of benchmarks/dates.py")
    parser.add_argument("--polnear", type=Path, metavar="DIR", help="articles of benchmarks/attribution.py")
    parser.add_argument("--chains", action="store_true", help="cases of benchmarks/chains.py")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    for section in sections(options):
        print(f"## {section.title}\n\n{section.data}.\n\n{section.body}\n", flush=True)
        if options.write:
            write_section(section.title, f"python -m benchmarks.quality {section.option} --write", section.data, section.body)


if __name__ == "__main__":
    main()

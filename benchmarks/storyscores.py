"""Events, origins and disputes on our own story sets: with the gold's tellings given, and from the articles alone.

Invariant: everything that is scored is read from the views of a record that was linked as any other.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.clusters import b_cubed
from benchmarks.giventellings import given_readings, read_plain
from benchmarks.scores import table, write_section
from benchmarks.storysets import GoldEvent, StorySet, read_sets
from benchmarks.toldby import all_tellings, tellings_of
from onrecord.link import link
from onrecord.link.accounts import accounts
from onrecord.link.copies import find_copies
from onrecord.link.origins import find_origins
from onrecord.link.sketches import sketches
from onrecord.link.standing import standings
from onrecord.link.takings import takings
from onrecord.reader import load_reader
from onrecord.record import Reading
from onrecord.store import Record


@dataclass(slots=True)
class Tally:
    """Counts over all sets."""

    gold: dict[str, str] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    reached: set[str] = field(default_factory=set)
    events: int = 0
    origins_right: int = 0
    #: of the events whose tellings were all found
    whole: int = 0
    whole_right: int = 0
    disputes: Counter[str] = field(default_factory=Counter)
    merged: int = 0


def measure_sets(folder: Path, *, write: bool, name: str) -> dict[str, float]:
    """Scores of all sets in a folder.

    Args:
        folder: story sets, TOML.
        write: whether to put the figures into docs/scores.md.
        name: what the sets are called there.
    """
    reader = load_reader()
    sets = read_sets(folder)
    given, alone, ruled = Tally(), Tally(), Tally()
    copies: Counter[str] = Counter()
    for one in sets:
        told, gold = given_readings(reader, one)
        keyed = {report: (event, origin, f"{report}") for report, (event, origin) in gold.items()}
        _score(one, told, keyed, {report: event for report, (event, _) in gold.items()}, given)
        _rules(one, told, gold, ruled)
        plain = read_plain(reader, one)
        _score(one, plain, tellings_of(one, plain), all_tellings(one), alone)
        _copies(one, plain, copies)
    body = _told(sets, given, alone, ruled, copies)
    print(body)
    if write:
        data = (
            f"{len(sets)} story sets of our own ({name}): {sum(len(one.articles) for one in sets)} articles, {given.events} events"
        )
        title = "Events and origins" if "gold" in name else f"Events and origins: {name}"
        write_section(title, "python -m benchmarks.linking --stories DIR --write", data, body)
    return {"events": b_cubed(given.gold, given.found).f1, "origins": given.origins_right / given.events}


def _score(
    one: StorySet,
    readings: Sequence[Reading],
    matched: Mapping[str, tuple[str, str, str]],
    tellings: Mapping[str, str],
    tally: Tally,
) -> None:
    """Links one set as a record of its own."""
    with TemporaryDirectory() as folder:
        record = Record.create_or_open(Path(folder) / "record")
        with record.writing(readings[0].reader, {}) as writer:
            writer.write_shard(list(readings))
        link(record)
        event_of = {
            row["report_id"]: row["event_id"] for row in record.sql("SELECT event_id, report_id FROM event_reports").to_pylist()
        }
        about = {row["id"]: row for row in record.events().to_pylist()}
    reached: dict[str, str] = {}
    for report, (_, _, key) in matched.items():
        reached[key] = event_of[report]
    for key, event_name in tellings.items():
        item = f"{one.name}/{key}"
        tally.gold[item] = f"{one.name}/{event_name}"
        # a telling that the reader missed stands alone
        tally.found[item] = f"{one.name}/{reached[key]}" if key in reached else item
        if key in reached:
            tally.reached.add(item)
    for event in one.events:
        held = Counter(event_of[report] for report, (name, _, _) in matched.items() if name == event.name)
        best = min(held, key=lambda found: (-held[found], found), default=None)
        _count(event, about[best]["origins"] if best else 0, bool(best and about[best]["disputed"]), tally)
        if held.total() == len(event.tellings):
            tally.whole += 1
            tally.whole_right += bool(best) and about[best]["origins"] == _gold_origins(event)


def _rules(one: StorySet, readings: Sequence[Reading], gold: Mapping[str, tuple[str, str]], tally: Tally) -> None:
    """Origins and accounts where the gold says which reports tell which event."""
    articles = {reading.article.id: reading.article for reading in readings}
    known = {sketch.id: sketch for entry, reading in enumerate(readings) for sketch in sketches(reading, entry)}
    taken = takings(find_copies(list(articles.values()), standings(list(articles.values()))), list(known.values()), articles)
    for event in one.events:
        told = [known[report] for report, (name, _) in gold.items() if name == event.name]
        told.sort(key=lambda sketch: (str(sketch.published), sketch.order))
        tellings, origins = find_origins(told, taken, {key: article.publisher for key, article in articles.items()})
        spoken = {origin.key for origin in origins if origin.kind != "outlet"}
        said = accounts(told, {telling.report: telling.origin for telling in tellings}, spoken)
        _count(event, len(origins), any(account.differs for account in said), tally)


def _count(event: GoldEvent, origins: int, disputed: bool, tally: Tally) -> None:
    tally.events += 1
    tally.origins_right += origins == _gold_origins(event)
    tally.disputes[f"{'gold' if event.differs else 'none'} {'found' if disputed else 'missed'}"] += 1


def _gold_origins(event: GoldEvent) -> int:
    return len({telling.origin for telling in event.tellings})


def _copies(one: StorySet, readings: Sequence[Reading], counts: Counter[str]) -> None:
    articles = [reading.article for reading in readings]
    key_of = {article.id: key for key, article in one.articles.items()}
    found = {frozenset((key_of[copy.article_id], key_of[copy.copy_of])) for copy in find_copies(articles, standings(articles))}
    gold = {frozenset((of, copy)) for of, copy, _ in one.copies}
    # of three copies of one text any two belong together, whichever is called the original
    families = _closed(gold)
    counts["gold"] += len(gold)
    counts["found"] += len(gold & _closed(found))
    counts["false"] += len(found - families)


def _closed(pairs: set[frozenset[str]]) -> set[frozenset[str]]:
    closed = set(pairs)
    while True:
        more = {one ^ other for one in closed for other in closed if len(one & other) == 1} - closed
        if not more:
            return closed
        closed |= more


def _told(sets: Sequence[StorySet], given: Tally, alone: Tally, ruled: Tally, copies: Counter[str]) -> str:
    rows = [["measure", "tellings given, events given", "tellings given", "from the articles alone"]]
    clusters = []
    for tally in (given, alone):
        score = b_cubed(tally.gold, tally.found)
        clusters.append(f"{score.f1:.3f} (P {score.precision:.3f}, R {score.recall:.3f})")
    rows.append(["events, B-cubed F1", "–", *clusters])
    reached = {item: event for item, event in alone.gold.items() if item in alone.reached}
    score = b_cubed(reached, alone.found)
    rows.append(["the same, tellings that the reader found", "–", "–", f"{score.f1:.3f} ({len(reached)} of {len(alone.gold)})"])
    rows.append(
        ["origins counted exactly right", *(f"{tally.origins_right / tally.events:.3f}" for tally in (ruled, given, alone))]
    )
    whole = f"{alone.whole_right} of {alone.whole}"
    rows.append(["the same, events whose tellings were all found", "–", "–", whole])
    for name, part in (("disputes found", "gold"), ("undisputed events called disputed", "none")):
        cells = []
        for tally in (ruled, given, alone):
            found = tally.disputes[f"{part} found"]
            cells.append(f"{found} of {found + tally.disputes[f'{part} missed']}")
        rows.append([name, *cells])
    return (
        table(rows)
        + f"\n\nCopies: {copies['found']} of {copies['gold']} pairs found, {copies['false']} false. Tellings given: the gold says "
        "which words tell which type of event, all else is the reader's; events given: it also says which tellings are one. "
        "From the articles alone, a telling that the reader missed stands alone, and an event of which nothing was found has none."
    )

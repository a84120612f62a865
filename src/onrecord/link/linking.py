"""A whole record linked, on one page: copies, stories, events, origins, accounts.

Invariant: a linking depends on what is on the record, on what persons judged and on the names that earlier runs gave; not on the
clock, nor on what earlier runs left behind to save time. Where nothing has changed, nothing is written.
"""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from onrecord._version import __version__
from onrecord.link.cluster import Judged
from onrecord.link.copies import Copy, copies_of
from onrecord.link.echoes import echo_pairs, echoes_of
from onrecord.link.events import Found, find_events
from onrecord.link.memory import Memory, leave, recall
from onrecord.link.naming import name_groups, steps
from onrecord.link.outlines import Outlines, Texts, read_outlines
from onrecord.link.pairs import load_weights
from onrecord.link.rooms import Echo, Room, article_of, rooms_of
from onrecord.link.rows import OF_EVENTS, EventRows, copy_row, step_row
from onrecord.link.sketches import Sketch, sketches
from onrecord.link.stories import Told, find_steps, stories_of
from onrecord.link.wording import find_alike
from onrecord.record import Article, Judgement, Verdict, event_id, founder
from onrecord.store import Record
from onrecord.store.judgements import read_judgements
from onrecord.store.linkings import Linking, latest_linking, write_linking
from onrecord.store.linkstates import read_state
from onrecord.store.linktables import LINK_SCHEMAS
from onrecord.store.lock import locked

#: grows by one whenever a rule of linking changes, so that a record is linked anew
RULES = 2

Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found."""

    run: int
    #: False when the record had been linked as it stands, and nothing was done
    new: bool
    articles: int
    #: of these, how many were not looked at again, nor any report of them
    known: int
    copies: int
    stories: int
    reports: int
    events: int


def link(record: Record, *, progress: Tell | None = None) -> Outcome:
    """Link a record. What was linked as it stands is left as it is; what is new is looked at, with all that it touches.

    Args:
        record: it is held for writing meanwhile.
        progress: called with what is being done, how much of it is done, and how much there is.

    Raises:
        StoreError: another process is writing the record, or the linking cannot be written.
    """
    tell = progress or (lambda _what, _done, _all: None)
    with locked(record.path):
        before = latest_linking(record.path)
        judgements = [one for one in read_judgements(record.path) if one.verdict.of_a_pair]
        basis = _basis(record)
        rests_on = _digest(basis, record, judgements)
        if before is not None and before.rests_on == rests_on:
            tables = {name: before.table(name) for name in LINK_SCHEMAS}
            return _outcome(before.run, tables, known=tables["stories"].num_rows, new=False)
        run = before.run + 1 if before is not None else 1
        outlines = read_outlines(record, tell)
        texts = Texts(outlines)
        memory = recall(read_state(before.folder) if before is not None else None, basis, outlines.ids)
        standings = outlines.standings()
        order = sorted(range(len(standings)), key=lambda entry: standings[entry].order)
        ids = [outlines.ids[entry] for entry in order]
        outlets = [outlines.publishers[entry] or outlines.agencies[entry] for entry in order]
        tell("copies", 1, 3)
        wording = find_alike([outlines.runs[entry] for entry in order], outlets, memory.before(ids))
        tell("copies", 2, 3)
        copies = copies_of(ids, [standings[entry] for entry in order], wording, texts.pairs, memory.looked)
        tell("copies", 3, 3)
        originals = {copy.article_id: copy.original for copy in copies if copy.joined}
        days = dict(zip(outlines.ids, outlines.published, strict=True))
        counted = len(ids) - len(originals)
        by_steps = list(
            find_steps(
                days, originals, texts.of, known=memory.steps, progress=lambda done: tell("stories", done, max(done, counted))
            )
        )
        stories = stories_of(days, originals, by_steps)
        echoes = _echoes(record, outlines, texts, memory)
        judgements = _of_known(record, judgements, texts, days)
        judged = Judged((one.reports[0], one.reports[1], one.verdict is Verdict.SAME) for one in reversed(judgements))
        rooms = rooms_of(stories, copies, judgements, judged, echoes)
        fresh = [room for room in rooms if any(memory.rooms.get(article) != room.rests_on for article in room.articles)]
        said = frozenset(report for one in judgements for report in one.reports)
        found = _events(record, fresh, outlines, texts, judged, said, tell)
        tables = _tables(before, fresh, found, copies, stories, days, judgements, run)
        state = leave(basis, ids, wording, memory.looked, by_steps, echoes, rooms)
        write_linking(record.path, tables, run=run, rests_on=rests_on, state=state)
        return _outcome(run, tables, known=len(ids) - sum(len(room.articles) for room in fresh), new=True)


def _basis(record: Record) -> str:
    """Names how the articles were read and how they are linked."""
    parts = [__version__, str(RULES), repr(sorted(load_weights().items())), *(reader.digest for reader in record.manifest.readers)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _digest(basis: str, record: Record, judgements: Sequence[Judgement]) -> str:
    """Names all that a linking rests on."""
    said = [f"{one.verdict.value} {' '.join(one.reports)} {one.at.isoformat()}" for one in judgements]
    return hashlib.sha256("\0".join([basis, *(path.name for path in record.shards()), *said]).encode()).hexdigest()[:16]


def _of_known(record: Record, judgements: Sequence[Judgement], texts: Texts, known: Mapping[str, Any]) -> list[Judgement]:
    """Judgements of reports that are on the record."""
    wanted = {article_of(report) for one in judgements for report in one.reports} & known.keys()
    if not wanted:
        return []
    readings = record.readings(wanted, shards=texts.shards(sorted(wanted)))
    there = {report.id for reading in readings for report in reading.reports}
    return [one for one in judgements if there.issuperset(one.reports)]


def _echoes(record: Record, outlines: Outlines, texts: Texts, memory: Memory) -> list[Echo]:
    """Reports of one event in articles far apart: those that were known, and those of new articles."""
    pairs = echo_pairs(outlines.marks, frozenset(memory.rooms))
    wanted = sorted({article_of(report) for pair in pairs for report in pair})
    told = {one.id: one for ones in _sketched(record, outlines, texts, wanted).values() for one in ones} if wanted else {}
    found = [*memory.echoes, *echoes_of(pairs, told)]
    return sorted(found, key=lambda echo: (echo.report, echo.of))


def _sketched(record: Record, outlines: Outlines, texts: Texts, wanted: Sequence[str]) -> dict[str, list[Sketch]]:
    entry_of = {key: entry for entry, key in enumerate(outlines.ids)}
    return {
        reading.article.id: list(sketches(reading, entry_of[reading.article.id]))
        for reading in record.readings(wanted, shards=texts.shards(wanted))
    }


def _events(
    record: Record, rooms: Sequence[Room], outlines: Outlines, texts: Texts, judged: Judged, said: frozenset[str], tell: Tell
) -> Iterator[list[Found]]:
    """The events of each room, as soon as all its articles were met: the record is gone through once, and little of it is held."""
    entry_of = {key: entry for entry, key in enumerate(outlines.ids)}
    users: dict[str, list[int]] = {}
    missing = []
    for number, room in enumerate(rooms):
        needed = {*room.articles, *room.sources}
        missing.append(len(needed))
        for article in needed:
            users.setdefault(article, []).append(number)
    pending = {article: len(numbers) for article, numbers in users.items()}
    told: dict[str, list[Sketch]] = {}
    done = 0
    for reading in record.readings(users.keys(), shards=texts.shards(list(users))) if users else ():
        article = reading.article.id
        told[article] = list(sketches(reading, entry_of[article]))
        done += 1
        tell("reports", done, len(users))
        for number in users[article]:
            missing[number] -= 1
            if missing[number]:
                continue
            room = rooms[number]
            in_order = sorted({*room.articles, *room.sources}, key=entry_of.__getitem__)
            heads = {key: _head(outlines, entry_of[key]) for key in in_order}
            yield list(find_events(room, {key: told[key] for key in in_order}, heads, judged, said))
            for key in in_order:
                pending[key] -= 1
                if not pending[key]:
                    del told[key]


def _head(outlines: Outlines, entry: int) -> Article:
    return Article(
        id=outlines.ids[entry], text="", publisher=outlines.publishers[entry], agency=outlines.agencies[entry], language="en"
    )


def _tables(
    before: Linking | None, fresh: Sequence[Room], found: Iterator[list[Found]], copies: Sequence[Copy], stories: Sequence[Told],
    days: Mapping[str, Any], judgements: Sequence[Judgement], run: int,
) -> dict[str, pa.Table]:  # fmt: skip
    """All tables: the events of fresh rooms in the place of what their reports were, the others as they were."""
    was = {name: before.table(name) if before is not None else LINK_SCHEMAS[name].empty_table() for name in LINK_SCHEMAS}
    entered = pa.array([article for room in fresh for article in room.articles], pa.string())
    known = pa.array(days, pa.string())
    owner = pc.replace_substring_regex(was["tellings"]["report_id"], r"-r[^-]*$", "")
    gone = pc.or_(pc.is_in(owner, value_set=entered), pc.invert(pc.is_in(owner, value_set=known)))
    earlier: dict[str, list[str]] = {}
    for row in was["tellings"].filter(gone).select(["event_id", "report_id"]).to_pylist():
        earlier.setdefault(row["event_id"], []).append(row["report_id"])
    rows, named = EventRows(), {}
    founded = _Founded(was["trail"])
    for events in found:
        groups = [[one.id for one in event.told] for event in events]
        names = [event_id(name) for name in name_groups(groups, founded.of(groups))]
        for name, group, event in zip(names, groups, events, strict=True):
            named[name] = group
            rows.add(name, event.told, event.tellings, event.origins, event.accounts, event.scores)
    made = rows.tables()
    ended = pa.array(earlier, pa.string())
    tables = {}
    for name in OF_EVENTS:
        kept = was[name].filter(pc.invert(pc.is_in(was[name]["event_id"], value_set=ended)))
        whole = pa.concat_tables([kept, made[name]])
        # by event; within one as they were made
        place = pa.array(range(whole.num_rows), pa.int64())
        order = pc.sort_indices(
            pa.table({"event": whole["event_id"], "place": place}), sort_keys=[("event", "ascending"), ("place", "ascending")]
        )
        tables[name] = whole.take(order).combine_chunks()
    trail = [step_row(step, judgements) for step in steps(earlier, named, run)]
    story_names = _story_names(stories, was["stories"]["story_id"].unique().to_pylist(), days)
    return {
        "copies": pa.Table.from_pylist([copy_row(copy) for copy in copies], schema=LINK_SCHEMAS["copies"]),
        "stories": pa.table(
            [
                [story_names[one.story] for one in stories],
                [one.article_id for one in stories],
                [one.similarity for one in stories],
            ],
            schema=LINK_SCHEMAS["stories"],
        ),
        **tables,
        "trail": pa.concat_tables([was["trail"], pa.Table.from_pylist(trail, schema=LINK_SCHEMAS["trail"])]).combine_chunks(),
    }


class _Founded:
    """For founders of events of earlier runs, the run that named them."""

    def __init__(self, trail: pa.Table) -> None:
        naming = trail.filter(pc.is_in(trail["what"], value_set=pa.array(["founded", "split"])))
        self._runs: dict[str, int] = {}
        for event, run in zip(naming["event_id"].to_pylist(), naming["run"].to_pylist(), strict=True):
            self._runs.setdefault(founder(event), run)

    def of(self, groups: Sequence[Sequence[str]]) -> dict[str, int]:
        """Those among these reports."""
        return {report: self._runs[report] for group in groups for report in group if report in self._runs}


def _story_names(stories: Sequence[Told], before: Sequence[str], days: Mapping[str, Any]) -> dict[int, str]:
    members: dict[int, list[str]] = {}
    for one in stories:
        members.setdefault(one.story, []).append(one.article_id)
    founded = {name.removesuffix("-s"): 1 for name in before}
    ordered = {
        story: sorted(held, key=lambda article: (days[article].isoformat() if days[article] else "9999", article))
        for story, held in members.items()
    }
    names = name_groups(list(ordered.values()), founded)
    return {story: f"{name}-s" for story, name in zip(ordered, names, strict=True)}


def _outcome(run: int, tables: Mapping[str, pa.Table], *, known: int, new: bool) -> Outcome:
    stories = tables["stories"]
    tellings = tables["tellings"]
    return Outcome(
        run=run,
        new=new,
        articles=stories.num_rows,
        known=known,
        copies=len(tables["copies"]["article_id"].unique()),
        stories=len(stories["story_id"].unique()),
        reports=tellings.num_rows,
        events=len(tellings["event_id"].unique()),
    )

"""A whole record linked, on one page: copies, stories, events, origins, accounts.

Invariant: a linking depends on what is on the record, on what persons judged and on the names that earlier runs gave; not on the
clock. Where nothing has changed, nothing is written.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import pyarrow as pa

from onrecord._version import __version__
from onrecord.link.accounts import Account, accounts
from onrecord.link.cluster import Judged, cluster
from onrecord.link.copies import Copy, find_copies
from onrecord.link.naming import Step, name_groups, steps
from onrecord.link.origins import Origin, Telling, find_origins
from onrecord.link.pairs import chance, load_weights, may_be_one
from onrecord.link.sketches import Sketch, sketches
from onrecord.link.standing import standings
from onrecord.link.stories import Told, find_stories
from onrecord.link.takings import takings
from onrecord.record import Article, Judgement, Verdict, event_id, founder
from onrecord.store import Record
from onrecord.store.judgements import read_judgements
from onrecord.store.linkings import latest_linking, write_linking
from onrecord.store.linktables import LINK_SCHEMAS
from onrecord.store.lock import locked

#: grows by one whenever a rule of linking changes, so that a record is linked anew
RULES = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a run found."""

    run: int
    #: False when the record had been linked as it stands, and nothing was done
    new: bool
    articles: int
    copies: int
    stories: int
    reports: int
    events: int


def link(record: Record, *, progress: Callable[[str, int, int], None] | None = None) -> Outcome:
    """Link a record. What was linked as it stands is left as it is.

    Args:
        record: it is held for writing meanwhile.
        progress: called with what is being done, how much of it is done, and how much there is.

    Raises:
        StoreError: another process is writing the record, or the linking cannot be written.
    """
    tell = progress or (lambda _what, _done, _all: None)
    with locked(record.path):
        before = latest_linking(record.path)
        judgements = read_judgements(record.path)
        rests_on = _digest(record, judgements)
        if before is not None and before.rests_on == rests_on:
            return _outcome(before.run, {name: before.table(name) for name in LINK_SCHEMAS}, new=False)
        run = before.run + 1 if before is not None else 1
        told, articles = _read(record, tell)
        copies = find_copies(articles, standings(articles), progress=lambda done: tell("copies", done, len(articles)))
        originals = {copy.article_id: copy.original for copy in copies if copy.joined}
        stories = find_stories(articles, originals, progress=lambda done: tell("stories", done, len(articles)))
        taken = takings(copies, told, {article.id: article for article in articles})
        judged = _judged(judgements, {one.id for one in told})
        groups, chances = _events(told, stories, {key: value.report for key, value in taken.items()}, judged, tell)
        known = before.table("tellings").select(["event_id", "report_id"]).to_pylist() if before is not None else []
        founded = _founded(before.table("trail").to_pylist() if before is not None else [])
        names = [event_id(name) for name in name_groups(groups, founded)]
        publishers = {article.id: article.publisher for article in articles}
        by_id = {one.id: one for one in told}
        rows = _Rows()
        for done, (event, group) in enumerate(zip(names, groups, strict=True), start=1):
            sketched = sorted((by_id[report] for report in group), key=_in_time)
            tellings, origins = find_origins(sketched, taken, publishers)
            spoken = {origin.key for origin in origins if origin.kind != "outlet"}
            said = accounts(sketched, {one.report: one.origin for one in tellings}, spoken)
            rows.add(event, sketched, tellings, origins, said if len(group) > 1 else [], _scores(group, chances, judged))
            tell("events", done, len(groups))
        earlier: dict[str, list[str]] = {}
        for row in known:
            earlier.setdefault(row["event_id"], []).append(row["report_id"])
        trail = steps(earlier, dict(zip(names, groups, strict=True)), run)
        story_names = _story_names(stories, before.table("stories").to_pylist() if before is not None else [], articles)
        tables = {
            "copies": pa.Table.from_pylist([_copy_row(copy) for copy in copies], schema=LINK_SCHEMAS["copies"]),
            "stories": pa.Table.from_pylist(
                [
                    {"story_id": story_names[one.story], "article_id": one.article_id, "similarity": one.similarity}
                    for one in stories
                ],
                schema=LINK_SCHEMAS["stories"],
            ),
            **rows.tables(),
            "trail": pa.concat_tables(
                [
                    before.table("trail") if before is not None else LINK_SCHEMAS["trail"].empty_table(),
                    pa.Table.from_pylist([_step_row(step, judgements) for step in trail], schema=LINK_SCHEMAS["trail"]),
                ]
            ),
        }
        write_linking(record.path, tables, run=run, rests_on=rests_on)
        return _outcome(run, tables, new=True)


def _digest(record: Record, judgements: Sequence[Judgement]) -> str:
    """Names all that a linking rests on."""
    said = [f"{one.verdict.value} {' '.join(one.reports)} {one.at.isoformat()}" for one in judgements if one.verdict.of_a_pair]
    readers = [reader.digest for reader in record.manifest.readers]
    parts = [
        __version__,
        str(RULES),
        repr(sorted(load_weights().items())),
        *readers,
        *(path.name for path in record.shards()),
        *said,
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def _read(record: Record, tell: Callable[[str, int, int], None]) -> tuple[list[Sketch], list[Article]]:
    total = int(record.sql("SELECT count(*) FROM articles").column(0)[0].as_py())
    told: list[Sketch] = []
    articles: list[Article] = []
    for entry, reading in enumerate(record.readings()):
        told.extend(sketches(reading, entry))
        articles.append(reading.article)
        tell("reports", entry + 1, total)
    return told, articles


def _judged(judgements: Sequence[Judgement], known: set[str]) -> Judged:
    """What persons said of pairs, the latest word first; reports that are no longer on the record are passed over."""
    said = [
        (one.reports[0], one.reports[1], one.verdict is Verdict.SAME)
        for one in reversed(judgements)
        if one.verdict.of_a_pair and known.issuperset(one.reports)
    ]
    return Judged(said)


def _events(
    told: Sequence[Sketch], stories: Sequence[Told], taken: Mapping[str, str | None], judged: Judged,
    tell: Callable[[str, int, int], None],
) -> tuple[list[list[str]], dict[tuple[str, str], float]]:  # fmt: skip
    """Groups of reports, story by story, and the chances by which they were made."""
    story_of = {one.article_id: one.story for one in stories}
    held: dict[object, list[Sketch]] = {}
    # what a person called the same is looked at together, whichever its story
    bridge = _Bridges((story_of[one.article_id], judged.head(one.id)) for one in told)
    for one in told:
        held.setdefault(bridge.room(story_of[one.article_id]), []).append(one)
    groups: list[list[str]] = []
    chances: dict[tuple[str, str], float] = {}
    for done, room in enumerate(held.values(), start=1):
        room.sort(key=_in_time)
        near: dict[tuple[str, str], float] = {}
        apart = []
        for left, right in combinations(room, 2):
            if left.article_id == right.article_id:
                apart.append((left.id, right.id))
            elif taken.get(left.id) == right.id or taken.get(right.id) == left.id:
                near[left.id, right.id] = 1.0
            elif may_be_one(left, right):
                near[left.id, right.id] = chance(left, right)
        groups += cluster([one.id for one in room], near, judged, apart=apart)
        chances |= near
        tell("comparing", done, len(held))
    return groups, chances


class _Bridges:
    """Stories between which a person's judgement goes."""

    def __init__(self, seen: Any) -> None:
        self._above: dict[int, int] = {}
        first: dict[str, int] = {}
        for story, head in seen:
            other = first.setdefault(head, story)
            left, right = self.room(other), self.room(story)
            if left != right:
                self._above[max(left, right)] = min(left, right)

    def room(self, story: int) -> int:
        while (above := self._above.get(story, story)) != story:
            story = above
        return story


def _in_time(one: Sketch) -> tuple[str, tuple[int, int]]:
    return (one.published.isoformat() if one.published is not None else "9999", one.order)


def _scores(group: Sequence[str], chances: Mapping[tuple[str, str], float], judged: Judged) -> dict[str, float]:
    """For each report the mean chance that it is one with the others; 1 for a lone one and for what a person said."""
    found = {}
    for report in group:
        others = [other for other in group if other != report]
        if not others or any(judged.head(other) == judged.head(report) for other in others):
            found[report] = 1.0
            continue
        likely = [max(chances.get((report, other), 0.0), chances.get((other, report), 0.0)) for other in others]
        found[report] = sum(likely) / len(likely)
    return found


def _founded(trail: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """For founders of events of earlier runs, the run that named them."""
    found: dict[str, int] = {}
    for row in trail:
        if row["what"] in ("founded", "split"):
            found.setdefault(founder(row["event_id"]), row["run"])
    return found


def _story_names(stories: Sequence[Told], before: Sequence[Mapping[str, Any]], articles: Sequence[Article]) -> dict[int, str]:
    days = {article.id: (article.published.isoformat() if article.published else "9999") for article in articles}
    members: dict[int, list[str]] = {}
    for one in stories:
        members.setdefault(one.story, []).append(one.article_id)
    founded = {row["story_id"].removesuffix("-s"): 1 for row in before}
    ordered = {story: sorted(held, key=lambda article: (days[article], article)) for story, held in members.items()}
    names = name_groups(list(ordered.values()), founded)
    return {story: f"{name}-s" for story, name in zip(ordered, names, strict=True)}


def _copy_row(copy: Copy) -> dict[str, Any]:
    return {
        "article_id": copy.article_id,
        "copy_of": copy.copy_of,
        "original": copy.original,
        "containment": copy.containment,
        "share": copy.share,
        "how": copy.how,
        "because": copy.because,
        "passages": [{"start": one.start, "end": one.end, "of_start": one.of_start, "of_end": one.of_end} for one in copy.passages],
    }


def _step_row(step: Step, judgements: Sequence[Judgement]) -> dict[str, Any]:
    """A step with whose word it was: a person's, if one was said of a report that moved and of one of the event's."""
    judge = next(
        (one.judge for one in reversed(judgements) if one.verdict.of_a_pair and set(one.reports) & set(step.reports)), "model"
    )
    return {
        "run": step.run,
        "event_id": step.event,
        "what": step.what,
        "other": step.other,
        "reports": list(step.reports),
        "judge": judge if step.what != "founded" else "model",
    }


class _Rows:
    """Rows of the three tables that are made event by event."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {"tellings": [], "origins": [], "accounts": []}

    def add(
        self, event: str, told: Sequence[Sketch], tellings: Sequence[Telling], origins: Sequence[Origin],
        said: Sequence[Account], scores: Mapping[str, float],
    ) -> None:  # fmt: skip
        """One event."""
        by_id = {one.id: one for one in told}
        for one in tellings:
            self._rows["tellings"].append(
                {
                    "event_id": event,
                    "report_id": one.report,
                    "reader": by_id[one.report].reader,
                    "score": round(scores[one.report], 4),
                    "origin": one.origin,
                    "taken_from": one.taken_from,
                    "taken_from_article": one.taken_from_article,
                    "via": list(one.via),
                    "because": one.because,
                    "evidence": one.evidence.text if one.evidence is not None else None,
                    "evidence_article": by_id[one.report].article_id if one.evidence is not None else None,
                    "evidence_start": one.evidence.start if one.evidence is not None else None,
                    "evidence_end": one.evidence.end if one.evidence is not None else None,
                }
            )
        for origin in origins:
            self._rows["origins"].append(
                {
                    "event_id": event,
                    "origin": origin.key,
                    "name": origin.name,
                    "kind": origin.kind,
                    "speaker_kind": origin.speaker_kind.value if origin.speaker_kind is not None else None,
                    "medium": origin.medium,
                    "first_report": origin.first_report,
                }
            )
        for account in said:
            self._rows["accounts"].append(
                {
                    "event_id": event,
                    "about": account.about,
                    "origin": account.origin,
                    "value": account.value,
                    "differs": account.differs,
                    "report_id": account.report,
                    "words": account.span.text if account.span is not None else None,
                    "start": account.span.start if account.span is not None else None,
                    "end": account.span.end if account.span is not None else None,
                }
            )

    def tables(self) -> dict[str, pa.Table]:
        """The tables."""
        return {name: pa.Table.from_pylist(rows, schema=LINK_SCHEMAS[name]) for name, rows in self._rows.items()}


def _outcome(run: int, tables: Mapping[str, pa.Table], *, new: bool) -> Outcome:
    stories = tables["stories"]
    tellings = tables["tellings"]
    return Outcome(
        run=run,
        new=new,
        articles=stories.num_rows,
        copies=len(tables["copies"]["article_id"].unique()),
        stories=len(stories["story_id"].unique()),
        reports=tellings.num_rows,
        events=len(tellings["event_id"].unique()),
    )

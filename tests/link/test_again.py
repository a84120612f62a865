"""Linking again and again as articles come: the work is less, what is found is what a run without memory finds."""

import random
import re
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from tests.fakereader import FakeReader, article
from tests.link.test_linking import events

from onrecord.batch import read
from onrecord.link import link
from onrecord.record import Article, Basis, Judgement, Reading, TimeRange, Unread, Verdict, article_id
from onrecord.store import Record
from onrecord.store.judgements import append_judgement

PLACES = ["Avalon", "Borduria", "Cascara", "Drakenia", "Elbonia", "Freedonia", "Genovia", "Hav"]
FOOTER = " The morning letter of this paper brings you each day what our reporters have found out about the harbour and the town."


class DatedReader(FakeReader):
    """Takes an ISO day in the text for the day of all that the article tells."""

    def read(self, article: Article) -> Reading | Unread:
        reading = super().read(article)
        named = re.search(r"\d{4}-\d\d-\d\d", article.text)
        if isinstance(reading, Unread) or named is None:
            return reading
        day = date.fromisoformat(named[0])
        time = TimeRange(earliest=day, latest=day, basis=Basis.STATED)
        return replace(reading, reports=tuple(replace(report, time=time) for report in reading.reports))


def made(number: int, seed: int) -> list[Article]:
    """Articles of which some are copies, some tell one event, some tell an old one again."""
    chance = random.Random(seed)
    found: list[Article] = []
    for place in range(number):
        day = date(2020, 2, 1) + timedelta(days=chance.randrange(30))
        outlet = chance.choice(["Post", "Herald", "Line", "Echo"])
        if found and chance.random() < 0.4:
            text = chance.choice(found).text.removesuffix(FOOTER)
            text = text if chance.random() < 0.5 else text.partition(". ")[0] + "."
        else:
            one, other, third = chance.sample(PLACES, 3)
            event = date(2020, 2, 1) + timedelta(days=chance.randrange(30)) if chance.random() < 0.3 else day
            # words of its own, so that it is a story of its own
            words = ["".join(chance.choices("bdfgklmnprstvaeiou", k=7)) for _ in range(30)]
            first, rest = " ".join(words[:12]), " ".join(words[12:])
            text = f"{one} attacked {other} near the {first} on {event}. Then {rest} and {one} met {third}."
        if outlet == "Post":
            text += FOOTER
        url = f"https://{seed}.example/{place}"
        kept = article(text, name=f"n{place}", published=day if chance.random() < 0.95 else None, publisher=outlet, url=url)
        found.append(replace(kept, id=article_id(text, url)))
    return found


def tables(record: Record) -> dict[str, bytes]:
    """The bytes of the latest linking's results."""
    linking = record.linking
    assert linking is not None
    return {path.name: path.read_bytes() for path in linking.folder.glob("*.parquet")}


def forget(record: Record, into: Path) -> Record:
    """A copy of the record without what earlier runs left to save time."""
    shutil.copytree(record.path, into)
    for path in [*(into / "events").glob("*/state"), *(into / "events").glob("outlines-*")]:
        shutil.rmtree(path)
    return Record.open(into)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_run_with_memory_finds_what_one_without_finds(tmp_path: Path, seed: int) -> None:
    articles = made(50, seed)
    record = Record.create_or_open(tmp_path / "r", shard_size=8)
    chance = random.Random(seed)
    known = []
    for turn, (start, end) in enumerate([(0, 20), (20, 40), (40, 41), (41, 50)]):
        read(articles[start:end], record, workers=1, make_reader=DatedReader)
        if turn >= 2:
            reports = chance.sample(record.reports()["id"].to_pylist(), 2)
            verdict = chance.choice([Verdict.SAME, Verdict.DIFFERENT])
            at = datetime(2026, 1, 1 + turn, tzinfo=UTC)
            append_judgement(record.path, Judgement(verdict=verdict, reports=tuple(sorted(reports)), judge="Ada", at=at))
        other = forget(record, tmp_path / f"forgot{turn}")
        known.append(link(record).known)
        assert link(other).known == 0
        assert tables(record) == tables(other), f"turn {turn}"
    shutil.rmtree(other.path / "events")
    link(other)
    assert sorted(map(sorted, events(record).values())) == sorted(map(sorted, events(other).values())), "in one lot or in many"
    assert known[0] == 0
    assert known[2] >= 10, "one article more touches few others"


def test_memory_of_another_reader_is_not_taken_up(tmp_path: Path) -> None:
    articles = made(20, 5)
    record = Record.create_or_open(tmp_path / "r", shard_size=8)
    read(articles, record, workers=1, make_reader=DatedReader)
    link(record)
    read(articles[:10], record, workers=1, make_reader=lambda: DatedReader("fake-2"))
    other = forget(record, tmp_path / "o")
    assert link(record).known == 0
    link(other)
    assert tables(record) == tables(other)


@pytest.mark.parametrize("what", ["state/pairs.parquet", "state/basis.json"])
def test_damaged_memory_costs_time_alone(tmp_path: Path, what: str) -> None:
    record = Record.create_or_open(tmp_path / "r", shard_size=8)
    read(made(20, 6), record, workers=1, make_reader=DatedReader)
    link(record)
    read(made(5, 7), record, workers=1, make_reader=DatedReader)
    other = forget(record, tmp_path / "o")
    linking = record.linking
    assert linking is not None
    (linking.folder / what).write_bytes(b"damaged")
    for path in (record.path / "events").glob("outlines-*/*"):
        path.write_bytes(b"damaged")
    assert link(record).known == 0
    link(other)
    assert tables(record) == tables(other)


class Stopped(Exception):
    """A run was cut short."""


def test_a_run_that_was_cut_short_is_followed_by_one_that_ends_as_if_it_had_not_been(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path / "r", shard_size=8)
    read(made(30, 8), record, workers=1, make_reader=DatedReader)
    link(record)
    read(made(10, 9), record, workers=1, make_reader=DatedReader)
    undisturbed = forget(record, tmp_path / "o")
    link(undisturbed)
    before = tables(record)
    total = 0
    for stop in range(1, 200, 6):
        steps = iter(range(stop))

        def progress(_what: str, _done: int, _all: int, steps: object = steps) -> None:
            if next(steps, None) is None:  # type: ignore[call-overload]
                raise Stopped

        try:
            link(record, progress=progress)
        except Stopped:
            total += 1
            assert tables(record) == before
            continue
        break
    assert total > 5
    assert tables(record) == tables(undisturbed)


def test_an_event_that_is_told_again_days_later_is_one(tmp_path: Path) -> None:
    first = "Avalon attacked Borduria near the mill on 2020-02-03. The mill of Borduria burned for hours and its owner fled."
    again = (
        "Avalon attacked Borduria on 2020-02-03. Poets gathered for the new year in the theatre and read verses about that "
        "winter; tickets for the festival sold within minutes, its organisers announced."
    )
    other = (
        "Avalon attacked Borduria on 2020-02-07. Ferries stood still on the lake because the ice was thick, and the harbour "
        "master told passengers to take the train until the weather changes."
    )
    record = Record.create_or_open(tmp_path / "r", shard_size=8)
    for number, (text, day) in enumerate([(first, 4), (again, 15), (other, 28)]):
        url = f"https://x.example/{number}"
        kept = article(text, name=f"n{number}", published=date(2020, 2, day), publisher=f"P{number}", url=url)
        read([replace(kept, id=article_id(text, url))], record, workers=1, make_reader=DatedReader)
    link(record)
    stories = record.sql("SELECT count(DISTINCT story_id) AS n FROM stories WHERE article_id IN "
                         "(SELECT article_id FROM event_reports WHERE published < '2020-02-20')").to_pylist()  # fmt: skip
    assert stories == [{"n": 2}]
    assert sorted(len(group) for group in events(record).values()) == [1, 2]

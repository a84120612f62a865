"""A whole record: in order, once each, and whole whatever befalls the process that makes it."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.fakereader import FakeReader, article, articles
from tests.readsome import SHARD

from onrecord.batch import Progress, read
from onrecord.errors import InputError, OnRecordError, StoreError, WeightsError
from onrecord.record import Article, Reading, Unread
from onrecord.store import Record

ROOT = Path(__file__).parents[1]
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


def contents(record: Path) -> dict[str, bytes]:
    """Every file of a record."""
    return {str(path.relative_to(record)): path.read_bytes() for path in sorted(record.rglob("*")) if path.is_file()}


def ids(record: Record) -> list[str]:
    return [reading.article.id for reading in record.readings()]


@pytest.mark.parametrize("workers", [1, 3])
def test_every_article_is_read_in_order(tmp_path: Path, workers: int) -> None:
    record = Record.create_or_open(tmp_path, shard_size=8)
    seen: list[Progress] = []
    result = read(articles(20), record, workers=workers, progress=seen.append, make_reader=FakeReader)
    assert ids(record) == [item.id for item in articles(20)]
    assert result == seen[-1] == Progress(known=0, doubled=0, read=20, unread=0, reports=40, stored=20, shards=3)
    assert [step.read for step in seen[:20]] == list(range(1, 21))
    assert record.manifest.readers[0].models == {"fake": "fake-1"}


def test_the_number_of_workers_changes_no_byte(tmp_path: Path) -> None:
    for workers in (1, 2, 4):
        record = Record.create_or_open(tmp_path / str(workers), shard_size=8)
        read(articles(30), record, workers=workers, make_reader=FakeReader)
    assert contents(tmp_path / "1") == contents(tmp_path / "2") == contents(tmp_path / "4")


def test_reading_again_reads_what_is_new(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path, shard_size=8)
    read(articles(10), record, workers=1, make_reader=FakeReader)
    before = contents(tmp_path)
    again = read(articles(10), record, workers=1, make_reader=FakeReader)
    assert (again.known, again.read, again.shards) == (10, 0, 0)
    assert contents(tmp_path) == before
    more = read(articles(13), record, workers=1, make_reader=FakeReader)
    assert (more.known, more.read) == (10, 3)
    assert ids(record) == [item.id for item in articles(13)]


def test_another_reader_reads_again(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path, shard_size=8)
    read(articles(3), record, workers=1, make_reader=FakeReader)
    again = read(articles(3), record, workers=1, make_reader=partial(FakeReader, "fake-2"))
    assert again.read == 3
    assert {reading.reader for reading in record.readings()} == {"fake-2"}
    assert record.reports().num_rows == 6


def test_what_stands_twice_is_read_once(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path)
    result = read([*articles(3), *articles(2)], record, workers=1, make_reader=FakeReader)
    assert (result.read, result.doubled) == (3, 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_cannot_be_read_is_kept_and_the_rest_goes_on(tmp_path: Path, workers: int) -> None:
    record = Record.create_or_open(tmp_path, shard_size=4)
    never = Unread(id="0123", origin="file, line 3", stage="ingest", error="no text")
    broken = [article(text) for text in ("RAISES here", "REFUSED here", "UNREADABLE here")]
    strange = Article(id="strange", text="fine", language="en", origin="a\udcff.txt", name="n")
    items = [articles(1)[0], never, *broken, strange, articles(2)[1]]
    for _ in range(2):
        result = read(items, record, workers=workers, make_reader=FakeReader)
        assert ids(record) == [item.id for item in articles(2)]
        unread = list(record.unread())
        assert [item.id for item in unread] == ["0123", *(item.id for item in broken), "strange"]
    assert (result.known, result.read, result.unread) == (7, 0, 0)
    assert unread[0] == never
    assert unread[1].stage == "read"
    assert unread[1].error.startswith("ValueError: a fault")
    assert "tests.fakereader, line" in unread[1].error
    assert unread[1].excerpt == "RAISES here"
    assert unread[2].error == "refused on purpose"
    assert (unread[3].stage, unread[3].error) == ("language", "not English")
    assert unread[4].stage == "ingest"
    assert unread[4].origin == "a\\udcff.txt"
    assert [item.reader for item in unread] == [None, "fake-1", "fake-1", "fake-1", None]


class Loose(FakeReader):
    """A reader whose reports point to mentions that it does not give."""

    def read(self, article: Article) -> Reading | Unread:
        reading = super().read(article)
        assert isinstance(reading, Reading)
        return Reading(article=article, attributions=reading.attributions, reports=reading.reports, reader=self.digest)


def test_a_reading_that_cannot_be_stored_is_unread(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path)
    assert read(articles(2), record, workers=1, make_reader=Loose).unread == 2
    assert [(item.stage, "mention" in item.error) for item in record.unread()] == [("store", True)] * 2


@POSIX
def test_an_article_that_kills_its_process_is_unread_and_the_rest_goes_on(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path, shard_size=8)
    killers = [article("It KILLS"), article("This KILLS too")]
    items = [*articles(5), killers[0], *articles(20)[5:], killers[1]]
    result = read(items, record, workers=3, make_reader=FakeReader)
    assert (result.read, result.unread, result.stored) == (20, 2, 22)
    assert ids(record) == [item.id for item in articles(20)]
    assert [item.id for item in record.unread()] == [item.id for item in killers]
    assert all("SIGKILL" in item.error and item.stage == "read" for item in record.unread())


class OnceDeadly(FakeReader):
    """Dies of an article the first time only."""

    def __init__(self, mark: Path) -> None:
        super().__init__()
        self.mark = mark

    def read(self, article: Article) -> Reading | Unread:
        if "day 3." in article.text and not self.mark.exists():
            self.mark.touch()
            signal.raise_signal(signal.SIGKILL)
        return super().read(article)


@POSIX
def test_an_article_is_tried_once_more(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path / "record", shard_size=4)
    result = read(articles(10), record, workers=2, make_reader=partial(OnceDeadly, tmp_path / "mark"))
    assert (tmp_path / "mark").exists()
    assert (result.read, result.unread) == (10, 0)
    assert ids(record) == [item.id for item in articles(10)]


def no_reader() -> FakeReader:
    raise WeightsError("no model on this disk")


def dead_reader() -> FakeReader:
    sys.exit(3)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_reader_that_cannot_be_made_is_told(tmp_path: Path, workers: int) -> None:
    with pytest.raises(WeightsError, match="no model on this disk"):
        read(articles(1), Record.create_or_open(tmp_path), workers=workers, make_reader=no_reader)


def test_a_process_that_ends_while_it_loads_is_told(tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="while it loaded its models"):
        read(articles(1), Record.create_or_open(tmp_path), workers=2, make_reader=dead_reader)
    with pytest.raises(InputError, match="0 workers"):
        read(articles(1), Record.create_or_open(tmp_path), workers=0, make_reader=FakeReader)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_input_is_taken_as_there_is_room(tmp_path: Path, workers: int) -> None:
    record = Record.create_or_open(tmp_path, shard_size=4)
    taken = 0

    def source() -> Iterator[Article]:
        nonlocal taken
        for item in articles(60):
            taken += 1
            yield item

    def look(progress: Progress) -> None:
        assert taken <= progress.read + 2 * record.shard_size + 1

    assert read(source(), record, workers=workers, progress=look, make_reader=FakeReader).read == 60


def test_a_second_writer_is_turned_away_and_readers_see_whole_shards_only(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path, shard_size=4)
    counts: list[int] = []
    stop = threading.Event()
    failures: list[BaseException] = []

    def watch() -> None:
        mine = Record.open(tmp_path)
        while not stop.is_set():
            try:
                row = mine.sql(
                    "SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM reports) AS reports, "
                    "(SELECT count(*) FROM reports WHERE doc IS NULL) AS lost"
                ).to_pylist()[0]
                assert row["reports"] == 2 * row["articles"]
                assert row["lost"] == 0
                assert row["articles"] % 4 == 0
                counts.append(row["articles"])
                assert len(list(mine.readings())) % 4 == 0
            except Exception as error:  # noqa: BLE001 - what goes wrong in the thread is told by the test
                failures.append(error)
                return

    def look(progress: Progress) -> None:
        if progress.read == 20:
            with pytest.raises(StoreError, match="being written by another"):
                read(articles(1), Record.open(tmp_path), workers=1, make_reader=FakeReader)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        read(articles(120), record, workers=1, progress=look, make_reader=partial(FakeReader, delay=0.005))
    finally:
        stop.set()
        watcher.join()
    assert failures == []
    assert counts == sorted(counts)
    assert counts


def start(record: Path, number: int, workers: int, delay: float, *touch: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.readsome", str(record), str(number), str(workers), str(delay), *map(str, touch)]
    paths = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PYTHONPATH": paths})


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The bytes of a record of 200 articles that nothing befell."""
    path = tmp_path_factory.mktemp("undisturbed")
    read(articles(200), Record.create_or_open(path, shard_size=SHARD), workers=1, make_reader=FakeReader)
    return contents(path)


@POSIX
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_touch_of_the_record_it_is_completed(tmp_path: Path, undisturbed: dict[str, bytes], seed: int) -> None:
    chance = random.Random(seed)
    killed = 0
    # the making of the record, of its first shards, and then anywhere
    for touch in [1 + seed * 3, 2 + seed * 3, 3 + seed * 3, *(chance.randint(1, 70) for _ in range(4))]:
        process = start(tmp_path, 200, 1, 0.0, touch)
        killed += process.wait() == -signal.SIGKILL
        if (tmp_path / "record.json").exists():
            held = ids(Record.open(tmp_path))
            assert held == [item.id for item in articles(len(held))]
    assert killed >= 4
    assert start(tmp_path, 200, 1, 0.0).wait() == 0
    assert contents(tmp_path) == undisturbed


@POSIX
@pytest.mark.slow
def test_killed_at_any_time_with_workers_it_is_completed(tmp_path: Path, undisturbed: dict[str, bytes]) -> None:
    chance = random.Random(7)
    for _ in range(4):
        process = start(tmp_path, 200, 2, 0.01)
        before = len(list(tmp_path.glob("shards/0*")))
        # let it get somewhere: at least to the next shard, then on by chance
        while process.poll() is None and len(list(tmp_path.glob("shards/0*"))) == before:
            time.sleep(0.01)
        time.sleep(chance.uniform(0, 0.15))
        process.kill()
        process.wait()
    assert start(tmp_path, 200, 2, 0.0).wait() == 0
    assert contents(tmp_path) == undisturbed

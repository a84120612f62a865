"""A whole record: read every article, shard by shard.

Invariant: which articles make a shard depends on the order of the input and on what the record holds, never on the number of
workers or on when an earlier run was stopped; a run that goes on after a stop ends with the bytes of one that was never stopped.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from onrecord.errors import InputError
from onrecord.record import Article, Reading, Unread
from onrecord.store import Record, Writer
from onrecord.workers import Alone, ArticleReader, Crew

__all__ = ["ArticleReader", "Progress", "read"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run has come. `known + doubled + read + unread` items were taken from the input and dealt with."""

    #: articles that the same reader had come to in an earlier run
    known: int
    #: articles that stood in the input a second time
    doubled: int
    #: articles read
    read: int
    #: articles, lines or files that could not be read
    unread: int
    #: reports found
    reports: int
    #: articles read and unread that are on the disk
    stored: int
    #: shards written
    shards: int


def read(
    articles: Iterable[Article | Unread],
    record: Record,
    *,
    workers: int,
    progress: Callable[[Progress], None] | None = None,
    make_reader: Callable[[], ArticleReader],
) -> Progress:
    """Read articles into a record.

    What the same reader has come to before, be it read or unread, is passed over; so is what stands in the input twice. Nothing but
    the ids is kept in memory for longer than two shards.

    Args:
        articles: taken one by one; what could not be had as an article comes as Unread and is stored as such.
        record: where to; it is held for writing meanwhile.
        workers: number of processes; with 1, reading goes on in this one.
        progress: called after each article.
        make_reader: makes a reader; called once in each process, so with several workers it must be importable.

    Returns:
        How far it came: to the end of the input.

    Raises:
        InputError: there is to be no worker.
        StoreError: another process is writing the record, or a shard cannot be written; what was stored before is whole.
        OnRecordError: a reader could not be made.
    """
    if workers < 1:
        raise InputError(f"{workers} workers read nothing: give 1 or more")
    with (
        closing(Alone(make_reader) if workers == 1 else Crew(make_reader, workers)) as crew,
        record.writing(crew.digest, crew.models) as writer,
    ):
        tally = _Tally(writer)
        for item in crew.read(tally.fresh(articles), ahead=2 * record.shard_size):
            tally.add(item)
            if len(tally.waiting) == record.shard_size:
                tally.store()
            if progress is not None:
                progress(tally.progress())
        if tally.waiting:
            tally.store()
        if progress is not None:
            progress(tally.progress())
        return tally.progress()


class _Tally:
    """What has been dealt with so far, and what waits to be stored."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self.waiting: list[Reading | Unread] = []
        self._known = self._doubled = self._read = self._unread = self._reports = self._stored = self._shards = 0

    def fresh(self, items: Iterable[Article | Unread]) -> Iterator[Article | Unread]:
        """The items that this reader has not come to yet, each once."""
        before = frozenset(self._writer.known)
        seen: set[str] = set()
        for item in items:
            if item.id in seen:
                self._doubled += 1
                continue
            seen.add(item.id)
            if item.id in before:
                self._known += 1
            else:
                yield item

    def add(self, item: Reading | Unread) -> None:
        """Count one result and let it wait for its shard."""
        self.waiting.append(item)
        if isinstance(item, Reading):
            self._read += 1
            self._reports += len(item.reports)
        else:
            self._unread += 1

    def store(self) -> None:
        """Write what waits as one shard."""
        self._writer.write_shard(self.waiting)
        self._stored += len(self.waiting)
        self._shards += 1
        self.waiting = []

    def progress(self) -> Progress:
        """The count as it stands."""
        return Progress(
            known=self._known,
            doubled=self._doubled,
            read=self._read,
            unread=self._unread,
            reports=self._reports,
            stored=self._stored,
            shards=self._shards,
        )

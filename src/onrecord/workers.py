"""Readers at work: one in this process, or several in processes of their own.

Invariant: results come in the order of the articles, whoever read them and whatever befell the reading; an article that ends a
process twice, the second time with no other being read beside it, comes back as Unread and the rest go on.
"""

import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from typing import Any, Protocol

from onrecord.errors import OnRecordError
from onrecord.record import Article, Reading, Unread
from onrecord.store import check

#: how long a process that was told to end may take, in seconds
_GRACE = 10
_EXCERPT = 200
_STAGES = ("ingest", "annotate", "extract", "resolve", "store")


class ArticleReader(Protocol):
    """What reads one article; `onrecord.reader.Reader` is one."""

    @property
    def digest(self) -> str:
        """Names everything that a reading rests on."""

    def describe(self) -> dict[str, str]:
        """Names and hashes of what reads."""

    def read(self, article: Article) -> Reading | Unread:
        """One article's whole yield; Unread, with the reason, where it cannot be read."""


class Alone:
    """One reader in this process."""

    def __init__(self, make_reader: Callable[[], ArticleReader]) -> None:
        self._reader = make_reader()
        self.digest = self._reader.digest
        self.models = self._reader.describe()

    def read(self, items: Iterable[Article | Unread], *, ahead: int) -> Iterator[Reading | Unread]:
        """What came of each item, in order; an Unread is passed on. `ahead` is of no use here."""
        del ahead
        return (item if isinstance(item, Unread) else _attempt(self._reader, item) for item in items)

    def close(self) -> None:
        """Nothing to end."""


class _Worker:
    """One process, and the number of the item that it reads, None while it waits."""

    def __init__(self, make_reader: Callable[[], ArticleReader]) -> None:
        # spawn on every system: a forked process would inherit the threads and locks of ONNX Runtime half-made
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=_work, args=(theirs, make_reader), daemon=True)
        self.process.start()
        # with our copy of its end closed, its death ends the connection
        theirs.close()
        self.reading: int | None = None

    def greet(self) -> tuple[str, dict[str, str]]:
        """Wait until it has loaded its models.

        Returns:
            The digest and description of its reader.

        Raises:
            OnRecordError: it could not.
        """
        try:
            said = self.connection.recv()
        except (EOFError, OSError) as error:
            raise OnRecordError(f"a reading process {self.ending()} while it loaded its models: use fewer workers") from error
        if isinstance(said, BaseException):
            raise said
        digest, models = said
        return digest, models

    def ending(self) -> str:
        """How it ended, in words."""
        self.process.join(_GRACE)
        code = self.process.exitcode
        if code is None:
            return "fell silent"
        if code >= 0:
            return f"ended with exit code {code}"
        names = {number.value: number.name for number in signal.Signals}
        return f"was ended by {names.get(-code, f'signal {-code}')}"

    def give(self, number: int, article: Article) -> None:
        """Have it read an article."""
        self.reading = number
        # one that is gone already shows when its answer is waited for
        with suppress(OSError):
            self.connection.send(article)

    def close(self) -> None:
        """End it, by force if need be."""
        self.connection.close()
        if self.process.is_alive():
            self.process.terminate()
        self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()


class Crew:
    """Several readers, each in a process of its own that loads its models once.

    Processes are spawned: `make_reader` must be importable (no lambda), and a script that reads with several workers keeps its own
    doings under ``if __name__ == "__main__":``.
    """

    def __init__(self, make_reader: Callable[[], ArticleReader], workers: int) -> None:
        """Start `workers` processes.

        Raises:
            OnRecordError: one of them could not load its models, or their readers differ.
        """
        self._make_reader = make_reader
        self._workers: list[_Worker] = []
        try:
            self._workers.extend(_Worker(make_reader) for _ in range(workers))
            greetings = [worker.greet() for worker in self._workers]
        except BaseException:
            self.close()
            raise
        self.digest, self.models = greetings[0]
        if any(digest != self.digest for digest, _ in greetings):
            self.close()
            raise OnRecordError("the workers' readers have different digests: make them all of the same models")

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers:
            worker.close()

    def read(self, items: Iterable[Article | Unread], *, ahead: int) -> Iterator[Reading | Unread]:
        """What came of each item, in order; an Unread is passed on.

        Args:
            items: taken one by one, as there is room.
            ahead: how many items may be under way or wait for an earlier one.
        """
        source = iter(items)
        desk = _Desk()
        exhausted = False
        taken = given = 0
        while True:
            while not exhausted and not desk.fresh and taken - given < ahead and self._idle():
                item = next(source, None)
                if item is None:
                    exhausted = True
                    break
                if isinstance(item, Unread):
                    desk.done[taken] = item
                else:
                    desk.under_way[taken] = item
                    desk.fresh.append(taken)
                taken += 1
                self._hand_out(desk)
            self._hand_out(desk)
            # while there is something to give, take what is there already and do not wait for more
            self._collect(desk, block=given not in desk.done)
            while given in desk.done:
                result = desk.done.pop(given)
                given += 1
                yield result
            if exhausted and given == taken:
                return

    def _idle(self) -> list[_Worker]:
        return [worker for worker in self._workers if worker.reading is None]

    def _hand_out(self, desk: "_Desk") -> None:
        """Give waiting workers something to read; a suspect is read with nothing else beside it."""
        if any(worker.reading in desk.retried for worker in self._workers if worker.reading is not None):
            return
        idle = self._idle()
        if desk.suspects:
            if len(idle) == len(self._workers):
                number = desk.suspects.popleft()
                desk.retried.add(number)
                idle[0].give(number, desk.under_way[number])
            return
        for worker in idle[: len(desk.fresh)]:
            number = desk.fresh.popleft()
            worker.give(number, desk.under_way[number])

    def _collect(self, desk: "_Desk", *, block: bool) -> None:
        """Take what the workers have done."""
        busy = {worker.connection: worker for worker in self._workers if worker.reading is not None}
        ready = wait(list(busy), timeout=None if block else 0) if busy else []
        for connection, worker in busy.items():
            number = worker.reading
            if connection not in ready or number is None:
                continue
            try:
                desk.done[number] = connection.recv()
            except (EOFError, OSError):
                self._mourn(worker, number, desk)
            else:
                worker.reading = None
                del desk.under_way[number]

    def _mourn(self, worker: _Worker, number: int, desk: "_Desk") -> None:
        """A process ended while it read: put another in its place, and try the article once more or give it up."""
        ending = worker.ending()
        worker.close()
        if number in desk.retried:
            error = (
                f"the process that read it {ending}, and so did the one before: "
                "it may need more memory than there is; read it on a larger machine, or report it"
            )
            desk.done[number] = unread(desk.under_way.pop(number), "read", error, self.digest)
        else:
            desk.suspects.append(number)
        replacement = _Worker(self._make_reader)
        self._workers[self._workers.index(worker)] = replacement
        replacement.greet()


@dataclass(slots=True, kw_only=True)
class _Desk:
    """What lies on the table while a crew reads; articles go by their place in the input."""

    #: taken from the input and not yet done
    under_way: dict[int, Article] = field(default_factory=dict)
    #: not given to anyone yet
    fresh: deque[int] = field(default_factory=deque)
    #: a process ended over these
    suspects: deque[int] = field(default_factory=deque)
    #: suspects that were given out a second time
    retried: set[int] = field(default_factory=set)
    #: done, waiting for an earlier one
    done: dict[int, Reading | Unread] = field(default_factory=dict)


def unread(article: Article, stage: str, error: str, reader: str | None) -> Unread:
    """What stands on the record for an article that was given up.

    Args:
        article: the article.
        stage: where it failed.
        error: what was wrong and what can be done.
        reader: digest of the reader that gave it up; None when it never came to one.
    """
    return Unread(
        id=article.id,
        origin=_storable(article.origin or article.name or article.id),
        stage=stage,
        error=_storable(error),
        name=None if article.name is None else _storable(article.name),
        url=None if article.url is None else _storable(article.url),
        excerpt=_storable(article.text[:_EXCERPT])[:_EXCERPT],
        reader=reader,
    )


def _storable(text: str) -> str:
    """The text with what UTF-8 cannot hold (lone surrogates) written as escapes."""
    return text.encode("utf-8", "backslashreplace").decode()


def _attempt(reader: ArticleReader, article: Article) -> Reading | Unread:
    """Read one article; whatever goes wrong with it stays with it."""
    broken = [
        name for name in ("text", "name", "url", "publisher", "byline", "headline", "origin") if _broken(getattr(article, name))
    ]
    if broken:
        error = f"its {broken[0]} has a lone surrogate, which UTF-8 cannot hold: mend the input or rename the file"
        return unread(article, "ingest", error, None)
    try:
        result = reader.read(article)
        if isinstance(result, Reading):
            check(result)
    except OnRecordError as error:
        return unread(article, _stage(error), str(error), reader.digest)
    except Exception as error:  # noqa: BLE001 - the one boundary: a fault in one article may not end the reading of the others
        last = traceback.format_exception_only(error)[-1].strip()
        return unread(article, _stage(error), f"{last} ({_place(error)}): a fault of onrecord; please report it", reader.digest)
    return result


def _broken(text: str | None) -> bool:
    return text is not None and _storable(text) != text


def _stage(error: BaseException) -> str:
    """The stage whose code stands innermost in the traceback; "read" when it is none's."""
    rooms = [_module(frame).split(".")[1:2] for frame, _ in traceback.walk_tb(error.__traceback__)]
    return next((room[0] for room in reversed(rooms) if room and room[0] in _STAGES), "read")


def _place(error: BaseException) -> str:
    """Module and line of the innermost frame."""
    frame, line = list(traceback.walk_tb(error.__traceback__))[-1]
    return f"{_module(frame)}, line {line}"


def _module(frame: Any) -> str:
    return str(frame.f_globals.get("__name__", "?"))


def _work(connection: "Connection[Any, Any]", make_reader: Callable[[], ArticleReader]) -> None:
    """What a process does: load the models once, then read what it is given until nobody gives any more."""
    # an interrupt from the keyboard goes to the whole group; it is for the process that holds the record to end the others
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        reader = make_reader()
        greeting: object = (reader.digest, reader.describe())
    except Exception as error:  # noqa: BLE001 - it is raised again in the process that started this one
        connection.send(error)
        return
    # the other end is gone when its process was killed: then there is nobody left to read for
    with suppress(EOFError, OSError):
        connection.send(greeting)
        while True:
            connection.send(_attempt(reader, connection.recv()))

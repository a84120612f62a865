"""`judgements.jsonl` in a record: what people said of its reports, one line each, in the order in which it was said.

Invariant: the file only grows, by whole lines, also when several people judge at once; what a line says is never changed.
"""

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from onrecord.errors import InputError, StoreError
from onrecord.record import Judgement, Verdict

JUDGEMENTS = "judgements.jsonl"

if sys.platform == "win32":
    import msvcrt

    def _wait(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)

    def _free(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _wait(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX)

    def _free(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_UN)


@contextmanager
def _held(path: Path) -> Iterator[IO[bytes]]:
    # two people who judge at once wait for each other: a line takes no time
    with path.open("ab+") as file:
        _wait(file)
        try:
            yield file
        finally:
            _free(file)


def append_judgement(record: Path, judgement: Judgement) -> None:
    """Add one line, and see it onto the disk.

    Args:
        record: folder of the record.
        judgement: what is said; that its reports are on the record is for the caller to check.

    Raises:
        InputError: it names one report where two are meant, or the other way round, or says who judges not at all.
        StoreError: it cannot be written.
    """
    meant = 2 if judgement.verdict.of_a_pair else 1
    if len(set(judgement.reports)) != meant:
        raise InputError(f"{judgement.verdict} is said of {meant} report{'s'[: meant - 1]}: give {meant}, each another")
    if not judgement.judge.strip():
        raise InputError("a judgement needs its judge's name")
    reports = sorted(judgement.reports) if judgement.verdict.of_a_pair else list(judgement.reports)
    said: dict[str, Any] = {
        "at": judgement.at.isoformat(),
        "judge": judgement.judge,
        "verdict": judgement.verdict.value,
        "reports": reports,
    }
    if judgement.changes:
        said["changes"] = dict(judgement.changes)
    if judgement.reason:
        said["reason"] = judgement.reason
    if judgement.reader:
        said["reader"] = judgement.reader
    line = json.dumps(said, ensure_ascii=False).encode() + b"\n"
    try:
        with _held(record / JUDGEMENTS) as file:
            if file.seek(0, os.SEEK_END) and not _ends_whole(file):
                # a line that a crash cut short was never said: it is closed, and `read_judgements` passes it over
                line = b"\n" + line
            file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise StoreError(f"{record / JUDGEMENTS} cannot be written ({error.strerror}): check its rights and the disk") from error


def _ends_whole(file: IO[bytes]) -> bool:
    file.seek(-1, os.SEEK_END)
    return file.read(1) == b"\n"


def read_judgements(record: Path) -> tuple[Judgement, ...]:
    """All that was said, in the order in which it was said; nothing if nobody judged.

    Args:
        record: folder of the record.

    Raises:
        StoreError: the file cannot be read, or a line is no judgement.
    """
    path = record / JUDGEMENTS
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise StoreError(f"{path} cannot be read ({error.strerror}): check its rights") from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            said: Any = json.loads(line)
        except ValueError:
            # cut short by a crash: whoever wrote it was never told that it was kept
            continue
        try:
            found.append(
                Judgement(
                    verdict=Verdict(said["verdict"]),
                    reports=tuple(said["reports"]),
                    judge=said["judge"],
                    at=datetime.fromisoformat(said["at"]),
                    changes=said.get("changes", {}),
                    reason=said.get("reason"),
                    reader=said.get("reader"),
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            raise StoreError(f"{path}, line {number}, is no judgement ({error!r}): mend the line or take it out") from error
    return tuple(found)

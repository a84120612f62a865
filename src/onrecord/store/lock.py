"""One writer at a time: an exclusive lock on a record that ends with the process, however it ends.

Invariant: the lock file itself means nothing and is never removed; only the operating system's lock on it does. Readers need none.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from onrecord.errors import StoreError

LOCK = ".lock"

if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, not lockf: two writers within one process must not both get it
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the record in `folder` for writing.

    Raises:
        StoreError: another writer holds it, or it cannot be written to.
    """
    try:
        # not inherited by child processes (PEP 446): the lock goes with this process alone
        descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    except OSError as error:
        raise StoreError(f"{folder} cannot be written to ({error.strerror}): check its rights or choose another folder") from error
    try:
        try:
            _take(descriptor)
        except OSError as error:
            raise StoreError(
                f"{folder} is being written by another process: wait until it ends, or write to another record"
            ) from error
        yield
    finally:
        os.close(descriptor)

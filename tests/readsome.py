"""Reads small articles into a record in a process of its own, which may end itself at any touch of the record.

usage: python -m tests.readsome RECORD ARTICLES WORKERS DELAY [TOUCH]

TOUCH: end by SIGKILL at this file operation inside the record, counted from 1.
"""

import os
import signal
import sys
from functools import partial

from tests.fakereader import FakeReader, articles

from onrecord.batch import read
from onrecord.store import Record

SHARD = 16
TOUCHES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")


def end_at_touch(record: str, touch: int) -> None:
    """Kill this process at the file operation of this number."""
    count = 0

    def hook(event: str, details: tuple[object, ...]) -> None:
        nonlocal count
        if event in TOUCHES and str(details[0]).startswith(record):
            count += 1
            if count == touch:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def main() -> None:
    path, number, workers, delay, *touch = sys.argv[1:]
    if touch:
        end_at_touch(path, int(touch[0]))
    record = Record.create_or_open(path, shard_size=SHARD)
    read(articles(int(number)), record, workers=int(workers), make_reader=partial(FakeReader, delay=float(delay)))


if __name__ == "__main__":
    main()

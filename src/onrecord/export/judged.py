"""What people judged, as gold readings: one JSON an article that somebody judged, and a note of what that is."""

import json
from pathlib import Path

from onrecord.export.telling import Asked, Written
from onrecord.store import Record
from onrecord.store.gold import gold

# no .json, so that whoever reads the gold passes it over
NOTE = "README.txt"


def write(record: Record, folder: Path, asked: Asked) -> Written:
    """Write the readings into a folder that is there.

    Args:
        record: what to export.
        folder: where to.
        asked: nothing of it matters here.
    """
    (folder / NOTE).write_bytes(
        b"Reports that people judged in a record of onrecord, in the form of its gold readings. Reports that nobody judged are "
        b"optional; rejected ones are not_events. `onrecord score` reads this folder.\n"
    )
    written = Written()
    written.rows["articles"] = 0
    for number, article in enumerate(gold(record), start=1):
        (folder / f"{number:06d}.json").write_bytes((json.dumps(article, indent=1, ensure_ascii=False) + "\n").encode())
        written.rows["articles"] = number
    return written

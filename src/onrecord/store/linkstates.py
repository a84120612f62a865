"""What a run of linking leaves for the next one, so that it need not look at everything again.

Invariant: nothing here is a result. Removed or damaged, it costs the next run time and changes nothing of what that run finds.
Outlines follow from one shard each and are written once; the state lies in the folder of its linking and comes into place with it.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from onrecord.store.shards import UNFINISHED, sync, write_file
from onrecord.store.tables import write_table

STATE = "state"
_BASIS = "basis.json"

_TEXTS = pa.list_(pa.string())
_NUMBERS = pa.list_(pa.uint32())

#: one row an article of one shard
OUTLINE = pa.schema(
    [
        ("article_id", pa.string()),
        ("reader", pa.string()),
        ("published", pa.date32()),
        ("publisher", pa.string()),
        ("agency", pa.string()),
        # of the text, in code points
        ("length", pa.int32()),
        # numbers of its runs of five words
        ("runs", _NUMBERS),
        # its reports that tell a day and a place, and what others must tell to be compared across stories
        ("marked", _TEXTS),
        ("marks", _TEXTS),
    ]
)

_PASSAGE = pa.struct([(name, pa.int32()) for name in ("start", "end", "of_start", "of_end", "first", "words")])

STATES: dict[str, Any] = {
    # two articles that are alike in their wording, the one that comes first in time first
    "pairs": pa.schema(
        [("one", pa.string()), ("other", pa.string())]
        + [(name, pa.int32()) for name in ("shared", "of_one", "of_other")]
        + [("whole", pa.bool_())]
    ),
    # two articles whose words were looked at, the later first
    "looked": pa.schema(
        [
            ("later", pa.string()),
            ("earlier", pa.string()),
            ("own", pa.int32()),
            ("words", pa.int32()),
            ("passages", pa.list_(_PASSAGE)),
        ]
    ),
    "boilerplate": pa.schema([("outlet", pa.string()), ("runs", _NUMBERS)]),
    # articles in the steps by which stories were made
    "steps": pa.schema(
        [
            ("block", pa.int32()),
            ("rests_on", pa.string()),
            ("article_id", pa.string()),
            ("first", pa.string()),
            ("nearest", pa.float64()),
        ]
    ),
    # reports of articles far apart that tell one event
    "echoes": pa.schema([("report_id", pa.string()), ("of", pa.string()), ("chance", pa.float64())]),
    # articles in what is looked at together when reports are compared
    "rooms": pa.schema([("article_id", pa.string()), ("rests_on", pa.string())]),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What a run left."""

    #: digest of the rules, weights and readers by which it was made
    basis: str
    tables: Mapping[str, pa.Table]


def write_state(folder: Path, basis: str, tables: Mapping[str, pa.Table]) -> None:
    """Put a state into the folder of a linking that is not in place yet.

    Raises:
        OSError: the disk is full, or the folder is not writable.
    """
    home = folder / STATE
    home.mkdir()
    for name, schema in STATES.items():
        write_table(tables[name].cast(schema), home / f"{name}.parquet")
        sync(home / f"{name}.parquet")
    write_file(home / _BASIS, json.dumps({"basis": basis}) + "\n")
    sync(home)


def read_state(folder: Path) -> State | None:
    """The state in the folder of a linking; None if there is none that can be read."""
    home = folder / STATE
    try:
        basis = str(json.loads((home / _BASIS).read_bytes())["basis"])
        return State(
            basis=basis, tables={name: pq.read_table(home / f"{name}.parquet", schema=schema) for name, schema in STATES.items()}
        )
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        # it saves time and nothing else: without it all is looked at anew
        return None


def read_outline(home: Path, shard: str) -> pa.Table | None:
    """The outline of a shard; None if there is none that can be read."""
    try:
        return pq.read_table(home / f"{shard}.parquet", schema=OUTLINE)
    except (OSError, pa.ArrowException):
        return None


def write_outline(home: Path, shard: str, table: pa.Table) -> None:
    """Keep the outline of a shard, whole or not at all.

    Raises:
        OSError: the disk is full, or the folder is not writable.
    """
    home.mkdir(parents=True, exist_ok=True)
    unfinished = home / f"{UNFINISHED}{shard}.parquet"
    write_table(table.cast(OUTLINE), unfinished)
    unfinished.replace(home / f"{shard}.parquet")


def sweep_outlines(home: Path) -> None:
    """Remove the outlines of earlier rules, and what a run that ended too early left. Only for who holds the lock."""
    for path in sorted(home.parent.glob("outlines-*")):
        if path.name != home.name:
            shutil.rmtree(path)
    for path in sorted(home.glob(f"{UNFINISHED}*")):
        path.unlink()

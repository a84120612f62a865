"""What the run before found on its way, as this one takes it up, and what this one leaves.

Invariant: it holds only what is still so: of other rules, other readers or articles that are gone nothing is taken up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pyarrow as pa

from onrecord.link.copies import Looked
from onrecord.link.passages import Passage
from onrecord.link.rooms import Echo, Room
from onrecord.link.stories import Step
from onrecord.link.wording import Alike, Before, Wording
from onrecord.store.linkstates import STATES, State


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What is known; everything is empty before the first run."""

    #: articles that were linked, each with the digest of its room
    rooms: Mapping[str, str] = field(default_factory=dict)
    looked: dict[tuple[str, str], Looked] = field(default_factory=dict)
    steps: Mapping[int, Step] = field(default_factory=dict)
    echoes: tuple[Echo, ...] = ()
    pairs: pa.Table = field(default_factory=STATES["pairs"].empty_table)
    boilerplate: Mapping[str, Any] = field(default_factory=dict)

    def before(self, ids: Sequence[str]) -> Before:
        """What is known of the wording, by places in these ids."""
        place = {key: number for number, key in enumerate(ids)}
        rows = zip(*(self.pairs[name].to_pylist() for name in STATES["pairs"].names), strict=True)
        return Before(
            known=frozenset(place[key] for key in self.rooms),
            pairs=tuple(
                Alike(one=place[one], other=place[other], shared=shared, of_one=of_one, of_other=of_other, whole=whole)
                for one, other, shared, of_one, of_other, whole in rows
            ),
            boilerplate=self.boilerplate,
        )


def recall(state: State | None, basis: str, ids: Sequence[str]) -> Memory:
    """What may be taken up of a state.

    Args:
        state: of the run before; None if there is none.
        basis: digest of the rules, weights and readers of now.
        ids: articles that are on the record now.
    """
    if state is None or state.basis != basis:
        return Memory()
    tables = state.tables
    rooms = dict(zip(tables["rooms"]["article_id"].to_pylist(), tables["rooms"]["rests_on"].to_pylist(), strict=True))
    if not rooms.keys() <= set(ids):
        return Memory()
    looked = {
        (row["later"], row["earlier"]): Looked(
            passages=tuple(Passage(**one) for one in row["passages"]), own=row["own"], words=row["words"]
        )
        for row in tables["looked"].to_pylist()
    }
    groups: dict[int, dict[str, str]] = {}
    nearest: dict[int, dict[str, float]] = {}
    rests_on: dict[int, str] = {}
    for row in tables["steps"].to_pylist():
        rests_on[row["block"]] = row["rests_on"]
        groups.setdefault(row["block"], {})[row["article_id"]] = row["first"]
        if row["nearest"] is not None:
            nearest.setdefault(row["block"], {})[row["article_id"]] = row["nearest"]
    held = tables["boilerplate"]
    return Memory(
        rooms=rooms,
        looked=looked,
        steps={
            block: Step(block=block, rests_on=digest, groups=groups[block], nearest=nearest.get(block, {}))
            for block, digest in rests_on.items()
        },
        echoes=tuple(Echo(report=row["report_id"], of=row["of"], chance=row["chance"]) for row in tables["echoes"].to_pylist()),
        pairs=tables["pairs"],
        boilerplate={
            outlet: np.array(runs, dtype=np.uint32)
            for outlet, runs in zip(held["outlet"].to_pylist(), held["runs"].to_pylist(), strict=True)
        },
    )


def leave(
    basis: str, ids: Sequence[str], wording: Wording, looked: Mapping[tuple[str, str], Looked], steps: Sequence[Step],
    echoes: Sequence[Echo], rooms: Sequence[Room],
) -> State:  # fmt: skip
    """The state for the next run.

    Args:
        basis: digest of the rules, weights and readers.
        ids: of the articles, in the order of time; the places of `wording` are theirs.
        wording: what was found alike.
        looked: what looking at pairs gave.
        steps: by which stories were made.
        echoes: reports of one event in different stories.
        rooms: what was looked at together.
    """
    rows: dict[str, list[dict[str, Any]]] = {
        "pairs": [
            {"one": ids[one.one], "other": ids[one.other], "shared": one.shared}
            | {"of_one": one.of_one, "of_other": one.of_other, "whole": one.whole}
            for one in wording.pairs
        ],
        "looked": [
            {
                "later": later,
                "earlier": earlier,
                "own": one.own,
                "words": one.words,
                "passages": [_passage(p) for p in one.passages],
            }
            for (later, earlier), one in sorted(looked.items())
        ],
        "boilerplate": [{"outlet": outlet, "runs": runs.tolist()} for outlet, runs in sorted(wording.boilerplate.items())],
        "steps": [
            {"block": step.block, "rests_on": step.rests_on, "article_id": article, "first": first}
            | {"nearest": step.nearest.get(article)}
            for step in steps
            for article, first in sorted(step.groups.items())
        ],
        "echoes": [{"report_id": one.report, "of": one.of, "chance": one.chance} for one in echoes],
        "rooms": [{"article_id": article, "rests_on": room.rests_on} for room in rooms for article in room.articles],
    }
    return State(basis=basis, tables={name: pa.Table.from_pylist(rows[name], schema=schema) for name, schema in STATES.items()})


def _passage(one: Passage) -> dict[str, int]:
    return {name: getattr(one, name) for name in ("start", "end", "of_start", "of_end", "first", "words")}

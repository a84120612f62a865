"""Rows of a linking's tables.

Invariant: a row holds ids, words and judgements only, as `linktables` has them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from onrecord.link.accounts import Account
from onrecord.link.copies import Copy
from onrecord.link.naming import Step
from onrecord.link.origins import Origin, Telling
from onrecord.link.sketches import Sketch
from onrecord.record import Judgement
from onrecord.store.linktables import LINK_SCHEMAS

#: tables that are made event by event
OF_EVENTS = ("tellings", "origins", "accounts")
#: rows that are held as Python's own things at a time
_AT_ONCE = 50_000


class EventRows:
    """Rows of the three tables that are made event by event."""

    def __init__(self) -> None:
        self._rows: dict[str, list[dict[str, Any]]] = {name: [] for name in OF_EVENTS}
        self._done: dict[str, list[pa.Table]] = {name: [] for name in OF_EVENTS}

    def add(
        self, event: str, told: Sequence[Sketch], tellings: Sequence[Telling], origins: Sequence[Origin],
        said: Sequence[Account], scores: Mapping[str, float],
    ) -> None:  # fmt: skip
        """One event."""
        by_id = {one.id: one for one in told}
        for one in tellings:
            self._rows["tellings"].append(
                {
                    "event_id": event,
                    "report_id": one.report,
                    "reader": by_id[one.report].reader,
                    "score": round(scores[one.report], 4),
                    "origin": one.origin,
                    "taken_from": one.taken_from,
                    "taken_from_article": one.taken_from_article,
                    "via": list(one.via),
                    "because": one.because,
                    "evidence": one.evidence.text if one.evidence is not None else None,
                    "evidence_article": by_id[one.report].article_id if one.evidence is not None else None,
                    "evidence_start": one.evidence.start if one.evidence is not None else None,
                    "evidence_end": one.evidence.end if one.evidence is not None else None,
                }
            )
        for origin in origins:
            self._rows["origins"].append(
                {
                    "event_id": event,
                    "origin": origin.key,
                    "name": origin.name,
                    "kind": origin.kind,
                    "speaker_kind": origin.speaker_kind.value if origin.speaker_kind is not None else None,
                    "medium": origin.medium,
                    "first_report": origin.first_report,
                }
            )
        for account in said:
            self._rows["accounts"].append(
                {
                    "event_id": event,
                    "about": account.about,
                    "origin": account.origin,
                    "value": account.value,
                    "differs": account.differs,
                    "report_id": account.report,
                    "words": account.span.text if account.span is not None else None,
                    "start": account.span.start if account.span is not None else None,
                    "end": account.span.end if account.span is not None else None,
                }
            )
        if len(self._rows["tellings"]) >= _AT_ONCE:
            self._put_away()

    def tables(self) -> dict[str, pa.Table]:
        """The tables."""
        self._put_away()
        return {name: pa.concat_tables(done) for name, done in self._done.items()}

    def _put_away(self) -> None:
        for name, rows in self._rows.items():
            self._done[name].append(pa.Table.from_pylist(rows, schema=LINK_SCHEMAS[name]))
            rows.clear()


def copy_row(copy: Copy) -> dict[str, Any]:
    """One article that was taken from another."""
    return {
        "article_id": copy.article_id,
        "copy_of": copy.copy_of,
        "original": copy.original,
        "containment": copy.containment,
        "share": copy.share,
        "how": copy.how,
        "because": copy.because,
        "passages": [{"start": one.start, "end": one.end, "of_start": one.of_start, "of_end": one.of_end} for one in copy.passages],
    }


def step_row(step: Step, judgements: Sequence[Judgement]) -> dict[str, Any]:
    """A step with whose word it was: a person's, if one was said of a report that moved and of one of the event's."""
    judge = next(
        (one.judge for one in reversed(judgements) if one.verdict.of_a_pair and set(one.reports) & set(step.reports)), "model"
    )
    return {
        "run": step.run,
        "event_id": step.event,
        "what": step.what,
        "other": step.other,
        "reports": list(step.reports),
        "judge": judge if step.what != "founded" else "model",
    }

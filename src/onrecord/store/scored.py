"""Reports in the form of the gold readings, for the scorer.

Invariant: one report a row, in the order of reading; countries only, days as a pair.
"""

from collections.abc import Iterator
from typing import Any

from onrecord.store.store import Record
from onrecord.store.views import IN_ORDER


def scored(record: Record) -> Iterator[dict[str, Any]]:
    """Reports in the form of the gold readings: one a line, countries only, days as a pair."""
    with record.batches(IN_ORDER["reports"]) as batches:
        for batch in batches:
            for row in batch.to_pylist():
                # a person said that it is no event
                if row["verdict"] == "reject":
                    continue
                first, last = row["date_first"], row["date_last"]
                yield {
                    # the gold knows articles by their input's id; one without has its own
                    "doc": row["doc"] if row["doc"] is not None else row["article_id"],
                    "start": row["trigger_start"],
                    "end": row["trigger_end"],
                    "type": row["type"],
                    "mode": row["mode"],
                    "actors": row["actor_countries"],
                    "recipients": row["recipient_countries"],
                    "status": row["status"],
                    "speaker": row["speaker"],
                    "medium": row["medium"],
                    "date": None if first is None else [first.isoformat(), last.isoformat()],
                    "place_country": row["place_country"],
                }

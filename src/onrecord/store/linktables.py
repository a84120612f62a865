"""The tables of a linking: which article was taken from which, what tells one story, which reports tell one event, on whose word.

Invariant: a linking holds ids, words and judgements only. What an event was is never stored: the views derive it from its reports.
"""

from typing import Any

import pyarrow as pa

#: format of a linking on disk; it grows by one whenever one of its tables changes
LINK_FORMAT = 1

#: where the same words stand in two articles: code points, half-open
PASSAGE = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("of_start", pa.int32()), ("of_end", pa.int32())])
_TEXTS = pa.list_(pa.string())

COPIES = pa.schema(
    [
        ("article_id", pa.string()),
        ("copy_of", pa.string()),
        ("original", pa.string()),
        ("containment", pa.float64()),
        ("share", pa.float64()),
        ("how", pa.string()),
        ("because", pa.string()),
        ("passages", pa.list_(PASSAGE)),
    ]
)

STORIES = pa.schema([("story_id", pa.string()), ("article_id", pa.string()), ("similarity", pa.float64())])

TELLINGS = pa.schema(
    [
        ("event_id", pa.string()),
        ("report_id", pa.string()),
        # of the reading that held the report: one of a later reader is another report
        ("reader", pa.string()),
        ("score", pa.float64()),
        ("origin", pa.string()),
        ("taken_from", pa.string()),
        ("taken_from_article", pa.string()),
        ("via", _TEXTS),
        ("because", pa.string()),
        ("evidence", pa.string()),
        ("evidence_article", pa.string()),
        ("evidence_start", pa.int32()),
        ("evidence_end", pa.int32()),
    ]
)

ORIGINS = pa.schema(
    [
        ("event_id", pa.string()),
        ("origin", pa.string()),
        ("name", pa.string()),
        ("kind", pa.string()),
        ("speaker_kind", pa.string()),
        ("medium", pa.string()),
        ("first_report", pa.string()),
    ]
)

ACCOUNTS = pa.schema(
    [
        ("event_id", pa.string()),
        ("about", pa.string()),
        ("origin", pa.string()),
        ("value", pa.string()),
        ("differs", pa.bool_()),
        ("report_id", pa.string()),
        ("words", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)

TRAIL = pa.schema(
    [
        ("run", pa.int32()),
        ("event_id", pa.string()),
        ("what", pa.string()),
        ("other", pa.string()),
        ("reports", _TEXTS),
        ("judge", pa.string()),
    ]
)

LINK_SCHEMAS: dict[str, Any] = {
    "copies": COPIES,
    "stories": STORIES,
    "tellings": TELLINGS,
    "origins": ORIGINS,
    "accounts": ACCOUNTS,
    "trail": TRAIL,
}

"""The five tables of a shard: their Arrow schemas and how they are written to Parquet.

Invariant: the same rows give the same bytes; no column and no setting depends on the clock, the machine or the number of workers.
"""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

#: format of the record on disk; it grows by one whenever a table or the layout changes
FORMAT = 4

_TEXTS = pa.list_(pa.string())

#: words and where they stand: code points, half-open
SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
_SPANS = pa.list_(SPAN)

_DATELINE = pa.struct([("span", SPAN), ("place", SPAN), ("day", SPAN), ("agency", SPAN)])
_PART = pa.struct([("kind", pa.string()), ("span", SPAN)])
_SPEAKER = pa.struct([("name", pa.string()), ("kind", pa.string()), ("span", SPAN), ("ground", SPAN)])
_MEDIUM = pa.struct([("name", pa.string()), ("span", SPAN)])
_HELD = pa.struct([("first", pa.date32()), ("last", pa.date32())])
_RUNNER_UP = pa.struct(
    [
        ("country", pa.string()),
        ("sectors", _TEXTS),
        ("name", pa.string()),
        ("entity_id", pa.string()),
        ("score", pa.float64()),
    ]
)
_PARTICIPANT = pa.struct(
    [
        ("role", pa.string()),
        ("mention", pa.int32()),
        ("span", SPAN),
        ("head", SPAN),
        ("form", pa.string()),
        ("kind", pa.string()),
        ("country", pa.string()),
        ("sectors", _TEXTS),
        ("name", pa.string()),
        ("entity_id", pa.string()),
        ("capacity", pa.string()),
        ("held", _HELD),
        ("basis", pa.string()),
        ("evidence", _SPANS),
        ("others", pa.list_(_RUNNER_UP)),
        ("score", pa.float64()),
    ]
)
_OTHER_PLACE = pa.struct(
    [
        ("name", pa.string()),
        ("country", pa.string()),
        ("admin1", pa.string()),
        ("geonames", pa.int64()),
        ("score", pa.float64()),
    ]
)
_PLACE = pa.struct(
    [
        ("span", SPAN),
        ("name", pa.string()),
        ("country", pa.string()),
        ("precision", pa.string()),
        ("geonames", pa.int64()),
        ("admin1", pa.string()),
        ("latitude", pa.float64()),
        ("longitude", pa.float64()),
        ("basis", pa.string()),
        ("others", pa.list_(_OTHER_PLACE)),
    ]
)
_TIME = pa.struct([("earliest", pa.date32()), ("latest", pa.date32()), ("basis", pa.string()), ("span", SPAN)])
_CUE = pa.struct([("span", SPAN), ("bears", pa.string())])
_CERTAINTY = pa.struct(
    [
        ("degree", pa.string()),
        ("polarity", pa.string()),
        ("setting", pa.string()),
        ("cues", pa.list_(_CUE)),
        ("factuality", pa.float64()),
    ]
)

ARTICLES = pa.schema(
    [
        ("entry", pa.int64()),
        ("id", pa.string()),
        ("reader", pa.string()),
        ("name", pa.string()),
        ("url", pa.string()),
        ("publisher", pa.string()),
        ("agency", pa.string()),
        ("byline", pa.string()),
        ("headline", pa.string()),
        ("dateline", _DATELINE),
        ("published", pa.date32()),
        ("retrieved", pa.timestamp("us", tz="UTC")),
        ("language", pa.string()),
        ("text", pa.string()),
        ("origin", pa.string()),
        ("parts", pa.list_(_PART)),
    ]
)

MENTIONS = pa.schema(
    [
        ("article_id", pa.string()),
        ("reader", pa.string()),
        ("number", pa.int32()),
        ("span", SPAN),
        ("head", SPAN),
        ("form", pa.string()),
        ("kind", pa.string()),
        ("chain", pa.int32()),
    ]
)

ATTRIBUTIONS = pa.schema(
    [
        ("article_id", pa.string()),
        ("reader", pa.string()),
        ("number", pa.int32()),
        ("within", pa.int32()),
        ("source", SPAN),
        ("mention", pa.int32()),
        ("cue", SPAN),
        ("content", _SPANS),
        ("manner", pa.string()),
        ("speaker", _SPEAKER),
        ("medium", _MEDIUM),
        ("distanced", pa.bool_()),
        ("score", pa.float64()),
    ]
)

REPORTS = pa.schema(
    [
        ("article_id", pa.string()),
        ("reader", pa.string()),
        ("number", pa.int32()),
        ("id", pa.string()),
        ("type", pa.string()),
        ("mode", pa.string()),
        ("contexts", _TEXTS),
        ("trigger", SPAN),
        ("also", _SPANS),
        ("participants", pa.list_(_PARTICIPANT)),
        ("place", _PLACE),
        ("time", _TIME),
        ("attribution", pa.int32()),
        ("certainty", _CERTAINTY),
        ("status", pa.string()),
        ("score", pa.float64()),
        # said again flat, for those who open the file without us
        ("speaker", pa.string()),
        ("speaker_kind", pa.string()),
        ("medium", pa.string()),
        ("manner", pa.string()),
        ("date_first", pa.date32()),
        ("date_last", pa.date32()),
        ("place_name", pa.string()),
        ("place_country", pa.string()),
    ]
)

UNREAD = pa.schema(
    [
        ("entry", pa.int64()),
        ("id", pa.string()),
        # the reader for whose sake the shard was written; `reached_reader` says whether it ever saw this
        ("reader", pa.string()),
        ("reached_reader", pa.bool_()),
        ("origin", pa.string()),
        ("stage", pa.string()),
        ("error", pa.string()),
        ("name", pa.string()),
        ("url", pa.string()),
        ("excerpt", pa.string()),
    ]
)

SCHEMAS: dict[str, Any] = {
    "articles": ARTICLES,
    "mentions": MENTIONS,
    "attributions": ATTRIBUTIONS,
    "reports": REPORTS,
    "unread": UNREAD,
}


def write_table(table: pa.Table, path: Path) -> None:
    """Write one table with the settings that every Parquet file of onrecord has."""
    pq.write_table(
        table,
        path,
        version="2.6",
        data_page_version="1.0",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        row_group_size=1 << 20,
    )

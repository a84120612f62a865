"""W3C Web Annotations (JSON-LD): each report, participant and attribution on the words that carry it, its origin in PROV's terms.

Invariant: each target says where its words stand (position, code points) and which they are (quote, with what stands around
them), and both select the same words.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord._version import __version__
from onrecord.export.telling import Asked, Written
from onrecord.store import Record

CONTEXT = [
    "http://www.w3.org/ns/anno.jsonld",
    {"prov": "http://www.w3.org/ns/prov#", "onrecord": "urn:onrecord:terms:"},
]
# with the 32 characters before and after the words
_WORDS = (
    "substr(a.text, greatest({start} - 32, 0) + 1, least({start}, 32)) AS prefix, substr(a.text, {end} + 1, 32) AS suffix, "
    "a.url, a.reader"
)
_REPORTS = f"""SELECT r.*, {_WORDS.format(start="r.trigger_start", end="r.trigger_end")}
    FROM (SELECT * EXCLUDE (url, reader) FROM reports) AS r JOIN articles AS a ON a.id = r.article_id ORDER BY r.entry, r.number"""
_PARTICIPANTS = f"""SELECT p.*, {_WORDS.format(start="p.text_start", end="p.text_end")}
    FROM participants AS p JOIN articles AS a ON a.id = p.article_id JOIN reports AS r ON r.id = p.report_id
    WHERE p.text IS NOT NULL ORDER BY a.entry, r.number, p.number"""
_ATTRIBUTIONS = f"""SELECT t.article_id, t.number, t.within, t.speaker, t.speaker_kind, t.source, t.cue, t.manner, t.medium,
        t.piece, t.content_start, t.content_end, t.content,
        {_WORDS.format(start="t.content_start", end="t.content_end")}
    FROM (SELECT * EXCLUDE (content, content_start, content_end), unnest(content) AS content,
        unnest(content_start) AS content_start, unnest(content_end) AS content_end,
        unnest(range(len(content))) AS piece FROM attributions) AS t
    JOIN articles AS a ON a.id = t.article_id ORDER BY a.entry, t.number, t.piece"""


def write(record: Record, path: Path, asked: Asked) -> Written:
    """Write one document: an annotation collection with all annotations on one page."""
    written = Written()
    with path.open("w", encoding="utf-8", newline="") as file:
        head = json.dumps({"@context": CONTEXT, "id": "urn:onrecord:annotations", "type": "AnnotationCollection"})
        page = json.dumps({"id": "urn:onrecord:annotations:1", "type": "AnnotationPage", "startIndex": 0})
        file.write(f'{head[:-1]}, "first": {page[:-1]}, "items": [')
        separator = "\n"
        for annotation in _annotations(record, written):
            file.write(separator + json.dumps(annotation, ensure_ascii=False))
            separator = ",\n"
        file.write(f'\n]}}, "total": {sum(written.rows.values())}}}\n')
    return written


def _annotations(record: Record, written: Written) -> Iterator[dict[str, Any]]:
    for kind, query, make in (
        ("reports", _REPORTS, _report),
        ("participants", _PARTICIPANTS, _participant),
        ("attributions", _ATTRIBUTIONS, _attribution),
    ):
        with record.batches(query, rows=4_096) as batches:
            for batch in batches:
                for row in batch.to_pylist():
                    written.add(kind)
                    yield {**make(row), **_origin(row)}


def _report(row: dict[str, Any]) -> dict[str, Any]:
    kind = row["type"] + (f"/{row['mode']}" if row["mode"] else "")
    said: dict[str, Any] = {
        "onrecord:status": row["status"],
        "onrecord:quad": row["quad"],
        "onrecord:actors": row["actors"],
        "onrecord:recipients": row["recipients"],
        "onrecord:dateFirst": None if row["date_first"] is None else row["date_first"].isoformat(),
        "onrecord:dateLast": None if row["date_last"] is None else row["date_last"].isoformat(),
        "onrecord:place": row["place_name"],
        "onrecord:score": row["score"],
    }
    if row["attribution"] is not None:
        said["prov:wasInfluencedBy"] = {"id": _attribution_id(row["article_id"], row["attribution"])}
    return {
        "id": f"urn:onrecord:report:{row['id']}",
        "type": "Annotation",
        "motivation": "classifying",
        "body": {"type": "TextualBody", "purpose": "classifying", "value": kind, "format": "text/plain"},
        "target": _target(row, "trigger"),
        **said,
    }


def _participant(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": f"urn:onrecord:report:{row['report_id']}:participant:{row['number']}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "purpose": "identifying", "value": row["code"], "format": "text/plain"},
        "target": _target(row, "text"),
        "onrecord:role": row["role"],
        "onrecord:name": row["name"],
        "onrecord:report": {"id": f"urn:onrecord:report:{row['report_id']}"},
    }


def _attribution(row: dict[str, Any]) -> dict[str, Any]:
    key = _attribution_id(row["article_id"], row["number"])
    said: dict[str, Any] = {"onrecord:manner": row["manner"], "onrecord:cue": row["cue"], "onrecord:source": row["source"]}
    if row["speaker"] is not None:
        said["prov:wasAttributedTo"] = {"type": "prov:Agent", "name": row["speaker"], "onrecord:kind": row["speaker_kind"]}
    if row["medium"] is not None:
        said["prov:hadPrimarySource"] = {"type": "prov:Entity", "name": row["medium"]}
    if row["within"] is not None:
        said["onrecord:within"] = {"id": _attribution_id(row["article_id"], row["within"])}
    return {
        "id": key if row["piece"] == 0 else f"{key}:{row['piece']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {"type": "TextualBody", "purpose": "describing", "value": row["speaker"] or "", "format": "text/plain"},
        "target": _target(row, "content"),
        **said,
    }


def _attribution_id(article: str, number: int) -> str:
    return f"urn:onrecord:article:{article}:attribution:{number}"


def _article(row: dict[str, Any]) -> str:
    return row["url"] or f"urn:onrecord:article:{row['article_id']}"


def _target(row: dict[str, Any], column: str) -> dict[str, Any]:
    return {
        "source": _article(row),
        "selector": [
            {"type": "TextPositionSelector", "start": row[f"{column}_start"], "end": row[f"{column}_end"]},
            {"type": "TextQuoteSelector", "exact": row[column], "prefix": row["prefix"], "suffix": row["suffix"]},
        ],
    }


def _origin(row: dict[str, Any]) -> dict[str, Any]:
    """What made the annotation, and of what."""
    return {
        "generator": {"id": f"urn:onrecord:reader:{row['reader']}", "type": "Software", "name": f"onrecord {__version__}"},
        "prov:wasDerivedFrom": {"id": _article(row)},
    }

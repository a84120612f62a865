"""GDELT's Global Knowledge Graph, as far as a record can fill it: names, and the quotations with their verbs.

Invariant: one article a row; in a quotation's entry neither verb nor words hold one of the signs that part entries and fields.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.export.tabbed import write_tabbed
from onrecord.export.telling import Written
from onrecord.store import Record

COLUMNS = (
    "GKGRECORDID", "DATE", "SourceCollectionIdentifier", "SourceCommonName", "DocumentIdentifier", "Counts", "V2Counts", "Themes",
    "V2Themes", "Locations", "V2Locations", "Persons", "V2Persons", "Organizations", "V2Organizations", "V2Tone", "Dates", "GCAM",
    "SharingImage", "RelatedImages", "SocialImageEmbeds", "SocialVideoEmbeds", "Quotations", "AllNames", "Amounts",
    "TranslationInfo", "Extras",
)  # fmt: skip

_QUERY = """
    SELECT a.id AS article_id, a.entry, a.doc, a.url, a.publisher, a.published, a.retrieved,
        coalesce(n.names, []) AS names, coalesce(q.quotations, []) AS quotations
    FROM articles AS a
    LEFT JOIN (
        SELECT article_id, list({'name': head, 'start': head_start, 'kind': kind} ORDER BY number) AS names
        FROM mentions WHERE form = 'name' GROUP BY article_id) AS n ON n.article_id = a.id
    LEFT JOIN (
        SELECT article_id, list({'verb': cue, 'manner': manner, 'words': content, 'starts': content_start} ORDER BY number)
            AS quotations
        FROM attributions WHERE manner IN ('direct', 'mixed') GROUP BY article_id) AS q ON q.article_id = a.id
    ORDER BY a.entry
"""
_SIGNS = re.compile(r"[|#;,]")
# from an opening mark to a closing one, which may stand after the piece
_STRETCH = re.compile(r"[“\"](?P<words>[^“”\"]*[^“”\"\s])")
_WHOLE = re.compile(r"(?P<words>[^“”\"\s][^“”\"]*[^“”\"\s])")


def write_gkg(record: Record, path: Path, written: Written) -> None:
    """Write one file: every article, whether it tells an event or not."""
    write_tabbed(path, _rows(record, written))


def added(row: dict[str, Any]) -> str | None:
    """When an article came in, YYYYMMDDHHMMSS: retrieved, else published at midnight."""
    if row["retrieved"] is not None:
        return f"{row['retrieved']:%Y%m%d%H%M%S}"
    return None if row["published"] is None else f"{row['published']:%Y%m%d}000000"


def identifier(row: dict[str, Any]) -> tuple[int, str]:
    """GDELT's kind of collection (1 the web, 2 citation only) and what names the article in it."""
    return (1, row["url"]) if row["url"] else (2, row["doc"] or row["article_id"])


def _rows(record: Record, written: Written) -> Iterator[list[object]]:
    with record.batches(_QUERY, rows=2_048) as batches:
        for batch in batches:
            for row in batch.to_pylist():
                written.add("articles")
                came = added(row)
                kind, name = identifier(row)
                filled = {
                    "GKGRECORDID": f"{came or '0'}-{row['entry']}",
                    "DATE": came,
                    "SourceCollectionIdentifier": kind,
                    "SourceCommonName": row["publisher"],
                    "DocumentIdentifier": name,
                    "Persons": _first(row, "PER"),
                    "V2Persons": _each(row, "PER"),
                    "Organizations": _first(row, "ORG"),
                    "V2Organizations": _each(row, "ORG"),
                    "Quotations": "#".join(_quotations(row)),
                    "AllNames": _each(row, "PER", "ORG", "GPE", "LOC", "FAC"),
                }
                yield [filled.get(column) for column in COLUMNS]


def _quotations(row: dict[str, Any]) -> Iterator[str]:
    """offset|length|verb|quote, one entry a stretch between quotation marks."""
    for quotation in row["quotations"]:
        verb = _SIGNS.sub(" ", quotation["verb"] or "")
        for piece, start in zip(quotation["words"], quotation["starts"], strict=True):
            for found in _quoted(piece, whole=quotation["manner"] == "direct"):
                words = found.group("words")
                yield f"{start + found.start('words')}|{len(words)}|{verb}|{words.replace('|', ' ').replace('#', ' ')}"


def _quoted(piece: str, *, whole: bool) -> list[re.Match[str]]:
    """The stretches of a piece of content that are quoted; all of it, but for the marks, where it is quoted as a whole."""
    found = list(_STRETCH.finditer(piece))
    if found or not whole:
        return found
    return list(_WHOLE.finditer(piece))


def _first(row: dict[str, Any], *kinds: str) -> str:
    """Names in small letters, each once."""
    return ";".join(dict.fromkeys(_SIGNS.sub(" ", one["name"]).lower() for one in row["names"] if one["kind"] in kinds))


def _each(row: dict[str, Any], *kinds: str) -> str:
    """Every naming with its offset."""
    return ";".join(f"{_SIGNS.sub(' ', one['name'])},{one['start']}" for one in row["names"] if one["kind"] in kinds)

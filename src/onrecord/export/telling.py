"""Reports as the event formats need them: with their participants, the sentence they stand in, and the names in their article.

Everything is asked of the record's views, so that what the views show is what is exported. Invariant: reports come in the order of
reading, and none is passed over without being counted.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations, product
from typing import Any

from onrecord.codebook import load_codebook
from onrecord.export.cameo import load_cameo
from onrecord.store import Record

# a sentence ends with . ! or ?, maybe a quote, white space and a capital; or with an empty line
_ENDS = """[.!?]["'”’)\\]]*\\s+["'“‘(\\[]*[A-Z]|\\n\\s*\\n"""
_QUERY = """
    SELECT r.*, a.language, a.retrieved, len(a.text) AS length,
        1 + len(regexp_extract_all(substr(a.text, 1, r.trigger_start + 1), '{ends}')) AS sentence,
        NOT regexp_matches(ltrim(substr(a.text, 1, r.trigger_start), chr(10) || chr(13) || ' '), '\\n\\s*\\n') AS lead,
        coalesce(p.participants, []) AS participants, coalesce(n.names, []) AS names
    FROM reports AS r JOIN articles AS a ON a.id = r.article_id
    LEFT JOIN (
        SELECT report_id, list({{'role': role, 'country': country, 'sectors': sectors, 'code': code, 'text': text,
            'start': text_start, 'end': text_end, 'name': name, 'entity_id': entity_id, 'capacity': capacity, 'kind': kind,
            'form': form, 'score': score}} ORDER BY number) AS participants
        FROM participants GROUP BY report_id) AS p ON p.report_id = r.id
    LEFT JOIN (
        SELECT article_id, list({{'name': head, 'start': head_start, 'kind': kind}} ORDER BY number) AS names
        FROM mentions WHERE form = 'name' GROUP BY article_id) AS n ON n.article_id = r.article_id
    WHERE {where} ORDER BY r.entry, r.number
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an export is asked for besides its format."""

    #: also the reports that did not happen, in the formats that hold events
    all_statuses: bool = False
    #: in CSV, an apostrophe before what a spreadsheet would take for a formula
    spreadsheet_safe: bool = True


@dataclass(slots=True, kw_only=True)
class Written:
    """What an export holds, and what it had to leave out."""

    #: rows by file or kind
    rows: dict[str, int] = field(default_factory=dict)
    #: reports that are not in it, by the reason
    left_out: dict[str, int] = field(default_factory=dict)

    def add(self, kind: str) -> int:
        """Count one row.

        Returns:
            Its number, from 1.
        """
        self.rows[kind] = self.rows.get(kind, 0) + 1
        return self.rows[kind]

    def leave_out(self, reason: str, number: int = 1) -> None:
        """Count reports that the format cannot hold."""
        if number:
            self.left_out[reason] = self.left_out.get(reason, 0) + number


def reports(record: Record, written: Written, asked: Asked) -> Iterator[dict[str, Any]]:
    """The rows of the view `reports`, with `participants` and `names` as lists.

    Args:
        record: whose.
        written: where what is left out is counted.
        asked: whether also those that did not happen.
    """
    if not asked.all_statuses:
        counted = record.sql("SELECT count(*) FROM reports WHERE NOT happened").column(0)[0].as_py()
        written.leave_out("did not happen (denied, negated, planned, hypothetical)", int(counted))
    query = _QUERY.format(ends=_ENDS.replace("'", "''"), where="true" if asked.all_statuses else "r.happened")
    with record.batches(query, rows=2_048) as batches:
        for batch in batches:
            yield from batch.to_pylist()


def side(report: dict[str, Any], role: str) -> list[dict[str, Any]]:
    """The participants in one role."""
    return [one for one in report["participants"] if one["role"] == role]


def sectors(participants: list[dict[str, Any]]) -> list[str]:
    """All their sectors, each once."""
    return list(dict.fromkeys(sector for one in participants for sector in one["sectors"]))


def dyads(report: dict[str, Any]) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """Each actor with each recipient, None where a side is empty.

    Where a type has no direction and all stand on one side ("A and B met"), each pair of them, once.
    """
    actors, recipients = side(report, "actor"), side(report, "recipient")
    alone = actors or recipients
    if report["type"] in load_codebook().mutual and not (actors and recipients) and len(alone) > 1:
        return list(combinations(alone, 2))
    nobody: list[dict[str, Any] | None] = [None]
    return list(product(actors or nobody, recipients or nobody))


def coded_dyads(report: dict[str, Any]) -> list[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """The dyads, of those with the same two codes in CAMEO the first: "18 people and a chief" are one target there."""
    cameo = load_cameo()

    def code(one: dict[str, Any] | None) -> str:
        return "" if one is None else cameo.actor(one["country"], one["sectors"])

    told: dict[tuple[str, str], tuple[dict[str, Any] | None, dict[str, Any] | None]] = {}
    for actor, recipient in dyads(report):
        told.setdefault((code(actor), code(recipient)), (actor, recipient))
    return list(told.values())


def day(report: dict[str, Any]) -> date | None:
    """The first day on which it took place; where none is told, the day of publication, as the event data sets do it."""
    first: date | None = report["date_first"] or report["published"]
    return first


def names(report: dict[str, Any], *kinds: str) -> list[str]:
    """Names of some kinds in the report's article, each once, in text order."""
    return list(dict.fromkeys(one["name"] for one in report["names"] if one["kind"] in kinds))

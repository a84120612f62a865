"""What people's judgements make of the reports: the last verdict on each, and the values that were mended.

Invariant: a stored report is never touched. Of two judgements on one report the later wins, value by value; a judgement of one
reader's report says nothing of another reader's, whose numbers may mean other words.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from onrecord.codebook import load_codebook
from onrecord.errors import CodebookError, InputError, StoreError
from onrecord.record import Judgement, Role, SpeakerKind, Status, Verdict
from onrecord.store.tables import REPORTS, SPAN

#: what a `fix` may replace
MENDED = ("type", "mode", "status", "trigger", "participants", "speaker")

CORRECTIONS = pa.schema(
    [
        ("report_id", pa.string()),
        # null: whichever reader the report is of
        ("reader", pa.string()),
        ("verdict", pa.string()),
        ("judge", pa.string()),
        ("judged", pa.timestamp("us", tz="UTC")),
        ("type", pa.string()),
        ("mends_mode", pa.bool_()),
        ("mode", pa.string()),
        ("status", pa.string()),
        ("trigger", SPAN),
        ("participants", REPORTS.field("participants").type),
        ("mends_speaker", pa.bool_()),
        ("speaker", pa.string()),
        ("speaker_kind", pa.string()),
    ]
)


def corrections(judgements: Iterable[Judgement]) -> pa.Table:
    """One row a report that somebody judged, after `CORRECTIONS`.

    Args:
        judgements: in the order in which they were said.

    Raises:
        StoreError: a change is none that can be made.
    """
    said: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if not judgement.verdict.of_a_pair:
            said.setdefault(judgement.reports[0], []).append(judgement)
    rows = []
    for report_id, ones in said.items():
        # judgements without a reader hold for each reader that others name
        readers: list[str | None] = [*sorted({one.reader for one in ones if one.reader is not None})] or [None]
        rows += [_row(report_id, reader, [one for one in ones if one.reader in (None, reader)]) for reader in readers]
    return pa.Table.from_pylist(rows, schema=CORRECTIONS)


def check_changes(changes: Mapping[str, Any]) -> None:
    """See to it that a fix can be made.

    Args:
        changes: `type`, `mode` and `status` as text; `trigger` as a span {"start", "end", "text"}; `participants`, the whole list,
            each {"role", "country", "sectors", "span" (or null)}; `speaker` as {"name", "kind", "span"}, null for the outlet.

    Raises:
        InputError: it replaces nothing, or something unknown, or a value is not in the codebook.
    """
    if not changes:
        raise InputError("a fix that changes nothing is none: accept the report, or change a value")
    if strangers := sorted(changes.keys() - set(MENDED)):
        raise InputError(f"{', '.join(strangers)} cannot be mended: what can is {', '.join(MENDED)}")
    try:
        if "type" in changes:
            load_codebook().check(changes["type"], changes.get("mode"))
        if "status" in changes:
            Status(changes["status"])
        if "trigger" in changes:
            _check_span(changes["trigger"])
        for one in changes.get("participants", ()):
            Role(one["role"])
            _check_code(one["country"], one["sectors"])
            if one["span"] is not None:
                _check_span(one["span"])
        if changes.get("speaker") is not None:
            SpeakerKind(changes["speaker"]["kind"])
            if not str(changes["speaker"]["name"]).strip():
                raise InputError("a speaker needs a name: without one, the outlet speaks for itself")
    except (CodebookError, KeyError, TypeError, ValueError) as error:
        raise InputError(f"the report cannot be mended so ({error}): choose a value of the codebook") from error


def _check_span(span: Mapping[str, Any]) -> None:
    if not 0 <= span["start"] < span["end"] or len(span["text"]) != span["end"] - span["start"]:
        raise ValueError(f"no span {span['start']}-{span['end']} of {span['text']!r}")


def _check_code(country: str, sectors: Iterable[str]) -> None:
    codebook = load_codebook()
    if not (len(country) == 3 and country.isascii() and country.isupper() and country.isalpha()):
        raise InputError(
            f"{country!r} is no country's code: three letters of ISO 3166-1, or {' '.join(sorted(codebook.supranational))}"
        )
    if unknown := [sector for sector in sectors if sector not in codebook.sectors]:
        raise InputError(f"{unknown[0]!r} is no sector: they are {' '.join(sorted(codebook.sectors))}")


def _row(report_id: str, reader: str | None, ones: list[Judgement]) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for one in ones:
        if one.verdict is not Verdict.FIX:
            continue
        try:
            check_changes(one.changes)
        except InputError as error:
            raise StoreError(f"the judgement of {one.judge} on {report_id} cannot be followed: {error}") from error
        if "type" in one.changes:
            # the mode was the other type's
            changes["mode"] = None
        changes |= one.changes
    participants, speaker = changes.get("participants"), changes.get("speaker")
    return {
        "report_id": report_id,
        "reader": reader,
        "verdict": ones[-1].verdict.value,
        "judge": ones[-1].judge,
        "judged": ones[-1].at,
        "type": changes.get("type"),
        "mends_mode": "mode" in changes,
        "mode": changes.get("mode"),
        "status": changes.get("status"),
        "trigger": changes.get("trigger"),
        "participants": None if participants is None else [_participant(one) for one in participants],
        "mends_speaker": "speaker" in changes,
        "speaker": None if speaker is None else speaker["name"],
        "speaker_kind": None if speaker is None else speaker["kind"],
    }


def _participant(one: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "role": one["role"],
        "span": one["span"],
        "head": one["span"],
        "country": one["country"],
        "sectors": list(one["sectors"]),
        "basis": "judgement",
        "evidence": [],
        "others": [],
        "score": 1.0,
    }


# what the reader found stays whole where a person left code and words as they were
_KEPT = (
    "coalesce(list_filter(r.participants, lambda p: p.role = n.role AND p.country = n.country "
    "AND coalesce(p.sectors[1], '') = coalesce(n.sectors[1], '') "
    'AND p.span."start" IS NOT DISTINCT FROM n.span."start" AND p.span."end" IS NOT DISTINCT FROM n.span."end")[1], n)'
)
_SILENT = "c.mends_speaker AND c.speaker IS NULL"

#: `stored_reports` with what was mended in its place, and the last verdict beside it; it asks for the table `corrections`
CORRECTED = f"""
    SELECT r.* REPLACE (
        coalesce(c.type, r.type) AS type, CASE WHEN c.mends_mode THEN c.mode ELSE r.mode END AS mode,
        coalesce(c.status, r.status) AS status, coalesce(c."trigger", r."trigger") AS "trigger",
        CASE WHEN c.participants IS NULL THEN r.participants
            ELSE list_transform(c.participants, lambda n: {_KEPT}) END AS participants,
        CASE WHEN c.mends_speaker THEN c.speaker ELSE r.speaker END AS speaker,
        CASE WHEN c.mends_speaker THEN c.speaker_kind ELSE r.speaker_kind END AS speaker_kind,
        CASE WHEN {_SILENT} THEN NULL ELSE r.manner END AS manner,
        CASE WHEN {_SILENT} THEN NULL ELSE r.attribution END AS attribution
    ), c.verdict, c.judge, c.judged
    FROM stored_reports AS r
    LEFT JOIN corrections AS c ON c.report_id = r.id AND (c.reader IS NULL OR c.reader = r.reader)"""

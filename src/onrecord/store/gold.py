"""What people judged, in the form of the gold readings: for scoring, and to learn from.

Invariant: only what a person accepted or mended is gold; what nobody judged costs nothing and gains nothing (`optional`), what was
rejected stands among `not_events`. The articles' text stays on the record, save the words that a report rests on.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from onrecord.record import Article, Judgement, Reading, Verdict
from onrecord.store.store import Record


def gold(record: Record) -> Iterator[dict[str, Any]]:
    """One article a dictionary, after docs/gold.md: each article with a judged report, in the order of reading.

    Raises:
        StoreError: the record or its judgements cannot be read.
    """
    rows: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    judged = "article_id IN (SELECT article_id FROM reports WHERE verdict IS NOT NULL)"
    for row in record.sql(f"SELECT * FROM reports WHERE {judged} ORDER BY entry, number").to_pylist():
        rows[row["article_id"]].append(row)
    sides: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)
    wanted = f"report_id IN (SELECT id FROM reports WHERE {judged})"
    for one in record.sql(f"SELECT * FROM participants WHERE {wanted} ORDER BY report_id, number").to_pylist():
        sides[one["report_id"]].append(one)
    speakers = _mended_speakers(record.judgements())
    for reading in record.readings(rows.keys()):
        yield _article(reading, rows[reading.article.id], sides, speakers)


def _mended_speakers(judgements: tuple[Judgement, ...]) -> dict[str, Any]:
    """The span of the speaker that a person put in, by report; None where they said that the outlet speaks for itself."""
    found: dict[str, Any] = {}
    for judgement in judgements:
        if judgement.verdict is Verdict.FIX and "speaker" in judgement.changes:
            speaker: Any = judgement.changes["speaker"]
            found[judgement.reports[0]] = None if speaker is None else speaker.get("span")
    return found


def _article(
    reading: Reading, rows: list[dict[str, Any]], sides: dict[str, list[dict[str, Any]]], speakers: dict[str, Any]
) -> dict[str, Any]:
    article: Article = reading.article
    voices = {report.id: _voices(report) for report in reading.reports}
    reports, not_events = [], []
    for row in rows:
        if row["verdict"] == "reject":
            not_events.append({"span": [row["trigger_start"], row["trigger_end"]], "predicate": row["trigger"]})
            continue
        told, mediums = voices[row["id"]]
        if row["id"] in speakers:
            span = speakers[row["id"]]
            told = [] if span is None else [[span["start"], span["end"]]]
        reports.append(_report(row, sides[row["id"]], told, mediums))
    return {
        # the scorer knows articles by their input's id; one without has its own
        "doc": article.name if article.name is not None else article.id,
        "published": None if article.published is None else article.published.isoformat(),
        "publisher": article.publisher,
        "title": article.headline,
        "reports": reports,
        "not_events": not_events,
    }


def _voices(report: Any) -> tuple[list[list[int]], list[list[int]]]:
    """Where the words stand that name the speaker and the outlet that is cited."""
    chain = [] if report.attribution is None else list(report.attribution.chain())
    speaking = next((link for link in chain if link.speaker is not None), None)
    spans = [] if speaking is None else [span for span in (speaking.source, speaking.speaker.span) if span is not None]
    medium = next((link.medium.span for link in chain if link.medium is not None), None)
    return (
        [[start, end] for start, end in dict.fromkeys((span.start, span.end) for span in spans)],
        [] if medium is None else [[medium.start, medium.end]],
    )


def _report(row: dict[str, Any], sides: list[dict[str, Any]], told: list[list[int]], mediums: list[list[int]]) -> dict[str, Any]:
    first, last = row["date_first"], row["date_last"]
    mentions = {
        role: [[one["text"] or "", one["country"], (one["sectors"] or [None])[0]] for one in sides if one["role"] == role]
        for role in ("actor", "recipient")
    }
    return {
        "id": row["id"],
        "predicate": row["trigger"],
        "spans": [[row["trigger_start"], row["trigger_end"]], *map(list, zip(row["also_start"], row["also_end"], strict=True))],
        "types": [row["type"]],
        "modes": [row["mode"]] if row["mode"] else [],
        "actors": row["actor_countries"],
        "recipients": row["recipient_countries"],
        "actor_mentions": mentions["actor"],
        "recipient_mentions": mentions["recipient"],
        "status": [row["status"]],
        "speakers": told,
        "speaker": row["speaker"],
        "speaker_kind": row["speaker_kind"],
        "quoted": row["manner"],
        "mediums": mediums,
        "date": None if first is None else [first.isoformat(), last.isoformat()],
        "place": row["place_text"],
        "place_countries": [row["place_country"]] if row["place_country"] else [],
        "optional": row["verdict"] is None,
        "judge": row["judge"],
    }

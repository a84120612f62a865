"""A record against gold."""

from collections.abc import Sequence
from typing import Any

from onrecord.errors import InputError
from onrecord.score.gold import GoldArticle
from onrecord.score.metrics import Tally, tally
from onrecord.store import Record, scored


def score_record(gold: Sequence[GoldArticle], record: Record) -> Tally:
    """Counts how far a record agrees with gold. Articles are matched by the id that the input gave them.

    Raises:
        InputError: an article of the gold was not read into the record.
    """
    docs = {article.doc for article in gold}
    rows = record.sql("SELECT doc, text FROM articles WHERE doc IS NOT NULL").to_pylist()
    texts = {row["doc"]: row["text"] for row in rows if row["doc"] in docs}
    if missing := sorted(docs - texts.keys()):
        raise InputError(
            f"{len(missing)} of {len(docs)} gold articles are not in the record, among them {', '.join(missing[:3])}: "
            "read them first, with the gold's `doc` as their id"
        )
    coded: dict[str, list[dict[str, Any]]] = {}
    for row in scored(record):
        if row["doc"] in docs:
            coded.setdefault(row["doc"], []).append(row)
    return tally(gold, texts, coded)

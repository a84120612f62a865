"""Who said what in a record: a list that can be asked by speaker, word, medium and manner.

Invariant: what is shown is the article's own text; what was resolved stands before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from onrecord.show.passage import plain
from onrecord.store import Record


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which quotes; None does not filter. Text is compared without case, as a part."""

    by: str | None = None
    about: str | None = None
    through: str | None = None
    manner: str | None = None


def find_quotes(record: Record, asked: Asked) -> list[dict[str, Any]]:
    """One row a quote, in the order of reading: speaker, speaker_kind, ground, source, cue, content, content_start, content_end,
    manner, medium, within (the speaker around it), distanced, publisher, published, doc, article_id, number, score."""
    conditions, values = ["true"], []
    for given, condition in (
        (asked.by, "(contains(lower(t.speaker), lower(?)) OR contains(lower(t.source), lower(?)))"),
        (asked.about, "contains(lower(array_to_string(t.content, ' ')), lower(?))"),
        (asked.through, "contains(lower(t.medium), lower(?))"),
        (asked.manner, "t.manner = ?"),
    ):
        if given is not None:
            conditions.append(condition)
            values += [given] * condition.count("?")
    rows: list[dict[str, Any]] = record.sql(
        f"""
        SELECT t.speaker, t.speaker_kind, t.ground, t.source, t.cue, t.content, t.content_start, t.content_end, t.manner, t.medium,
            coalesce(o.speaker, o.source) AS within, t.distanced, a.publisher, a.published, a.doc, t.article_id, t.number, t.score
        FROM attributions t
        JOIN articles a ON a.id = t.article_id
        LEFT JOIN attributions o ON o.article_id = t.article_id AND o.number = t.within
        WHERE {" AND ".join(conditions)} ORDER BY a.entry, t.number
        """,
        values,
    ).to_pylist()
    return rows


def listing(found: Sequence[dict[str, Any]], limit: int) -> RenderableType:
    """The quotes for a terminal, up to `limit` of them."""
    pieces: list[RenderableType] = [Text(f"{len(found)} quote{'s' if len(found) != 1 else ''}", style="bold"), Text()]
    for row in found[:limit]:
        pieces += [_head(row), Padding(_words(row), (0, 0, 1, 4))]
    if len(found) > limit:
        pieces.append(Text(f"… and {len(found) - limit} more: --limit {len(found)} shows all", style="dim"))
    return Group(*pieces)


def _head(row: dict[str, Any]) -> Text:
    speaker = f"{row['speaker']} ({row['speaker_kind']})" if row["speaker"] else "a source that is not named"
    outlets = [row["medium"], row["publisher"]]
    links = [speaker, *(name for name in outlets if name is not None and name != row["speaker"])]
    head = Text.assemble((plain(" → ".join(dict.fromkeys(links))), "green"), f"  {row['manner']}")
    if row["within"]:
        head.append(f"  as told by {plain(row['within'])}")
    if row["distanced"]:
        head.append("  at a distance")
    if row["ground"]:
        head.append(f"  ({plain(row['ground'])})")
    place = row["doc"] or row["article_id"]
    head.append(f"  {row['published'] or ''} {plain(place)}:{row['content_start'][0]}", style="dim")
    return head


def _words(row: dict[str, Any]) -> Text:
    beside = f"[{plain(row['cue'])}] " if row["cue"] else ""
    return Text.assemble((beside, "dim"), plain(" … ".join(row["content"])))

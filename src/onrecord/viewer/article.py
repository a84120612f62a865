"""An article for its page: the text in pieces, and beside it each report with its chain of sources and what people said of it.

Invariant: reports show what people mended, with what was read kept beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.errors import StoreError
from onrecord.record import Article, Judgement, Reading, Report
from onrecord.viewer.index import Index
from onrecord.viewer.layers import Piece, marks_of, pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One link of a chain of sources."""

    name: str
    #: speaker's kind, or medium, agency, publisher, nobody (a source that is not named), outlet (the outlet's own voice)
    kind: str
    #: direct, indirect, mixed; None for outlets
    manner: str | None = None
    distanced: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One report as its article's page shows it."""

    #: number on the page, from 0
    number: int
    #: row of the index's `reports`
    row: dict[str, Any]
    #: rows of the index's `participants`
    actors: tuple[dict[str, Any], ...]
    recipients: tuple[dict[str, Any], ...]
    chain: tuple[Link, ...]
    #: as it was read
    read: Report
    #: what was said of it, the last at the end
    said: tuple[Judgement, ...]
    #: what was said of it and another report
    pairs: tuple[Judgement, ...]

    @property
    def mended(self) -> dict[str, str]:
        """What was read where people say otherwise, by name."""
        was = {
            "type": self.read.type,
            "mode": self.read.mode,
            "status": self.read.status.value,
            "words": self.read.trigger.text,
            "actors": _codes(one.entity.code for one in self.read.actors),
            "recipients": _codes(one.entity.code for one in self.read.recipients),
        }
        now = {
            "type": self.row["type"],
            "mode": self.row["mode"],
            "status": self.row["status"],
            "words": self.row["trigger"],
            "actors": _codes(self.row["actors"]),
            "recipients": _codes(self.row["recipients"]),
        }
        found = {name: was[name] or "none" for name in was if was[name] != now[name]}
        if any("speaker" in one.changes for one in self.said):
            found["source"] = (self.read.attribution and _speaker(self.read)) or "the outlet itself"
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePage:
    """All that the page of an article shows."""

    article: Article
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    attributions: int


def article_page(index: Index, article_id: str) -> ArticlePage:
    """The page of an article.

    Raises:
        StoreError: it is not on the record.
    """
    reading = index.readings([article_id]).get(article_id)
    if reading is None:
        raise StoreError(f"no article {article_id} is on the record")
    shown = cards(index, reading)
    rows = [card.row for card in shown]
    sides = [one for card in shown for one in (*card.actors, *card.recipients)]
    return ArticlePage(
        article=reading.article,
        pieces=tuple(pieces(reading.article.text, marks_of(reading, rows, sides))),
        cards=shown,
        attributions=len(reading.attributions),
    )


def cards(index: Index, reading: Reading) -> tuple[Card, ...]:
    """The reports of an article, in text order, as people have them by now."""
    article = reading.article
    rows = index.ask("SELECT * FROM reports WHERE article_id = ? ORDER BY number", [article.id])
    sides = index.ask("SELECT * FROM participants WHERE article_id = ? ORDER BY report_id, number", [article.id])
    said = _said(index.record.judgements(), reading.reader)
    read = {report.id: report for report in reading.reports}
    found = []
    for number, row in enumerate(rows):
        report = read[row["id"]]
        ours = said.get(row["id"], [])
        found.append(
            Card(
                number=number,
                row=row,
                actors=tuple(one for one in sides if one["report_id"] == row["id"] and one["role"] == "actor"),
                recipients=tuple(one for one in sides if one["report_id"] == row["id"] and one["role"] == "recipient"),
                chain=chain(report, row, article),
                read=report,
                said=tuple(one for one in ours if not one.verdict.of_a_pair),
                pairs=tuple(one for one in ours if one.verdict.of_a_pair),
            )
        )
    return tuple(found)


def chain(report: Report, row: dict[str, Any], article: Article) -> tuple[Link, ...]:
    """Who says so, from the inside out; the last link published it."""
    links: list[Link] = []
    if row["attribution"] is not None and report.attribution is not None:
        for one in report.attribution.chain():
            who = one.speaker
            name, kind = (who.name, who.kind.value) if who is not None else ("a source that is not named", "nobody")
            if row["speaker"] != _speaker(report) and not any(link.kind != "nobody" for link in links) and who is not None:
                # a person said who it is
                name, kind = row["speaker"], row["speaker_kind"]
            links.append(Link(name=name, kind=kind, manner=one.manner.value, distanced=one.distanced))
            if one.medium is not None and one.medium.name != name:
                links.append(Link(name=one.medium.name, kind="medium"))
    elif row["speaker"] is not None:
        links.append(Link(name=row["speaker"], kind=row["speaker_kind"], manner=row["manner"]))
    if article.agency is not None and article.agency != article.publisher:
        links.append(Link(name=article.agency, kind="agency"))
    links.append(Link(name=article.publisher or article.agency or "the article itself", kind="publisher"))
    return tuple(link for number, link in enumerate(links) if number == 0 or link.name != links[number - 1].name)


def _speaker(report: Report) -> str | None:
    if report.attribution is None:
        return None
    return next((link.speaker.name for link in report.attribution.chain() if link.speaker is not None), None)


def _codes(codes: Any) -> str:
    return ", ".join(codes)


def _said(judgements: Sequence[Judgement], reader: str) -> dict[str, list[Judgement]]:
    said: dict[str, list[Judgement]] = {}
    for judgement in judgements:
        if judgement.reader in (None, reader):
            for report_id in judgement.reports:
                said.setdefault(report_id, []).append(judgement)
    return said

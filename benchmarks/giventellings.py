"""Readings of story sets in which the gold says what is told where, so that linking can be judged by itself.

Invariant: only the words that tell an event and its type come from the gold; participants, days, places, sources and status are the
reader's own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from spacy.tokens import Doc

from benchmarks.storysets import StorySet
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.times import times
from onrecord.extract.attribution import find_attributions
from onrecord.extract.drafts import find_drafts
from onrecord.extract.events import Sighting, Thresholds, _Finder, told_sentences
from onrecord.extract.pieces import pieces_of
from onrecord.extract.voices import bind_first_persons
from onrecord.models.session import Answer
from onrecord.reader import Reader, _Resolving
from onrecord.record import Article, Certainty, Mention, Reading, Report, Span, Status, Unread
from onrecord.resolve.sources import name_speakers


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One telling of the gold: its words and its type."""

    span: Span
    type: str


class _GivenFinder(_Finder):
    """Sees an event where the gold has one, and nowhere else."""

    given: Sequence[Given] = ()

    def _in_window(self, answer: Answer) -> list[Sighting]:
        pieces = pieces_of(self.doc, answer.window)
        names = self.labels["type"]
        players = self._players(pieces)
        found: list[Sighting] = []
        for one in self.given:
            group = [
                token
                for token in pieces
                if one.span.start < self.doc[token].idx + len(self.doc[token]) and self.doc[token].idx < one.span.end
            ]
            if not group:
                continue
            chances = np.zeros(len(names), dtype=np.float32)
            chances[names.index(one.type)] = 1.0
            telling = dict.fromkeys(group, chances)
            beside = players.get(self.sentence[group[0]], [])
            found.append(self._sighting(sorted(group), telling, names, answer, pieces, beside))
        return found


def read_given(reader: Reader, article: Article, given: Sequence[Given]) -> Reading:
    """A reading with one report for each telling, in the tellings' order.

    Raises:
        ValueError: the article cannot be read.
    """
    doc: Doc = reader._syntax.annotate(article)
    mentions: tuple[Mention, ...] = tuple(find_chains(doc, find_mentions(doc, article)))
    sentences = told_sentences(doc, article)
    heard, listener = reader._listener.read(article.text, sentences), reader._listener
    attributions, through = find_attributions(doc, mentions, heard, listener.labels)
    mentions = bind_first_persons(mentions, attributions)
    attributions = name_speakers(attributions, through, mentions, article, reader._register)
    finder = _GivenFinder(doc, article, mentions, reader._encoder.labels, Thresholds())
    finder.given = given
    sightings = finder.sightings(reader._encoder.read(article.text, sentences))
    drafts = find_drafts(doc, sightings, mentions, attributions, times(doc))
    told = {report.trigger.start: report for report in _Resolving(reader, article, mentions).reports(drafts)}
    drafted = {draft.trigger.start: draft for draft in drafts}
    reports = []
    for number, one in enumerate(given):
        start = min((start for start in told if one.span.start <= start < one.span.end), default=None)
        report = told[start] if start is not None else None
        if report is None:
            draft = next((drafted[at] for at in sorted(drafted) if one.span.start <= at < one.span.end), None)
            report = Report(
                id="", article_id=article.id, type=one.type, mode=None, trigger=one.span, participants=(), place=None, time=None,
                attribution=draft.attribution if draft else None, certainty=draft.certainty if draft else Certainty(),
                status=draft.status if draft else Status.FACT, score=1.0,
            )  # fmt: skip
        reports.append(replace(report, id=f"{article.id}-r{number}", type=one.type))
    return Reading(article=article, mentions=mentions, attributions=attributions, reports=tuple(reports), reader="given")


def given_readings(reader: Reader, one: StorySet) -> tuple[list[Reading], dict[str, tuple[str, str]]]:
    """A set's articles with the gold's tellings.

    Returns:
        The readings, and for each report its event and origin in the gold.
    """
    readings, gold = [], {}
    for key, article in one.articles.items():
        told = sorted(
            (
                (telling.span, event.type, event.name, telling.origin)
                for event in one.events
                for telling in event.tellings
                if telling.article == key
            ),
            key=lambda row: (row[0].start, row[2]),
        )
        reading = read_given(reader, article, [Given(span=span, type=type_) for span, type_, _, _ in told])
        for report, (_, _, name, origin) in zip(reading.reports, told, strict=True):
            gold[report.id] = (name, origin)
        readings.append(reading)
    return readings, gold


def read_plain(reader: Reader, one: StorySet) -> list[Reading]:
    """A set's articles as the reader reads them."""
    found = []
    for article in one.articles.values():
        reading = reader.read(article)
        if isinstance(reading, Unread):
            raise ValueError(reading.error)  # noqa: TRY004
        found.append(reading)
    return found

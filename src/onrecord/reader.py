"""One article through every stage, on one page: annotate, extract, resolve.

Invariant: a reading depends on the article and on what the reader's `digest` names, on nothing else.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from spacy.tokens import Doc

from onrecord._version import __version__
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.annotate.times import times
from onrecord.codebook import load_codebook
from onrecord.errors import InputError
from onrecord.extract.attribution import find_attributions
from onrecord.extract.drafts import Draft, find_drafts
from onrecord.extract.events import Thresholds, find_sightings, told_sentences
from onrecord.extract.voices import bind_first_persons
from onrecord.models.session import Encoder, load_encoder
from onrecord.record import Article, Attribution, Form, Kind, Mention, Reading, Report, Status, TimeRange, Unread
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.chance import chance
from onrecord.resolve.eventplace import EventPlaces
from onrecord.resolve.eventtime import event_time
from onrecord.resolve.once import once_each
from onrecord.resolve.participants import resolve_participants
from onrecord.resolve.partisan import on_an_enemy
from onrecord.resolve.places.gazetteer import load_gazetteer
from onrecord.resolve.places.resolver import PlaceResolver
from onrecord.resolve.sources import name_speakers


class Reader:
    """Reads articles. Load it once (`onrecord.load()`), give it any number."""

    def __init__(
        self, *, encoder: Encoder | None = None, thresholds: Thresholds | None = None, register: Path | None = None
    ) -> None:
        """Args:
            encoder: another encoder of events than the package's own.
            thresholds: how sure the encoder must be, if not as sure as usual.
            register: file of the user's own entries, if not the one where they are kept.

        Raises:
            InputError: the user's own entries cannot be used.
            WeightsError: a model is missing or is not the one that its card names.
        """
        self._syntax = load_syntax()
        self._encoder = encoder or load_encoder("events")
        self._listener = load_encoder("attributions")
        self._thresholds = thresholds or Thresholds()
        self._register = load_register(register)
        self._gazetteer = load_gazetteer()
        rests_on = {
            "onrecord": __version__,
            "codebook": load_codebook().digest,
            "thresholds": repr(self._thresholds),
            "learned": repr([self._encoder.card.get(name) for name in ("sameness", "keeping", "calibration")]),
            **self.describe(),
        }
        parts = "\n".join(f"{name}={value}" for name, value in sorted(rests_on.items()))
        #: names everything that a reading rests on
        self.digest = hashlib.sha256(parts.encode()).hexdigest()[:16]

    def describe(self) -> dict[str, str]:
        """What reads: the digests of the models, the versions of the facts."""
        own = {} if self._register.own is None else {"own entries": self._register.own}
        return {
            self._syntax.package: self._syntax.digest,
            "events": self._encoder.digest,
            "attributions": self._listener.digest,
            "register": self._register.facts,
            "gazetteer": self._gazetteer.version,
            **own,
        }

    def read(self, article: Article) -> Reading | Unread:
        """One article's whole yield; Unread, with the reason, where it cannot be read."""
        # a text too short to tell its language is read: at worst it yields nothing
        if article.language not in ("en", None):
            error = f"the article's language is {article.language}: onrecord reads English (en) only; translate it, or leave it out"
            return self._unread(article, "language", error)
        try:
            doc = self._syntax.annotate(article)
        except InputError as error:
            return self._unread(article, "annotate", str(error))
        return self._read(article, doc)

    def pipe(self, articles: Iterable[Article]) -> Iterator[Reading | Unread]:
        """Readings of many articles, lazily and in order."""
        for article in articles:
            yield self.read(article)

    def _read(self, article: Article, doc: Doc) -> Reading:
        mentions = find_chains(doc, find_mentions(doc, article))
        expressions = times(doc)
        sentences = told_sentences(doc, article)
        heard = self._listener.read(article.text, sentences)
        attributions, through = find_attributions(doc, mentions, heard, self._listener.labels)
        mentions = bind_first_persons(mentions, attributions)
        attributions = name_speakers(attributions, through, mentions, article, self._register)
        seen = self._encoder.read(article.text, sentences)
        sightings = find_sightings(doc, article, mentions, seen, self._encoder.labels, self._thresholds)
        drafts = find_drafts(doc, sightings, mentions, attributions, expressions)
        told = _Resolving(self, article, mentions).reports(drafts)
        reports = self._sure(once_each(told, article.text, self._encoder.card.get("sameness")))
        return Reading(
            article=article,
            mentions=_needed(mentions, attributions, reports),
            attributions=attributions,
            reports=tuple(reports),
            reader=self.digest,
        )

    def _sure(self, reports: Iterable[Report]) -> list[Report]:
        """The reports with their scores; of what happened only those that are likely enough right in all."""
        card = self._encoder.card
        kept = [one for one in reports if not one.status.happened or chance(one, card.get("keeping")) >= self._thresholds.kept]
        return [replace(report, score=chance(report, card.get("calibration"))) for report in kept]

    def _unread(self, article: Article, stage: str, error: str) -> Unread:
        return Unread(
            id=article.id,
            origin=article.origin or article.name or article.id,
            stage=stage,
            error=error,
            name=article.name,
            url=article.url,
            excerpt=article.text[:200],
            reader=self.digest,
        )


class _Resolving:
    """Turns the drafts of one article into reports: whom, where and when."""

    def __init__(self, reader: Reader, article: Article, mentions: Sequence[Mention]) -> None:
        self.article = article
        self.mentions = mentions
        self.entities = EntityResolver(reader._register, article, mentions, gazetteer=reader._gazetteer)
        named = [one.head for one in mentions if one.form is Form.NAME and one.kind in (Kind.GPE, Kind.LOC, Kind.FAC)]
        places = PlaceResolver(reader._gazetteer, reader._register, article, named, countries=self.entities.countries)
        self.places = EventPlaces(article, places, reader._register)

    def reports(self, drafts: Sequence[Draft]) -> list[Report]:
        """One report a draft, in text order; a draft in which nobody can be told takes no part in the record."""
        reports: list[Report] = []
        anchor: TimeRange | None = None
        for draft in drafts:
            report = self._report(draft, anchor, len(reports))
            if report is None:
                continue
            reports.append(report)
            if report.time is not None and report.time.basis.told:
                anchor = report.time
        return reports

    def _report(self, draft: Draft, anchor: TimeRange | None, number: int) -> Report | None:
        place = self.places.of(
            draft.place, draft.near, draft.type, happened=draft.status.happened, attributed=draft.attribution is not None
        )
        played = [(one.role, one.mention, one.score) for one in draft.played]
        participants = resolve_participants(played, self.entities.resolve, draft.type, place)
        if not participants:
            return None
        place = place or self.places.among(participants, draft.type) or self.places.at_large(draft.type, self.entities.country)
        report = Report(
            id=f"{self.article.id}-r{number}",
            article_id=self.article.id,
            type=draft.type,
            mode=draft.mode,
            trigger=draft.trigger,
            participants=participants,
            place=place,
            time=event_time(
                draft.time,
                said=draft.said,
                status=draft.status,
                published=self.article.published,
                anchor=anchor,
                country=place.country if place is not None else self.entities.country,
            ),
            attribution=draft.attribution,
            certainty=draft.certainty,
            status=draft.status,
            score=draft.score,
        )
        source = draft.attribution.mention if draft.attribution is not None else None
        speaker = self.entities.resolve(self.mentions[source]) if source is not None else None
        return replace(report, status=Status.ALLEGED) if on_an_enemy(report, speaker) else report


def _needed(mentions: Sequence[Mention], attributions: Sequence[Attribution], reports: Sequence[Report]) -> tuple[Mention, ...]:
    """Names, pronouns that stand for something, and all that play a part: a bare noun that plays none is left out."""
    playing = {one.mention.number for report in reports for one in report.participants if one.mention is not None}
    playing |= {attribution.mention for attribution in attributions if attribution.mention is not None}
    chained = {mention.chain for mention in mentions if mention.number in playing or mention.form is Form.NAME}
    return tuple(mention for mention in mentions if mention.number in playing or mention.chain in chained)


@cache
def load_reader(register: Path | None = None) -> Reader:
    """The reader with the package's own models, loaded once a process.

    Args:
        register: file of the user's own entries, if not the one where they are kept.
    """
    return Reader(register=register)

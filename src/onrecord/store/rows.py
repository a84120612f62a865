"""From a Reading to rows.

Invariant: mentions and attributions are stored once and pointed to by their numbers; a reading whose reports hold others than its
own is refused.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from onrecord.errors import StoreError
from onrecord.record import Article, Attribution, Mention, Participant, Place, Reading, Report, Span, Unread


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """The rows of one or more entries, by table."""

    articles: list[dict[str, Any]] = field(default_factory=list)
    mentions: list[dict[str, Any]] = field(default_factory=list)
    attributions: list[dict[str, Any]] = field(default_factory=list)
    reports: list[dict[str, Any]] = field(default_factory=list)
    unread: list[dict[str, Any]] = field(default_factory=list)

    def add(self, item: Reading | Unread, *, entry: int, reader: str) -> None:
        """Take apart one more reading, or note what could not be read.

        Args:
            item: what to store.
            entry: its number in the record.
            reader: digest of the reader for whose sake the shard is written.

        Raises:
            StoreError: it is another reader's, or it points to a mention or attribution that it does not hold.
        """
        if isinstance(item, Unread):
            if item.reader not in (None, reader):
                raise StoreError(f"{item.id} was given up by reader {item.reader}, but the shard is of {reader}: write it apart")
            self.unread.append(_unread_row(item, entry, reader))
            return
        if item.reader != reader:
            raise StoreError(f"{item.article.id} was read by {item.reader}, but the shard is of {reader}: write it apart")
        check(item)
        key = {"article_id": item.article.id, "reader": reader}
        self.articles.append(_article_row(item.article, entry, reader))
        self.mentions.extend(key | _mention_row(mention) for mention in item.mentions)
        self.attributions.extend(key | _attribution_row(attribution) for attribution in item.attributions)
        self.reports.extend(key | {"number": number} | _report_row(report) for number, report in enumerate(item.reports))


def check(reading: Reading) -> None:
    """See to it that a reading can be stored and put together again.

    Raises:
        StoreError: two things have one number, or a report or attribution points outside its reading.
    """
    article_id = reading.article.id
    mentions = {mention.number: mention for mention in reading.mentions}
    attributions = {attribution.number: attribution for attribution in reading.attributions}
    if len(mentions) < len(reading.mentions) or len(attributions) < len(reading.attributions):
        raise StoreError(f"the reading of {article_id} numbers two mentions or two attributions alike: number them in text order")
    if len({report.id for report in reading.reports}) < len(reading.reports):
        raise StoreError(f"the reading of {article_id} has two reports of one id: number them in text order")
    for attribution in reading.attributions:
        for outer in attribution.chain():
            if attributions.get(outer.number) != outer:
                raise StoreError(f"attribution {attribution.number} of {article_id} lies within one that the reading does not hold")
    for report in reading.reports:
        if report.article_id != article_id:
            raise StoreError(f"report {report.id} is of article {report.article_id}, but stands in the reading of {article_id}")
        if report.attribution is not None and attributions.get(report.attribution.number) != report.attribution:
            raise StoreError(f"report {report.id} has an attribution that the reading of {article_id} does not hold")
        for participant in report.participants:
            mention = participant.mention
            if mention is not None and mentions.get(mention.number) != mention:
                raise StoreError(f"report {report.id} has a mention that the reading of {article_id} does not hold: {mention.span}")


def _span_row(span: Span | None) -> dict[str, Any] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.text}


def _span_rows(spans: Iterable[Span]) -> list[dict[str, Any] | None]:
    return [_span_row(span) for span in spans]


def _moment(moment: datetime | None) -> datetime | None:
    """A time without zone is taken as UTC."""
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _article_row(article: Article, entry: int, reader: str) -> dict[str, Any]:
    dateline = article.dateline
    return {
        "entry": entry,
        "id": article.id,
        "reader": reader,
        "name": article.name,
        "url": article.url,
        "publisher": article.publisher,
        "agency": article.agency,
        "byline": article.byline,
        "headline": article.headline,
        "dateline": None
        if dateline is None
        else {
            "span": _span_row(dateline.span),
            "place": _span_row(dateline.place),
            "day": _span_row(dateline.day),
            "agency": _span_row(dateline.agency),
        },
        "published": article.published,
        "retrieved": _moment(article.retrieved),
        "language": article.language,
        "text": article.text,
        "origin": article.origin,
        "parts": [{"kind": part.kind.value, "span": _span_row(part.span)} for part in article.parts],
    }


def _unread_row(unread: Unread, entry: int, reader: str) -> dict[str, Any]:
    return {
        "entry": entry,
        "id": unread.id,
        "reader": reader,
        "reached_reader": unread.reader is not None,
        "origin": unread.origin,
        "stage": unread.stage,
        "error": unread.error,
        "name": unread.name,
        "url": unread.url,
        "excerpt": unread.excerpt,
    }


def _mention_row(mention: Mention) -> dict[str, Any]:
    return {
        "number": mention.number,
        "span": _span_row(mention.span),
        "head": _span_row(mention.head),
        "form": mention.form.value,
        "kind": mention.kind.value,
        "chain": mention.chain,
    }


def _attribution_row(attribution: Attribution) -> dict[str, Any]:
    speaker, medium = attribution.speaker, attribution.medium
    return {
        "number": attribution.number,
        "within": None if attribution.within is None else attribution.within.number,
        "source": _span_row(attribution.source),
        "mention": attribution.mention,
        "cue": _span_row(attribution.cue),
        "content": _span_rows(attribution.content),
        "manner": attribution.manner.value,
        "speaker": None
        if speaker is None
        else {
            "name": speaker.name,
            "kind": speaker.kind.value,
            "span": _span_row(speaker.span),
            "ground": _span_row(speaker.ground),
        },
        "medium": None if medium is None else {"name": medium.name, "span": _span_row(medium.span)},
        "distanced": attribution.distanced,
        "score": attribution.score,
    }


def _participant_row(participant: Participant) -> dict[str, Any]:
    mention, entity = participant.mention, participant.entity
    return {
        "role": participant.role.value,
        "mention": None if mention is None else mention.number,
        "span": None if mention is None else _span_row(mention.span),
        "head": None if mention is None else _span_row(mention.head),
        "form": None if mention is None else mention.form.value,
        "kind": None if mention is None else mention.kind.value,
        "country": entity.country,
        "sectors": list(entity.sectors),
        "name": entity.name,
        "entity_id": entity.id,
        "capacity": entity.capacity,
        "held": None if entity.held is None else {"first": entity.held[0], "last": entity.held[1]},
        "basis": entity.basis,
        "evidence": _span_rows(entity.evidence),
        "others": [
            {"country": one.country, "sectors": list(one.sectors), "name": one.name, "entity_id": one.id, "score": one.score}
            for one in entity.others
        ],
        "score": participant.score,
    }


def _place_row(place: Place) -> dict[str, Any]:
    return {
        "span": _span_row(place.span),
        "name": place.name,
        "country": place.country,
        "precision": place.precision.value,
        "geonames": place.geonames,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "basis": place.basis,
        "others": [
            {"name": one.name, "country": one.country, "admin1": one.admin1, "geonames": one.geonames, "score": one.score}
            for one in place.others
        ],
    }


def _report_row(report: Report) -> dict[str, Any]:
    place, time, certainty = report.place, report.time, report.certainty
    chain = [] if report.attribution is None else list(report.attribution.chain())
    # a hedge without a source ("reportedly") stands within the words of whoever says it
    speaker = next((link.speaker for link in chain if link.speaker is not None), None)
    medium = next((link.medium for link in chain if link.medium is not None), None)
    return {
        "id": report.id,
        "type": report.type,
        "mode": report.mode,
        "contexts": list(report.contexts),
        "trigger": _span_row(report.trigger),
        "also": _span_rows(report.also),
        "participants": [_participant_row(participant) for participant in report.participants],
        "place": None if place is None else _place_row(place),
        "time": None
        if time is None
        else {"earliest": time.earliest, "latest": time.latest, "basis": time.basis.value, "span": _span_row(time.span)},
        "attribution": chain[0].number if chain else None,
        "certainty": {
            "degree": certainty.degree.value,
            "polarity": certainty.polarity.value,
            "setting": certainty.setting.value,
            "cues": [{"span": _span_row(cue.span), "bears": cue.bears} for cue in certainty.cues],
            "factuality": certainty.factuality,
        },
        "status": report.status.value,
        "score": report.score,
        "speaker": None if speaker is None else speaker.name,
        "speaker_kind": None if speaker is None else speaker.kind.value,
        "medium": None if medium is None else medium.name,
        "manner": chain[0].manner.value if chain else None,
        "date_first": None if time is None else time.earliest,
        "date_last": None if time is None else time.latest,
        "place_name": None if place is None else place.name,
        "place_country": None if place is None else place.country,
    }

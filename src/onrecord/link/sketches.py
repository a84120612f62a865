"""What is compared of a report: its words, participants, days, place, numbers and voice, without the article around it.

Invariant: a sketch depends on its reading alone.
"""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onrecord.link.sentences import Sentences
from onrecord.link.terms import common_words, words_of
from onrecord.link.tolls import Toll, tolls
from onrecord.link.voices import Voice, voice_of
from onrecord.record import Entity, Form, Mention, Place, Reading, Report, Role, Span, Status, TimeRange
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.register import load_register

#: what a stem is cut to, so that "shelling", "shelled" and "shells" are one word
STEM = 5
_PLAIN = re.compile(r"[^\W\d_]+")
_SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "in",
        "on",
        "at",
        "to",
        "for",
        "and",
        "or",
        "by",
        "with",
        "from",
        "as",
        "that",
        "this",
        "these",
        "those",
        "its",
        "their",
        "his",
        "her",
        "who",
        "which",
        "it",
        "he",
        "she",
        "they",
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "had",
        "has",
        "have",
        "not",
        "no",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Actors or recipients."""

    #: codes with sectors; unknown ones left out
    codes: frozenset[str]
    countries: frozenset[str]
    #: keys of the register
    entities: frozenset[str]
    #: stems of the words that name them
    words: frozenset[str]
    #: the words, for a person to read
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sketch:
    """One report."""

    id: str
    article_id: str
    reader: str
    #: place in the record: article, then report
    order: tuple[int, int]
    published: date | None
    headline: str | None
    type: str
    mode: str | None
    status: Status
    trigger: Span
    also: tuple[Span, ...]
    #: stems of the trigger's own words
    stems: frozenset[str]
    #: stems of all its mentions' words
    all_stems: frozenset[str]
    #: words of the sentences that tell it, weighted, length 1
    context: Mapping[str, float]
    actors: Side
    recipients: Side
    #: the actors' words
    who: tuple[Span, ...]
    time: TimeRange | None
    place: Place | None
    tolls: tuple[Toll, ...]
    voice: Voice

    @property
    def spans(self) -> tuple[Span, ...]:
        """Trigger and other mentions."""
        return (self.trigger, *self.also)


def sketches(reading: Reading, entry: int) -> Iterator[Sketch]:
    """One for each report of a reading, in text order.

    Args:
        reading: an article's.
        entry: its place in the record.
    """
    if not reading.reports:
        return
    article = reading.article
    sentences = Sentences(article.text)
    resolver: EntityResolver | None = None
    known: dict[int, Entity] = {
        one.mention.chain: one.entity for report in reading.reports for one in report.participants if one.mention is not None
    }

    def entity_of(mention: Mention) -> Entity | None:
        nonlocal resolver
        if mention.chain in known:
            return known[mention.chain]
        resolver = resolver or EntityResolver(load_register(), article, reading.mentions)
        return resolver.resolve(mention)

    for number, report in enumerate(reading.reports):
        around = sorted({sentences.around(span.start) for span in (report.trigger, *report.also)})
        told = sentences.around(report.trigger.start)
        yield Sketch(
            id=report.id,
            article_id=article.id,
            reader=reading.reader,
            order=(entry, number),
            published=article.published,
            headline=article.headline,
            type=report.type,
            mode=report.mode,
            status=report.status,
            trigger=report.trigger,
            also=report.also,
            stems=stems(report.trigger.text),
            all_stems=frozenset().union(*(stems(span.text) for span in (report.trigger, *report.also))),
            context=weighed(" ".join(article.text[start:end] for start, end in around)),
            actors=_side(report, Role.ACTOR, reading),
            recipients=_side(report, Role.RECIPIENT, reading),
            who=tuple(one.mention.span for one in report.actors if one.mention is not None),
            time=report.time,
            place=report.place,
            tolls=_tolls(report, article.text, sentences, told),
            voice=voice_of(report, reading, entity_of),
        )


def stems(words: str) -> frozenset[str]:
    """Beginnings of the words that say something."""
    found = frozenset(word[:STEM] for word in _PLAIN.findall(words.casefold()) if word not in _SMALL)
    return found or frozenset(word[:STEM] for word in _PLAIN.findall(words.casefold()))


def weighed(text: str) -> dict[str, float]:
    """The words of a passage, the rarer the heavier, as a vector of length 1."""
    articles, common = common_words()
    counted = Counter(words_of(text))
    weights = {word: count * math.log((articles + 1) / (common.get(word, 0) + 0.5)) for word, count in counted.items()}
    length = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in sorted(weights.items())}


def _side(report: Report, role: Role, reading: Reading) -> Side:
    playing = [one for one in report.of(role) if one.entity.country != "UNK" or one.mention is not None]
    chains = {one.mention.chain for one in playing if one.mention is not None}
    named = [one.span.text for one in reading.mentions if one.chain in chains and one.form is not Form.PRONOUN]
    return Side(
        codes=frozenset(one.entity.code for one in playing if one.entity.country != "UNK"),
        countries=frozenset(one.entity.country for one in playing if one.entity.country != "UNK"),
        entities=frozenset(one.entity.id for one in playing if one.entity.id is not None),
        words=frozenset().union(*(stems(name) for name in named)) if named else frozenset(),
        text="; ".join(one.mention.span.text for one in playing if one.mention is not None),
    )


#: types in which people come to harm
_HARMING = frozenset(["ASSAULT", "PROTEST", "COERCE"])


def _tolls(report: Report, text: str, sentences: Sentences, told: tuple[int, int]) -> tuple[Toll, ...]:
    """Tolls in the sentence of the trigger; if it has none, in those of the other mentions and in the next one."""
    if report.type not in _HARMING:
        return ()
    found = tuple(tolls(text, *told))
    if found or report.type != "ASSAULT":
        return found
    others = [sentences.around(span.start) for span in report.also]
    after = [sentences.around(told[1])] if told[1] < len(text) else []
    for where in [*others, *after]:
        if where != told and (found := tuple(tolls(text, *where))):
            return found
    return ()

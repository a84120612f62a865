"""Who said what: the attributions of a text as rows, each with the chain of sources from the inside out.

Invariant: a row's words are the text's own; what was resolved stands beside the words, never in their place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Article, Attribution, Manner, Medium, Reading, Span, Speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One attribution of an article."""

    #: number of the attribution in the article
    number: int
    #: its words; several pieces where the cue interrupts them
    words: tuple[Span, ...]
    #: whose words they are, resolved through the article; None if the article does not say
    speaker: Speaker | None
    #: the source's words as they stand beside the cue
    source: Span | None
    cue: Span | None
    manner: Manner
    #: outlet through which they came, if the article cites one
    medium: Medium | None
    #: from whom they came, the innermost first: speakers and media of this attribution and of those around it, then the publisher
    chain: tuple[str, ...]
    #: number of the attribution that holds this one
    within: int | None
    #: whether the article keeps its distance
    distanced: bool
    #: how sure our model is
    score: float

    def __str__(self) -> str:
        return " … ".join(span.text for span in self.words)


def quotes_of(reading: Reading) -> tuple[Quote, ...]:
    """The attributions of a reading, in text order."""
    return tuple(
        Quote(
            number=one.number,
            words=one.content,
            speaker=one.speaker,
            source=one.source,
            cue=one.cue,
            manner=one.manner,
            medium=one.medium,
            chain=tuple(_chain(one, reading.article)),
            within=one.within.number if one.within is not None else None,
            distanced=one.distanced,
            score=one.score,
        )
        for one in reading.attributions
    )


def _chain(attribution: Attribution, article: Article) -> Iterator[str]:
    last = None
    for one in attribution.chain():
        for name in (one.speaker.name if one.speaker else None, one.medium.name if one.medium else None):
            if name is not None and name != last:
                yield name
                last = name
    for name in (article.agency, article.publisher):
        if name is not None and name != last:
            yield name
            last = name

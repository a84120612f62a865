"""On whose word a report rests, as its own article tells it: speaker, medium, and the outlet whose text it is.

Invariant: only what this article says is looked at; what others say of the same source is for `origins`.
"""

from collections.abc import Callable
from dataclasses import dataclass

from onrecord.codebook import load_codebook
from onrecord.link.outlets import has_kind, is_outlet
from onrecord.record import Attribution, Entity, Form, Kind, Mention, Reading, Report, Span, Speaker, SpeakerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who says so."""

    #: the speaker's fullest name in this article; None when the outlet speaks for itself
    speaker: str | None
    kind: SpeakerKind | None
    #: whom the speaker is or belongs to, as far as known
    entity: Entity | None
    #: the outlet that the article cites
    medium: str | None
    #: the outlet whose text it is: the agency credited, else the publisher; None when neither is told
    owner: str | None
    #: whether the speaker is the actor of an act of speech that the outlet itself tells
    uttered: bool
    #: the words that tell the speaker, or the medium
    evidence: Span | None
    #: other names that this article has for the speaker
    names: tuple[str, ...] = ()


def voice_of(report: Report, reading: Reading, entity_of: Callable[[Mention], Entity | None]) -> Voice:
    """The voice of one report.

    Args:
        report: a report of `reading`.
        reading: the article's.
        entity_of: resolves a mention of the article.
    """
    article = reading.article
    owner = article.agency or article.publisher
    if report.attribution is None:
        return _own(report, reading, owner)
    chain = list(report.attribution.chain())
    medium = next((link.medium for link in chain if link.medium is not None), None)
    inner = next((link for link in chain if link.speaker is not None and not _speaks_as_outlet(link.speaker)), None)
    if inner is None or inner.speaker is None:
        cited = next((link.speaker for link in chain if link.speaker is not None), None)
        name = medium.name if medium is not None else cited.name if cited is not None else None
        if name is None:
            # a hedge ("reportedly", "accused of") without a source: the outlet answers for it
            return Voice(speaker=None, kind=None, entity=None, medium=None, owner=owner, uttered=False, evidence=chain[0].cue)
        span = medium.span if medium is not None else cited.span if cited is not None else None
        if not is_outlet(name):
            # "the U.N. food agency": a body that speaks, though its name has a word of the press in it
            kind = SpeakerKind.INSTITUTION
            return Voice(
                speaker=name, kind=kind, entity=None, medium=None, owner=owner, uttered=False, evidence=span, names=(name,)
            )
        return Voice(speaker=None, kind=SpeakerKind.OUTLET, entity=None, medium=name, owner=owner, uttered=False, evidence=span)
    mention = _mention(inner, reading)
    return Voice(
        speaker=inner.speaker.name,
        kind=inner.speaker.kind,
        entity=entity_of(mention) if mention is not None else None,
        medium=medium.name if medium is not None else None,
        owner=owner,
        uttered=False,
        evidence=inner.source or inner.speaker.span,
        names=_names(mention, reading),
    )


def _speaks_as_outlet(speaker: Speaker) -> bool:
    """An outlet, also where it was taken for a person or body: "Kurdish channel Rudaw"."""
    return speaker.kind is SpeakerKind.OUTLET or (speaker.kind is not SpeakerKind.ROLE and has_kind(speaker.name))


def _own(report: Report, reading: Reading, owner: str | None) -> Voice:
    """The outlet's own voice; of an act of speech, that of whoever uttered it."""
    # whoever uttered it need not be known to the register, only told
    told = [one for one in report.actors if one.mention is not None or one.entity.name]
    # "the UN office in Bogotá" is one, though Bogotá within it was taken for another
    actors = [one for one in told if not any(_within(one.mention, other.mention) for other in told)]
    countries = {one.entity.country for one in actors} - {"UNK"}
    # where the outlet itself tells an act of speech, it has it from whoever uttered it
    spoken = report.type in load_codebook().spoken and actors and len(countries) <= 1 and report.status.happened
    # an accord is told by the outlet; a promise is the word of whoever gives it
    if spoken and (report.type != "AGREE" or any(one.mention is not None and one.mention.kind is Kind.PER for one in actors)):
        fullest = max(
            actors,
            key=lambda one: (
                one.entity.country != "UNK",
                len(one.entity.code) > 3,
                len(one.mention.span.text) if one.mention else 0,
            ),
        )
        if fullest.mention is not None:
            chain = [one for one in reading.mentions if one.chain == fullest.mention.chain]
            named = any(one.form is Form.NAME and one.kind is Kind.PER for one in chain)
            return Voice(
                speaker=max(_names(fullest.mention, reading), key=len),
                kind=SpeakerKind.NAMED if named else SpeakerKind.INSTITUTION,
                entity=fullest.entity,
                medium=None,
                owner=owner,
                uttered=True,
                evidence=fullest.mention.span,
                names=_names(fullest.mention, reading),
            )
    return Voice(speaker=None, kind=None, entity=None, medium=None, owner=owner, uttered=False, evidence=None)


def _within(inner: Mention | None, outer: Mention | None) -> bool:
    if inner is None or outer is None or inner.span == outer.span:
        return False
    return outer.span.start <= inner.span.start and inner.span.end <= outer.span.end


def _mention(attribution: Attribution, reading: Reading) -> Mention | None:
    return next((one for one in reading.mentions if one.number == attribution.mention), None)


def _names(mention: Mention | None, reading: Reading) -> tuple[str, ...]:
    """All names and phrases of the mention's chain, no pronouns."""
    if mention is None:
        return ()
    chain = [one for one in reading.mentions if one.chain == mention.chain and one.form is not Form.PRONOUN]
    return tuple(dict.fromkeys([mention.span.text, *(one.span.text for one in chain)]))

"""Who the sources are: the fullest name that the article gives, what kind of source, and the outlet in between.

Invariant: nothing of an attribution but `speaker` and `medium` is changed; a medium is an outlet, never a person, a place or
the publisher itself.
"""

import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.record import Article, Attribution, Form, Kind, Medium, Mention, Span, Speaker, SpeakerKind
from onrecord.resolve.actors.register import Register


@cache
def _words() -> dict[str, Any]:
    table = tomllib.loads(files("onrecord.resolve").joinpath("sources.toml").read_text(encoding="utf-8"))
    return {name: words if isinstance(words, list) else frozenset(words.split()) for name, words in table.items()}


def name_speakers(
    attributions: Sequence[Attribution], mentions: Sequence[Mention], article: Article, register: Register
) -> tuple[Attribution, ...]:
    """The same attributions with their speakers and mediums."""
    return _Namer(mentions, article, register).named(attributions)


class _Namer:
    def __init__(self, mentions: Sequence[Mention], article: Article, register: Register) -> None:
        self.mentions = mentions
        self.article = article
        self.register = register
        self.chains: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.chains.setdefault(mention.chain, []).append(mention)
        #: code points of people's names
        self.people = {
            at
            for mention in mentions
            if mention.kind is Kind.PER and mention.form is Form.NAME
            for at in range(mention.span.start, mention.span.end)
        }
        self.own = {
            entry.id for name in (article.publisher, article.agency) if name and (entry := register.outlet(name)) is not None
        }

    def named(self, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
        done: dict[int, Attribution] = {}

        def finish(attribution: Attribution) -> Attribution:
            if attribution.number not in done:
                within = finish(attribution.within) if attribution.within is not None else None
                done[attribution.number] = self._name(replace(attribution, within=within))
            return done[attribution.number]

        return tuple(finish(attribution) for attribution in attributions)

    def _name(self, attribution: Attribution) -> Attribution:
        speaker = self._speaker(attribution)
        medium = self._medium(attribution, speaker)
        return replace(attribution, speaker=speaker, medium=medium)

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        if attribution.source is None:
            return None
        if attribution.mention is None:
            return Speaker(name=attribution.source.text, kind=self._kind_of_words(attribution.source.text), span=attribution.source)
        mention = self.mentions[attribution.mention]
        chain = self.chains[mention.chain]
        fullest = max(
            chain,
            key=lambda one: (
                one.form is Form.NAME,
                one.form is Form.NOMINAL,
                len(one.head.text.split()),
                len(one.span.text),
                -one.number,
            ),
        )
        if mention.form is Form.NOMINAL and fullest.form is Form.NOMINAL:
            fullest = mention if len(mention.span.text) >= len(fullest.span.text) else fullest
        return Speaker(name=fullest.span.text, kind=self._kind(mention, fullest), span=fullest.span)

    def _kind(self, mention: Mention, fullest: Mention) -> SpeakerKind:
        if fullest.form is Form.NAME and fullest.kind is Kind.PER:
            return SpeakerKind.NAMED
        words = self._kind_of_words(mention.head.text if mention.form is Form.NOMINAL else fullest.head.text)
        if words is not SpeakerKind.ROLE:
            return words
        if self.register.outlet(fullest.span.text) is not None:
            return SpeakerKind.OUTLET
        around = self.article.text[mention.span.start : mention.span.end + 160].lower()
        if mention.form is Form.NOMINAL and any(phrase in around for phrase in _words()["unnamed"]):
            return SpeakerKind.ANONYMOUS
        if fullest.kind in (Kind.ORG, Kind.GPE, Kind.FAC, Kind.LOC):
            return SpeakerKind.INSTITUTION
        return SpeakerKind.ROLE

    def _kind_of_words(self, name: str) -> SpeakerKind:
        """The kind that a noun tells by itself; ROLE where it tells none."""
        last = name.lower().split()[-1] if name.split() else ""
        forms = {last, last.removesuffix("s"), last.removesuffix("es"), last[:-3] + "y" if last.endswith("ies") else last}
        words = _words()
        if forms & words["anonymous"]:
            return SpeakerKind.ANONYMOUS
        if forms & words["document"]:
            return SpeakerKind.DOCUMENT
        if forms & words["outlet"] or self.register.outlet(name) is not None:
            return SpeakerKind.OUTLET
        return SpeakerKind.ROLE

    def _medium(self, attribution: Attribution, speaker: Speaker | None) -> Medium | None:
        candidate = attribution.medium
        if candidate is not None and self._is_outlet(candidate.span):
            return candidate
        if speaker is not None and speaker.kind is SpeakerKind.OUTLET and not self._own(speaker.name):
            return Medium(name=speaker.name, span=speaker.span)
        outer = attribution.within
        if outer is not None and outer.speaker is not None and outer.speaker.kind is SpeakerKind.OUTLET:
            return outer.medium
        return None

    def _is_outlet(self, span: Span) -> bool:
        words = {word.strip(".,").lower() for word in span.text.split()}
        singular = words | {word.removesuffix("s") for word in words}
        if any(at in self.people for at in range(span.start, span.end)):
            return False
        if self._own(span.text):
            return False
        if self.register.outlet(span.text) is not None:
            return True
        return bool(singular & _words()["outlet"]) and not singular & (_words()["audience"] - _words()["outlet"])

    def _own(self, name: str) -> bool:
        entry = self.register.outlet(name)
        return entry is not None and entry.id in self.own

"""Who the sources are: the fullest name that the article gives, what kind of source, why unnamed, and the outlet in between.

Invariant: nothing of an attribution but `speaker` and `medium` is changed; a medium is an outlet, never a person, a place or
the publisher itself.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.record import Article, Attribution, Form, Kind, Medium, Mention, Span, Speaker, SpeakerKind
from onrecord.resolve.actors.register import Register
from onrecord.resolve.anonymity import ground
from onrecord.resolve.outlets import Outlets
from onrecord.resolve.sourcewords import source_words

#: what these words may stand for
_THINGS = frozenset([SpeakerKind.INSTITUTION, SpeakerKind.OUTLET, SpeakerKind.DOCUMENT])


def name_speakers(
    attributions: Sequence[Attribution],
    through: Mapping[int, Sequence[tuple[Span, bool]]],
    mentions: Sequence[Mention],
    article: Article,
    register: Register,
) -> tuple[Attribution, ...]:
    """The same attributions with their speakers and mediums.

    Args:
        attributions: in text order, their speakers as far as the words beside the cue tell.
        through: words that may name the outlet by an attribution's number, the likeliest first, and whether the model takes them
            for one.
        mentions: those of the article, with their chains.
        article: the article.
        register: knows outlets.
    """
    namer = _Namer(mentions, article, register)
    done: dict[int, Attribution] = {}

    def finish(attribution: Attribution) -> Attribution:
        if attribution.number not in done:
            within = finish(attribution.within) if attribution.within is not None else None
            named = replace(attribution, within=within)
            done[attribution.number] = namer.named(named, through.get(attribution.number, ()))
        return done[attribution.number]

    return tuple(finish(attribution) for attribution in attributions)


class _Namer:
    def __init__(self, mentions: Sequence[Mention], article: Article, register: Register) -> None:
        self.mentions = mentions
        self.article = article
        self.register = register
        self.outlets = Outlets(mentions, article, register)
        self.chains: dict[int, list[Mention]] = {}
        for mention in mentions:
            self.chains.setdefault(mention.chain, []).append(mention)
        #: speakers named so far, in text order of their sources
        self.before: list[tuple[int, Speaker]] = []

    def named(self, attribution: Attribution, through: Sequence[tuple[Span, bool]]) -> Attribution:
        speaker = self._speaker(attribution)
        if speaker is not None and attribution.source is not None:
            self.before.append((attribution.source.start, speaker))
        medium = self._medium(attribution, speaker, through)
        if speaker is not None and speaker.kind is SpeakerKind.OUTLET and medium is not None:
            # "the Qatar-based broadcaster" is Al Jazeera
            speaker = replace(speaker, name=medium.name)
        return replace(attribution, speaker=speaker, medium=medium)

    def _speaker(self, attribution: Attribution) -> Speaker | None:
        said = attribution.speaker
        if said is None or attribution.source is None:
            return None
        if attribution.mention is None:
            found = Speaker(name=said.name, kind=self._kind_of_words(_core(said.name), said.kind), span=said.span)
        else:
            found = self._of_mention(attribution, self.mentions[attribution.mention], said.kind)
        if found.kind is SpeakerKind.ANONYMOUS:
            found = replace(found, ground=ground(self.article.text, attribution))
        return found

    def _of_mention(self, attribution: Attribution, mention: Mention, guess: SpeakerKind) -> Speaker:
        fullest = self._fullest(mention)
        if fullest.form is Form.PRONOUN:
            # coreference knows nobody: whoever spoke last, if a person or a thing is meant alike
            thing = mention.head.text.lower() in ("it", "its", "which", "that")
            earlier = (one for start, one in reversed(self.before) if start < mention.span.start and (one.kind in _THINGS) is thing)
            if (last := next(earlier, None)) is not None:
                return last
        source = attribution.source
        whole = source is not None and fullest.form is Form.NOMINAL and source.covers(fullest.span)
        span = source if whole and source is not None else fullest.span
        return Speaker(name=span.text, kind=self._kind(mention, fullest, guess), span=span)

    def _fullest(self, mention: Mention) -> Mention:
        """The mention of the chain that tells most of who it is."""
        fullest = max(
            self.chains[mention.chain],
            key=lambda one: (
                one.form is Form.NAME,
                one.form is Form.NOMINAL,
                len(one.head.text.split()),
                len(one.span.text),
                -one.number,
            ),
        )
        if mention.form is Form.NOMINAL and fullest.form is Form.NOMINAL and len(mention.span.text) >= len(fullest.span.text):
            return mention
        return fullest

    def _kind(self, mention: Mention, fullest: Mention, guess: SpeakerKind) -> SpeakerKind:
        if fullest.form is Form.NAME and fullest.kind is Kind.PER:
            return SpeakerKind.NAMED
        if self.outlets.is_outlet(fullest.span) or self.outlets.is_own(fullest.span.text):
            return SpeakerKind.OUTLET
        around = self.article.text[mention.span.start : mention.span.end + 160].lower()
        if fullest.form is Form.NOMINAL and any(phrase in around for phrase in source_words("unnamed")):
            return SpeakerKind.ANONYMOUS
        if fullest.form is Form.NAME:
            # a body, a state or a place; a report has a name now and then
            known = any(True for _ in self.register.find(fullest.span.text))
            free = (SpeakerKind.DOCUMENT,) if known else (SpeakerKind.DOCUMENT, SpeakerKind.OUTLET, SpeakerKind.NAMED)
            return guess if guess in free else SpeakerKind.INSTITUTION
        return self._kind_of_words(mention.head.text if mention.form is Form.NOMINAL else fullest.head.text, guess)

    def _kind_of_words(self, name: str, guess: SpeakerKind) -> SpeakerKind:
        """The kind that a noun tells by itself, else the model's word."""
        words = name.split()
        last = words[-1].lower() if words else ""
        forms = {last, last.removesuffix("s"), last.removesuffix("es"), last[:-3] + "y" if last.endswith("ies") else last}
        for kind in (SpeakerKind.ANONYMOUS, SpeakerKind.DOCUMENT):
            if forms & source_words(kind.value):
                return kind
        if self.register.outlet(name) is not None:
            return SpeakerKind.OUTLET
        # "the agency", "the network" may be of either kind, the police are not
        either = guess is SpeakerKind.OUTLET and forms & source_words("generic_outlet")
        if forms & source_words("institution") and not either:
            return SpeakerKind.INSTITUTION
        # nobody is named without a name
        return SpeakerKind.ROLE if guess is SpeakerKind.NAMED and name[:1].islower() else guess

    def _medium(self, attribution: Attribution, speaker: Speaker | None, through: Sequence[tuple[Span, bool]]) -> Medium | None:
        if speaker is not None and speaker.kind is SpeakerKind.OUTLET:
            span = attribution.source or speaker.span
            name = self.outlets.name(span, believed=True) or self.outlets.name(speaker.span, believed=True)
            if name is not None:
                return None if self.outlets.is_own(name) else Medium(name=name, span=span)
        for span, believed in through:
            if not believed and attribution.source is not None and span.covers(attribution.source):
                # "the audit": whoever speaks is not what it speaks through
                continue
            # what the model takes for an outlet may be one that no register knows
            name = self.outlets.name(span, believed=believed)
            if name is not None:
                return Medium(name=name, span=span)
        outer = attribution.within
        if outer is not None and outer.speaker is not None and outer.speaker.kind is SpeakerKind.OUTLET:
            return outer.medium
        return None


def _core(words: str) -> str:
    """A noun phrase without what follows its head: "a spokesman for the army" is a spokesman."""
    return re.split(r",| (?:of|for|from|in|at|with|who|which|that|to|on|by|close|familiar)\b", words, maxsplit=1)[0]

"""From a sighting to a draft of a report: who says so, how sure, when and where, in the words of the text.

Invariant: a draft's attribution is the innermost one whose content holds the trigger, unless it is the actor's own speech act,
which the outlet itself tells (codebook, case 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.codebook import load_codebook
from onrecord.extract.certainty import find_certainty
from onrecord.extract.cues import load_cues
from onrecord.extract.events import Played, Sighting
from onrecord.extract.status import decide
from onrecord.extract.syntax import MentionIndex, is_passive, subject_of, words_of
from onrecord.extract.when import governing
from onrecord.extract.where import near, placed
from onrecord.record import (
    Attribution,
    Certainty,
    Kind,
    Manner,
    Mention,
    Role,
    Span,
    Status,
    TimeExpression,
    TimeKind,
)

#: from this probability on that the outlet tells it itself, it is so, whoever's words stand around it; chosen on practice articles
_OWN_VOICE = 0.96
_SAID = frozenset(["according", "reportedly", "allegedly", "purportedly", "citing", "quoting"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A report whose participants, place and date are still words."""

    trigger: Span
    type: str
    mode: str | None
    played: tuple[Played, ...]
    attribution: Attribution | None
    certainty: Certainty
    status: Status
    #: the expression that governs the event word
    time: TimeExpression | None
    #: the expression that governs the words of whoever tells it
    said: TimeExpression | None
    place: Mention | None
    #: places that its sentence or one shortly before it names, the likeliest first, for want of one of its own
    near: tuple[Mention, ...]
    #: number of the sentence
    sentence: int
    score: float


def find_drafts(
    doc: Doc,
    sightings: Sequence[Sighting],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression],
) -> tuple[Draft, ...]:
    """One draft a sighting, in text order."""
    drafter = _Drafter(doc, mentions, attributions, times)
    return tuple(drafter.draft(sighting) for sighting in sightings)


class _Drafter:
    def __init__(
        self, doc: Doc, mentions: Sequence[Mention], attributions: Sequence[Attribution], times: Sequence[TimeExpression]
    ) -> None:
        self.doc = doc
        self.mentions = mentions
        self.index = MentionIndex(doc, mentions)
        self.attributions = attributions
        self.times = [expression for expression in times if expression.kind is TimeKind.DATE]
        self.sentences = list(doc.sents)
        self.sentence_of = {}
        for number, sentence in enumerate(self.sentences):
            for token in sentence:
                self.sentence_of[token.i] = number

    def draft(self, sighting: Sighting) -> Draft:
        word = self.doc[sighting.token]
        place = placed(word, sighting.type, sighting.place, self.index)
        played = self._completed(sighting, word, place)
        attribution = self._attribution(sighting)
        uttered = None
        if attribution is not None and sighting.type in load_codebook().spoken and self._own_words(attribution, played):
            # "Peres said the minister must resign": saying it is the event, and that has happened
            uttered, attribution = attribution, attribution.within
            certainty = Certainty()
        else:
            certainty = find_certainty(self.doc, sighting.token, sighting.statuses, accusing=sighting.type == "ACCUSE")
            certainty = replace(certainty, factuality=sighting.factuality)
        # for one's own words, the day on which they were said
        own = governing(
            self._anchor(word, uttered),
            self.times,
            attribution if uttered is None else None,
            speech=sighting.type in load_codebook().spoken,
        )
        told = governing(self._anchor(word, attribution), self.times, None) if attribution is not None else None
        return Draft(
            trigger=sighting.trigger,
            type=sighting.type,
            mode=sighting.mode,
            played=played,
            attribution=attribution,
            certainty=certainty,
            status=decide(certainty, attribution, sighting.statuses),
            time=own.expression if own is not None and not own.loose else None,
            said=own.expression if own is not None and own.loose else told.expression if told is not None else None,
            place=place,
            near=near(word, self.sentences, self.sentence_of[word.i], self.index, sighting.type),
            sentence=self.sentence_of[sighting.token],
            score=sighting.score,
        )

    def _anchor(self, word: Token, attribution: Attribution | None) -> Token:
        """The word of saying, where there is one, else the event word."""
        if attribution is None or attribution.cue is None:
            return word
        cue = self.doc.char_span(attribution.cue.start, attribution.cue.end, alignment_mode="expand")
        return cue.root if cue is not None else word

    def _completed(self, sighting: Sighting, word: Token, place: Mention | None) -> tuple[Played, ...]:
        """Who takes part, with those whom the model left out: the subject of an active verb acts; whoever is visited is met."""
        played = list(sighting.played)
        if word.pos_ == "VERB" and not is_passive(word) and not any(one.role is Role.ACTOR for one in played):
            subject = subject_of(word)
            mention = self.index.mention_of(subject) if subject is not None else None
            if mention is not None:
                played = [one for one in played if one.mention.number != mention.number]
                played.append(Played(role=Role.ACTOR, mention=mention, score=0.0))
        host = place is not None and place.kind is Kind.GPE and not any(one.mention.number == place.number for one in played)
        if host and place is not None and sighting.type == "CONSULT" and len({one.mention.chain for one in played}) == 1:
            played.append(Played(role=Role.RECIPIENT, mention=place, score=0.0))
        return tuple(sorted(played, key=lambda one: one.mention.number))

    def _attribution(self, sighting: Sighting) -> Attribution | None:
        """The innermost attribution whose content holds the trigger."""
        around = [
            attribution
            for attribution in self.attributions
            if any(span.covers(sighting.trigger) for span in attribution.content)
            and not (attribution.cue is not None and attribution.cue.overlaps(sighting.trigger))
            and self._is_said(attribution)
        ]
        innermost = min(around, key=lambda one: (sum(len(span.text) for span in one.content), one.number), default=None)
        if innermost is not None and self._taken_for_granted(sighting, innermost):
            return None
        return innermost

    def _taken_for_granted(self, sighting: Sighting, attribution: Attribution) -> bool:
        """Whether somebody's words only lean on the event: "the war is lost, he said" does not make the war his word.

        The encoder of events sees a sentence at a time, so that it can tell only where the cue stands in the same one.
        """
        cue = attribution.cue
        sentence = self.doc[sighting.token].sent
        here = cue is not None and sentence.start_char <= cue.start < sentence.end_char
        return here and sighting.statuses.get(Status.FACT.value, 0.0) >= _OWN_VOICE

    def _is_said(self, attribution: Attribution) -> bool:
        """Whether it is words or a view that is told, and not a deed with an aim: "extended the truce", "sought to return"."""
        if attribution.cue is None or attribution.manner is not Manner.INDIRECT:
            return True
        words = words_of(self.doc, attribution.cue)
        cues = load_cues()
        return any(word.lemma_.lower() in cues.verbs | cues.nouns or word.lower_ in _SAID for word in words)

    def _own_words(self, attribution: Attribution, played: Sequence[Played]) -> bool:
        """Whether the speaker is the one who acts: "Peres said the minister must resign" is Peres' own request."""
        if attribution.mention is None:
            return False
        chain = self.mentions[attribution.mention].chain
        actors = [one for one in played if one.role is Role.ACTOR]
        return not actors or any(one.mention.chain == chain for one in actors)

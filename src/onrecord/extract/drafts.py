"""From a sighting to a draft of a report: who says so, how sure, when and where, in the words of the text.

Invariant: a draft's attribution is the innermost one whose content holds the trigger, unless it is the actor's own speech act,
which
the outlet itself tells (codebook, case 1).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.certainty import find_certainty
from onrecord.extract.cues import load_cues
from onrecord.extract.events import Played, Sighting
from onrecord.extract.status import decide
from onrecord.extract.syntax import MentionIndex, is_passive, subject_of, words_of
from onrecord.record import (
    Attribution,
    Certainty,
    Form,
    Kind,
    Manner,
    Mention,
    Role,
    Span,
    Status,
    TimeExpression,
    TimeKind,
)

#: types that are done with words: their own utterance is the event
SPEECH = frozenset(["AGREE", "REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE"])
#: from this probability on that the outlet tells it itself, it is so, whoever's words stand around it; chosen on practice articles
_OWN_VOICE = 0.9
_SAID = frozenset(["according", "reportedly", "allegedly", "purportedly", "citing", "quoting"])
#: in sentences: how far back an event may have its place
NEAR = 3
_WHERE = frozenset(["in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "off", "from", "to", "along"])


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
    #: a place that its sentence or one shortly before it names, for want of one of its own
    near: Mention | None
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
        place = sighting.place or self._place(word)
        played = self._completed(sighting, word, place)
        attribution = self._attribution(sighting)
        uttered = attribution
        if attribution is not None and sighting.type in SPEECH and self._own_words(attribution, played):
            # "Peres said the minister must resign": saying it is the event, and that has happened
            attribution = attribution.within
            certainty = Certainty()
        else:
            certainty = find_certainty(self.doc, sighting.token, sighting.statuses, accusing=sighting.type == "ACCUSE")
            certainty = replace(certainty, factuality=sighting.factuality)
        return Draft(
            trigger=sighting.trigger,
            type=sighting.type,
            mode=sighting.mode,
            played=played,
            attribution=attribution,
            certainty=certainty,
            status=decide(certainty, attribution, sighting.statuses),
            time=self._time(word, uttered if uttered is not attribution else None),
            said=self._time(word, attribution) if attribution is not None else None,
            place=place,
            near=self._near(word) if place is None else None,
            sentence=self.sentence_of[sighting.token],
            score=sighting.score,
        )

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

    def _time(self, word: Token, uttered: Attribution | None) -> TimeExpression | None:
        """The expression nearest to the event word in the parse; for one's own words, nearest to the word of saying."""
        anchor = word
        if uttered is not None and uttered.cue is not None:
            cue = self.doc.char_span(uttered.cue.start, uttered.cue.end, alignment_mode="expand")
            anchor = cue.root if cue is not None else word
        sentence = word.sent
        nearest: tuple[int, int, TimeExpression] | None = None
        for expression in self.times:
            if not sentence.start_char <= expression.span.start < sentence.end_char:
                continue
            words = self.doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
            if words is None:
                continue
            steps = self._steps(anchor, words.root)
            if steps is None:
                continue
            key = (steps, abs(words.root.i - anchor.i))
            if nearest is None or key < nearest[:2]:
                nearest = (*key, expression)
        return nearest[2] if nearest is not None else None

    def _steps(self, anchor: Token, when: Token) -> int | None:
        """How far a time is from a word in the parse; None where a clause of saying stands between."""
        above = {anchor.i: 0}
        here, steps = anchor, 0
        while here.head.i != here.i:
            if here.dep_ in ("ccomp", "parataxis") and here.head.lemma_ in ("say", "tell", "add", "report", "announce"):
                break
            here = here.head
            steps += 1
            above[here.i] = steps
        here, steps = when, 0
        while True:
            if here.i in above:
                return steps + above[here.i]
            if here.head.i == here.i or (here.dep_ in ("relcl", "acl") and steps):
                return None
            here = here.head
            steps += 1

    def _place(self, word: Token) -> Mention | None:
        """A place that hangs on the event word or on the verb above it by a preposition of place."""
        heads = [word]
        if word.pos_ == "NOUN" and word.head.pos_ in ("VERB", "AUX"):
            heads.append(word.head)
        return next((mention for head in heads for child in head.children if (mention := self._placed_by(child)) is not None), None)

    def _placed_by(self, preposition: Token) -> Mention | None:
        """The place that a preposition of place governs."""
        if preposition.dep_ != "prep" or preposition.lower_ not in _WHERE:
            return None
        for inner in preposition.children:
            mention = self.index.mention_of(inner) if inner.dep_ == "pobj" else None
            if mention is None or mention.form is Form.PRONOUN:
                continue
            # "near Gao": what somebody is near is a place, whatever the tagger took the name for
            if mention.kind in (Kind.GPE, Kind.LOC, Kind.FAC) or (preposition.lower_ == "near" and mention.form is Form.NAME):
                return mention
        return None

    def _near(self, word: Token) -> Mention | None:
        """The nearest place behind a preposition of place, in the word's sentence or the few before it, backwards."""
        here = self.sentence_of[word.i]
        for number in range(here, max(here - NEAR, -1), -1):
            sentence = self.sentences[number]
            found = [mention for token in sentence if (mention := self._placed_by(token)) is not None]
            if found:
                return min(found, key=lambda mention: abs(mention.span.start - word.idx))
        return None

"""Who says what: what the encoder sees of it, made whole with the quotation marks, nested, with the outlet in between.

Invariant: every attribution has content; contents lie in the text; `within` is the attribution with the smallest content that
holds the cue. Speakers are no more here than their words: who they are, and whether what they spoke through is an outlet, is
decided later.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from spacy.tokens import Doc, Token

from onrecord.extract.cues import load_cues
from onrecord.extract.quotations import SCARE, Quotation, find_quotations
from onrecord.extract.sayings import Saying, find_sayings
from onrecord.extract.syntax import MentionIndex, words_of
from onrecord.extract.through import through
from onrecord.models.session import Answer
from onrecord.record import Attribution, Manner, Mention, Span, Speaker, SpeakerKind

Piece = tuple[int, int]
#: a name behind a dash that ends its line, as under a letter
_SIGNATURE = re.compile(
    r"\s*(?P<dash>[―—–]|--?)\s*(?P<name>[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|del|la|van|von|bin|al|&|N))*)(?=\W*(?:\n|$)|,)"
)
#: share of characters from which on two contents are the same
_SAME = 0.8
#: words that may name the outlet, the likeliest first, and whether the model takes them for one
Through = tuple[tuple[Span, bool], ...]


@dataclass(slots=True)
class _Draft:
    """An attribution in the making; content is pieces of code points."""

    saying: Saying | None
    content: list[Piece]


def find_attributions(
    doc: Doc, mentions: Sequence[Mention], answers: Sequence[Answer], labels: Mapping[str, Sequence[str]]
) -> tuple[tuple[Attribution, ...], dict[int, Through]]:
    """All attributions of a text, in text order of their content, and through what each may have come.

    Args:
        doc: the parsed text.
        mentions: those of the text, with their chains.
        answers: the encoder's, window by window.
        labels: names of its labels by head.

    Returns:
        The attributions, and what may name the outlet by an attribution's number.
    """
    return _Finder(doc, mentions).attributions(find_sayings(doc, answers, labels))


class _Stretches:
    """Stretches of text, asked whether one of them overlaps another."""

    def __init__(self, pieces: Iterable[Piece]) -> None:
        self._pieces = sorted(pieces)
        # the furthest end of all up to each
        self._ends = list(accumulate((end for _, end in self._pieces), max))

    def overlap(self, start: int, end: int) -> bool:
        """Whether any of them shares a character with a stretch."""
        before = bisect_left(self._pieces, (end, 0))
        return before > 0 and self._ends[before - 1] > start


class _Finder:
    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = doc.text
        self.index = MentionIndex(doc, mentions)
        self.quotations = [quotation for quotation in find_quotations(self.text) if quotation.words >= SCARE]
        #: where they begin, in text order
        self.begun: list[tuple[int, int]] = []
        self.opened = [quotation.span.start for quotation in self.quotations]

    def attributions(self, sayings: Sequence[Saying]) -> tuple[tuple[Attribution, ...], dict[int, Through]]:
        drafts = [_Draft(saying, [(span.start, span.end) for span in saying.content]) for saying in sayings]
        self._quote(drafts)
        self._continue(drafts)
        drafts.sort(key=lambda draft: draft.content[0])
        finished = _nested([self._finished(draft, number) for number, draft in enumerate(drafts)])
        return finished, {number: self._through(draft.saying) for number, draft in enumerate(drafts) if draft.saying is not None}

    def _through(self, saying: Saying) -> Through:
        """What the model takes for the outlet, then what the parse offers."""
        head = self._root(saying.source) if saying.source is not None else None
        offered = through(self.doc, self.text, self.index, self._root(saying.cue), head)
        seen = ((saying.medium, True),) if saying.medium is not None else ()
        return (*seen, *((span, False) for span in offered))

    def _quote(self, drafts: list[_Draft]) -> None:
        """Contents that run into a quotation take the whole of it, with its marks; beside a quotation, what the outlet goes on to
        tell in sentences of its own is none."""
        self.begun = sorted((first, number) for number, draft in enumerate(drafts) for first, _ in draft.content)
        for draft in drafts:
            saying = draft.saying
            if saying is None:
                continue
            taken: list[tuple[Piece, bool]] = []
            for start, end in draft.content:
                first_one, after = bisect_left(self.opened, start - 1), bisect_left(self.opened, end)
                here = [one for one in self.quotations[first_one:after] if not one.span.covers(saying.cue)]
                first, last = start, end
                for quotation in here:
                    opens, closes = self._with_marks(quotation)
                    if start >= opens:
                        first = opens
                    if end >= closes - 2 or (start >= opens and not self._spoken_by_another(draft, drafts, end, closes)):
                        last = max(last, closes)
                quoted = any(self._with_marks(quotation) == (first, last) for quotation in here)
                taken.append(((first, last), quoted))
            sentence = self._root(saying.cue).sent
            if any(quoted for _, quoted in taken):
                taken = [(piece, quoted) for piece, quoted in taken if quoted or piece[0] < sentence.end_char]
            beside = [sentence.start_char < end and start < sentence.end_char for (start, end), _ in taken]
            if any(beside):
                taken = [one for one, here in zip(taken, beside, strict=True) if here or one[1]]
            draft.content = _joined([piece for piece, _ in taken])

    def _spoken_by_another(self, draft: _Draft, drafts: list[_Draft], start: int, end: int) -> bool:
        """Whether somebody else's words, outside of what the draft says, begin in a stretch of text."""
        first = bisect_left(self.begun, (start, 0))
        return any(
            other is not draft and other.saying is not None and not start <= other.saying.cue.start < end
            for _, number in self.begun[first : bisect_left(self.begun, (end, 0))]
            for other in [drafts[number]]
        )

    def _continue(self, drafts: list[_Draft]) -> None:
        """Quotations in no content belong to the speaker before them, when nothing but blanks stands between; else to nobody."""
        taken = _Stretches(piece for draft in drafts for piece in draft.content)
        reaches = sorted((self._reach(draft), number) for number, draft in enumerate(drafts))
        for quotation in self.quotations:
            start, end = quotation.span.start, quotation.span.end
            if taken.overlap(start, end):
                continue
            behind = bisect_right(reaches, (start, len(drafts)))
            reach, number = reaches[behind - 1] if behind else (0, -1)
            if number >= 0 and not self.text[reach:start].strip(" \n\t.,\"“”'‘’«»"):
                drafts[number].content = _joined([*drafts[number].content, self._with_marks(quotation)])
                insort(reaches, (self._reach(drafts[number]), number))
            elif quotation.words > 2 * SCARE:
                drafts.append(_Draft(self._signed(self._with_marks(quotation)), [self._with_marks(quotation)]))

    def _signed(self, piece: Piece) -> Saying | None:
        """Who signs a quotation: "…" — Anna Weber, teacher, at the end of its line or on the next."""
        found = _SIGNATURE.match(self.text, piece[1])
        if found is None:
            return None
        name, dash = (Span.of(self.text, *found.span(group)) for group in ("name", "dash"))
        content = (Span.of(self.text, *piece),)
        return Saying(source=name, cue=dash, content=content, medium=None, kind=SpeakerKind.NAMED, score=1.0)

    def _reach(self, draft: _Draft) -> int:
        """Where all that a draft says ends, its cue's sentence included."""
        ends = [draft.content[-1][1]]
        if draft.saying is not None:
            ends.append(draft.saying.cue.end)
            if draft.saying.source is not None:
                ends.append(draft.saying.source.end)
        return max(ends)

    def _with_marks(self, quotation: Quotation) -> Piece:
        start, end = quotation.span.start, quotation.span.end
        while start and self.text[start - 1] in '"“«„':
            start -= 1
        while end < len(self.text) and self.text[end] in '"”»“':
            end += 1
        return start, end

    def _finished(self, draft: _Draft, number: int) -> Attribution:
        content = tuple(Span.of(self.text, start, end) for start, end in draft.content)
        saying = draft.saying
        if saying is None:
            return Attribution(number=number, source=None, cue=None, content=content, manner=self._manner(content), speaker=None)
        head = self._root(saying.source) if saying.source is not None else None
        mention = self._mention(saying.source, head)
        return Attribution(
            number=number,
            source=saying.source,
            mention=mention.number if mention is not None else None,
            cue=saying.cue,
            content=content,
            manner=self._manner(content),
            speaker=_words_alone(saying),
            distanced=_distanced(self.doc, saying.cue),
            score=saying.score,
        )

    def _root(self, span: Span) -> Token:
        return words_of(self.doc, span).root

    def _mention(self, source: Span | None, head: Token | None) -> Mention | None:
        """The mention that the source is: that of its head, of whom "who" or "one of" stands for, or the first one in it."""
        if source is None or head is None:
            return None
        if head.tag_ in ("WDT", "WP") and (clause := head.head).dep_ == "relcl":
            return self.index.mention_of(clause.head)
        found = self.index.mention_of(head)
        if found is not None:
            return found
        for of in head.children:
            if of.dep_ == "prep" and of.lower_ == "of" and head.pos_ in ("NUM", "DET", "PRON"):
                return next((mention for one in of.children if (mention := self.index.mention_of(one)) is not None), None)
        inside = [mention for mention in self.index.mentions if source.covers(mention.head)]
        return next(iter(inside), None)

    def _manner(self, content: Iterable[Span]) -> Manner:
        quoted = unquoted = 0
        for span in content:
            inside = sum(
                max(0, min(span.end, quotation.span.end) - max(span.start, quotation.span.start)) for quotation in self.quotations
            )
            quoted += inside
            unquoted += len(span.text) - inside
        # marks and commas around a quotation are no words of their own
        if quoted and unquoted <= 6:
            return Manner.DIRECT
        return Manner.MIXED if quoted else Manner.INDIRECT


def _words_alone(saying: Saying) -> Speaker | None:
    """The speaker as far as the words beside the cue tell."""
    if saying.source is None:
        return None
    return Speaker(name=saying.source.text, kind=saying.kind, span=saying.source)


def _distanced(doc: Doc, cue: Span) -> bool:
    """Whether the words of a cue keep their distance: "claimed", "reportedly", "is said to"."""
    cues = load_cues()
    words = words_of(doc, cue)
    if any(word.lower_ in ("reportedly", "allegedly", "purportedly", "supposedly") for word in words):
        return True
    if words.root.lemma_.lower() in cues.distant:
        return True
    # "is said to have", "was believed to be"
    passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in words.root.children)
    return passive and words.root.lemma_.lower() in cues.rumour


def _nested(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """The same attributions, each with the one around it. Outer ones are finished first."""

    def size(attribution: Attribution) -> int:
        return sum(len(span.text) for span in attribution.content)

    finished: dict[int, Attribution] = {}
    pieces = sorted((piece.start, one.number) for one in attributions for piece in one.content)
    longest = max((len(piece.text) for one in attributions for piece in one.content), default=0)
    for attribution in sorted(attributions, key=lambda one: (_cites(one), -size(one), one.number)):
        # what holds it begins not further before its first word than the longest content is long, and not behind its last
        begins = min(span.start for span in (*attribution.content, *([attribution.cue] if attribution.cue is not None else [])))
        first = bisect_left(pieces, (begins - longest, 0))
        last = bisect_left(pieces, (attribution.content[-1].end, 0))
        near = {number for _, number in pieces[first:last] if number in finished}
        around = [finished[number] for number in sorted(near) if _holds(finished[number], attribution)]
        innermost = min(around, key=lambda other: (size(other), other.number), default=None)
        finished[attribution.number] = replace(attribution, within=innermost)
    return tuple(finished[number] for number in sorted(finished))


def _holds(outer: Attribution, inner: Attribution) -> bool:
    """Whether what one says holds another: its cue and words of it or, where somebody is cited, the very same words."""
    if inner.cue is None:
        return False
    shared = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in outer.content for b in inner.content)
    if not shared:
        return False
    if any(span.covers(inner.cue) for span in outer.content):
        return True
    longest = max(sum(len(span.text) for span in one.content) for one in (outer, inner))
    return _cites(inner) and not _cites(outer) and outer.source is not None and shared >= _SAME * longest


def _cites(attribution: Attribution) -> bool:
    """Whether its cue hands on what another says: "…, the Times reported, citing two officials"."""
    return attribution.cue is not None and attribution.cue.text.lower().split()[0] in ("citing", "quoting", "saying")


def _joined(pieces: list[Piece]) -> list[Piece]:
    """Overlapping pieces made one, in text order."""
    joined: list[Piece] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined

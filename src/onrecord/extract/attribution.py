"""Who says what: sources, cues and contents, from the parse and the quotation marks.

Invariant: every attribution has content; contents lie in the text; `within` is the attribution with the smallest content that
holds the cue. Who the source is in the world, and which outlet it spoke through, is not decided here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from onrecord.extract.cues import load_cues
from onrecord.extract.quotations import SCARE, find_quotations
from onrecord.extract.syntax import MentionIndex, subject_of
from onrecord.record import Attribution, Manner, Medium, Mention, Span

#: prepositions before the outlet that somebody spoke to or through
_THROUGH = frozenset(["to", "with", "on", "in", "by", "via", "through"])
_SAID_OF = frozenset(
    [
        "say", "believe", "think", "report", "allege", "suspect", "rumour", "rumor",
        "estimate", "claim", "presume",
    ]
)  # fmt: skip


@dataclass(slots=True)
class _Draft:
    """An attribution in the making; spans are pairs of code points."""

    source: Token | None
    cue: Token | None
    content: list[tuple[int, int]]
    distanced: bool = False
    medium: Token | None = None
    #: the last word of a cue of several ("quoted … as saying")
    cue_end: Token | None = None


def find_attributions(doc: Doc, mentions: Sequence[Mention]) -> tuple[Attribution, ...]:
    """All attributions of a text, in text order of their content."""
    return _Finder(doc, mentions).attributions()


class _Finder:
    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.text = doc.text
        self.index = MentionIndex(doc, mentions)
        self.cues = load_cues()
        self.quotations = [quotation for quotation in find_quotations(self.text) if quotation.words >= SCARE]
        self.drafts: list[_Draft] = []

    def attributions(self) -> tuple[Attribution, ...]:
        told: set[int] = set()
        for token in self.doc:
            draft = self._draft(token) if token.i not in told else None
            if draft is not None and draft.content:
                self.drafts.append(draft)
                if draft.cue_end is not None:
                    # "quoted him as saying": one cue, not two
                    told.add(draft.cue_end.i)
        self._grow_to_quotations()
        self._lone_quotations()
        return _nested(sorted((self._finished(draft) for draft in self.drafts), key=lambda one: one.content[0]))

    def _draft(self, token: Token) -> _Draft | None:
        lemma = token.lemma_.lower()
        if token.lower_ == "according":
            return self._according(token)
        if token.pos_ == "VERB" and lemma in ("cite", "quote"):
            return self._citing(token)
        if token.pos_ in ("VERB", "AUX") and lemma in self.cues.verbs:
            return self._verb(token, lemma)
        if token.pos_ == "VERB" and lemma in ("accuse", "charge", "blame", "suspect"):
            return self._accusing(token)
        if token.pos_ == "NOUN" and lemma in self.cues.nouns:
            return self._noun(token, lemma)
        return None

    def _verb(self, verb: Token, lemma: str) -> _Draft | None:
        clause = next((child for child in verb.children if child.dep_ == "ccomp"), None)
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children)
        if passive and lemma in _SAID_OF:
            spoken = clause or next((child for child in verb.children if child.dep_ == "xcomp"), None)
            if spoken is None:
                return None
            return _Draft(source=_agent(verb), cue=verb, content=_pieces(spoken, without=verb), distanced=True)
        if lemma in ("accuse", "charge", "blame", "suspect"):
            return self._accusing(verb)
        content: list[tuple[int, int]] = []
        if clause is not None:
            content = _pieces(clause, without=verb)
        elif verb.dep_ in ("parataxis", "ROOT", "conj", "advcl", "ccomp"):
            content = self._quoted_beside(verb)
        if not content and verb.dep_ == "parataxis" and verb.head.pos_ in ("VERB", "AUX"):
            # "Troops, the minister said, have crossed the border"
            content = _pieces(verb.head, without=verb)
        if not content:
            return None
        source = _agent(verb) if passive else subject_of(verb)
        return _Draft(
            source=source,
            cue=verb,
            content=content,
            distanced=lemma in self.cues.distant or any(child.lower_ in ("reportedly", "allegedly") for child in verb.children),
            medium=self._through(verb),
        )

    def _quoted_beside(self, verb: Token) -> list[tuple[int, int]]:
        """Quotations of the verb's sentence that no clause of it holds."""
        sentence = verb.sent
        if any(quotation.span.start <= verb.idx < quotation.span.end for quotation in self.quotations):
            # a word of somebody's own speech does not carry the speech beside it
            return []
        return [
            (quotation.span.start, quotation.span.end)
            for quotation in self.quotations
            if quotation.span.start < sentence.end_char and sentence.start_char < quotation.span.end
        ]

    def _accusing(self, verb: Token) -> _Draft | None:
        """What somebody is accused of is alleged by the accuser."""
        # "accused by A of B": the parser hangs "of" on A
        by = _agent(verb)
        charges = [
            deed
            for child in (*verb.children, *(by.children if by is not None else ()))
            if child.dep_ == "prep" and child.lower_ in ("of", "for", "with", "in")
            for deed in child.children
            if deed.dep_ in ("pcomp", "pobj")
        ]
        if not charges:
            return None
        passive = any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or verb.dep_ == "acl"
        source = _agent(verb) if passive else subject_of(verb)
        return _Draft(source=source, cue=verb, content=_pieces(charges[0], without=verb), distanced=True)

    def _citing(self, verb: Token) -> _Draft | None:
        """ "Anadolu quoted the minister as saying that …", "…, the Times reported, citing two officials"."""
        cited = next((child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")), None)
        if cited is None:
            return None
        outlet = _agent(verb) if cited.dep_ == "nsubjpass" else subject_of(verb)
        for child in verb.children:
            for saying in child.subtree if child.dep_ in ("prep", "advcl", "xcomp") else ():
                if saying.lemma_ in self.cues.verbs and saying.pos_ == "VERB" and saying.i > verb.i:
                    clause = next((inner for inner in saying.children if inner.dep_ == "ccomp"), None)
                    content = _pieces(clause, without=saying) if clause is not None else self._quoted_beside(verb)
                    return _Draft(source=cited, cue=verb, content=content, medium=outlet, cue_end=saying)
        if verb.dep_ == "advcl" and verb.head.lemma_ in self.cues.verbs:
            clause = next((child for child in verb.head.children if child.dep_ == "ccomp"), None)
            if clause is not None:
                return _Draft(source=cited, cue=verb, content=_pieces(clause, without=verb), medium=outlet)
        return None

    def _according(self, token: Token) -> _Draft | None:
        sources = [child for to in token.children if to.lower_ == "to" for child in to.children if child.dep_ == "pobj"]
        if not sources:
            return None
        phrase = {word.i for word in token.subtree}
        clause = token.head
        while clause.pos_ not in ("VERB", "AUX") and clause.head.i != clause.i:
            clause = clause.head
        content = _pieces(clause, without=token, leaving_out=phrase)
        return _Draft(source=sources[0], cue=token, content=content)

    def _noun(self, noun: Token, lemma: str) -> _Draft | None:
        # "allegations by the opposition that …": the parser hangs the clause on the opposition
        around = [
            *noun.children,
            *(child for by in noun.children if by.dep_ == "prep" for one in by.children for child in one.children),
        ]
        clause = next((child for child in around if child.dep_ in ("acl", "ccomp") and _that(child)), None)
        if clause is None:
            return None
        owner = next(
            (child for child in noun.children if child.dep_ == "poss" or (child.dep_ in ("amod", "compound") and child.ent_type_)),
            None,
        )
        if owner is None:
            owner = next(
                (
                    child
                    for by in noun.children
                    if by.dep_ == "prep" and by.lower_ in ("by", "from", "of")
                    for child in by.children
                    if child.dep_ == "pobj"
                ),
                None,
            )
        if owner is None and noun.dep_ == "dobj":
            owner = subject_of(noun.head)
        return _Draft(source=owner, cue=noun, content=_pieces(clause, without=noun), distanced=lemma in self.cues.distant)

    def _through(self, verb: Token) -> Token | None:
        """The outlet that somebody told, or spoke to, or posted on; only a candidate."""
        speaker = next((child for child in verb.children if child.dep_ == "nsubj"), None)
        beside = (
            child for head in (verb, speaker) if head is not None for child in head.children if child.dep_ in ("acl", "advcl")
        )
        for child in beside:
            # "The minister, speaking on state television, said …"
            if child.lower_ in ("speaking", "writing") and (outlet := self._through(child)) is not None:
                return outlet
        for child in verb.children:
            if (
                child.dep_ in ("dobj", "dative")
                and child.ent_type_ in ("ORG", "GPE", "NORP", "PRODUCT", "")
                and child.pos_ in ("NOUN", "PROPN")
            ):
                return child
            if child.dep_ in ("prep", "dative", "agent") and child.lower_ in _THROUGH:
                for inner in child.children:
                    if inner.dep_ != "pobj":
                        continue
                    if inner.lemma_ in ("interview", "remark", "comment", "article", "appearance", "program", "programme", "show"):
                        deeper = [
                            last for prep in inner.children if prep.dep_ == "prep" for last in prep.children if last.dep_ == "pobj"
                        ]
                        own = [
                            word
                            for word in inner.children
                            if word.dep_ in ("poss", "compound", "amod") and word.ent_type_ in ("ORG", "NORP")
                        ]
                        return next(iter(deeper + own), None)
                    if child.lower_ in ("to", "on", "via", "through") and inner.pos_ in ("NOUN", "PROPN"):
                        return inner
        return None

    def _grow_to_quotations(self) -> None:
        """Content that runs into a quotation takes the whole of it, also the sentences before and after the cue's own."""
        for draft in self.drafts:
            grown: list[tuple[int, int]] = []
            for start, end in draft.content:
                first, last = start, end
                for quotation in self.quotations:
                    if draft.cue is not None and quotation.span.start <= draft.cue.idx < quotation.span.end:
                        continue
                    if quotation.span.start < last and first < quotation.span.end:
                        first, last = min(first, quotation.span.start), max(last, quotation.span.end)
                grown.append((first, last))
            draft.content = _joined(grown)

    def _lone_quotations(self) -> None:
        """Quotations without a cue of their own belong to the speaker before them: "…" she said. "…" (new paragraph) "…"."""
        for quotation in self.quotations:
            start, end = quotation.span.start, quotation.span.end
            if any(first < end and start < last for draft in self.drafts for first, last in draft.content):
                continue
            before = [
                draft for draft in self.drafts if draft.cue is not None and draft.content[0][0] < start and draft.cue.idx < start
            ]
            gap_start = max(
                (max(draft.content[-1][1], draft.cue.sent.end_char if draft.cue is not None else 0) for draft in before), default=0
            )
            nearest = max(before, key=lambda draft: draft.cue.idx if draft.cue is not None else 0, default=None)
            whole = not self.text[max(gap_start, 0) : start].strip(" \n\t\"“”'‘’«»")
            if nearest is not None and whole and self._outermost(nearest):
                nearest.content = _joined([*nearest.content, (start, end)])
            elif quotation.words > 2 * SCARE:
                self.drafts.append(_Draft(source=None, cue=None, content=[(start, end)]))

    def _outermost(self, draft: _Draft) -> bool:
        cue = draft.cue
        return cue is not None and not any(
            first <= cue.idx < last for other in self.drafts if other is not draft for first, last in other.content
        )

    def _finished(self, draft: _Draft) -> Attribution:
        text = self.text
        content = tuple(Span.of(text, start, end) for start, end in draft.content)
        source = self.index.mention_of(draft.source) if draft.source is not None else None
        source_span = source.span if source is not None else self._words(draft.source)
        cue = None
        if draft.cue is not None:
            last = draft.cue_end or draft.cue
            if draft.cue.lower_ == "according" and draft.cue.i + 1 < len(self.doc):
                last = self.doc[draft.cue.i + 1]
            cue = Span.of(text, draft.cue.idx, last.idx + len(last))
        medium_span = self._words(draft.medium)
        return Attribution(
            number=0,
            source=source_span,
            mention=source.number if source is not None else None,
            cue=cue,
            content=content,
            manner=self._manner(content),
            speaker=None,
            medium=Medium(name=medium_span.text, span=medium_span) if medium_span is not None else None,
            distanced=draft.distanced,
        )

    def _words(self, token: Token | None) -> Span | None:
        """The mention that a token heads or, where it heads none, its noun phrase without what follows."""
        if token is None:
            return None
        mention = self.index.mention_of(token)
        if mention is not None:
            return mention.span
        start = min(
            (child.left_edge.i for child in token.lefts if child.dep_ in ("det", "amod", "compound", "poss", "nummod")),
            default=token.i,
        )
        return Span.of(self.text, self.doc[start].idx, token.idx + len(token))

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


def _nested(attributions: list[Attribution]) -> tuple[Attribution, ...]:
    """The same attributions numbered, each with the one around it. Outer ones are finished first."""

    def size(attribution: Attribution) -> int:
        return sum(len(span.text) for span in attribution.content)

    finished: dict[int, Attribution] = {}
    numbered = [replace(attribution, number=number) for number, attribution in enumerate(attributions)]
    for attribution in sorted(numbered, key=lambda one: (-size(one), one.number)):
        around = [
            other
            for other in finished.values()
            if attribution.cue is not None
            and any(span.covers(attribution.cue) for span in other.content)
            and any(span.overlaps(piece) for span in other.content for piece in attribution.content)
        ]
        innermost = min(around, key=lambda other: (size(other), other.number), default=None)
        finished[attribution.number] = replace(attribution, within=innermost)
    return tuple(finished[number] for number in sorted(finished))


def _agent(verb: Token) -> Token | None:
    return next((child for by in verb.children if by.dep_ == "agent" for child in by.children if child.dep_ == "pobj"), None)


def _that(clause: Token) -> bool:
    return any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.children)


def _pieces(clause: Token, *, without: Token, leaving_out: Iterable[int] = ()) -> list[tuple[int, int]]:
    """The clause's words as runs of code points, without those of the cue's own clause that stand inside it."""
    out = set(leaving_out)
    if without.is_ancestor(clause) or without.i == clause.i:
        inside = [token for token in clause.subtree if token.i not in out]
    else:
        own = {token.i for token in without.subtree}
        inside = [token for token in clause.subtree if token.i not in out and token.i not in own]
    runs: list[list[Token]] = []
    for token in sorted(inside, key=lambda one: one.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    pieces = []
    for run in runs:
        words = [token for token in run if not (token.is_punct or token.is_space)]
        if words:
            pieces.append((words[0].idx, words[-1].idx + len(words[-1])))
    return pieces


def _joined(pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Overlapping pieces made one, in text order."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(pieces):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined

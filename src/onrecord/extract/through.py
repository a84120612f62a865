"""Through what a source spoke, as the sentence tells: whom it told, who quotes it, whose reporter it is.

Invariant: what is found is a candidate: words of the text that may name an outlet or may not.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from onrecord.extract.syntax import MentionIndex
from onrecord.record import Span

#: prepositions before what somebody spoke to, on or through
_BEFORE = frozenset(["to", "with", "on", "in", "by", "via", "through", "for", "at", "from", "of"])
#: what stands between somebody and an outlet: "in an interview with CNN", "in remarks carried by state television"
_OCCASIONS = frozenset(
    [
        "interview", "remark", "comment", "article", "appearance", "program", "programme", "show", "report", "editorial", "column",
        "broadcast", "message", "video", "footage", "statement", "essay", "account", "story", "piece", "op", "ed", "op-ed",
        "podcast", "briefing", "post", "letter", "note", "email", "recording", "transcript", "version", "dispatch", "analysis",
    ]
)  # fmt: skip
_SPEAKING = ("speak", "write", "appear", "talk")
_BY_OUTLET = frozenset(
    ["quote", "cite", "carry", "publish", "report", "broadcast", "air", "obtain", "see", "post", "run", "print", "hear"]
)


def through(doc: Doc, text: str, index: MentionIndex, cue: Token, source: Token | None) -> tuple[Span, ...]:
    """Candidates for the outlet, the likeliest first."""
    found: dict[int, Token] = {}
    for token in _candidates(cue, source):
        found.setdefault(token.i, token)
    return tuple(_name(doc, text, index, token) for token in found.values())


def _candidates(cue: Token, source: Token | None) -> Iterator[Token]:
    verb = cue
    # "was quoted by Xinhua as saying": the cue's head may be either word
    yield from _of_verb(verb)
    if verb.head.i != verb.i and verb.dep_ in ("pcomp", "advcl", "xcomp", "conj", "acl", "prep"):
        governor = verb.head if verb.head.pos_ in ("VERB", "AUX") else verb.head.head
        if governor.lemma_ in ("quote", "cite", "tell", "speak", "write"):
            yield from _of_verb(governor)
            yield from (
                child for child in governor.children if child.dep_ in ("nsubj", "agent") and governor.lemma_ in ("quote", "cite")
            )
    if source is not None:
        yield from _of_source(source)


def _of_verb(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ in ("dobj", "dative") and child.pos_ in ("NOUN", "PROPN"):
            yield child
        elif child.dep_ in ("prep", "dative", "agent") and child.lower_ in _BEFORE:
            yield from _behind(child)
        elif child.dep_ in ("acl", "advcl") and child.lemma_ in (*_SPEAKING, "cite", "quote"):
            yield from _of_verb(child)


def _behind(preposition: Token) -> Iterator[Token]:
    """What a preposition governs; behind an occasion, what that was with or by."""
    for inner in preposition.children:
        if inner.dep_ not in ("pobj", "pcomp"):
            continue
        if inner.lemma_.lower() in _OCCASIONS:
            yield from _of_source(inner)
            # "in a statement": no outlet; "in The Guardian report": the outlet stands before
            yield from (child for child in inner.lefts if child.dep_ in ("compound", "nmod", "poss"))
        elif inner.pos_ in ("NOUN", "PROPN"):
            yield inner
        # "on CNN's State of the Union"
        yield from (child for child in inner.lefts if child.dep_ == "poss")


def _of_source(source: Token) -> Iterator[Token]:
    """Whose reporter, editorial or report it is; who obtained, quoted or hired it."""
    for child in source.children:
        if child.dep_ in ("poss", "compound", "nmod"):
            yield child
        elif child.dep_ == "prep" and child.lower_ in _BEFORE:
            yield from _behind(child)
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in _SPEAKING:
            yield from _of_verb(child)
        elif child.dep_ in ("acl", "relcl") and child.lemma_ in _BY_OUTLET:
            for by in child.children:
                if by.dep_ in ("agent", "prep"):
                    yield from (inner for inner in by.children if inner.dep_ == "pobj")
        elif child.dep_ == "appos":
            yield from _of_source(child)


def _name(doc: Doc, text: str, index: MentionIndex, token: Token) -> Span:
    """The mention that a word heads or, where it heads none, its noun phrase without what follows."""
    mention = index.mention_of(token)
    if mention is not None:
        return mention.span
    start = min(
        (child.left_edge.i for child in token.lefts if child.dep_ in ("det", "amod", "compound", "poss", "nummod")),
        default=token.i,
    )
    return Span.of(text, doc[start].idx, token.idx + len(token))

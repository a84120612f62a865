"""Which place an event word's clause names, and which places stand near it.

Invariant: only what a preposition of place governs, or what a verb of going or striking has for its object, is a place.
"""

from collections.abc import Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from onrecord.codebook import load_codebook
from onrecord.extract.syntax import MentionIndex
from onrecord.record import Form, Kind, Mention

#: in sentences: how far back an event may have its place
NEAR = 3
_WHERE = frozenset(
    ["in", "at", "near", "on", "outside", "inside", "around", "across", "throughout", "off", "from", "to", "along", "into"]
)
#: these only lead to or from a place
_LEADING = frozenset(["from", "to", "into"])
#: these tie a name to the kind of place before it: "the city of El Obeid", "a base at Odessa"
_BELOW = frozenset(["of", "at", "in", "near"])
#: verbs whose object is where it happens
_REACHING = frozenset([
    "reach", "enter", "visit", "tour", "storm", "raid", "capture", "seize", "shell", "bomb", "bombard", "strike", "hit", "invade",
    "occupy", "besiege", "overrun", "attack", "blockade",
])  # fmt: skip
_KINDS = (Kind.GPE, Kind.LOC, Kind.FAC)
#: deeds whose object may have the place on it: "shelled a base at Kyaukphyu"
_BODILY = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "AID"])


def placed(word: Token, kind: str, seen: Mention | None, index: MentionIndex) -> Mention | None:
    """The place that the event's own words name.

    Args:
        word: the event word.
        kind: the event's type.
        seen: the place that the encoder sees.
        index: finds mentions.
    """
    if word.lemma_ in _REACHING:
        for child in word.children:
            mention = _named(child, index) if child.dep_ in ("dobj", "nsubjpass") else None
            if mention is not None:
                return mention
    if seen is not None and not (_spoken(kind) and _in_a_purpose(word, seen)):
        return seen
    heads = [word]
    if word.pos_ == "NOUN" and word.head.pos_ in ("VERB", "AUX"):
        heads.append(word.head)
    if kind in _BODILY:
        struck = [child for child in word.children if child.dep_ in ("dobj", "nsubjpass")]
        upon = [child for child in word.children if child.dep_ == "prep" and child.lower_ in ("on", "against", "at")]
        heads += struck + [inner for child in upon for inner in child.children if inner.dep_ == "pobj"]
    for head in heads:
        for child in head.children:
            mention = _by_preposition(child, index)
            if mention is not None and not (_spoken(kind) and (child.lower_ in _LEADING or _in_a_purpose(word, mention))):
                return mention
    return None


def _spoken(kind: str) -> bool:
    """Whether it is an act of speech: what is said to be done elsewhere does not tell where it was said."""
    return kind in load_codebook().spoken


def _in_a_purpose(word: Token, mention: Mention) -> bool:
    """Whether a place belongs to what was agreed or asked for: "agreed to halt fighting in Rakhine"."""
    if mention.span.start < word.idx:
        return False
    between = [token for token in word.sent if word.i < token.i and token.idx < mention.span.start]
    return any(one.lower_ == "to" and one.dep_ == "aux" for one in between)


def _by_preposition(preposition: Token, index: MentionIndex) -> Mention | None:
    """The place that a preposition of place governs."""
    if preposition.dep_ != "prep" or preposition.lower_ not in _WHERE:
        return None
    for inner in preposition.children:
        if inner.dep_ != "pobj":
            continue
        mention = _named(inner, index)
        if mention is None and preposition.lower_ == "near":
            # "near Gao": what somebody is near is a place, whatever the tagger took the name for
            named = index.mention_of(inner)
            mention = named if named is not None and named.form is Form.NAME else None
        if mention is not None:
            return mention
    return None


def _named(token: Token, index: MentionIndex) -> Mention | None:
    """The place that a word mentions, by its name where that follows: "the city of El Obeid"."""
    mention = index.mention_of(token)
    is_place = mention is not None and mention.kind in _KINDS and mention.form is not Form.PRONOUN
    if mention is None or mention.form is not Form.NAME:
        below = (inner for child in token.children if child.lower_ in _BELOW for inner in child.children if inner.dep_ == "pobj")
        named = next((one for inner in below if (one := index.mention_of(inner)) is not None and one.form is Form.NAME), None)
        # the tagger may take what "the city of" names for a body
        if named is not None and (is_place or named.kind in _KINDS):
            return named
    return mention if is_place else None


def near(word: Token, sentences: Sequence[Words], here: int, index: MentionIndex, kind: str) -> tuple[Mention, ...]:
    """Places behind a preposition of place, in the word's sentence or the few before it, the nearest sentence first.

    Args:
        word: the event word.
        sentences: of the text.
        here: the number of the word's.
        index: finds mentions.
        kind: the event's type; an act of speech did not happen where it only leads to.
    """
    found: list[Mention] = []
    for number in range(here, max(here - NEAR, -1), -1):
        those = [
            mention
            for token in sentences[number]
            if not (_spoken(kind) and token.lower_ in _LEADING)
            and (mention := _by_preposition(token, index)) is not None
            and not (number == here and _spoken(kind) and _in_a_purpose(word, mention))
        ]
        found += sorted(those, key=lambda mention: abs(mention.span.start - word.idx))
    return tuple(found)

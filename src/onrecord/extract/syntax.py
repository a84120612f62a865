"""Walks over a parse that several extractors need: whose mention a word is, who does what a verb says."""

from collections.abc import Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from onrecord.record import Mention, Role, Span


class MentionIndex:
    """From tokens to the mentions that they head."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.mentions = mentions
        self._by_token: dict[int, Mention] = {}
        for mention in mentions:
            words = doc.char_span(mention.head.start, mention.head.end, alignment_mode="expand")
            if words is not None:
                for token in words:
                    self._by_token.setdefault(token.i, mention)

    def mention_of(self, token: Token) -> Mention | None:
        """The mention whose head holds this token."""
        return self._by_token.get(token.i)


def words_of(doc: Doc, span: Span) -> Words:
    """The words that some characters belong to."""
    words: Words | None = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        raise ValueError(f"{span} lies outside the text")
    return words


def subject_of(verb: Token, depth: int = 4) -> Token | None:
    """Who does what the verb says: its own subject or, through coordination, control, relatives and participles, another's.

    Passive subjects do not count: they are done to.
    """
    for child in verb.children:
        if child.dep_ in ("nsubj", "csubj"):
            if child.tag_ in ("WDT", "WP") and verb.dep_ == "relcl":
                return verb.head
            return child
    if depth == 0 or verb.head.i == verb.i:
        return None
    if verb.dep_ == "relcl" and not any(child.dep_ == "nsubjpass" for child in verb.children):
        return None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return verb.head
    if verb.dep_ in ("conj", "xcomp", "advcl", "pcomp"):
        governor = verb.head
        if verb.dep_ == "xcomp" and (controller := _controlled(governor)) is not None:
            return controller
        while governor.pos_ not in ("VERB", "AUX") and governor.head.i != governor.i:
            governor = governor.head
        return subject_of(governor, depth - 1)
    return None


def _controlled(governor: Token) -> Token | None:
    """ "urged Iran to stop": the object does what the infinitive says."""
    if governor.lemma_ in ("promise", "vow", "threaten", "pledge", "agree"):
        return None
    return next((child for child in governor.children if child.dep_ == "dobj"), None)


#: verbs that only carry the event that their object names: "launched an attack"
_LIGHT = frozenset(
    [
        "launch",
        "hold",
        "make",
        "carry",
        "stage",
        "conduct",
        "give",
        "take",
        "mount",
        "open",
        "issue",
        "pay",
        "impose",
        "begin",
        "deliver",
    ]
)


def grammatical_roles(word: Token) -> dict[int, Role]:
    """What the parse alone says of who takes part in an event word: tokens (by number) and their roles.

    Subjects of active verbs and agents act; objects and passive subjects are done to; so for nouns by possessives and "by", "on",
    "against", and by the subject of a verb that carries them.
    """
    roles: dict[int, Role] = {}
    if word.pos_ in ("VERB", "AUX"):
        passive = is_passive(word)
        subject = None if passive else subject_of(word)
        if subject is not None:
            roles[subject.i] = Role.ACTOR
        for child in word.children:
            if (child.dep_ in ("dobj", "dative") and child.pos_ != "ADP") or child.dep_ == "nsubjpass":
                roles[child.i] = Role.RECIPIENT
            elif child.dep_ == "agent":
                roles |= {inner.i: Role.ACTOR for inner in child.children if inner.dep_ == "pobj"}
        if word.dep_ == "acl" and word.tag_ == "VBN":
            roles.setdefault(word.head.i, Role.RECIPIENT)
    elif word.pos_ in ("NOUN", "PROPN"):
        for child in word.children:
            if child.dep_ == "poss":
                roles[child.i] = Role.ACTOR
            elif child.dep_ == "prep" and child.lower_ in ("by", "on", "against"):
                role = Role.ACTOR if child.lower_ == "by" else Role.RECIPIENT
                roles |= {inner.i: role for inner in child.children if inner.dep_ == "pobj"}
        if word.dep_ == "dobj" and word.head.lemma_ in _LIGHT and (subject := subject_of(word.head)) is not None:
            roles.setdefault(subject.i, Role.ACTOR)
    for number, role in list(roles.items()):
        for other in word.doc[number].conjuncts:
            roles.setdefault(other.i, role)
    return roles


def is_passive(verb: Token) -> bool:
    """Whether a verb is in the passive, also as a participle behind a noun ("troops accused of …")."""
    return any(child.dep_ in ("nsubjpass", "auxpass") for child in verb.children) or (verb.dep_ == "acl" and verb.tag_ == "VBN")


def owner_of(token: Token, index: MentionIndex) -> Mention | None:
    """Whose a thing is: "North Korea's nuclear program", "Kurdish positions", "the policies of the junta"."""
    if token.pos_ not in ("NOUN", "PROPN"):
        return None
    for child in token.lefts:
        if child.dep_ in ("poss", "amod", "compound", "nmod") and (mention := index.mention_of(child)) is not None:
            return mention
    for child in token.rights:
        if child.dep_ == "prep" and child.lower_ == "of":
            for inner in child.children:
                if inner.dep_ == "pobj" and (mention := index.mention_of(inner)) is not None:
                    return mention
    return None

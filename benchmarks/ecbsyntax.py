"""What a gold mention of ECB+ has around it by parse: who and what takes part, when, where, and what these words mean.

Invariant: only the mention's own sentence is looked at; words are compared by the package's table of meanings.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc, Token

from onrecord.link.meanings import meaning
from onrecord.link.terms import common_words, words_of

_CONTENT = frozenset(["NOUN", "PROPN", "VERB", "ADJ", "NUM"])
_SUBJECTS = frozenset(["nsubj", "csubj", "poss", "agent"])
_OBJECTS = frozenset(["dobj", "attr", "dative", "oprd", "nsubjpass", "compound", "nmod"])
_COUNTED = frozenset(["CARDINAL", "MONEY", "QUANTITY"])
#: words on either side that are near
_NEAR = 5

Words = frozenset[str]
Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The surroundings of one mention; words are lemmas."""

    sets: Mapping[str, Words]
    vectors: Mapping[str, Vector]
    #: lemma of the word that governs it
    governor: str
    sentence: int
    negated: bool
    modal: bool


def around(doc: Doc, root: Token, inside: frozenset[int], sentence: int) -> Around:
    """What stands around a mention.

    Args:
        doc: its sentence.
        root: its head word.
        inside: places of its words.
        sentence: the number of its sentence in the document.
    """
    subjects, objects, others = _arguments(doc, root)
    everyone = [*subjects, *objects, *others]
    content = [token for token in doc if token.pos_ in _CONTENT and token.i not in inside]
    near = [token for token in content if abs(token.i - root.i) <= _NEAR]
    own = [doc[place] for place in sorted(inside) if doc[place].pos_ in _CONTENT]
    sets = {
        "subjects": _heads(subjects), "objects": _heads(objects), "arguments": _heads(everyone),
        "subjects in full": _phrases(subjects), "objects in full": _phrases(objects), "arguments in full": _phrases(everyone),
        "time": _called(doc, inside, "DATE", "TIME"), "place": _called(doc, inside, "GPE", "LOC", "FAC"),
        "people": _called(doc, inside, "PERSON", "ORG", "NORP"),
        "numbers": frozenset(token.text for token in doc if token.pos_ == "NUM" and token.ent_type_ in _COUNTED),
        "near": _lemmas(near), "content": _lemmas(content), "own": _lemmas(own),
    }  # fmt: skip
    governor = root.head.lemma_.casefold() if root.head is not root else ""
    vectors = {
        "head": _word(root), "own": _sum(_word(token) for token in own), "governor": meaning(governor),
        "subjects": weighted(_lemmas(subjects)), "objects": weighted(_lemmas(objects)), "arguments": weighted(_lemmas(everyone)),
        "near": weighted(sets["near"]), "content": weighted(sets["content"]),
    }  # fmt: skip
    return Around(
        sets=sets,
        vectors=vectors,
        governor=governor,
        sentence=sentence,
        negated=any(child.dep_ == "neg" for child in root.children),
        modal=any(child.tag_ == "MD" for child in root.children),
    )


def compared(left: Around, right: Around) -> list[float]:
    """Features of two mentions: likenesses of meaning, shares of rare words in common (-1 where one has none), places."""
    ours, theirs = left.vectors, right.vectors
    sides = (
        "subjects",
        "objects",
        "arguments",
        "subjects in full",
        "objects in full",
        "arguments in full",
        "near",
        "content",
        "own",
    )
    people = left.sets["people"] & right.sets["people"]
    counts = [(len(one.sets["arguments"]), len(one.sets["content"])) for one in (left, right)]
    return [
        *(float(ours[name] @ theirs[name]) for name in ours),
        float(ours["subjects"] @ theirs["objects"] + theirs["subjects"] @ ours["objects"]),
        float(ours["governor"] @ theirs["head"] + theirs["governor"] @ ours["head"]),
        *(_share(left.sets[name], right.sets[name]) for name in sides),
        *(_met(left.sets[name], right.sets[name]) for name in ("time", "place", "people", "numbers")),
        sum(map(_rarity, people)),
        sum(map(_rarity, left.sets["content"] & right.sets["content"])),
        float(left.governor == right.governor != ""),
        float(left.sentence + right.sentence),
        float(min(left.sentence, right.sentence)),
        float(max(left.sentence, right.sentence)),
        float(left.negated != right.negated),
        float(left.modal != right.modal),
        float(counts[0][0] + counts[1][0]),
        float(min(counts[0][0], counts[1][0])),
        float(min(counts[0][1], counts[1][1])),
    ]


def weighted(words: Iterable[str]) -> Vector:
    """The mean direction of some words, the rarer the heavier; of one word set the order does not matter."""
    return _sum(np.float32(_rarity(word)) * meaning(word) for word in sorted(words))


def document_vector(text: str) -> Vector:
    """The same of a whole text."""
    return weighted(words_of(text))


def _sum(vectors: Iterable[Vector]) -> Vector:
    total = np.sum([meaning(""), *vectors], axis=0)
    length = float(np.linalg.norm(total))
    return np.asarray(total / length if length else total, dtype=np.float32)


def _word(token: Token) -> Vector:
    found = meaning(token.lemma_)
    return found if found.any() else meaning(token.text)


def _arguments(doc: Doc, root: Token) -> tuple[list[Token], list[Token], list[Token]]:
    subjects = [child for child in root.children if child.dep_ in _SUBJECTS and child.dep_ != "agent"]
    objects = [child for child in root.children if child.dep_ in _OBJECTS]
    others: list[Token] = []
    for child in root.children:
        if child.dep_ in ("prep", "agent"):
            held = [one for one in child.children if one.dep_ == "pobj"]
            (subjects if child.lemma_.casefold() == "by" else others).extend(held)
    if root.dep_ in ("xcomp", "conj", "relcl", "acl", "advcl") and not subjects:
        subjects = [child for child in root.head.children if child.dep_ in ("nsubj", "nsubjpass")]
        if root.dep_ in ("relcl", "acl"):
            subjects.append(root.head)
    return subjects, objects, others


def _lemmas(tokens: Iterable[Token]) -> Words:
    return frozenset(token.lemma_.casefold() for token in tokens)


def _heads(tokens: Iterable[Token]) -> Words:
    return _lemmas(token for token in tokens if token.pos_ != "PRON")


def _phrases(tokens: Iterable[Token]) -> Words:
    kinds = ("NOUN", "PROPN", "NUM", "ADJ")
    return _lemmas(one for token in tokens for one in (token, *token.children) if one.pos_ in kinds)


def _called(doc: Doc, inside: frozenset[int], *kinds: str) -> Words:
    return _lemmas(token for token in doc if token.ent_type_ in kinds and token.i not in inside)


def _rarity(word: str) -> float:
    articles, common = common_words()
    return log((articles + 1) / (common.get(word, 0) + 0.5))


def _share(left: Words, right: Words) -> float:
    if not left or not right:
        return -1.0
    smaller = min(sum(map(_rarity, left)), sum(map(_rarity, right)))
    return sum(map(_rarity, left & right)) / max(0.1, smaller)


def _met(left: Words, right: Words) -> float:
    return float(bool(left & right)) if left and right else -1.0

"""Which mentions of an article stand for the same person, body or place: names, titles, pronouns, by rules.

Invariant: the mentions that go in come out in the same order with the same words; only `chain`, and the kind of a name that
the article elsewhere shows to be a person's, are set. A chain's number is the number of its first mention.

The order of the sieves, from the most to the least certain, follows Lee et al. (2013), "Deterministic coreference
resolution based on entity-centric, precision-ranked rules"; the weights for pronouns are our own.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from onrecord.annotate.mentions import head_token
from onrecord.record import Form, Kind, Mention, Span

#: in sentences: how far back a definite noun may look for the name that it stands for
_NOUN_REACH = 8
#: in sentences: how far back a pronoun may look
_PRONOUN_REACH = 3
_FEMALE = frozenset(
    [
        "she", "her", "hers", "herself", "mrs", "ms", "miss", "madam", "queen", "princess", "woman", "sister", "mother",
        "wife", "daughter", "spokeswoman", "businesswoman", "congresswoman",
    ]
)  # fmt: skip
_MALE = frozenset(
    [
        "he", "him", "his", "himself", "mr", "king", "prince", "sir", "man", "brother", "father", "husband", "son",
        "spokesman", "businessman", "congressman",
    ]
)  # fmt: skip
_PLURAL = frozenset(["they", "them", "their", "theirs", "themselves"])
_THING = frozenset(["it", "its", "itself"])
_FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves", "you", "your", "yours"])
#: what stands before an Arabic surname, or does not
_PREFIX = re.compile(r"^(?:al|el)-")
_ARTICLES = re.compile(r"^(?:the|a|an|this|that|these|those|mr\.?|mrs\.?|ms\.?|dr\.?)\s+", re.IGNORECASE)


def find_chains(doc: Doc, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The same mentions with their chains."""
    return _Chains(doc, mentions).resolved()


class _Chains:
    """Union-find over the mentions of one article."""

    def __init__(self, doc: Doc, mentions: Sequence[Mention]) -> None:
        self.doc = doc
        self.mentions = list(mentions)
        self.tokens = [head_token(doc, mention) for mention in mentions]
        self.at = {token.i: number for number, token in enumerate(self.tokens) if token is not None}
        starts = [sentence.start for sentence in doc.sents]
        self.sentence = _positions(starts, self.tokens)
        self.leader = list(range(len(mentions)))
        # by leader: the first mention of the chain that tells it, and what it tells
        self.gender = [(number, _gender_of(mention)) for number, mention in enumerate(mentions)]

    def resolved(self) -> tuple[Mention, ...]:
        self._names()
        self._appositions()
        self._nouns()
        self._pronouns()
        return tuple(replace(mention, chain=self._find(mention.number)) for mention in self.mentions)

    def _find(self, number: int) -> int:
        while self.leader[number] != number:
            number = self.leader[number]
        return number

    def _join(self, left: int, right: int) -> None:
        first, second = sorted((self._find(left), self._find(right)))
        if first == second:
            return
        self.leader[second] = first
        told = sorted(one for one in (self.gender[first], self.gender[second]) if one[1] is not None)
        self.gender[first] = next(iter(told), self.gender[first])

    def _names(self) -> None:
        """Equal names, surnames of full names, acronyms that stand in brackets behind a name."""
        people: dict[str, int] = {}
        others: dict[str, int] = {}
        for mention in self.mentions:
            if mention.form is not Form.NAME:
                continue
            words = _ARTICLES.sub("", mention.head.text).replace(".", "").lower().split()
            if not words:
                continue
            surname = _PREFIX.sub("", words[-1])
            if mention.kind is Kind.PER:
                if (
                    surname in people
                    and _fits(self.mentions[people[surname]], words)
                    and self._one_gender(people[surname], mention)
                ):
                    self._join(people[surname], mention.number)
                if len(words) > 1 or surname not in people:
                    people[surname] = mention.number
                if len(words) > 1:
                    # names that begin with the family's: Kim Kye-Gwan, Li Zhaoxing
                    people.setdefault(words[0], mention.number)
            elif len(words) == 1 and surname in people and self._stands_alone(mention):
                # a lone surname that the tagger took for a body
                self.mentions[mention.number] = replace(mention, kind=Kind.PER)
                self._join(people[surname], mention.number)
            else:
                name = " ".join(words)
                if name in others:
                    self._join(others[name], mention.number)
                others.setdefault(name, mention.number)
                acronym = "".join(word[0] for word in words if word not in ("of", "the", "and", "for"))
                if len(acronym) > 1:
                    others.setdefault(acronym, mention.number)

    def _one_gender(self, number: int, mention: Mention) -> bool:
        """No "Mr. Weber" is "Mrs. Weber"."""
        ours, theirs = self._gender(number), _gender_of(mention)
        return None in (ours, theirs) or ours == theirs

    def _stands_alone(self, mention: Mention) -> bool:
        """Whether a name heads a phrase of its own ("Cuban said", not "Cuban officials"); a lone GPE does only where it acts."""
        token = self.tokens[mention.number]
        if mention.kind is not Kind.GPE or token is None:
            return True
        return token.dep_ in ("nsubj", "poss") and not any(child.dep_ == "det" for child in token.children)

    def _appositions(self) -> None:
        """ "Felix Kulov, the prime minister" and "US chief negotiator Christopher Hill"."""
        for number, token in enumerate(self.tokens):
            if token is None:
                continue
            mention = self.mentions[number]
            if token.dep_ == "appos" and token.head.i in self.at:
                other = self.mentions[self.at[token.head.i]]
                if _same_kind(mention, other) and not (mention.form is Form.NAME and other.form is Form.NAME):
                    self._join(number, other.number)
            elif mention.form is Form.NAME and mention.kind is Kind.PER and number:
                before = self.mentions[number - 1]
                adjacent = mention.span.start - before.span.end
                if before.form is Form.NOMINAL and before.kind is Kind.PER and 0 <= adjacent <= 1:
                    self._join(number, before.number)

    def _nouns(self) -> None:
        """ "the minister", "the ministry": the nearest earlier mention whose words hold that noun."""
        for number, token in enumerate(self.tokens):
            mention = self.mentions[number]
            if token is None or mention.form is not Form.NOMINAL or not _definite(token):
                continue
            if any(child.dep_ in ("prep", "poss") or child.ent_type_ in ("GPE", "NORP") for child in token.children):
                continue
            noun = token.lemma_.lower()
            for earlier in range(number - 1, -1, -1):
                if self.sentence[number] - self.sentence[earlier] > _NOUN_REACH:
                    break
                other = self.mentions[earlier]
                if other.form is Form.PRONOUN or not _same_kind(mention, other) or other.span.overlaps(mention.span):
                    continue
                if _plural(token) != _plural(self.tokens[earlier]) and other.form is Form.NOMINAL:
                    continue
                if noun in other.span.text.lower().split() or noun == self._lemma(earlier):
                    self._join(earlier, number)
                    break

    def _lemma(self, number: int) -> str:
        token = self.tokens[number]
        return token.lemma_.lower() if token is not None else ""

    def _pronouns(self) -> None:
        for number, token in enumerate(self.tokens):
            mention = self.mentions[number]
            word = mention.head.text.lower()
            if mention.form is not Form.PRONOUN or token is None or word in _FIRST or word in ("who", "whom"):
                continue
            if word in _THING and _expletive(token):
                continue
            best, best_score = None, 0.0
            for earlier in range(number - 1, -1, -1):
                distance = self.sentence[number] - self.sentence[earlier]
                if distance > _PRONOUN_REACH:
                    break
                score = self._fitness(earlier, token, word, distance)
                if score > best_score:
                    best, best_score = earlier, score
            if best is not None:
                self._join(best, number)

    def _fitness(self, number: int, pronoun: Token, word: str, distance: int) -> float:
        """How well mention `number` serves as antecedent; 0 when it cannot."""
        mention, token = self.mentions[number], self.tokens[number]
        if token is None or mention.head.text.lower() in _FIRST or mention.span.overlaps(_word_span(pronoun)):
            return 0.0
        if mention.form is Form.PRONOUN and mention.head.text.lower() not in _MALE | _FEMALE | _PLURAL | _THING:
            return 0.0
        plural = _plural(token)
        if word in _PLURAL:
            fits = plural or (mention.kind in (Kind.ORG, Kind.PER) and mention.form is Form.NOMINAL and plural)
        elif word in _THING:
            fits = mention.kind in (Kind.ORG, Kind.GPE) and not plural and mention.head.text.lower() not in _MALE | _FEMALE
        else:
            fits = mention.kind is Kind.PER and not plural and mention.head.text.lower() not in _THING
            fits = fits and self._gender(number) in (None, word in _FEMALE)
        if not fits:
            return 0.0
        score = 1.0 / (1 + distance)
        if token.dep_ in ("nsubj", "nsubjpass"):
            score += 0.45
        if mention.form is Form.NAME:
            score += 0.15
        if mention.form is Form.PRONOUN and mention.head.text.lower() != word and distance == 0:
            score += 0.2
        if token.dep_ in ("poss", "compound", "amod", "nmod") and word not in ("its", "their"):
            score -= 0.3
        # nearer wins among equals
        return max(score - 0.004 * (pronoun.i - token.i), 0.01)

    def _gender(self, number: int) -> bool | None:
        """True for a woman, False for a man, None when the chain does not tell."""
        return self.gender[self._find(number)][1]


def _gender_of(mention: Mention) -> bool | None:
    words = {word.strip(".,").lower() for word in mention.span.text.split()}
    if words & _FEMALE:
        return True
    return False if words & _MALE else None


def _positions(starts: list[int], tokens: Sequence[Token | None]) -> list[int]:
    positions, current = [], 0
    for token in tokens:
        if token is not None:
            while current + 1 < len(starts) and starts[current + 1] <= token.i:
                current += 1
        positions.append(current)
    return positions


def _word_span(token: Token) -> Span:
    return Span(start=token.idx, end=token.idx + len(token), text=token.text)


def _fits(earlier: Mention, words: list[str]) -> bool:
    """Whether a name of the same surname can be the same person: no two different first names."""
    known = _ARTICLES.sub("", earlier.head.text).replace(".", "").lower().split()
    return (
        len(words) == 1
        or len(known) == 1
        or words[0] == known[0]
        or (words[0][0] == known[0][0] and 1 in (len(words[0]), len(known[0])))
    )


def _same_kind(left: Mention, right: Mention) -> bool:
    things = (Kind.ORG, Kind.GPE, Kind.LOC, Kind.FAC)
    return left.kind is right.kind or (left.kind in things and right.kind in things)


def _definite(token: Token) -> bool:
    return any(child.lower_ in ("the", "this", "that", "these", "those", "both") for child in token.lefts)


def _plural(token: Token | None) -> bool:
    return token is not None and (token.tag_ in ("NNS", "NNPS") or token.lower_ in _PLURAL or bool(list(token.conjuncts)))


def _expletive(token: Token) -> bool:
    """ "It is clear that", "it rained"."""
    verb = token.head
    return token.dep_ == "expl" or (
        verb.lemma_ == "be"
        and any(child.dep_ in ("ccomp", "acomp", "attr") for child in verb.children)
        and any(child.dep_ in ("ccomp", "xcomp", "advcl") for child in verb.children)
    )

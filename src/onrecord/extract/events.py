"""Which words tell an event, of what type and mode, and who takes part: the encoder's answers laid over the parse.

Invariant: every sighting's trigger is a word or phrase of the text outside its furniture; a mention plays at most one role in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.tokens import Doc, Token

from onrecord.codebook import load_codebook
from onrecord.extract.pieces import pieces_of
from onrecord.extract.syntax import MentionIndex, grammatical_roles, owner_of
from onrecord.models.session import Answer, Array, products, softmax
from onrecord.record import Article, Kind, Mention, Role, Span

#: words that can carry an event
_OPEN_CLASSES = frozenset(["VERB", "NOUN", "PROPN", "ADJ", "AUX"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """A mention in a role. `score` is the model's, from 0 to 1."""

    role: Role
    mention: Mention
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """One word of the text that tells an event, before sightings of the same event are put together."""

    token: int
    trigger: Span
    type: str
    mode: str | None
    played: tuple[Played, ...]
    #: the model's probabilities of the statuses
    statuses: dict[str, float]
    #: how certain readers would find it that this happened, from -3 to +3, in the model's eyes; None if the model does not tell
    factuality: float | None
    #: the mention that says where, if the model sees one
    place: Mention | None
    #: the model's probability that the word tells an event at all
    telling: float
    #: the model's probability of the type
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """How sure our models must be; chosen on practice articles that they had not seen, never on the gold."""

    #: from which probability on a word is taken to tell an event
    event: float = 0.4
    #: the chance of being right, participants included, from which on a report of what happened is kept
    kept: float = 0.25
    #: for the surest in a role
    role: float = 0.1
    #: for whoever plays it beside that one
    further: float = 0.4
    #: what the parse's word on a role is worth beside the encoder's, in logits
    parse: float = 3.0


def find_sightings(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    answers: Sequence[Answer],
    labels: Mapping[str, Sequence[str]],
    thresholds: Thresholds,
) -> tuple[Sighting, ...]:
    """Every word that tells an event, in text order.

    Args:
        doc: the parsed article.
        article: the article.
        mentions: those of the article.
        answers: the encoder's, window by window.
        labels: names of its labels by head.
        thresholds: how sure it must be.
    """
    return _Finder(doc, article, mentions, labels, thresholds).sightings(answers)


def told_sentences(doc: Doc, article: Article) -> list[tuple[int, int]]:
    """Where the sentences stand (code points) that tell something: all but the furniture."""
    furniture = [part.span for part in article.parts]
    return [
        (sentence.start_char, sentence.end_char)
        for sentence in doc.sents
        if not any(span.start <= sentence.start_char and sentence.end_char <= span.end for span in furniture)
    ]


class _Finder:
    def __init__(
        self,
        doc: Doc,
        article: Article,
        mentions: Sequence[Mention],
        labels: Mapping[str, Sequence[str]],
        thresholds: Thresholds,
    ) -> None:
        self.doc = doc
        self.text = article.text
        self.index = MentionIndex(doc, mentions)
        self.labels = labels
        self.thresholds = thresholds
        self.furniture = [part.span for part in article.parts]
        self.sentence = {token.i: number for number, sentence in enumerate(doc.sents) for token in sentence}

    def sightings(self, answers: Sequence[Answer]) -> tuple[Sighting, ...]:
        found = []
        for answer in answers:
            found.extend(self._in_window(answer))
        return tuple(sorted(found, key=lambda sighting: sighting.trigger))

    def _in_window(self, answer: Answer) -> list[Sighting]:
        pieces = pieces_of(self.doc, answer.window)
        kinds = softmax(answer.heads["type"])
        telling: dict[int, Array] = {}
        for token, positions in pieces.items():
            if self.doc[token].pos_ not in _OPEN_CLASSES or self._in_furniture(self.doc[token]):
                continue
            chances = kinds[positions[0]]
            if 1 - chances[0] >= self.thresholds.event:
                telling[token] = chances
        groups: list[list[int]] = []
        names = self.labels["type"]
        for token in sorted(telling):
            same = (
                groups
                and token == groups[-1][-1] + 1
                and self.sentence[token] == self.sentence[groups[-1][-1]]
                and _best(telling[token]) == _best(telling[groups[-1][-1]])
            )
            if same:
                groups[-1].append(token)
            else:
                groups.append([token])
        if not groups:
            return []
        players = self._players(pieces)
        return [
            # who takes part stands in the event's own sentence
            self._sighting(group, telling, names, answer, pieces, players.get(self.sentence[group[0]], []))
            for group in groups
        ]

    def _players(self, pieces: dict[int, list[int]]) -> dict[int, list[tuple[int, list[int], Mention]]]:
        """Tokens that stand for a mention (or for a thing that is a mention's), with their pieces, by sentence."""
        found: dict[int, list[tuple[int, list[int], Mention]]] = {}
        for token, positions in pieces.items():
            mention = self.index.mention_of(self.doc[token]) or owner_of(self.doc[token], self.index)
            if mention is not None:
                found.setdefault(self.sentence[token], []).append((token, positions, mention))
        return found

    def _sighting(
        self,
        group: list[int],
        telling: dict[int, Array],
        names: Sequence[str],
        answer: Answer,
        pieces: dict[int, list[int]],
        players: list[tuple[int, list[int], Mention]],
    ) -> Sighting:
        first, last = self.doc[group[0]], self.doc[group[-1]]
        # of several words that tell it together, the head of the others
        head = min(group, key=lambda token: (len(list(self.doc[token].ancestors)), -token))
        chances = np.mean([telling[token] for token in group], axis=0)
        kind = names[_best(chances)]
        position = pieces[head][0]
        roles, place = self._roles(
            answer, position, self.doc[head], pieces, [player for player in players if player[0] not in group]
        )
        return Sighting(
            token=head,
            trigger=Span.of(self.text, first.idx, last.idx + len(last)),
            type=kind,
            mode=self._mode(answer, position, kind),
            played=roles,
            statuses=self._statuses(answer, position),
            factuality=self._factuality(answer, position),
            place=place,
            telling=round(1 - float(chances[0]), 4),
            score=round(float(chances[_best(chances)]), 4),
        )

    def _mode(self, answer: Answer, position: int, kind: str) -> str | None:
        """The likeliest mode among those of the type, or none."""
        allowed = ["none", *load_codebook().types[kind].modes]
        labels = self.labels["mode"]
        chances = answer.heads["mode"][position]
        best = max(allowed, key=lambda mode: float(chances[labels.index(mode)]))
        return None if best == "none" else best

    def _statuses(self, answer: Answer, position: int) -> dict[str, float]:
        chances = softmax(answer.heads["status"][position])
        return {name: round(float(chance), 4) for name, chance in zip(self.labels["status"], chances, strict=True)}

    def _factuality(self, answer: Answer, position: int) -> float | None:
        if "factuality" not in answer.heads:
            return None
        return round(min(max(float(answer.heads["factuality"][position]), -3.0), 3.0), 2)

    def _roles(
        self,
        answer: Answer,
        position: int,
        word: Token,
        pieces: dict[int, list[int]],
        players: list[tuple[int, list[int], Mention]],
    ) -> tuple[tuple[Played, ...], Mention | None]:
        """The mentions of the window whose words the model gives a role, each in its likeliest one; and the likeliest place."""
        (scores,) = products(answer.heads["query"][[position]], answer.heads["key"])
        labels = self.labels["role"]
        for token, role in grammatical_roles(word).items():
            for place in pieces.get(token, ()):
                scores[place, labels.index(role.value)] += self.thresholds.parse
        chances = softmax(scores)
        played: dict[int, Played] = {}
        where, sure = None, self.thresholds.role
        for _, positions, mention in players:
            for role in Role:
                chance = round(float(np.mean(chances[positions, labels.index(role.value)])), 4)
                known = played.get(mention.number)
                if chance >= self.thresholds.role and (known is None or chance > known.score):
                    played[mention.number] = Played(role=role, mention=mention, score=chance)
            here = float(np.mean(chances[positions, labels.index("place")]))
            if here > sure and mention.kind in (Kind.GPE, Kind.LOC, Kind.FAC):
                where, sure = mention, here
        return self._chosen(played), where

    def _chosen(self, played: dict[int, Played]) -> tuple[Played, ...]:
        """The surest in each role, and whoever else plays it surely enough; in text order."""
        surest = {role: max((one.score for one in played.values() if one.role is role), default=0.0) for role in Role}
        chosen = [one for one in played.values() if one.score >= self.thresholds.further or one.score == surest[one.role]]
        return tuple(sorted(chosen, key=lambda one: one.mention.number))

    def _in_furniture(self, token: Token) -> bool:
        return any(span.start <= token.idx < span.end for span in self.furniture)


def _best(chances: Array) -> int:
    """The likeliest type, "none" (the first) left aside."""
    return int(np.argmax(chances[1:])) + 1

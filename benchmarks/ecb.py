"""Event coreference on ECB+: gold mentions, documents put together by their words, chains by a pair model.

The model of `onrecord.link.pairs` rests on reports (types, participants, days, places), which ECB+'s sentences without a day or an
outlet hardly yield; here another is learned on what a gold mention has, and judged on topics that it has not seen.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.model_selection import GroupKFold

from benchmarks.clusters import b_cubed, ceaf_e, conll, muc
from benchmarks.ecbmentions import EcbMention, read_mentions
from benchmarks.ecbsyntax import compared, document_vector
from benchmarks.scores import table, write_section
from onrecord.link.cluster import Judged, cluster
from onrecord.link.terms import vectors
from onrecord.record import Article

FOLDS = 5
#: average cosine from which on documents are one cluster
TOGETHER = 0.14
#: average chances from which on mentions are one event, of which the other topics choose
JOINED = (0.3, 0.35, 0.4, 0.45, 0.5)


def measure_ecb(path: Path, *, write: bool) -> float:
    """CoNLL F1, every topic judged by a model that has not seen it.

    Args:
        path: ecbplus_dev.jsonl.
        write: whether to put the figures into docs/scores.md.
    """
    mentions, documents = read_mentions(path)
    gold = {one.id: one.chain for one in mentions}
    cosines = document_cosines(documents)
    rooms = document_clusters(documents, cosines)
    meanings = {name: document_vector(text) for name, text in documents.items()}
    found = learned(mentions, cosines, rooms, meanings)
    lemma = {one.id: f"{rooms[one.doc]}:{one.lemma}" for one in mentions}
    rows = [["chains by", "MUC", "B-cubed", "CEAF-e", "CoNLL F1"]]
    for name, chains in (("head lemma within document clusters", lemma), ("pair model within document clusters", found)):
        scores = [measure(gold, chains).f1 for measure in (muc, b_cubed, ceaf_e)]
        rows.append([name, *(f"{score:.3f}" for score in scores), f"{conll(gold, chains):.3f}"])
    body = table(rows) + (
        "\n\nGold mentions, predicted document clusters, single mentions counted; cross-validated by topic: model and threshold of "
        "a topic are those of other topics; that of document clusters was chosen on the same."
    )
    print(body)
    if write:
        data = (
            f"{len(mentions)} event mentions in {len(documents)} documents of {len({one.topic for one in mentions})} topics (ECB+)"
        )
        write_section("Event coreference", "python -m benchmarks.linking --ecb FILE --write", data, body)
    return conll(gold, found)


Cosines = Mapping[tuple[str, str], float]
#: what a document is about, by the table of meanings
Meanings = Mapping[str, NDArray[np.float32]]


def document_cosines(documents: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Likeness of documents by their words, weighed as those of articles are."""
    names = sorted(documents)
    weighed = vectors([Article(id=name, text=documents[name]) for name in names])
    dense = np.zeros((len(names), weighed.size), dtype=np.float32)
    for place in range(len(names)):
        terms, weights = weighed.of(place)
        dense[place, terms] = weights
    alike = dense @ dense.T
    return {(names[left], names[right]): float(alike[left, right]) for left, right in combinations(range(len(names)), 2)}


def document_clusters(documents: Mapping[str, str], cosines: Cosines, together: float = TOGETHER) -> dict[str, int]:
    """Documents by average linkage of their cosines; no topic is told."""
    names = sorted(documents)
    groups = cluster(names, {pair: cosine for pair, cosine in cosines.items() if cosine > 0.02}, Judged(()), joined=together)
    return {name: number for number, group in enumerate(groups) for name in group}


def learned(mentions: Sequence[EcbMention], cosines: Cosines, rooms: Mapping[str, int], meanings: Meanings) -> dict[str, str]:
    """Chains: for each mention the first of its chain; model and threshold of a topic come from others."""
    pairs, features, same, topics = _pairs(mentions, cosines, rooms, meanings)
    chances = np.zeros(len(pairs))
    fold_of: dict[str, int] = {}
    for fold, (seen, unseen) in enumerate(GroupKFold(n_splits=FOLDS).split(features, same, topics)):
        fold_of |= {topics[place]: fold for place in unseen}
        model = HistGradientBoostingClassifier(
            max_iter=100, learning_rate=0.08, max_leaf_nodes=15, l2_regularization=1.0, random_state=0
        )
        model.fit(features[seen], same[seen])
        chances[unseen] = model.predict_proba(features[unseen])[:, 1]
    likely = {pair: float(chance) for pair, chance in zip(pairs, chances, strict=True)}
    found = {joined: chains(mentions, rooms, likely, joined) for joined in JOINED}
    held = {one.id: fold_of.get(one.topic, 0) for one in mentions}
    gold = {one.id: one.chain for one in mentions}
    settled: dict[str, str] = {}
    for fold in range(FOLDS):
        others = {mention: chain for mention, chain in gold.items() if held[mention] != fold}
        scores = {joined: conll(others, {mention: made[mention] for mention in others}) for joined, made in found.items()}
        best = max(JOINED, key=scores.__getitem__)
        settled |= {mention: f"{best}:{found[best][mention]}" for mention in gold if held[mention] == fold}
    return settled


def chains(
    mentions: Sequence[EcbMention], rooms: Mapping[str, int], likely: Mapping[tuple[str, str], float], joined: float
) -> dict[str, str]:
    """Average linkage within each document cluster."""
    held: dict[int, list[str]] = {}
    for one in mentions:
        held.setdefault(rooms[one.doc], []).append(one.id)
    by_room: dict[int, dict[tuple[str, str], float]] = {}
    room_of = {one.id: rooms[one.doc] for one in mentions}
    for pair, chance in likely.items():
        by_room.setdefault(room_of[pair[0]], {})[pair] = chance
    return {
        mention: group[0]
        for room, names in held.items()
        for group in cluster(names, by_room.get(room, {}), Judged(()), joined=joined)
        for mention in group
    }


def _pairs(
    mentions: Sequence[EcbMention], cosines: Cosines, rooms: Mapping[str, int], meanings: Meanings
) -> tuple[list[tuple[str, str]], NDArray[np.float32], NDArray[np.bool_], list[str]]:
    held: dict[int, list[EcbMention]] = {}
    for one in mentions:
        held.setdefault(rooms[one.doc], []).append(one)
    rarity = _rarity(mentions)
    pairs, rows, same, topics = [], [], [], []
    for room in held.values():
        for left, right in combinations(room, 2):
            pairs.append((left.id, right.id))
            rows.append(
                [
                    *_features(left, right, cosines, rarity),
                    *compared(left.around, right.around),
                    float(meanings[left.doc] @ meanings[right.doc]),
                ]
            )
            same.append(left.chain == right.chain)
            topics.append(left.topic)
    return pairs, np.array(rows, dtype=np.float32), np.array(same), topics


def _rarity(mentions: Sequence[EcbMention]) -> dict[str, float]:
    """In how many documents a lemma tells an event: what is said everywhere binds nothing."""
    documents: dict[str, set[str]] = {}
    for one in mentions:
        documents.setdefault(one.lemma, set()).add(one.doc)
    return {lemma: float(np.log(len(held))) for lemma, held in documents.items()}


def _features(left: EcbMention, right: EcbMention, cosines: Cosines, rarity: Mapping[str, float]) -> list[float]:
    kinds = float(left.kinds @ right.kinds)
    norm = float(np.linalg.norm(left.vector) * np.linalg.norm(right.vector)) or 1.0
    return [
        float(left.lemma == right.lemma),
        float(left.text == right.text),
        float(bool(left.stems & right.stems)),
        float(left.lemma[:4] == right.lemma[:4]),
        float(left.verb) + float(right.verb),
        float(left.verb == right.verb),
        (rarity[left.lemma] + rarity[right.lemma]) / 2,
        min(rarity[left.lemma], rarity[right.lemma]),
        kinds,
        float(left.kinds[0] + right.kinds[0]) / 2,
        float(left.vector @ right.vector) / norm,
        _cosine(left.context, right.context),
        1.0 if left.doc == right.doc else cosines[min(left.doc, right.doc), max(left.doc, right.doc)],
        _share(left.before, right.before),
        _share(left.after, right.after),
        _share(left.before | left.after, right.before | right.after),
        float(len(left.names & right.names)),
        float(bool(left.numbers & right.numbers)),
        float(bool(left.numbers and right.numbers) and not left.numbers & right.numbers),
        float(left.doc == right.doc),
        abs(len(left.context) - len(right.context)) / 10,
        float(min(len(left.context), len(right.context))),
        _letters(left.lemma, right.lemma),
    ]


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / min(len(left), len(right)) if left and right else -1.0


def _letters(left: str, right: str) -> float:
    ours, theirs = ({word[place : place + 3] for place in range(len(word) - 2)} for word in (f"^{left}$", f"^{right}$"))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0

"""Gold mentions of ECB+ with what can be told of each from its sentence: words, lemma, neighbours, what the encoder sees.

Invariant: a mention's features come from its own document; nothing of the chains is looked at.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.ecbsyntax import Around, around
from onrecord.annotate.syntax import load_syntax
from onrecord.extract.syntax import words_of
from onrecord.link.sketches import stems, weighed
from onrecord.models.session import load_encoder
from onrecord.record import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class EcbMention:
    """One gold mention."""

    id: str
    doc: str
    topic: str
    chain: str
    text: str
    #: lemma of its head word
    lemma: str
    #: whether it is a verb
    verb: bool
    stems: frozenset[str]
    #: words of the sentence, weighted
    context: dict[str, float]
    #: lemmas of names and nouns in the sentence, before and after the mention
    before: frozenset[str]
    after: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]
    #: the encoder's chances of each type, and its vector for who takes part
    kinds: NDArray[np.float32]
    vector: NDArray[np.float32]
    #: who and what stands around it by parse
    around: Around


def read_mentions(path: Path) -> tuple[list[EcbMention], dict[str, str]]:
    """All mentions, and each document's text.

    Args:
        path: ecbplus_dev.jsonl.
    """
    nlp, encoder = load_syntax().nlp, load_encoder("events")
    mentions: list[EcbMention] = []
    documents: dict[str, str] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        # web addresses and days of printing stand in the first sentences of some
        documents[row["doc"]] = " ".join(one for one in row["sentences"].values() if "http" not in one)
        told: dict[int, list[dict[str, Any]]] = {}
        for event in row["events"]:
            told.setdefault(event["sentence"], []).append(event)
        for number, events in sorted(told.items()):
            text = row["sentences"][str(number)]
            words = text.split(" ")
            starts = np.cumsum([0, *(len(word) + 1 for word in words)])
            doc = nlp(text)
            answer = encoder.read(text, [(0, len(text))])[0]
            context = weighed(text)
            for event in events:
                places = event["tokens"]
                start, end = int(starts[places[0]]), int(starts[places[-1]] + len(words[places[-1]]))
                root = words_of(doc, Span.of(text, start, end)).root
                kinds, vector = _seen(answer, root.idx, root.idx + len(root))
                inside = frozenset(token.i for token in doc if token.idx < end and token.idx + len(token) > start)
                content = [token for token in doc if token.pos_ in ("NOUN", "PROPN", "NUM") and not start <= token.idx < end]
                mentions.append(
                    EcbMention(
                        id=event["id"],
                        doc=row["doc"],
                        topic=row["topic"],
                        chain=event["chain"],
                        text=event["text"].casefold(),
                        lemma=root.lemma_.casefold(),
                        verb=root.pos_ == "VERB",
                        stems=stems(event["text"]),
                        context=context,
                        before=frozenset(token.lemma_.casefold() for token in content if token.idx < start),
                        after=frozenset(token.lemma_.casefold() for token in content if token.idx >= end),
                        names=frozenset(token.text.casefold() for token in content if token.pos_ == "PROPN"),
                        numbers=frozenset(token.text for token in content if token.pos_ == "NUM"),
                        kinds=kinds,
                        vector=vector,
                        around=around(doc, root, inside, number),
                    )
                )
    return mentions, documents


def _seen(answer: object, start: int, end: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    offsets = answer.window.offsets  # type: ignore[attr-defined]
    heads = answer.heads  # type: ignore[attr-defined]
    place = next((number for number, (left, right) in enumerate(offsets) if left < end and right > start and right > left), 0)
    scores = heads["type"][place]
    powers = np.exp(scores - scores.max())
    return (powers / powers.sum()).astype(np.float32), heads["query"][place].reshape(-1).astype(np.float32)

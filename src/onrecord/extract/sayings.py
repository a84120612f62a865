"""Sources, cues and contents as the encoder sees them: its answers laid over the words of the parse.

Every word that may begin a cue is asked which words are its source, its cue and its content; of all ways to label the words of the
window, the likeliest is taken, each change of label having its price (Viterbi 1967).

Invariant: every saying has a cue and content, each made of whole words; no two sayings begin with the same word.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from onrecord.extract.pieces import pieces_of
from onrecord.models.session import Answer, products, softmax
from onrecord.record import Span, SpeakerKind

#: the probability from which on a word begins a cue
LIKELY = 0.45
#: what it costs to change the label from one word to the next, in nats
_CHANGE = 1.0

_BEFORE = re.compile(r"^[\s,;:.)\]–—-]*")
#: a mark that stands after a blank opens what comes next
_AFTER = re.compile(r"(?:[\s,;:(\[–—-]|(?<=\s)[\"“‘'])*$")
_MARKS = frozenset('"“”')


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution before it is known who its source is. Spans in text order."""

    source: Span | None
    cue: Span
    content: tuple[Span, ...]
    #: the outlet in between, if the model sees one
    medium: Span | None
    #: what kind of source the model takes it for
    kind: SpeakerKind
    #: the model's probability that there is a cue
    score: float


def find_sayings(doc: Doc, answers: Sequence[Answer], labels: Mapping[str, Sequence[str]]) -> list[Saying]:
    """All sayings of a text, in text order of their cues.

    Args:
        doc: the parsed text.
        answers: the encoder's, window by window.
        labels: names of its labels by head.
    """
    # spaCy puts a doc's text together anew each time it is asked
    text = doc.text
    return [saying for answer in answers for saying in _in_window(doc, text, answer, labels)]


def _in_window(doc: Doc, text: str, answer: Answer, labels: Mapping[str, Sequence[str]]) -> Iterator[Saying]:
    pieces = pieces_of(doc, answer.window)
    if not pieces:
        return
    words = list(pieces)
    firsts = np.array([pieces[word][0] for word in words])
    cue = answer.heads["cue"]
    chances = 1 - softmax(cue)[firsts, labels["cue"].index("none")]
    begins = np.flatnonzero(chances >= LIKELY)
    if not len(begins):
        return
    parts = list(labels["part"])
    scores = products(answer.heads["query"][firsts[begins]], answer.heads["key"])
    logs = scores - np.logaddexp.reduce(scores, axis=-1, keepdims=True)
    # a word's label is that of its pieces together
    bounds = np.append(firsts, pieces[words[-1]][-1] + 1)
    of_words = np.add.reduceat(logs, bounds[:-1], axis=1) / np.diff(bounds)[None, :, None]
    for row, begin in enumerate(begins):
        of_words[row, begin] = -np.inf
        of_words[row, begin, parts.index("cue")] = 0.0
    paths = _likeliest(of_words)
    taken: set[int] = set()
    for row in sorted(range(len(begins)), key=lambda row: (-float(chances[begins[row]]), int(begins[row]))):
        if int(begins[row]) in taken:
            # inside the cue of a likelier one
            continue
        runs = {part: _runs(paths[row] == number) for number, part in enumerate(parts)}
        # "WALLACE: …": a cue may be a mark alone, nothing else may
        runs |= {part: [run for run in runs[part] if _is_told(doc, words, run)] for part in parts if part != "cue"}
        mine = next(run for run in runs["cue"] if run[0] <= begins[row] <= run[1])
        taken.update(range(mine[0], mine[1] + 1))
        if not runs["content"]:
            continue
        source, medium = (max(runs[part], key=lambda run: run[1] - run[0], default=None) for part in ("source", "medium"))
        yield Saying(
            source=None if source is None else _span(doc, text, words, source),
            cue=_span(doc, text, words, mine),
            content=tuple(_trimmed(_span(doc, text, words, run), text) for run in runs["content"]),
            medium=None if medium is None else _span(doc, text, words, medium),
            kind=SpeakerKind(labels["kind"][int(answer.heads["kind"][firsts[begins[row]]].argmax())]),
            score=round(float(chances[begins[row]]), 4),
        )


def _likeliest(logs: NDArray[np.floating]) -> NDArray[np.int64]:
    """The likeliest labels of the words for each cue.

    Args:
        logs: (k, n, labels) log-probabilities.

    Returns:
        (k, n) numbers of labels.
    """
    k, n, count = logs.shape
    best = logs[:, 0].copy()
    before = np.zeros((n, k, count), dtype=np.int64)
    stay = np.arange(count)
    for word in range(1, n):
        top = best.argmax(axis=1)
        changed = best[np.arange(k), top, None] - _CHANGE
        before[word] = np.where(best >= changed, stay, top[:, None])
        best = np.maximum(best, changed) + logs[:, word]
    path = np.zeros((k, n), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    for word in range(n - 1, 0, -1):
        path[:, word - 1] = before[word][np.arange(k), path[:, word]]
    return path


def _runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Unbroken runs of marked words, first and last."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], marked.astype(np.int8), [0]))))
    return [(int(first), int(last) - 1) for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _is_told(doc: Doc, words: Sequence[int], run: tuple[int, int]) -> bool:
    """Whether a run holds more than marks."""
    return any(character.isalnum() for at in range(run[0], run[1] + 1) for character in doc[words[at]].text)


def _trimmed(span: Span, text: str) -> Span:
    """A content without the marks that part it from what stands around it, and with the quotation marks that are its own."""
    words = _BEFORE.sub("", span.text)
    start = span.end - len(words)
    words = _AFTER.sub("", words)
    end = start + len(words)
    if text[start - 1 : start] in _MARKS and _lacks(words, "”", "“"):
        start -= 1
    if text[end : end + 1] in _MARKS and _lacks(words, "“", "”"):
        end += 1
    return Span.of(text, start, end)


def _lacks(words: str, more: str, fewer: str) -> bool:
    """Whether a mark of the one kind is left without its partner."""
    return words.count(more) > words.count(fewer) or words.count('"') % 2 == 1


def _span(doc: Doc, text: str, words: Sequence[int], run: tuple[int, int]) -> Span:
    first, last = doc[words[run[0]]], doc[words[run[1]]]
    return Span.of(text, first.idx, last.idx + len(last))

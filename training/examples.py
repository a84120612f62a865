"""From labelled text to what the encoder learns from: pieces with their labels.

Two kinds of text come together: sentences of our own (all events and roles marked) and articles read by a coder (events marked
as phrases). Labels that a kind of text does not tell are IGNORED, never guessed.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.annotate.syntax import load_syntax
from onrecord.codebook import load_codebook
from onrecord.models.windows import Window, windows
from onrecord.record import Article, Status
from training.sentences import Sentence

IGNORED = -100
ROLES = ("actor", "recipient", "speaker", "medium", "place", "date")
_LETTERS = dict(zip("arsmpd", ROLES, strict=True))


def labels() -> dict[str, list[str]]:
    """What the last axis of each head stands for."""
    types = load_codebook().types
    modes = sorted({mode for kind in types.values() for mode in kind.modes})
    return {
        "type": ["none", *sorted(types)],
        "mode": ["none", *modes],
        "status": [status.value for status in Status],
        "role": ["none", *ROLES],
    }


@dataclass(slots=True, kw_only=True)
class Example:
    """One window of n pieces and its labels (numbers as in `labels()`)."""

    window: Window
    #: n labels each
    type: list[int]
    mode: list[int]
    status: list[int]
    #: first piece of each event word, and n role labels for it
    roles: list[tuple[int, list[int]]] = field(default_factory=list)
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    start: int
    end: int
    #: None where the type is not to be learned from
    type: str | None
    mode: str | None
    status: str | None
    roles: tuple[tuple[str, int, int], ...]
    #: roles that the labels do not place in this sentence
    untold: frozenset[str] = frozenset()


def own_examples(tokenizer: Tokenizer, sentences: Sequence[Sentence]) -> list[Example]:
    """Sentences of our own."""
    found = []
    for sentence in sentences:
        events = [
            _Event(
                start=event.start,
                end=event.end,
                type=event.type,
                mode=event.mode,
                status=event.status,
                roles=tuple((_LETTERS[role.role], role.start, role.end) for role in sentence.roles if role.event == event.number),
                # a second mention of an event is marked without roles
                untold=frozenset() if any(role.event == event.number for role in sentence.roles) else frozenset(ROLES),
            )
            for event in sentence.events
        ]
        for window in windows(tokenizer, sentence.text, [(0, len(sentence.text))]):
            found.append(_example(window, events, (), sentence.origin))
    return found


def gold_examples(tokenizer: Tokenizer, gold: Path) -> list[Example]:
    """Whole articles read by a coder (`gold/*.json`, `gold/texts/*.txt`), sentence by sentence."""
    syntax = load_syntax()
    found = []
    for path in sorted(gold.glob("*.json")):
        table = json.loads(path.read_text(encoding="utf-8"))
        text = (gold / "texts" / f"{table['doc']}.txt").read_text(encoding="utf-8")
        doc = syntax.annotate(Article(id=table["doc"], text=text))
        bounds = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        events, unsure = [], []
        for report in table["reports"]:
            for start, end in report["spans"]:
                words = doc.char_span(start, end, alignment_mode="expand")
                if words is None:
                    continue
                root = words.root
                roles, untold = _gold_roles(report, text, *_around(bounds, root.idx))
                events.append(
                    _Event(
                        start=root.idx,
                        end=root.idx + len(root),
                        type=None if report["optional"] else report["types"][0],
                        mode=report["modes"][0] if report["modes"] else None,
                        status=report["status"][0],
                        roles=roles,
                        untold=untold,
                    )
                )
                # within the phrase another word may carry the event as well
                unsure.append((start, end))
        for window in windows(tokenizer, text, bounds):
            found.append(_example(window, events, unsure, table["doc"]))
    return found


def _around(bounds: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    return next(((start, end) for start, end in bounds if start <= at < end), (0, 0))


def _gold_roles(report: dict, text: str, start: int, end: int) -> tuple[tuple[tuple[str, int, int], ...], frozenset[str]]:  # type: ignore[type-arg]
    """Where the participants' words stand in the sentence; a role whose words stand elsewhere is untold here."""
    roles = []
    untold = {"speaker", "medium", "place", "date"}
    for role in ("actor", "recipient"):
        for words, *_ in report[f"{role}_mentions"]:
            at = text.find(words, start, end) if words else -1
            if at >= 0:
                roles.append((role, at, at + len(words)))
            else:
                untold.add(role)
    return tuple(roles), frozenset(untold)


def _covered(window: Window, start: int, end: int) -> list[int]:
    return [index for index, (first, last) in enumerate(window.offsets) if first < last and first < end and start < last]


def _example(window: Window, events: Sequence[_Event], unsure: Sequence[tuple[int, int]], group: str) -> Example:
    table = labels()
    size = len(window.ids)
    example = Example(window=window, type=[0] * size, mode=[IGNORED] * size, status=[IGNORED] * size, group=group)
    for index in _without_text(window):
        example.type[index] = IGNORED
    for start, end in unsure:
        for index in _covered(window, start, end):
            example.type[index] = IGNORED
    for event in events:
        pieces = _covered(window, event.start, event.end)
        if not pieces:
            continue
        for index in pieces:
            if event.type is None:
                example.type[index] = IGNORED
                continue
            example.type[index] = table["type"].index(event.type)
            example.mode[index] = table["mode"].index(event.mode or "none")
            if event.status is not None:
                example.status[index] = table["status"].index(event.status)
        roles = [0] * size
        for index in _without_text(window):
            roles[index] = IGNORED
        for role, start, end in event.roles:
            for index in _covered(window, start, end):
                roles[index] = table["role"].index(role)
        if event.untold >= set(ROLES):
            continue
        if event.untold & {"actor", "recipient"}:
            # who is not named here may still be meant by a pronoun: what is unmarked teaches nothing
            roles = [label or IGNORED for label in roles]
        example.roles.append((pieces[0], roles))
    return example


def _without_text(window: Window) -> Iterator[int]:
    return (index for index, (first, last) in enumerate(window.offsets) if first == last)

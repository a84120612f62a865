"""From labelled text to what the encoder learns from: pieces, each with the answers that are right for it.

Sentences of our own (every event and role marked) and labels of ours on shared articles (speakers, media and dates not marked)
come together. Invariant: what a kind of text does not tell is never guessed: a piece's answers are a set, of which any is
right; an empty set teaches nothing.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from onrecord.annotate.syntax import Syntax
from onrecord.codebook import load_codebook
from onrecord.models.windows import Window, windows
from onrecord.record import Article, SpeakerKind, Status, article_id
from training.labels import LabelledEvent, LabelledSentence
from training.sentences import Sentence

ROLES = ("actor", "recipient", "speaker", "medium", "place", "date")
_LETTERS = dict(zip("arsmpd", ROLES, strict=True))
#: roles that labels on shared articles do not tell
_UNTOLD = frozenset(["speaker", "medium", "date"])


def labels() -> dict[str, list[str]]:
    """What the last axis of each head stands for."""
    types = load_codebook().types
    modes = sorted({mode for kind in types.values() for mode in kind.modes})
    return {
        "type": ["none", *sorted(types)],
        "mode": ["none", *modes],
        "status": [status.value for status in Status],
        "role": ["none", *ROLES],
        # words that tie a source to its words: of an attribution that stands in no other's content, or of one that does
        "cue": ["none", "outer", "inner"],
        "part": ["none", "source", "cue", "content", "medium"],
        # of the source, told at the cue
        "kind": [kind.value for kind in SpeakerKind],
    }


@dataclass(slots=True, kw_only=True)
class Example:
    """One window of n pieces with the right answers of each: sets of labels (as in `labels()`), as bits of a number."""

    window: Window
    #: n sets each
    type: list[int]
    mode: list[int]
    status: list[int]
    #: first piece of each event word, and n sets of roles for it
    roles: list[tuple[int, list[int]]] = field(default_factory=list)
    #: first piece of a word, and how certain it is that what it tells happened: from -3 (certainly not) to +3 (certainly)
    factuality: list[tuple[int, float]] = field(default_factory=list)
    #: where it comes from
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Event:
    start: int
    end: int
    types: tuple[str, ...]
    mode: str | None
    status: str
    #: None: nothing is told of roles
    roles: tuple[tuple[str, int, int], ...] | None
    untold: frozenset[str] = frozenset()
    optional: bool = False


def own_examples(tokenizer: Tokenizer, syntax: Syntax, lines: Iterable[Sentence]) -> list[Example]:
    """Lines of our own, sentence by sentence, as they are read."""
    found = []
    for sentence in lines:
        events = [
            _Event(
                start=event.start,
                end=event.end,
                types=(event.type,),
                mode=event.mode,
                status=event.status,
                # a second mention of an event is marked without roles
                roles=tuple((_LETTERS[role.role], role.start, role.end) for role in sentence.roles if role.event == event.number)
                or None,
            )
            for event in sentence.events
        ]
        doc = syntax.annotate(Article(id=article_id(sentence.text), text=sentence.text))
        for window in windows(tokenizer, sentence.text, [(one.start_char, one.end_char) for one in doc.sents]):
            found.append(_example(window, events, sentence.origin))
    return found


def label_examples(tokenizer: Tokenizer, sentences: Iterable[LabelledSentence]) -> list[Example]:
    """Sentences of shared articles with labels of ours."""
    found = []
    for sentence in sentences:
        for window in windows(tokenizer, as_printed(sentence.text), [(sentence.start, sentence.end)]):
            found.append(_example(window, [_of_label(event) for event in sentence.events], f"{sentence.source}:{sentence.key}"))
    return found


def as_printed(text: str) -> str:
    """Text of a tokenised corpus as a newspaper prints it, without moving any other character."""
    for split, joined in (("` `", '"  '), ("' '", '"  '), ("``", '" '), ("''", '" ')):
        text = text.replace(split, joined)
    return re.sub(r" (n't|'s|'re|'ve|'ll|'d)\b", r"\1 ", text)


def factuality_examples(tokenizer: Tokenizer, rows: Iterable[tuple[str, Sequence[tuple[int, int, float]]]]) -> list[Example]:
    """Texts with words (start, end) and how certain it is that what they tell happened, and nothing else told."""
    found = []
    for text, words in rows:
        for window in windows(tokenizer, as_printed(text), [(0, len(text))]):
            size = len(window.ids)
            example = Example(window=window, type=[0] * size, mode=[0] * size, status=[0] * size, group="factuality")
            for start, end, value in words:
                pieces = covered(window, start, end)
                if pieces:
                    example.factuality.append((pieces[0], value))
            found.append(example)
    return found


def _of_label(event: LabelledEvent) -> _Event:
    return _Event(
        start=event.start,
        end=event.end,
        types=event.types,
        mode=event.mode,
        status=event.status,
        roles=tuple((_LETTERS[name], *span) for name, spans in event.roles.items() for span in spans),
        untold=_UNTOLD,
        optional=event.optional,
    )


def covered(window: Window, start: int, end: int) -> list[int]:
    """The pieces that some code points lie in."""
    return [index for index, (first, last) in enumerate(window.offsets) if first < last and first < end and start < last]


def bits(names: Sequence[str], wanted: Iterable[str]) -> int:
    """A set of labels as bits of a number."""
    return sum(1 << names.index(name) for name in wanted)


def _example(window: Window, events: Sequence[_Event], group: str) -> Example:
    table = labels()
    size = len(window.ids)
    nothing = set(_without_text(window))
    example = Example(window=window, type=[1] * size, mode=[0] * size, status=[0] * size, group=group)
    for index in nothing:
        example.type[index] = 0
    for event in events:
        pieces = covered(window, event.start, event.end)
        if not pieces:
            continue
        types = (*event.types, "none") if event.optional else event.types
        for index in pieces:
            example.type[index] = bits(table["type"], types)
            example.mode[index] = bits(table["mode"], [event.mode or "none"])
            example.status[index] = bits(table["status"], [event.status])
        if event.roles is None:
            continue
        # what is not marked may still be something that these labels never mark
        roles = [0 if index in nothing else bits(table["role"], ["none", *event.untold]) for index in range(size)]
        for role, start, end in event.roles:
            for index in covered(window, start, end):
                roles[index] = bits(table["role"], [role])
        example.roles.append((pieces[0], roles))
    return example


def _without_text(window: Window) -> Iterator[int]:
    return (index for index, (first, last) in enumerate(window.offsets) if first == last)

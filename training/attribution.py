"""From texts with marked attributions to what the encoder learns of them.

PolNeAR marks outermost attributions only and no media, our own cases mark all; where the outlet stands is found by its name.

Invariant: within a content that PolNeAR marks, no word is taught
to be no cue of an inner attribution, only not to be one of an outer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tokenizers import Tokenizer

from onrecord.annotate.syntax import Syntax
from onrecord.models.windows import WIDE, Window, wide_windows
from onrecord.record import Article, article_id
from training import cases, polnear
from training.examples import bits, covered, labels

Piece = tuple[int, int]
#: what an outlet is called when it was named before
_SHORT = tuple(
    f"the {word}"
    for word in (
        "newspaper", "paper", "agency", "news agency", "channel", "broadcaster", "network", "station", "site", "website",
        "magazine", "daily", "weekly", "outlet", "programme", "program", "Times", "Post", "Journal",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One attribution, as far as the encoder is to learn it."""

    #: each part's pieces
    parts: dict[str, tuple[Piece, ...]]
    inner: bool
    #: kind of the speaker, where it is told
    kind: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A text, its sentences and its attributions."""

    text: str
    sentences: tuple[Piece, ...]
    sayings: tuple[Saying, ...]
    #: whether all inner attributions are marked
    complete: bool
    origin: str


@dataclass(slots=True, kw_only=True)
class PassageExample:
    """One window of n pieces with the right answers of each: sets of labels (as in `labels()`), as bits of a number."""

    window: Window
    #: n sets
    cue: list[int]
    #: n sets, told at the first piece of a cue
    kind: list[int]
    #: first piece of each cue, and n sets of parts of its attribution
    parts: list[tuple[int, list[int]]] = field(default_factory=list)
    #: where it comes from
    group: str = ""


def of_cases(syntax: Syntax, found: Iterable[cases.Case]) -> Iterator[Passage]:
    """Cases of our own."""
    for case in found:
        yield Passage(
            text=case.text,
            sentences=_sentences(syntax, case.text),
            sayings=tuple(
                Saying(
                    parts={
                        "source": (one.source,) if one.source else (),
                        "cue": (one.cue,) if one.cue else (),
                        "content": one.content,
                        "medium": _outlet(case, one),
                    },
                    inner=one.within is not None,
                    kind=one.speaker_kind,
                )
                for one in case.attributions
            ),
            complete=True,
            origin=case.id,
        )


def of_polnear(syntax: Syntax, articles: Iterable[tuple[str, str, list[polnear.Said]]]) -> Iterator[Passage]:
    """Articles in the form of PolNeAR."""
    for name, text, said in articles:
        yield Passage(
            text=text,
            sentences=_sentences(syntax, text),
            sayings=tuple(Saying(parts={part: tuple(sorted(one[part])) for part in polnear.ROLES}, inner=False) for one in said),
            complete=False,
            origin=name,
        )


def _outlet(case: cases.Case, told: cases.Told) -> tuple[Piece, ...]:
    """Where the outlet of an attribution is named beside its cue and outside its source and content; nowhere if it is not."""
    if told.medium is None or told.cue is None:
        return ()
    # as far as the sentence goes, about
    before = max(case.text.rfind(mark, 0, told.cue[0]) for mark in (". ", "\n", ".” ", '." '))
    after = min((at for mark in (". ", "\n") if (at := case.text.find(mark, told.cue[1])) >= 0), default=len(case.text))
    taken = [told.cue, *told.content, *([told.source] if told.source else [])]
    names = [told.medium, told.medium.removeprefix("The "), told.medium.removeprefix("the "), *_SHORT]
    for name in names:
        for match in re.finditer(rf"\b{re.escape(name)}\b", case.text[: after + 1]):
            if match.start() > before and not any(match.start() < end and start < match.end() for start, end in taken):
                return ((match.start(), match.end()),)
    return ()


def _sentences(syntax: Syntax, text: str) -> tuple[Piece, ...]:
    doc = syntax.annotate(Article(id=article_id(text), text=text))
    return tuple((sentence.start_char, sentence.end_char) for sentence in doc.sents)


def passage_examples(tokenizer: Tokenizer, passages: Iterable[Passage], *, room: int = WIDE) -> list[PassageExample]:
    """Windows of at most `room` pieces with the cues and parts of the attributions whose cue stands in them."""
    return [
        _example(window, passage)
        for passage in passages
        for window in wide_windows(tokenizer, passage.text, passage.sentences, room=room)
    ]


def _example(window: Window, passage: Passage) -> PassageExample:
    table = labels()
    size = len(window.ids)
    text = [0, *[1] * (size - 2), 0]
    example = PassageExample(window=window, cue=list(text), kind=[0] * size, group=passage.origin)
    if not passage.complete:
        for index in _all(window, [piece for one in passage.sayings for piece in one.parts["content"]]):
            example.cue[index] = bits(table["cue"], ("none", "inner"))
    for one in passage.sayings:
        cue = _all(window, one.parts["cue"])
        # the windows cover the text one after the other: a cue that began in the one before is that one's
        if not cue or min(one.parts["cue"])[0] < window.offsets[1][0]:
            continue
        example.cue[cue[0]] = bits(table["cue"], ["inner" if one.inner else "outer"])
        if one.kind is not None:
            example.kind[cue[0]] = bits(table["kind"], [one.kind])
        # what is nothing that PolNeAR marks may still be an outlet
        parts = list(text) if passage.complete else [bit and bits(table["part"], ("none", "medium")) for bit in text]
        for part, pieces in one.parts.items():
            for index in _all(window, pieces):
                parts[index] = bits(table["part"], [part])
        example.parts.append((cue[0], parts))
    return example


def _all(window: Window, pieces: Sequence[Piece]) -> list[int]:
    return sorted({index for start, end in pieces for index in covered(window, start, end)})

"""Which time expression governs an event word: the nearest in the parse that tells of it and of nothing else.

Invariant: an expression that dates another clause ("since Hamas took power in March", "than on Sunday") is never the event's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from onrecord.record import Attribution, TimeExpression

_SAYING = frozenset(["say", "tell", "add", "report", "announce"])
#: clauses that begin with these have a time of their own
_APART = frozenset(["since", "than", "although", "though", "unlike"])
#: what is told in a clause after these had happened by the time of what stands above it
_BY_THEN = frozenset(["after", "because", "since"])
#: a noun behind these is spoken of on the day, and happened by then: "expressed regret on Monday over the killing"
_ABOUT = frozenset(["about", "over", "for", "against", "to", "regarding", "of"])
#: within these the event took place: "killed in fights that broke out on Sunday"
_WITHIN = frozenset(["in", "during", "amid", "at"])

_CLOCK = re.compile(r"\d{1,2}(?::\d\d){0,2}(?: ?[ap]\.?m\.?)?(?: (?:GMT|EST|EDT|local time))?", re.IGNORECASE)
#: characters between an hour and its day
_BESIDE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Governing:
    """An expression and how it is tied to the event word."""

    expression: TimeExpression
    #: whether it dates a word above the event's, by which time the event had happened
    loose: bool


def governing(
    anchor: Token, times: Sequence[TimeExpression], attribution: Attribution | None, *, speech: bool = False
) -> Governing | None:
    """The expression that dates a word; None where its sentence has none.

    Args:
        anchor: the event word, or the word of saying for one's own words.
        times: of the whole text.
        attribution: whose content the event is; what dates its cue does not date the event.
        speech: whether the event is an act of speech, which a verb of saying above it dates.
    """
    doc, sentence = anchor.doc, anchor.sent
    above = _above(anchor, speech=speech)
    found: list[tuple[bool, int, int, TimeExpression]] = []
    here = [one for one in times if sentence.start_char <= one.span.start < sentence.end_char]
    for expression in here:
        words = doc.char_span(expression.span.start, expression.span.end, alignment_mode="expand")
        if words is None or (attribution is not None and _of_saying(expression, words.root, attribution)):
            continue
        tie = _tie(above, words.root)
        if tie is not None:
            found.append((tie[1], tie[0], abs(words.root.i - anchor.i), _dated(expression, here)))
    if not found:
        return None
    loose, *_, expression = min(found, key=lambda one: one[:3])
    return Governing(expression=expression, loose=loose)


def _dated(expression: TimeExpression, others: Sequence[TimeExpression]) -> TimeExpression:
    """The expression itself, or for a mere hour the day beside it: "at 9:05 a.m. (3:05 GMT) Tuesday"."""
    if not _CLOCK.fullmatch(expression.span.text):
        return expression
    days = [one for one in others if not _CLOCK.fullmatch(one.span.text)]
    gaps = [max(one.span.start - expression.span.end, expression.span.start - one.span.end) for one in days]
    return days[gaps.index(min(gaps))] if gaps and min(gaps) <= _BESIDE else expression


def _above(anchor: Token, *, speech: bool) -> dict[int, tuple[int, bool]]:
    """The words over the event word: how far up, and whether what dates them only tells by when the event had happened."""
    above = {anchor.i: (0, False)}
    here, steps, loose = anchor, 0, False
    while here.head.i != here.i:
        if here.dep_ in ("ccomp", "parataxis") and here.head.lemma_ in _SAYING and not speech:
            break
        spoken_of = here.dep_ == "prep" and here.lower_ in _ABOUT and anchor.pos_ in ("NOUN", "PROPN") and here.head.pos_ == "VERB"
        by_then = here.dep_ == "advcl" and _mark(here) in _BY_THEN
        loose = loose or spoken_of or by_then or here.dep_ in ("relcl", "acl")
        here = here.head
        steps += 1
        above[here.i] = (steps, loose)
    return above


def _tie(above: dict[int, tuple[int, bool]], when: Token) -> tuple[int, bool] | None:
    """How far a time is from the event word in the parse, and whether loosely; None where it dates something else."""
    if when.dep_ == "poss" and when.head.i not in above and not _happens_within(when, above):
        # "condemned Monday's attack": only the attack was on Monday
        return None
    here, steps = when, 0
    while here.i not in above:
        if here.head.i == here.i:
            return None
        if steps and here.dep_ in ("relcl", "acl") and not _happens_within(here, above) and not _at_the_time(here, above):
            return None
        if steps and here.dep_ in ("advcl", "pcomp") and _mark(here) in _APART:
            return None
        here = here.head
        steps += 1
    up, loose = above[here.i]
    return steps + up, loose


def _happens_within(clause: Token, above: dict[int, tuple[int, bool]]) -> bool:
    noun = clause.head
    return noun.dep_ == "pobj" and noun.head.lower_ in _WITHIN and above.get(noun.head.head.i, (1, True))[0] == 0


def _at_the_time(clause: Token, above: dict[int, tuple[int, bool]]) -> bool:
    """Whether it stands in a clause that tells when: "killed when extremists began a campaign aimed at churches on Sunday"."""
    here = clause.head
    while here.i not in above and here.head.i != here.i:
        if here.dep_ == "advcl" and any(child.lower_ == "when" for child in here.children):
            return True
        here = here.head
    return False


def _mark(clause: Token) -> str:
    return next((child.lower_ for child in clause.children if child.dep_ == "mark"), "")


def _of_saying(expression: TimeExpression, root: Token, attribution: Attribution) -> bool:
    """Whether an expression dates the cue: it hangs on it, outside of what was said."""
    cue = attribution.cue
    if cue is None or any(span.covers(expression.span) for span in attribution.content):
        return False
    governors = (root.head, root.head.head)
    return any(cue.start <= one.idx < cue.end for one in governors)

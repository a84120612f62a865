"""Quotation marks in pairs: which stretches of a text stand between them.

Invariant: quotations do not overlap and stand in text order; each span holds the words without the marks. Text with unbalanced,
nested, curly, low, guillemet or typewriter marks never raises and never runs past the end of a paragraph that does not go on
with an opening mark of its own.
"""

import re
from dataclasses import dataclass

from onrecord.record import Span

_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=[\"“«„])")
_MARK = re.compile(r"[\"“”„«»‟]|''|``")
#: what opens a quotation, and what closes it
_PARTNERS = {"“": "”", "‟": "”", "„": "“”", "«": "»", "»": "«", '"': '"', "``": "''", "''": "''"}
#: what closes it when no true partner does: typists mix curly marks with straight ones
_LOOSE = {"“": '"', "‟": '"', "„": '"', '"': "”", "``": '"'}
_ALWAYS_OPEN = frozenset(["“", "„", "«", "‟", "``"])

#: quotations within quotations; further marks are noise
DEEPEST = 4
#: in words: a shorter quotation without a verb is a scare quote or a title
SCARE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation: the words between the marks."""

    span: Span
    #: whether it goes on with the quotation of the paragraph before
    continues: bool = False

    @property
    def words(self) -> int:
        """How many words it has."""
        return len(self.span.text.split())


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations of a text, however short."""
    found: list[Quotation] = []
    left_open = False
    start = 0
    for end in [*(match.start() for match in _PARAGRAPH.finditer(text)), len(text)]:
        inside, left_open = _paragraph(text, start, end, goes_on=left_open)
        found.extend(inside)
        start = end
    return tuple(found)


def _paragraph(text: str, start: int, end: int, *, goes_on: bool) -> tuple[list[Quotation], bool]:
    """The quotations of one paragraph, and whether its last one was never closed."""
    found: list[Quotation] = []
    # the marks that are open, the outermost first
    opened: list[re.Match[str]] = []
    marks = list(_MARK.finditer(text, start, end))

    def continues() -> bool:
        return goes_on and not text[start : opened[0].start()].strip()

    for number, mark in enumerate(marks):
        before = text[mark.start() - 1] if mark.start() > start else " "
        after = text[mark.end()] if mark.end() < end else " "
        level = _closes(mark[0], [one[0] for one in opened])
        if _opens(mark[0], before, after, inside=bool(opened), partner=level is not None):
            if len(opened) < DEEPEST:
                opened.append(mark)
        elif level is not None:
            if mark[0] == '"' and before.isdigit() and sum(other[0] == '"' for other in marks[number + 1 :]) % 2:
                # inches: another mark has to be left for the one that is open
                continue
            if level == 0:
                _keep(found, text, opened[0].end(), mark.start(), continues=continues())
            del opened[level:]
    if not opened:
        return found, False
    # an opening mark without a partner is a quotation only when it is the last one open or began the paragraph
    if len(opened) == 1 or not text[start : opened[0].start()].strip():
        _keep(found, text, opened[0].end(), end, continues=continues())
    return found, True


def _opens(mark: str, before: str, after: str, *, inside: bool, partner: bool) -> bool:
    """Whether a mark opens a quotation, by itself or by where it stands."""
    if mark in _ALWAYS_OPEN:
        # German closes with what English opens with
        return not partner
    if mark == "”" or after.isspace():
        return False
    return before.isspace() if inside or mark != '"' else not before.isdigit()


def _closes(mark: str, opened: list[str]) -> int | None:
    """Which of the open marks it closes: the innermost true partner, else the innermost loose one."""
    for partners in (_PARTNERS, _LOOSE):
        for level in range(len(opened) - 1, -1, -1):
            if mark in (partners.get(opened[level], ""), *partners.get(opened[level], "")):
                return level
    return None


def _keep(found: list[Quotation], text: str, start: int, end: int, *, continues: bool) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    # marks alone are no words
    if any(character.isalnum() for character in text[start:end]):
        found.append(Quotation(span=Span.of(text, start, end), continues=continues))

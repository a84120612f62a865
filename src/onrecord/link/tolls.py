"""How many were killed or wounded, by the words near an event.

Invariant: a toll is a number that stands in the text beside words of death or wounding; "dozens" and "several" are no numbers.
`least` and `about` are kept as they are said: "at least 26" does not contradict 30.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.record import Span

_UNITS = {
    word: number
    for number, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {
    word: 10 * number
    for number, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2)
}
_NUMBER = (
    r"(?P<number>\d{1,3}(?:,\d{3})+|\d+|(?:"
    + "|".join(_TENS)
    + r")(?:[- ](?:"
    + "|".join(list(_UNITS)[1:10])
    + r"))?|"
    + "|".join([*_UNITS, "a dozen", "two dozen", "a hundred"])
    + r")"
)
_BOUND = (
    r"(?:(?P<least>at least|more than|over|no fewer than|upwards of)|"
    r"(?P<about>about|some|around|nearly|almost|roughly|up to|an estimated))?\s*"
)
# who may stand between the number and what befell them; a comma or another number ends it
_WHO = r"(?:\s+(?!and\b|while\b|when\b)[A-Za-z’'-]+){0,6}?"
_WERE = r"(?:(?:were|was|had been|have been|has been|are|being|reported|lay|confirmed)\s+)*"
_KILLED = (
    r"(?:killed|dead|died|slain|massacred|lost their lives|perished|shot dead|were shot|fatalities|deaths|bodies|"
    r"hacked to death|stabbed to death)"
)
_WOUNDED = r"(?:wounded|injured|hurt|casualties)"
_KILLING = (
    r"(?:killed|killing|kills|kill|slaughtered|massacred|shot dead|shooting dead|took the lives of|cost the lives of|"
    r"claimed the lives of|left|hacked to death|the deaths? of|death of|lives of|"
    r"(?:death )?toll (?:had |has )?(?:rose|risen|stood|stands|put|climbed|was|is)?(?: (?:at|to|of))?|"
    r"(?:death )?toll (?:of|from|in) [^.;\d]{1,80}? (?:rose|risen|stood|stands|climbed|increased|fell) (?:at|to)|"
    r"put the (?:number of )?dead at|number of (?:people )?(?:dead|killed)[^.,;\d]{0,60}?(?:at|to|was))"
)
_WOUNDING = r"(?:wounded|wounding|injured|injuring|hurt|hurting)"
_NOT_PEOPLE = r"(?!\s*(?:per cent|percent|%|years?|days?|hours?|miles|km|kilomet|a\.m|p\.m|o'clock))"
_AFTER = rf"\s+{_BOUND}{_NUMBER}\b{_NOT_PEOPLE}"
_PATTERNS = tuple(
    (what, re.compile(pattern, re.IGNORECASE))
    for what, pattern in (
        ("killed", rf"\b{_BOUND}{_NUMBER}\b{_WHO}\s+{_WERE}{_KILLED}\b"),
        ("wounded", rf"\b{_BOUND}{_NUMBER}\b{_WHO}\s+{_WERE}{_WOUNDED}\b"),
        ("killed", rf"\b{_KILLING}{_AFTER}"),
        ("wounded", rf"\b{_WOUNDING}{_AFTER}"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A number of killed or wounded."""

    #: killed or wounded
    what: str
    number: int
    #: whether it is said to be at least so many
    least: bool
    #: whether it is said to be about so many
    about: bool
    #: the words, from the number to what befell them or the other way round
    span: Span

    def contradicts(self, other: "Toll") -> bool:
        """Whether both cannot be right."""
        if self.what != other.what:
            return False
        low, high = sorted((self, other), key=lambda toll: toll.number)
        if low.least or low.number == high.number:
            return False
        near = (low.about or high.about) and high.number - low.number <= 0.2 * high.number
        return not near


def tolls(text: str, start: int, end: int) -> Iterator[Toll]:
    """The tolls told between two places of a text, in text order for each pattern; the same words once."""
    taken: list[tuple[str, int, int]] = []
    for what, pattern in _PATTERNS:
        for found in pattern.finditer(text, start, end):
            number = _value(found["number"])
            here = (found.start("number"), found.end("number"))
            if number is None or any(one[0] == what and here == one[1:] for one in taken):
                continue
            taken.append((what, *here))
            yield Toll(
                what=what,
                number=number,
                least=found["least"] is not None,
                about=found["about"] is not None,
                span=Span.of(text, found.start() + len(found[0]) - len(found[0].lstrip()), found.end()),
            )


def _value(words: str) -> int | None:
    plain = words.lower().replace(",", "")
    if plain.isdecimal():
        number = int(plain)
        # a year is no toll
        return None if 1900 <= number <= 2100 and "," not in words else number
    fixed = {"a dozen": 12, "two dozen": 24, "a hundred": 100}
    if plain in fixed:
        return fixed[plain]
    if plain in _UNITS:
        return _UNITS[plain]
    ten, _, unit = plain.replace("-", " ").partition(" ")
    return _TENS[ten] + (_UNITS[unit] if unit else 0)

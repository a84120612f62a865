"""What the words of a date are read in, and which of several like days they then mean.

Invariant: a day that is not known is never guessed: whoever asks for it gets `Untold`.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from onrecord.record import Basis, TimeRange
from onrecord.resolve.dates.calendar import Days, Unit
from onrecord.resolve.dates.words import TENS, UNITS, Value

#: what a rule finds
Answer = tuple[Days, Basis]
#: how many times nearer a date must be to be read against the tense of its clause (chosen on half 0 of the measured dates)
AGAINST_TENSE = 5


class Untold(Exception):
    """The words need a day that is not known, or tell none. Never leaves `resolve_date`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What the words are read in."""

    published: date | None
    anchor: TimeRange | None
    tense: str | None
    country: str | None
    #: the whole expression, lower case
    text: str

    @property
    def definite(self) -> bool:
        """Whether the expression begins with "the": "the last week" is the seven days until now, "last week" the calendar's."""
        return self.text.startswith("the ")

    @property
    def coming(self) -> bool:
        """Whether the clause speaks of what is to come."""
        return self.tense == "future"

    @property
    def today(self) -> date:
        """The publication day.

        Raises:
            Untold: it is unknown.
        """
        if self.published is None:
            raise Untold
        return self.published

    @property
    def then(self) -> TimeRange:
        """The anchor.

        Raises:
            Untold: there is none.
        """
        if self.anchor is None:
            raise Untold
        return self.anchor


class Match:
    """The values of the words that a rule matched, by the name of the pattern's group."""

    def __init__(self, match: re.Match[str], values: list[Value]) -> None:
        self._match = match
        self._values = values

    def __contains__(self, group: str) -> bool:
        return group in self._match.re.groupindex and self._match.start(group) >= 0

    @property
    def groups(self) -> tuple[str, ...]:
        """The names of the groups that matched."""
        return tuple(group for group in self._match.re.groupindex if group in self)

    def value(self, group: str) -> Value:
        """The value of the group's first word."""
        return self._values[self._match.start(group)]

    def number(self, group: str, default: int = 0) -> int:
        """The value of the group's first word, which is a number."""
        if group not in self:
            return default
        value = self.value(group)
        assert isinstance(value, int)
        return value

    def total(self, group: str, default: int) -> int:
        """The values of the group's words in one number ("twenty-five"; "two or three" is the larger)."""
        if group not in self:
            return default
        start, end = self._match.span(group)
        numbers = [value for value in self._values[start:end] if isinstance(value, int)]
        return sum(numbers) if numbers[0] in TENS.values() and max(numbers[1:], default=0) < 10 else max(numbers)

    def unit(self, group: str = "unit") -> Unit:
        """The value of a word for a unit."""
        return UNITS[str(self.value(group))]


def nearest(candidates: list[Days], scene: Scene) -> Days:
    """Of ranges in order of time: the latest that has begun, or in a clause about the future the first that has not ended.

    A range that is nearer by far is taken against the tense ("record set on", "dividend payable on"); without a past or future
    tense the nearer one is taken.
    """
    if not candidates:
        raise Untold
    today = scene.today
    past = [days for days in candidates if days[0] <= today]
    coming = [days for days in candidates if days[1] >= today]
    if not past or not coming:
        return (past or coming)[-1 if past else 0]
    behind = max(0, (today - past[-1][1]).days)
    ahead = max(0, (coming[0][0] - today).days)
    weight = {"past": AGAINST_TENSE, "future": 1 / AGAINST_TENSE}.get(scene.tense or "", 1)
    return coming[0] if ahead * weight < behind or (scene.coming and ahead == behind) else past[-1]


def each_year(make: Callable[[int], Days], scene: Scene) -> list[Days]:
    """What comes round every year, in the years around the publication day; years that lack it are passed over."""
    days = []
    for year in range(scene.today.year - 8, scene.today.year + 9):
        try:
            days.append(make(year))
        except ValueError:  # 29 February
            continue
    return days


def _year_of(match: Match, scene: Scene) -> int | None:
    """The year that the words give with a month or a day: "2011", "last year"."""
    if "year" in match:
        return match.number("year")
    if "rel" in match:
        return scene.today.year + match.number("rel")
    if "that" in match:
        return scene.then.earliest.year + match.number("that")
    return None


def yearly(match: Match, scene: Scene, make: Callable[[int], Days]) -> Answer:
    """What comes round every year, in the year that the words give or else in the nearest."""
    year = _year_of(match, scene)
    if year is not None:
        return make(year), Basis.INFERRED if "that" in match else Basis.STATED
    return nearest(each_year(make, scene), scene), Basis.INFERRED


def beside(side: int, make: Callable[[int], Days], scene: Scene) -> Answer:
    """What "last May", "this May", "next May" tell: the nearest before, in, or after the present one."""
    if side == 0:
        return make(scene.today.year), Basis.STATED
    options = each_year(make, scene)
    past = [days for days in options if days[1] < scene.today]
    coming = [days for days in options if days[0] > scene.today]
    if not (past if side < 0 else coming):
        raise Untold
    return past[-1] if side < 0 else coming[0], Basis.STATED

"""Days, weeks, months, quarters and years of the calendar as ranges of days.

Invariant: a function's answer depends on its arguments alone; a range begins no later than it ends. A day that is in no calendar is
a ValueError, a year beyond it a ValueError or OverflowError, as `datetime` has it.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

#: first and last day, both included
Days = tuple[date, date]
Unit = Literal["hour", "day", "week", "fortnight", "weekend", "month", "quarter", "half", "year", "decade", "century"]


def one_day(day: date) -> Days:
    """A day as a range."""
    return day, day


def whole_month(year: int, month: int) -> Days:
    """A month, 1 to 12."""
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def whole_months(year: int, month: int, count: int) -> Days:
    """`count` months from the first of `month`, which may lie beyond December or before January."""
    first = date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)
    index = first.month + count - 2
    return first, whole_month(first.year + index // 12, index % 12 + 1)[1]


def whole_years(year: int, count: int = 1) -> Days:
    """`count` years from the first of January of `year`."""
    return date(year, 1, 1), date(year + count - 1, 12, 31)


def around(day: date, unit: Unit) -> Days:
    """The unit of the calendar in which a day lies; weeks begin on Monday (ISO 8601)."""
    if unit in ("day", "hour"):
        return one_day(day)
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if unit == "weekend":
        saturday = day - timedelta(days=day.weekday() - 5)
        return saturday, saturday + timedelta(days=1)
    if unit in ("month", "quarter", "half"):
        count = {"month": 1, "quarter": 3, "half": 6}[unit]
        return whole_months(day.year, (day.month - 1) // count * count + 1, count)
    count = {"year": 1, "decade": 10, "century": 100}[unit]
    return whole_years(day.year // count * count, count)


def shift(day: date, unit: Unit, count: int) -> date:
    """The day `count` units away; the last of the month where that month is shorter."""
    days = {"hour": 0, "day": 1, "week": 7, "fortnight": 14, "weekend": 7}
    if unit in days:
        return day + timedelta(days=days[unit] * count)
    months = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}[unit] * count
    first, last = whole_months(day.year, day.month + months, 1)
    return min(first + timedelta(days=day.day - 1), last)


def weekday_beside(day: date, weekday: int, direction: int) -> date:
    """The nearest such weekday strictly before or after a day.

    Args:
        day: the day to go from.
        weekday: 0 is Monday.
        direction: negative for before, else after.
    """
    if direction < 0:
        return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def easter(year: int) -> date:
    """Easter Sunday (Gregorian; the anonymous algorithm, Meeus 1991, chapter 8)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * k) // 451
    month, day = divmod(h + k - 7 * m + 114, 31)
    return date(year, month, day + 1)

"""How words are read that name days: "3 May", "Easter", "the first quarter", "on Monday", "the nineties".

Early, late and middle parts stand for their whole ("late January" is January), as TimeML's values do: a range is too wide rather
than too narrow.

Invariant: every function takes what a rule matched and the scene, and gives days with their basis, or raises `Untold` or, for days
that are in no calendar, ValueError or OverflowError.
"""

import re
from datetime import date, timedelta

from onrecord.record import Basis
from onrecord.resolve.dates.calendar import (
    Days,
    around,
    easter,
    one_day,
    shift,
    weekday_beside,
    whole_month,
    whole_months,
    whole_years,
)
from onrecord.resolve.dates.scene import Answer, Match, Scene, Untold, beside, each_year, nearest, yearly
from onrecord.resolve.dates.words import HOLIDAYS, SEASONS

ATTACKS = date(2001, 9, 11)
#: countries whose seasons are the other way round
SOUTHERN = frozenset([
    "AUS", "NZL", "ARG", "CHL", "URY", "PRY", "BOL", "PER", "BRA", "ZAF", "LSO", "SWZ", "BWA", "NAM", "ZWE", "MOZ", "MDG",
    "ZMB", "MWI", "AGO", "MUS", "REU", "FJI", "WSM", "TON", "VUT", "NCL", "PNG", "SLB", "TLS",
])  # fmt: skip
#: countries that write the month first ("5/3/2011" is the third of May); so does a text that gives no country
MONTH_FIRST = frozenset({"USA", "PHL", "FSM", "PLW", "MHL", "GUM", "PRI", "ASM", "CAN"})


def numeric(match: Match, scene: Scene) -> Answer:
    """A day in figures: "2011-05-03", "3.5.2011"; whether "5/3/2011" begins with the month is the country's custom."""
    parts = [int(part) for part in re.split(r"[-/.]", str(match.value("numeric")))]
    if parts[0] > 31:
        return one_day(date(*parts)), Basis.STATED
    first, second, year = parts
    if year < 100:
        # POSIX's pivot for two digits
        year += 1900 if year >= 69 else 2000
    month_first = "." not in str(match.value("numeric")) and (scene.country is None or scene.country in MONTH_FIRST)
    month, day = (first, second) if (month_first and first <= 12) or second > 12 else (second, first)
    basis = Basis.STATED if max(first, second) > 12 or first == second or "." in str(match.value("numeric")) else Basis.INFERRED
    return one_day(date(year, month, day)), basis


def attacks(match: Match, scene: Scene) -> Answer:
    """The attacks of "9/11"."""
    return one_day(ATTACKS), Basis.STATED


def holiday(match: Match, scene: Scene) -> Answer:
    """A feast, or its week or weekend: "last Christmas", "Thanksgiving weekend"."""
    name = str(match.value("holiday"))
    rule = HOLIDAYS.get(name.replace("years", "year's"))

    def make(year: int) -> Days:
        if rule is None:
            # Thanksgiving: the fourth Thursday of November
            first = date(year, 11, 1)
            day = first + timedelta(days=(3 - first.weekday()) % 7 + 21)
        elif isinstance(rule, int):
            day = easter(year) + timedelta(days=rule)
        else:
            day = date(year, *rule)
        if "unit" in match:
            return around(day, match.unit())
        return one_day(day)

    if "side" in match:
        return beside(match.number("side"), make, scene)
    return yearly(match, scene, make)


def day_of_month(match: Match, scene: Scene) -> Answer:
    """A day of a month, or its week: "3 May 2011", "May 3-5", "Friday, Oct. 23"."""
    month, first = match.number("month"), match.number("day")
    last = match.number("to", first)

    def make(year: int) -> Days:
        return date(year, month, first), date(year, month, last)

    if "side" in match:
        return beside(match.number("side"), make, scene)
    days, basis = yearly(match, scene, make)
    if "unit" in match:
        days = around(days[0], match.unit())
    if "weekday" in match and basis is Basis.INFERRED:
        # "Friday, Oct. 23" was a Friday in few years
        fitting = [days for days in each_year(make, scene) if days[0].weekday() == match.number("weekday")]
        days = nearest(fitting, scene) if fitting else days
    return days, basis


def month_of_year(match: Match, scene: Scene) -> Answer:
    """A month: "March 2005", "last May", "June"."""
    month = match.number("month")
    if "side" in match:
        return beside(match.number("side"), lambda year: whole_month(year, month), scene)
    return yearly(match, scene, lambda year: whole_month(year, month))


def share(match: Match, scene: Scene) -> Answer:
    """A part of a whole: "the first week of May", "the first three months of 2010", "the last week of June"."""
    unit, count = match.unit(), match.total("count", 1)
    if "month" in match:
        whole, basis = yearly(match, scene, lambda year: whole_month(year, match.number("month")))
    else:
        within = match.unit("of") if "of" in match else "year"
        whole = (
            whole_years(match.number("whole"))
            if "whole" in match
            else around(shift(scene.today, within, match.number("side")), within)
        )
        basis = Basis.STATED if "whole" in match or "side" in match else Basis.INFERRED
    if "last" in match:
        start = shift(whole[1] + timedelta(days=1), unit, -count)
        return (start, whole[1]), basis
    start = shift(whole[0], unit, (match.number("which") - 1) * count)
    return (start, shift(start, unit, count) - timedelta(days=1)), basis


def quarter(match: Match, scene: Scene) -> Answer:
    """Quarters and halves of a year: "the first quarter of 2004", "last year's second half"."""
    length = {"quarter": 3, "half": 6}[match.unit()]
    count = match.total("count", 1)
    first = (match.number("which") - 1) * length + 1
    if first > 12:
        raise Untold
    days, basis = yearly(match, scene, lambda year: whole_months(year, first, length * count))
    if "ago" in match:
        days = whole_months(days[0].year - 1, days[0].month, length * count)
    return days, basis


def season(match: Match, scene: Scene) -> Answer:
    """Three months by the name of a season: "the summer of 2006", "next spring"."""
    first = SEASONS[str(match.value("season"))]
    if scene.country in SOUTHERN:
        first = (first + 5) % 12 + 1
    if "side" in match and match.number("side") == 0:
        # "this summer" is the one that goes on or comes next, unless the clause is past
        return nearest(each_year(lambda year: whole_months(year, first, 3), scene), scene), Basis.INFERRED
    if "side" in match:
        return beside(match.number("side"), lambda year: whole_months(year, first, 3), scene)
    return yearly(match, scene, lambda year: whole_months(year, first, 3))


def weekday(match: Match, scene: Scene) -> Answer:
    """A day of the week: "Monday", "last Friday", "Monday last week"."""
    weekday = match.number("weekday")
    if "rel" in match or "that" in match:
        # "Monday last week"
        day = shift(scene.today, "week", match.number("rel")) if "rel" in match else scene.then.earliest
        return one_day(around(day, "week")[0] + timedelta(days=weekday)), Basis.STATED
    if "from" in match and match.number("from") != 0:
        return one_day(weekday_beside(scene.then.earliest, weekday, match.number("from"))), Basis.INFERRED
    side = match.number("side") if "side" in match else None
    if side is not None and side != 0:
        return one_day(weekday_beside(scene.today, weekday, side)), Basis.STATED
    latest = scene.today - timedelta(days=(scene.today.weekday() - weekday) % 7)
    upcoming = scene.today + timedelta(days=(weekday - scene.today.weekday()) % 7)
    return one_day(upcoming if scene.coming else latest), Basis.INFERRED


def weekdays_away(match: Match, scene: Scene) -> Answer:
    """So many of a day of the week away: "two Sundays ago", "a week from Friday"."""
    count, weekday = match.total("count", 1), match.number("weekday")
    if "way" in match:
        return one_day(shift(weekday_beside(scene.today, weekday, -1), "week", 1 - count)), Basis.STATED
    if match.unit() != "week":
        raise Untold
    return one_day(shift(weekday_beside(scene.today, weekday, 1), "week", count)), Basis.STATED


def year_end(match: Match, scene: Scene) -> Answer:
    """The last day of a year ("year-end")."""
    return yearly(match, scene, lambda year: one_day(date(year, 12, 31)))


def decade(match: Match, scene: Scene) -> Answer:
    """Ten years: "the 1990s"; "the nineties" are those of the 20th century."""
    start = match.number("decade")
    if start >= 100:
        return whole_years(start, 10), Basis.STATED
    return whole_years(1900 + start, 10), Basis.INFERRED


def century(match: Match, scene: Scene) -> Answer:
    """A hundred years: "the 20th century"."""
    # the 20th century is 1900 to 1999, as TimeML writes it
    return whole_years((match.number("which") - 1) * 100, 100), Basis.STATED


def span_of_years(match: Match, scene: Scene) -> Answer:
    """From one year to another: "2003-2005", "1998-99"."""
    first, last = match.number("year"), match.number("to")
    if last < 100:
        # "1998-99", "2008-9", "1999-01"
        bases = (first // 10 * 10, first // 100 * 100, first // 100 * 100 + 100)
        last = next((base + last for base in bases[last >= 10 :] if base + last > first), first)
    return (whole_years(first)[0], whole_years(last)[1]), Basis.STATED


def one_year(match: Match, scene: Scene) -> Answer:
    """A year by its number."""
    return whole_years(match.number("year")), Basis.STATED

"""How words are read that count from a day: "today", "two weeks ago", "a year later", "last month", "the coming days".

They count from the publication day, or from the day told before (the anchor).

Invariant: every function takes what a rule matched and the scene, and gives days with their basis, or raises `Untold` or, for days
beyond the calendar, ValueError or OverflowError.
"""

import re
from datetime import date, timedelta

from onrecord.record import Basis
from onrecord.resolve.dates.calendar import Days, around, one_day, shift, whole_years
from onrecord.resolve.dates.scene import Answer, Match, Scene, Untold
from onrecord.resolve.dates.words import VAGUE


def deictic(match: Match, scene: Scene) -> Answer:
    """A day as seen from the telling: "today", "yesterday"."""
    offset = match.number("offset") + match.number("step", 0)
    return one_day(scene.today + timedelta(days=offset)), Basis.STATED


def overnight(match: Match, scene: Scene) -> Answer:
    """Yesterday and today ("overnight")."""
    return (scene.today - timedelta(days=1), scene.today), Basis.STATED


def ago(match: Match, scene: Scene) -> Answer:
    """So long ago: "two weeks ago" is the calendar's week; a longer unit is no more exact than itself."""
    if _one_year(match) and (quarter := _quarter_before(scene)) is not None:
        return quarter, Basis.INFERRED
    return _away(match, scene.today, -1), Basis.STATED


def from_anchor(match: Match, scene: Scene) -> Answer:
    """So long after the story: "three weeks later"; "a year earlier" compares with the present where nothing else was told."""
    if match.number("way") < 0 and _one_year(match) and (quarter := _quarter_before(scene)) is not None:
        return quarter, Basis.INFERRED
    if scene.anchor is None and match.number("way") < 0 and match.unit() == "year":
        return _away(match, scene.today, -1), Basis.INFERRED
    return _away(match, scene.then.earliest if match.number("way") < 0 else scene.then.latest, match.number("way")), Basis.INFERRED


def year_earlier(match: Match, scene: Scene) -> Answer:
    """A year before, "year-earlier" or "the year-earlier quarter": by an anchor, else by the publication day."""
    if match.unit("whole") != "year":
        raise Untold
    quarter = _quarter_before(scene)
    if quarter is not None:
        return quarter, Basis.INFERRED
    day = scene.anchor.earliest if scene.anchor is not None else scene.today
    if "unit" in match:
        ended = around(day, "quarter")[0] - timedelta(days=1)
        day = day if scene.anchor is not None else ended
        return around(shift(day, "year", -1), "quarter"), Basis.INFERRED
    return whole_years(day.year - 1), Basis.INFERRED


def year_of_quarters(match: Match, scene: Scene) -> Answer:
    """ "The 1988 quarter", "last year's period": the quarter told before, in that year; the whole year where none was told."""
    year = match.number("year") if "year" in match else scene.today.year + match.number("rel")
    before = _quarter_before(scene)
    if before is None:
        return whole_years(year), Basis.INFERRED
    return around(before[0].replace(year=year), "quarter"), Basis.INFERRED


def _one_year(match: Match) -> bool:
    return match.unit() == "year" and match.total("count", 1) == 1


def _quarter_before(scene: Scene) -> Days | None:
    """The same quarter a year before, where a quarter was told last: what earnings and growth are compared with."""
    told = scene.anchor
    if told is None or (told.earliest, told.latest) != around(told.earliest, "quarter"):
        return None
    return around(shift(told.earliest, "year", -1), "quarter")


def _away(match: Match, day: date, way: int) -> Days:
    unit, count = match.unit(), match.total("count", 1)
    if unit == "hour":
        return one_day(day + timedelta(days=way * (count // 24 if str(match.value("unit")) == "hour" else 0)))
    if unit in ("decade", "century"):
        return whole_years(shift(day, unit, way * count).year)
    return around(shift(day, unit, way * count), unit)


def stretch(match: Match, scene: Scene) -> Answer:
    """A range that ends or begins now: "the past two weeks", "recent days", "the coming months"."""
    side = match.number("side") if "side" in match else match.number("from")
    day = scene.today if "side" in match else scene.then.earliest
    if side == 0:
        raise Untold
    unit, count = match.unit("plural" if "plural" in match else "unit"), match.total("count", VAGUE["several"])
    if unit == "hour":
        unit, count = "day", -(-count // 24) if "minute" not in scene.text else 0
    far = shift(day, unit, side * count)
    return (min(day, far), max(day, far)), Basis.STATED if "count" in match and "side" in match else Basis.INFERRED


def unit_beside(match: Match, scene: Scene) -> Answer:
    """One unit of the calendar: "last week", "this month", "the following year"."""
    unit = match.unit()
    if "from" in match:
        side = match.number("from")
        day = scene.then.latest if side > 0 else scene.then.earliest
        return around(shift(day, unit, side), unit), Basis.INFERRED
    side = match.number("side")
    if unit == "hour":
        return one_day(scene.today), Basis.STATED
    if scene.text.startswith("the next") and not scene.coming and (scene.anchor is not None or unit == "day"):
        # "the next day" counts from the story, "next week" from its telling
        return around(shift(scene.then.latest, unit, side), unit), Basis.INFERRED
    if unit == "weekend":
        return _weekend(side, scene), Basis.STATED
    if unit != "quarter" and (
        re.search(r"\b(?:past|coming)\b", scene.text) or (scene.definite and side < 0 and "last" in scene.text)
    ):
        far = shift(scene.today, unit, side)
        return (min(far, scene.today), max(far, scene.today)), Basis.INFERRED
    return around(shift(scene.today, unit, side), unit), Basis.STATED


def _weekend(side: int, scene: Scene) -> Days:
    """Saturday and Sunday: "last weekend" ended before today; "this weekend" has begun or comes."""
    here = around(scene.today, "weekend")
    if side > 0:
        return around(shift(scene.today, "week", 1), "weekend")
    if side < 0 or (not scene.coming and scene.tense == "past" and scene.today < here[0]):
        return around(shift(scene.today, "week", -1), "weekend")
    return here


def part_of_day(match: Match, scene: Scene) -> Answer:
    """A part of a day: "this morning", "last night", "that evening", "the next morning"."""
    if "side" in match and match.number("side") <= 0:
        return one_day(scene.today + timedelta(days=match.number("side"))), Basis.STATED
    side = match.number("side") if "side" in match else match.number("from", 0)
    if scene.anchor is None and not {"side", "from"} & set(match.groups):
        return one_day(scene.today), Basis.INFERRED
    return one_day(scene.then.latest + timedelta(days=side)), Basis.INFERRED


def the_unit(match: Match, scene: Scene) -> Answer:
    """The one around the publication day: "the weekend", "earlier in the year", "the end of the month"."""
    unit = match.unit()
    if unit == "weekend":
        return _weekend(0, scene), Basis.INFERRED
    if unit == "day" and scene.anchor is not None:
        return one_day(scene.anchor.latest), Basis.INFERRED
    if unit in ("quarter", "half"):
        return around(around(scene.today, unit)[0] - timedelta(days=0 if scene.coming else 1), unit), Basis.INFERRED
    return around(scene.today, unit), Basis.INFERRED


def clock(match: Match, scene: Scene) -> Answer:
    """An hour: it is of the day told before, else of the publication day."""
    day = scene.anchor.latest if scene.anchor is not None else scene.today
    return one_day(day), Basis.INFERRED

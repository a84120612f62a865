"""What the plots show, as numbers that a template draws in SVG: bars over time, shares, places, a matrix of dyads.

SVG of our own and not Vega-Lite: it needs no megabyte of script, no script at all to be seen, and no leave to run strings as code,
which the pages' policy denies; countries, places and cells are links. Invariant: a plot counts exactly the reports that the list
beside it holds.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, log10
from typing import Any

from onrecord.codebook import QUADS
from onrecord.viewer.index import Index
from onrecord.viewer.worldmap import Country, countries, project

_BARS = 90
_STEPS = 5
_SIDE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One stretch of time."""

    first: date
    last: date
    #: by quad class
    counts: dict[str, int]

    @property
    def total(self) -> int:
        """Reports of the stretch."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Reports by the first day on which their event took place."""

    bars: tuple[Bar, ...]
    #: day, week, month or year
    unit: str
    #: a round number that no bar exceeds
    top: int
    #: reports whose day is not known
    undated: int

    @property
    def reports(self) -> int:
        """All reports that were counted."""
        return self.undated + sum(bar.total for bar in self.bars)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One place."""

    name: str
    country: str | None
    x: float
    y: float
    radius: float
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """Reports by country of the place, and by place."""

    #: each country with its count and its step of colour, from 0 (none) to 5
    countries: tuple[tuple[Country, int, int], ...]
    dots: tuple[Dot, ...]
    #: reports whose place is not known
    placeless: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dyads:
    """Who does it to whom, the most frequent countries on both sides."""

    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    #: by actor and recipient: count, and step of colour
    cells: dict[tuple[str, str], tuple[int, int]]


def timeline(index: Index, where: str, values: Sequence[Any]) -> Timeline:
    """Bars over time, by quad class; at most some ninety."""
    # one pass over the reports for all: by day, which is little, and from there on by whatever fits
    days: dict[date, dict[str, int]] = {}
    undated = 0
    for row in index.ask(f"SELECT date_first AS day, quad, count(*) AS n FROM reports WHERE {where} GROUP BY ALL", values):
        if row["day"] is None:
            undated += row["n"]
        else:
            days.setdefault(row["day"], {})[row["quad"]] = row["n"]
    if not days:
        return Timeline(bars=(), unit="day", top=1, undated=undated)
    first, last = min(days), max(days)
    length = (last - first).days + 1
    unit = "day" if length <= _BARS else "week" if length <= 7 * _BARS else "month" if length <= 30 * _BARS else "year"
    counts: dict[date, dict[str, int]] = {}
    for day, quads in days.items():
        bar = counts.setdefault(_begin(day, unit), {})
        for quad, number in quads.items():
            bar[quad] = bar.get(quad, 0) + number
    bars = []
    day = min(counts)
    while day <= max(counts):
        after = _after(day, unit)
        # the quad classes come in no order
        found = counts.get(day, {})
        bars.append(Bar(first=day, last=after - timedelta(days=1), counts={quad: found[quad] for quad in QUADS if quad in found}))
        day = after
    return Timeline(bars=tuple(bars), unit=unit, top=_round(max(bar.total for bar in bars)), undated=undated)


def _begin(day: date, unit: str) -> date:
    match unit:
        case "day":
            return day
        case "week":
            return day - timedelta(days=day.weekday())
        case "month":
            return day.replace(day=1)
        case _:
            return day.replace(month=1, day=1)


def _after(day: date, unit: str) -> date:
    match unit:
        case "day":
            return day + timedelta(days=1)
        case "week":
            return day + timedelta(days=7)
        case "month":
            return date(day.year + day.month // 12, day.month % 12 + 1, 1)
        case _:
            return date(day.year + 1, 1, 1)


def _round(number: int) -> int:
    """The next of 1, 2, 5, 10, 20, 50 …"""
    if number <= 1:
        return 1
    power = int(10 ** int(log10(number)))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= number)


def world(index: Index, where: str, values: Sequence[Any]) -> Map:
    """Countries and the sixty places of most reports."""
    rows = index.ask(f"SELECT place_country AS code, count(*) AS n FROM reports WHERE {where} GROUP BY ALL", values)
    counts = {row["code"]: row["n"] for row in rows}
    placed = index.ask(
        "SELECT place_name AS name, place_country AS country, avg(latitude) AS latitude, avg(longitude) AS longitude, "
        f"count(*) AS n FROM reports WHERE latitude IS NOT NULL AND longitude IS NOT NULL AND {where} "
        "GROUP BY place_name, place_country ORDER BY n DESC, name LIMIT 60",
        values,
    )
    largest = max((row["n"] for row in placed), default=1)
    dots = []
    for row in placed:
        x, y = project(row["longitude"], row["latitude"])
        radius = round(2.5 + 11 * (row["n"] / largest) ** 0.5, 1)
        dots.append(Dot(name=row["name"], country=row["country"], x=x, y=y, radius=radius, count=row["n"]))
    most = max((count for code, count in counts.items() if code is not None), default=0)
    shown = tuple((one, counts.get(one.code or "", 0), step(counts.get(one.code or "", 0), most)) for one in countries())
    return Map(countries=shown, dots=tuple(dots), placeless=counts.get(None, 0))


def dyads(index: Index, where: str, values: Sequence[Any]) -> Dyads:
    """A matrix of the dozen countries that do most and the dozen to which most is done."""
    rows = index.ask(
        "SELECT a, r, count(*) AS n FROM "
        f"(SELECT unnest(actor_countries) AS a, recipient_countries AS rs FROM reports WHERE {where}), unnest(rs) AS u(r) "
        "GROUP BY ALL ORDER BY n DESC, a, r",
        values,
    )
    actors, recipients = _most(rows, "a"), _most(rows, "r")
    counts = {(row["a"], row["r"]): row["n"] for row in rows if row["a"] in actors and row["r"] in recipients}
    most = max(counts.values(), default=0)
    return Dyads(actors=actors, recipients=recipients, cells={key: (n, step(n, most)) for key, n in counts.items()})


def _most(rows: Iterable[dict[str, Any]], side: str) -> tuple[str, ...]:
    totals: dict[str, int] = {}
    for row in rows:
        totals[row[side]] = totals.get(row[side], 0) + row["n"]
    return tuple(sorted(totals, key=lambda code: (-totals[code], code))[:_SIDE])


def step(count: int, most: int) -> int:
    """A step of colour from 0 (nothing) to 5 (the most), by the root, so that few does not look like none."""
    return ceil(_STEPS * (count / most) ** 0.5) if count and most else 0

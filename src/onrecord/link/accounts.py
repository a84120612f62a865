"""What the origins of an event say of it, and where they contradict one another.

Invariant: only different origins can contradict one another; what cannot be told contradicts nothing; every value stands with the
words that say it. Nothing is judged: all accounts are kept side by side.

The rules stand in docs/origins.md, with cases.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from onrecord.codebook import load_codebook
from onrecord.link.sketches import Sketch
from onrecord.link.tolls import Toll
from onrecord.record import Basis, Place, Precision, Span, Status, TimeRange
from onrecord.resolve.places.resolver import distance

#: kilometres within which two names may be for one place
NEAR = 10.0
#: acts that may be said to have been done by another
_DEEDS = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "SANCTION"])
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day")
#: sectors of whom nothing more is known
_FACELESS = frozenset(["UAF", "UNK", "CRM", ""])
#: sectors of which one cannot be another
_FORCES = (frozenset(["GOV", "MIL", "COP", "SPY"]), frozenset(["REB", "PRM", "UAF"]))


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one report says of one thing."""

    #: happened, who, toll, when or where
    about: str
    origin: str
    report: str
    value: str
    span: Span | None
    #: whether another origin contradicts it
    differs: bool


def accounts(told: Sequence[Sketch], origin_of: Mapping[str, str], spoken: Collection[str]) -> list[Account]:
    """All accounts of one event, by what they are about.

    Args:
        told: its reports, the earliest published first.
        origin_of: the origin of each.
        spoken: origins that are speakers. An outlet's own words rarely set out to say whose hand, day or place it was, and ours
            may misread them: in these, only speakers contradict one another.
    """
    found: list[Account] = []
    for about, values, against in (
        ("happened", _happened, _unlike),
        ("who", _who, _other_hand),
        ("toll", _tolls, _other_toll),
        ("when", _when, _other_day),
        ("where", _where, _other_place),
    ):
        able = spoken if about in ("who", "when", "where") else frozenset(origin_of.values())
        found += _compared(about, told, origin_of, able, values, against)
    return found


Value = tuple[str, Span | None, object]


def _compared(
    about: str, told: Sequence[Sketch], origin_of: Mapping[str, str], able: Collection[str],
    values: Callable[[Sketch], Iterator[Value]], against: Callable[[object, object], bool],
) -> Iterator[Account]:  # fmt: skip
    rows = [(one.id, origin_of[one.id], *value) for one in told for value in values(one)]
    # an origin that raised a toll, say, is held to what it said last
    latest = {origin: place for place, (_, origin, _, _, _) in enumerate(rows) if origin in able}
    disputed = {
        origin
        for (one, left), (other, right) in combinations(latest.items(), 2)
        if against(rows[left][4], rows[right][4])
        for origin in (one, other)
    }
    for report, origin, value, span, _ in rows:
        yield Account(about=about, origin=origin, report=report, value=value, span=span, differs=origin in disputed)


def _happened(one: Sketch) -> Iterator[Value]:
    if one.status.happened:
        yield "yes", one.trigger, True
    elif one.status in (Status.DENIED, Status.NEGATED):
        yield "no", one.trigger, False


def _unlike(left: object, right: object) -> bool:
    return left != right


def _who(one: Sketch) -> Iterator[Value]:
    if one.type in load_codebook().mutual or one.type not in _DEEDS or not one.actors.codes:
        return
    yield ", ".join(sorted(one.actors.codes)), one.who[0] if one.who else None, one.actors.codes


def _other_hand(left: object, right: object) -> bool:
    ours = {code for code in _codes(left) if code[3:] not in _FACELESS or len(code) == 3}
    theirs = {code for code in _codes(right) if code[3:] not in _FACELESS or len(code) == 3}
    if not ours or not theirs or ours & theirs:
        return False
    if {code[:3] for code in ours} & {code[:3] for code in theirs}:
        sides = [
            frozenset(number for number, side in enumerate(_FORCES) for code in codes if code[3:] in side)
            for codes in (ours, theirs)
        ]
        return bool(sides[0] and sides[1] and not sides[0] & sides[1])
    return True


def _codes(value: object) -> frozenset[str]:
    return value if isinstance(value, frozenset) else frozenset()


def _tolls(one: Sketch) -> Iterator[Value]:
    for toll in one.tolls:
        about = "about " if toll.about else ""
        yield f"{toll.what}={'at least ' if toll.least else about}{toll.number}", toll.span, toll


def _other_toll(left: object, right: object) -> bool:
    return isinstance(left, Toll) and isinstance(right, Toll) and left.contradicts(right)


def _when(one: Sketch) -> Iterator[Value]:
    time = one.time
    if time is not None and one.status.happened and (time.basis is Basis.STATED or _names_a_day(one, time)):
        value = time.earliest.isoformat() + (f" to {time.latest.isoformat()}" if time.latest != time.earliest else "")
        yield value, time.span, (time.earliest, time.latest)


def _other_day(left: object, right: object) -> bool:
    if not (isinstance(left, tuple) and isinstance(right, tuple)):
        return False
    apart = max((left[0] - right[1]).days, (right[0] - left[1]).days)
    # two who name one day each mean just these; else a day more or less may be the writer's clock
    exact = left[0] == left[1] and right[0] == right[1]
    return bool(apart > (0 if exact else 1))


def _names_a_day(one: Sketch, time: TimeRange) -> bool:
    """Whether a deed is given a day of the week; the day of printing may be that on which somebody spoke of it."""
    if one.type not in _DEEDS or time.span is None or not time.basis.told or time.latest == one.published:
        return False
    return _WEEKDAY.search(time.span.text) is not None


def _where(one: Sketch) -> Iterator[Value]:
    place = one.place
    if place is not None and place.basis == "event" and place.precision in (Precision.SITE, Precision.CITY) and one.status.happened:
        yield place.name, place.span, place


def _other_place(left: object, right: object) -> bool:
    """Other names of the same rank and in one country, not next to one another: a site may lie in a town."""
    if not (isinstance(left, Place) and isinstance(right, Place)) or left.name == right.name:
        return False
    if left.precision != right.precision or left.country != right.country:
        return False
    if left.latitude is None or left.longitude is None or right.latitude is None or right.longitude is None:
        return True
    return distance(left.latitude, left.longitude, right.latitude, right.longitude) > NEAR

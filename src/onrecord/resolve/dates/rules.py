"""Which sequence of classes is read by which function, in order.

Invariant: the first rule that matches decides; no later one is asked, even when the first finds no day.
"""

import re
from collections.abc import Callable

from onrecord.resolve.dates import counted, named
from onrecord.resolve.dates.scene import Answer, Match, Scene

_YEAR = "(?:(?P<year>Y)|(?P<rel>r)r?u|(?P<that>R)R?u)"
_SIDE = "(?:(?P<side>r)r?)"
_FROM = "(?:(?P<from>R)R?)"
_COUNT = "(?P<count>N(?:-?N){0,2})"
_DATE = "(?P<day>[No])(?:-(?P<to>[No]))?(?P<month>M)"
_DATE_AMERICAN = "(?P<month>M)(?P<day>[No])(?![qu])(?:-(?P<to>[No]))?"
#: (sequence of classes, how it is read), tried in order; a sequence may stand anywhere in the expression
RULES: tuple[tuple[re.Pattern[str], Callable[[Match, Scene], Answer]], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        ("(?P<numeric>Z)", named.numeric),
        ("K", named.attacks),
        (f"{_SIDE}?(?P<holiday>H)(?P<unit>[uw])?{_YEAR}?", named.holiday),
        (
            f"(?:(?P<which>o)|(?P<last>r)){_COUNT}?(?P<unit>[uU])(?:(?P<month>M){_YEAR}?|(?P<whole>Y)|(?P<side>r)?(?P<of>u))",
            named.share,
        ),
        (f"(?:(?P<unit>u)|(?P<weekday>D))?{_DATE}{_YEAR}?", named.day_of_month),
        (f"(?:(?P<unit>u)|(?P<weekday>D))?{_SIDE}?{_DATE_AMERICAN}{_YEAR}?", named.day_of_month),
        (f"(?P<month>M){_YEAR}", named.month_of_year),
        (f"{_SIDE}?(?P<month>M)", named.month_of_year),
        (f"{_YEAR}(?P<which>o){_COUNT}?(?P<unit>q)", named.quarter),
        (f"(?P<ago>u[eg])?(?P<which>o){_COUNT}?(?P<unit>q){_YEAR}?", named.quarter),
        (f"{_YEAR}(?P<season>s)", named.season),
        (f"{_SIDE}?(?P<season>s){_YEAR}?", named.season),
        ("(?P<rel>r)u(?P<weekday>D)", named.weekday),
        (f"{_COUNT}(?P<weekday>D)(?P<way>g)", named.weekdays_away),
        (f"{_COUNT}(?P<unit>u)(?P<weekday>D)$", named.weekdays_away),
        (f"(?:{_SIDE}|{_FROM})?(?P<weekday>D)(?:(?P<rel>r)u|(?P<that>R)u)?", named.weekday),
        ("(?P<decade>E)", named.decade),
        ("(?P<which>o)C", named.century),
        ("(?P<year>Y)-(?P<to>[YN])", named.span_of_years),
        ("(?:(?P<year>Y)|(?P<rel>r)u)q$", counted.year_of_quarters),
        ("(?P<year>Y)", named.one_year),
        ("(?:u(?P<step>e))?(?P<offset>T)", counted.deictic),
        ("n", counted.overnight),
        (f"y{_YEAR}?", named.year_end),
        (f"{_COUNT}(?P<unit>[uUqwC])g", counted.ago),
        (f"{_COUNT}(?P<unit>[uUqwC])(?P<way>e)", counted.from_anchor),
        ("(?P<whole>u)[eg](?P<unit>q)?", counted.year_earlier),
        (f"(?:{_SIDE}|{_FROM})(?:{_COUNT}(?P<unit>[uUqwC])|(?P<plural>U))", counted.stretch),
        (f"(?:{_SIDE}|{_FROM})(?P<unit>[uqwC])", counted.unit_beside),
        (f"(?:{_SIDE}|{_FROM})?p", counted.part_of_day),
        ("(?<!N)(?P<unit>[uqw])$", counted.the_unit),
        ("z", counted.clock),
    )
)

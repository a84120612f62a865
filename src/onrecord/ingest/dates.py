"""Publication dates in the forms that files give them, as days.

Invariant: a day comes out only where the form leaves one reading; whatever is not understood or has two readings is None, never a
guess, and never depends on today's date.
"""

import re
import warnings
from datetime import UTC, date, datetime, timedelta
from math import isfinite

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\.?,?\s+)?"
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
YEAR = r"(?P<year>[12]\d{3})"
ZONE = r"(?:\s*(?:Z|[+-]\d{2}(?::?\d{2})?|\(?(?:GMT|UTC)(?:\s*[+-]\d{1,2}(?::?\d{2})?)?\)?|\(?[A-Z]{2,5}\)?))*"
CLOCK = rf"(?:(?:\s*[T,|@]|\s+at|\s+-)?\s*\d{{1,2}}[:.]\d{{2}}(?::\d{{2}}(?:[.,]\d+)?)?(?:\s*[ap]\.?m\.?)?{ZONE})?"


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"{pattern}{CLOCK}", re.IGNORECASE | re.ASCII)


#: forms that leave one reading, with named groups; a time of day may follow each
FORMS = (
    _form(rf"{YEAR}[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}})"),
    _form(rf"{WEEKDAY}{DAY}(?:\s+of)?[\s-]+{MONTH},?[\s-]+{YEAR}"),
    _form(rf"{WEEKDAY}{MONTH}[\s-]+{DAY},?[\s-]+{YEAR}"),
    _form(rf"{YEAR},?[\s-]+{MONTH}[\s-]+{DAY}"),
    # RFC 822, the only form in which two digits are a year
    _form(rf"(?:mon|tue|wed|thu|fri|sat|sun),\s+{DAY}\s+{MONTH}\s+(?P<year>\d{{2}})(?=\s+\d{{1,2}}:)"),
    # asctime
    re.compile(
        rf"{WEEKDAY}{MONTH}\s+{DAY}\s+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:\s+[A-Z]{{2,5}})?\s+{YEAR}", re.IGNORECASE | re.ASCII
    ),
)
NUMBERS = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<second>\d{{1,2}})(?P=mark)(?P<year>[12]\d{{3}}){CLOCK}", re.IGNORECASE | re.ASCII
)
COMPACT = re.compile(r"(?P<year>[12]\d{3})(?P<month>\d{2})(?P<day>\d{2})(?:T?\d{4}(?:\d{2})?Z?)?", re.ASCII)
NUMBER = re.compile(r"\d{9,19}(?:\.\d+)?", re.ASCII)
SPELLED = re.compile(rf"\b{MONTH}\b", re.IGNORECASE)
#: seconds since 1970 below this (1973) are as likely a count of something else
FIRST_SECOND = 100_000_000


def published(value: object) -> date | None:
    """The day that a value of a `published` field tells.

    A date with a time zone is the day in that zone, as written; seconds (or milli-, micro-, nanoseconds) since 1970 are taken in
    UTC. "03/04/2024" has two readings and tells no day; "03.04.2024" is day first, the only order in which dots are used.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        return _counted(value)
    if not isinstance(value, str) or len(value) > 100:
        return None
    text = " ".join(value.split())
    if match := COMPACT.fullmatch(text):
        found = _day(match["year"], match["month"], match["day"])
        if found is not None:
            return found
    if NUMBER.fullmatch(text):
        return _counted(float(text))
    for form in FORMS:
        if match := form.fullmatch(text):
            return _day(match["year"], match["month"], match["day"])
    if match := NUMBERS.fullmatch(text):
        return _ordered(int(match["first"]), int(match["second"]), match["year"], dots=match["mark"] == ".")
    return _wordy(text)


def _day(year: str, month: str, day: str) -> date | None:
    number = int(month) if month.isdigit() else next(n for n, name in enumerate(MONTHS, 1) if name[:3] == month[:3].lower())
    # POSIX's pivot for two digits
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= 69 else 2000)
    try:
        return date(full, number, int(day))
    except ValueError:
        return None


def _ordered(first: int, second: int, year: str, *, dots: bool) -> date | None:
    if dots or first > 12 or first == second:
        return _day(year, str(second), str(first))
    if second > 12:
        return _day(year, str(first), str(second))
    return None


def _counted(value: float) -> date | None:
    """A number: YYYYMMDD, YYYYMMDDhhmm, YYYYMMDDhhmmss, or a count of (milli-, micro-, nano-)seconds since 1970."""
    if not isfinite(value) or abs(value) >= 1e19:
        return None
    if float(value).is_integer() and (match := COMPACT.fullmatch(str(int(value)))):
        found = _day(match["year"], match["month"], match["day"])
        if found is not None:
            return found
    if value < FIRST_SECOND:
        return None
    seconds = float(value)
    while seconds >= 1e11:
        seconds /= 1000
    return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)).date()


def _wordy(text: str) -> date | None:
    """Last resort, slow: English words around one full date ("Posted on Sunday, the 3rd of March 2024")."""
    if not SPELLED.search(text) or not re.search(r"\b[12]\d{3}\b", text, re.ASCII):
        return None
    import dateparser

    settings = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "RETURN_AS_TIMEZONE_AWARE": False}
    bare = re.sub(
        r"^(?:(?:first|last)\s+)?(?:published|posted|updated|modified|date)\b(?:\s+on\b)?:?\s*", "", text, flags=re.IGNORECASE
    )
    for form in FORMS:
        if match := form.fullmatch(bare):
            return _day(match["year"], match["month"], match["day"])
    with warnings.catch_warnings():
        # dateparser itself calls what Python has deprecated; nothing that a reader of a record could mend
        warnings.simplefilter("ignore", DeprecationWarning)
        found = dateparser.parse(bare, languages=["en"], settings=settings)
    return found.date() if found is not None else None

"""Finds the dateline of a story: "MOSCOW, March 3 (Reuters) -".

Invariant: a dateline stands at the beginning of a line and is told by its form (agency in brackets, date, or a place in capitals
before a dash); where only the name of a place could tell it from a sentence, the place must be a known one. When in doubt there is
none, since what a dateline covers yields no reports.
"""

import re

from onrecord.ingest.agencies import SIGNATURE, agency_name
from onrecord.ingest.datelinecities import CAPITAL_LETTERS, CITIES, COUNTRIES
from onrecord.record import Dateline, Span

#: no dateline is longer
LONGEST = 140
#: characters of the longest headline before which a dateline is looked for in the same line
HEADLINE = 200
_AFTER_HEADLINE = re.compile(r"[.!?…][\"”’']?\s+(?:\.\s+)?(?=[^\W\d_a-z]{3})")

_WORD = r"[^\W\d_][\w.'’‘\-]*"
_WEEKDAY = r"(?:(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\.?)"
_MONTH = (
    r"(?:(?i:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|"
    r"nov(?:ember)?|dec(?:ember)?)\b\.?)"
)
_NUMBER = r"\d{1,2}(?:st|nd|rd|th)?"
_DAY = rf"(?:{_WEEKDAY},?\s+)?(?:{_MONTH}\s+{_NUMBER}|{_NUMBER}\s+{_MONTH})(?:,?\s+[12]\d{{3}})?"
#: "\x96" and "\x97" are what dashes of Windows become where they are read as Latin-1
_DASH = r"(?:--+|[-‐‑‒–—―−\x96\x97]+|_)"
_BRACKETED = rf"[(\[/]\s?(?P<agency>{SIGNATURE})(?:\s?/\s?{SIGNATURE})?\s?[)\]/]"
_NAME = rf"{_WORD}(?:[ \t]+{_WORD}){{0,3}}"
_PLACE = rf"(?P<place>{_NAME}(?:\s?/\s?{_NAME}){{0,2}}(?:,[ \t]*(?!{_WEEKDAY}\b){_WORD}(?:[ \t]+{_WORD}){{0,2}})?)"

#: "MOSCOW, March 3 (Reuters) -", "Jerusalem, 4 May, (Xinhua) --", "BEIRUT (AP) —", "Moscow, March 3. /TASS/."
AGENCY_FORM = re.compile(
    rf"{_PLACE}(?:\s*[,.\-–—]?\s*\(?(?P<day>{_DAY})\)?)?\s*[,.\-–—]?\s*{_BRACKETED}(?P<mark>\s*(?:[.:]?\s*{_DASH}|[:.]))?"
)
#: "GUSAU, Jan 14 (Some Agency) -": an agency that is not listed, told by a place in capitals before it and a dash after it
UNLISTED_FORM = re.compile(
    rf"{_PLACE}(?:\s*[,.]?\s*(?P<day>{_DAY}))?\s*[,.]?\s*\((?P<agency>[^\W\d_][\w.&’' -]{{1,30}})\)(?P<mark>\s*{_DASH})"
)
#: "(ANSA) - ROME, MAR 3 -"
BEFORE_FORM = re.compile(rf"{_BRACKETED}(?P<mark>\s*{_DASH})\s*{_PLACE},?\s+(?P<day>{_DAY})\s*{_DASH}")
#: "(Reuters) -"
BARE_FORM = re.compile(rf"{_BRACKETED}(?P<mark>\s*\.?\s*(?:{_DASH}|:))?")
#: "Dec 29 (Reuters) -"
DAY_FIRST_FORM = re.compile(rf"(?P<day>{_DAY})\s*,?\s*{_BRACKETED}(?P<mark>\s*\.?\s*(?:{_DASH}|:))")
#: "GENEVA (12 March 2024) –", "NAIROBI, Kenya, March 3 —", "New York, 3 March 2024 –"
DAY_FORM = re.compile(rf"{_PLACE}(?:\s*,\s*|\s+)(?:\((?P<day>{_DAY})\)|(?P<plain>{_DAY}))(?P<mark>\s*(?:{_DASH}|:))")
#: "NAIROBI, Kenya —", "Gaza City, Gaza Strip –", "NEW DELHI:"
PLACE_FORM = re.compile(rf"{_PLACE}(?P<mark>\s*{_DASH}|:)")

_LABELS = """
advisory alert alerts analysis and announcement ap at attention breaking by column comment commentary conflict corrected correction
coronavirus covid covid-19 crisis day developing editorial election elections eu eve exclusive explained explainer fact factbox
feature flash for from full gallery graphic guide headlines how in insight interview isil isis is key lead letter list live more
nato new news note of on opinion or photo photos picture pictures podcast poll profile q&a question quote quotes recap refile report
review says sidebar special sport sports statement story summary summit talks text the timeline to today tomorrow transcript update
updated updates urgent us video war was watch weather what when where who why world wrapup wto un usa u.s u.s. u.n u.n. uk monday
tuesday wednesday thursday friday saturday sunday yesterday january february march april june july august september october november
december mr mrs ms dr president minister prime gen gov sen rep
"""
#: words that no place of a dateline holds
NOT_A_PLACE = frozenset(_LABELS.split())
#: some of them are fine at the beginning of these names
NAMES_OF_SUCH_WORDS = (
    "united nations",
    "the hague",
    "new york",
    "new delhi",
    "new orleans",
    "new haven",
    "washington, d",
    "stoke on trent",
)
ABBREVIATED_COUNTRIES = frozenset({"US", "USA", "U.S.", "UK", "U.K."})
#: small words inside names
PARTICLES = frozenset({"de", "du", "da", "do", "dos", "des", "del", "la", "el", "al", "am", "sur", "es", "occupied"})


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline at the beginning of `text[start:end]`, one line of the article without the space around it."""
    line = text[start : min(end, start + LONGEST + 200)]
    for form, test in (
        (BEFORE_FORM, _before),
        (BARE_FORM, _bare),
        (DAY_FIRST_FORM, _after_day),
        (AGENCY_FORM, _agency),
        (UNLISTED_FORM, _unlisted),
        (DAY_FORM, _day),
        (PLACE_FORM, _place),
    ):
        match = form.match(line)
        if match is not None and match.end() <= LONGEST and test(match, line):
            return _dateline(text, start, match)
    return None


def find_after_headline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline in capitals within a first line that begins with the headline ("Two held. COVINGTON, Ky. (AP) —")."""
    for match in _AFTER_HEADLINE.finditer(text, start, min(end, start + HEADLINE)):
        found = find_dateline(text, match.end(), end)
        if found is not None and found.place is not None and _in_capitals(found.place.text):
            return found
    return None


def _dateline(text: str, start: int, match: re.Match[str]) -> Dateline:
    def part(*groups: str) -> Span | None:
        for group in groups:
            if group in match.re.groupindex and match[group] is not None:
                return Span.of(text, start + match.start(group), start + match.end(group))
        return None

    return Dateline(
        span=Span.of(text, start + match.start(), start + match.end()),
        place=part("place"),
        day=part("day", "plain"),
        agency=part("agency"),
    )


def _bare(match: re.Match[str], line: str) -> bool:
    """An agency in round brackets begins the line: told by the brackets alone, if a story follows."""
    return line[0] == "(" and (match["mark"] is not None or _begins(line, match.end()))


def _after_day(match: re.Match[str], line: str) -> bool:
    """A day and an agency in brackets, and no place."""
    return _begins(line, match.end(), lower=True)


def _before(match: re.Match[str], line: str) -> bool:
    """The agency comes first, then place and day; the place in capitals, or it might be the story's first words."""
    return match["place"].isupper() and _plausible(match["place"]) and _begins(line, match.end())


def _agency(match: re.Match[str], line: str) -> bool:
    place = match["place"]
    if not _plausible(place) or not _begins(line, match.end(), lower=_in_capitals(place) and match["mark"] is not None):
        return False
    # "Agence France-Presse (AFP) - The": the words before the brackets are what the brackets stand for
    if agency_name(place) is not None or match["agency"] == "".join(word[0] for word in re.split(r"[\s-]+", place) if word):
        return False
    if match["mark"] is not None or match["day"] is not None or _in_capitals(place):
        return True
    # CNN's own form has neither dash nor space: "Washington (CNN)The president"
    return place in CITIES and line[match.end()].isupper()


def _unlisted(match: re.Match[str], line: str) -> bool:
    return _in_capitals(match["place"]) and _plausible(match["place"]) and _begins(line, match.end())


def _day(match: re.Match[str], line: str) -> bool:
    return _plausible(match["place"]) and _begins(line, match.end()) and _spaced(match, line)


def _place(match: re.Match[str], line: str) -> bool:
    place, mark = match["place"], match["mark"].strip()
    if not _plausible(place) or not _begins(line, match.end()) or _shouted(line, match.end()) or not _spaced(match, line):
        return False
    city, _, rest = (words.strip() for words in place.partition(","))
    if mark == ":":
        return place in CAPITAL_LETTERS
    if _in_capitals(city):
        return len(city) > 2 and (len(city) > 4 or city in CAPITAL_LETTERS or bool(rest))
    # "Israel, Iran – Both" names two actors, not a place
    known = place in CITIES or (rest in COUNTRIES and (city in CITIES or city not in COUNTRIES))
    return known and not _paired(match, line)


def _in_capitals(place: str) -> bool:
    """Whether the city, what comes before a comma, is in capitals."""
    return place.partition(",")[0].isupper()


def _plausible(place: str) -> bool:
    """Whether these words can be a place's name: capitals throughout, and no word that labels a story or tells a day."""
    city, _, rest = (words.strip() for words in place.partition(","))
    if place in CITIES or city.casefold().startswith(NAMES_OF_SUCH_WORDS):
        return True
    if rest in ABBREVIATED_COUNTRIES:
        rest = ""
    words = [word for word in re.split(r"[\s/,]+", f"{city} {rest}") if word]
    return all(word.casefold() not in NOT_A_PLACE and (_capital(word) or word in PARTICLES) for word in words)


def _capital(word: str) -> bool:
    first = word[0]
    return first.isupper() or first == "‘" or (not first.islower() and not first.isupper()) or word[:3].casefold() in {"al-", "el-"}


def _begins(line: str, position: int, *, lower: bool = False) -> bool:
    """Whether a story begins here: a capital, a figure or a quotation mark."""
    rest = line[position:].lstrip(" \t\xa0\u2009\u200b\u200e\u200f\ufeff")
    if not rest:
        return False
    first = rest[0]
    return (
        first.isupper()
        or first.isdigit()
        or first in "\"'“‘«„”’`$€£¥#@["
        or (lower and first.islower())
        or (first.isalpha() and not first.islower())
    )


def _spaced(match: re.Match[str], line: str) -> bool:
    """Whether the mark parts: a hyphen needs space before it or two of its kind, and anything needs some after it."""
    mark = match["mark"]
    if not line[match.end() : match.end() + 1].isspace():
        return mark.strip() in {"—", "--"} and match["place"].isupper()
    return mark.strip() != "-" or mark[0].isspace()


def _paired(match: re.Match[str], line: str) -> bool:
    """Whether a second dash closes a parenthesis ("Moscow – the capital – was")."""
    mark = match["mark"].strip()
    if mark == ":":
        return False
    window = line[match.end() : match.end() + 150]
    stop = re.search(r"[.!?](?:\s|$)", window)
    return re.search(rf"\s{re.escape(mark)}\s" if mark != "—" else "—", window[: stop.start()] if stop else window) is not None


def _shouted(line: str, position: int) -> bool:
    """Whether what follows is a headline in capitals ("ISRAEL - HAMAS WAR GOES ON")."""
    words = re.findall(r"[^\W\d_]{2,}", line[position : position + 60])[:3]
    return bool(words) and all(word.isupper() for word in words)

"""The words that dates are told in, and the classes that they fall into.

Words that matter become letters (their classes) with a value each; articles, prepositions and "early" drop out.

Invariant: a word has one class, that of the first table that knows it.
"""

import re
from typing import get_args

from onrecord.resolve.dates.calendar import Unit

#: what a word tells: a number, or its form where a table of another module knows more
Value = int | str


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _counted(words: str, start: int, step: int = 1) -> dict[str, int]:
    return {word: start + step * number for number, word in enumerate(words.split())}


MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_MONTH_NAMES = _words("january february march april august september october november december")
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
#: season → first month (north); it lasts three months
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
NUMBERS = _counted(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
    1,
)
TENS = _counted("twenty thirty forty fifty sixty seventy eighty ninety", 20, 10)
#: how many a reader takes vague words for
VAGUE = {"couple": 2, "few": 3, "several": 4, "dozen": 12}
ORDINALS = _counted(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth twenty-first",
    1,
)
DECADES = _counted("twenties thirties forties fifties sixties seventies eighties nineties", 20, 10)
UNITS: dict[str, Unit] = {
    "minute": "hour",
    "night": "day",
    "period": "quarter",
    "semester": "half",
    **{unit: unit for unit in get_args(Unit)},
}
#: characters; a longer number tells no date
LONGEST_NUMBER = 12
#: words that count from the publication day
FROM_PUBLICATION = {
    "last": -1,
    "past": -1,
    "recent": -1,
    "latest": -1,
    "this": 0,
    "current": 0,
    "next": 1,
    "coming": 1,
    "upcoming": 1,
}
#: words that count from another day of the story
FROM_ANCHOR = {"previous": -1, "preceding": -1, "prior": -1, "same": 0, "very": 0, "that": 0, "following": 1, "ensuing": 1}
DEICTIC = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
PARTS_OF_DAY = _words("morning afternoon evening night midnight noon dawn dusk midday daybreak nightfall mid-morning mid-afternoon")
#: name → (month, day), or days from Easter Sunday
HOLIDAYS: dict[str, tuple[int, int] | int] = {
    "christmas": (12, 25), "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's day": (1, 1),
    "new year's eve": (12, 31), "valentine's day": (2, 14), "may day": (5, 1), "bastille day": (7, 14), "halloween": (10, 31),
    "july fourth": (7, 4), "fourth of july": (7, 4), "good friday": -2, "palm sunday": -7, "ash wednesday": -46, "easter": 0,
    "easter sunday": 0, "easter monday": 1,
}  # fmt: skip
#: letter → the words and values of that class; the first class that knows a word wins
_LEXICON: tuple[tuple[str, dict[str, int]], ...] = (
    ("r", FROM_PUBLICATION),
    ("R", FROM_ANCHOR),
    ("T", DEICTIC),
    ("N", NUMBERS | TENS | VAGUE | {"a": 1, "an": 1}),
    ("o", ORDINALS),
    ("E", DECADES),
    ("e", {"earlier": -1, "before": -1, "later": 1, "after": 1}),
    ("g", {"ago": -1}),
    ("v", {"since": 0}),
    ("n", {"overnight": 0}),
    ("y", {"year-end": 0}),
)
_WORD = re.compile(
    r"(?P<Z>\d{4}-\d\d-\d\d|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
    r"|(?P<K>9/11|sept(?:ember|\.)? 11(?:th)?(?:, 2001,?)? (?:terror(?:ist)? )?attacks?)"
    r"|(?P<H>christmas(?: day| eve)?|new year['’]?s (?:day|eve)|good friday|ash wednesday|palm sunday"
    r"|easter(?: sunday| monday)?|thanksgiving"
    r"|halloween|boxing day|bastille day|may day|valentine['’]s day|july fourth|fourth of july)"
    r"|(?P<z>\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?)"
    r"|(?P<E>(?:\d\d)?\d0['’]?s\b)"
    r"|(?P<o>\d+(?:st|nd|rd|th)\b)|(?P<digits>\d+)"
    r"|(?P<word>year-end|mid-morning|mid-afternoon|twenty-first|[^\W\d_]+)"
    r"|(?P<hyphen>(?<=\d)[-–](?=\d)|(?<=\d)(?: and | or )(?=\d{1,2}\b))"
)
_SPOKEN = re.compile(
    r"(?P<century>eighteen|nineteen|twenty|two thousand)(?: and)?[ -](?P<rest>hundred|[a-z]+(?:[ -][a-z]+)?)|two thousand"
)


def classify(text: str) -> tuple[str, list[Value]]:
    """The classes of the words that matter, one letter each, and their values, as many.

    Args:
        text: a time expression in lower case.
    """
    text = _SPOKEN.sub(lambda match: str(_spoken_year(match) or match[0]), text)
    classes: list[str] = []
    values: list[Value] = []
    for match in _WORD.finditer(text):
        classed = _class_of(match.lastgroup or "", match[0])
        if classed is not None:
            classes.append(classed[0])
            values.append(classed[1])
    return "".join(classes), values


def _class_of(group: str, form: str) -> tuple[str, Value] | None:
    """Letter and value of one word; None for a word that does not matter."""
    if group == "word":
        return _class_of_word(form)
    if len(form) > LONGEST_NUMBER and form[0].isdigit():
        return None
    if group == "digits":
        return ("Y" if len(form) == 4 else "N", int(form))
    if group == "o":
        return "o", int(form[:-2])
    if group == "E":
        return "E", int(re.sub(r"\D", "", form))
    return ("-" if group == "hyphen" else group), form.replace("’", "'")


def _class_of_word(word: str) -> tuple[str, Value] | None:
    for letter, table in _LEXICON:
        if word in table:
            return letter, table[word]
    unit = word.removesuffix("s") if not word.startswith("centur") else "century"
    if word in PARTS_OF_DAY:
        return "p", word
    if unit in UNITS:
        # a plural is a letter of its own: "the past weeks" are not "the past week"
        return {"quarter": "q", "half": "q", "weekend": "w", "century": "C"}.get(
            UNITS[unit], "U" if word.endswith("s") else "u"
        ), unit
    if word in SEASONS:
        return "s", word
    if word[:3] in WEEKDAYS and (len(word) <= 5 or word.removesuffix("s").endswith("day")):
        return "D", WEEKDAYS.index(word[:3])
    if word[:3] in MONTHS and (len(word) <= 4 or word in _MONTH_NAMES):
        return "M", MONTHS.index(word[:3]) + 1
    return None


def _spoken_year(match: re.Match[str]) -> int | None:
    if match["century"] is None:
        return 2000
    hundreds = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000, "two thousand": 2000}[match["century"]]
    if match["rest"] == "hundred":
        return hundreds
    first, _, second = match["rest"].replace("-", " ").partition(" ")
    if first in TENS:
        return hundreds + TENS[first] + NUMBERS.get(second, 0)
    if first in NUMBERS and (NUMBERS[first] >= 10 or match["century"] == "two thousand"):
        return hundreds + NUMBERS[first]
    return None

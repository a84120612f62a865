"""Time expressions: the words that tell a time, found by a grammar of our own over classes of words.

Every word is looked up in `WORDS` and becomes one letter, its class; `GRAMMAR` is a regular expression over these letters. So a new
word is an entry in a table, a new phrase a line of the grammar, and `_only_looks_so` is the place for what a class cannot tell.

Invariant: expressions come in text order, do not overlap, and each span holds the characters of `doc.text` at its offsets.
"""

import re
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from onrecord.record import Span, TimeExpression, TimeKind


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: class → its words. A word with a capital in the table counts only with a capital; a word in two classes belongs to the first.
WORDS = {
    # months; those that are other words as well have a class of their own
    "M": "January February April June July August September October November December "
    "Jan. Feb. Mar. Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec. Jan Feb Apr Aug Sept Oct Nov Dec",
    "A": "May March",
    "D": "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon. Tue. Tues. Wed. Thu. Thur. Thurs. Fri.",
    "T": "today yesterday tomorrow tonight overnight year-end",
    "p": "morning afternoon evening night midnight noon dawn dusk midday daybreak nightfall mid-morning mid-afternoon",
    "s": "spring summer autumn fall winter",
    "u": "day days week weeks month months year years decade decades fortnight nights",
    "h": "hour hours minute minutes",
    "q": "quarter quarters half semester",
    "w": "weekend weekends",
    "C": "century centuries",
    "E": "twenties thirties forties fifties sixties seventies eighties nineties",
    # numbers (digits: see `_class_of_digits`)
    "n": "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred couple few several dozen many",
    "o": "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first final",
    # words that set a time off from another
    "r": "last next this past coming current recent upcoming latest",
    # these need "the": "following Monday's attack"
    "B": "previous following preceding prior ensuing",
    "m": "same very",
    "f": "that",
    "g": "ago",
    "e": "earlier later",
    "t": "before after",
    "k": "early late mid",
    # these set a part off only with "of": "talks end Monday"
    "Q": "beginning start middle end close outset",
    "F": "fiscal financial",
    "x": "every each",
    "X": "daily weekly monthly yearly annually fortnightly quarterly nightly hourly",
    "y": "once twice",
    # small words
    "a": "a an",
    "d": "the",
    "i": "of",
    "j": "in on at during",
    "v": "since",
    "b": "by until till through from between within for",
    "&": "and or to",
    "l": "about around nearly almost roughly approximately some another",
    "O": "old",
    # names that hold a day or a number
    "K": "Black Bloody Super Cyber Holy Maundy Fat Throwback",
    "P": "Times Telegraph Mirror Herald Express Independent Tribune Post Mail",
    "R": "Resolution Resolutions Flight Article Highway Route Boeing Airbus Windows Section Law Decree No. Number Room Directive",
}
#: words after which a name may end in a year ("the Beijing Olympics 2008")
HELD_IN_A_YEAR = _words("Olympics Olympiad Cup Games Expo Euro Summit Elections Election Festival Winter Summer")
#: words after which four digits count
BEFORE_A_COUNT = _words("about around some nearly almost roughly over than least most under only exactly another $ # + / x ×")
#: words that four digits count, beside plurals in -s
COUNTED = _words("km kg people men women children troops personnel police")
#: class "X" holds no capitals: "the Daily News"
_LOWER_ONLY = frozenset("X")

_UNITS = "one two three four five six seven eight nine".replace(" ", "|")
_TEENS = r"ten|eleven|twelve|\w+teen"
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_SPOKEN_YEAR = (
    rf"(?:[Ee]ighteen|[Nn]ineteen|[Tt]wenty)[ -](?:hundred|{_TEENS}|(?:{_TENS})(?:[ -](?:{_UNITS}))?)(?![\w-])"
    rf"|[Tt]wo thousand(?: (?:and )?(?:{_UNITS}|{_TEENS}))?(?![\w-])(?! (?!(?:has|was|is|as|its)\b)\w+s\b)"
)
_HOLIDAY = (
    r"Christmas(?: (?:Day|Eve))?|New Year['’]?s (?:Day|Eve)|Good Friday|Ash Wednesday|Palm Sunday|Easter(?: (?:Sunday|Monday))?"
    r"|Thanksgiving(?: Day)?|Halloween|Boxing Day|Bastille Day|May Day|Valentine['’]s Day|July Fourth|Fourth of July"
    r"|Sept(?:ember|\.)? 11(?:th)?(?:, 2001,?)? (?:terror(?:ist)? )?attacks?|9/11"
)
_CLOCK = r"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\b\.?)?|[01]?\d ?(?:[ap]\.m\b\.?|[ap]m\b|[AP]M\b)"
#: how a text is cut into words. The group's name is the class where the form tells it; W looks the word up, G weighs the number.
_WORD = re.compile(
    rf"(?P<H>\b(?:{_HOLIDAY})\b)"
    r"|(?P<Z>(?<![\w/.-])(?:[12]\d{3}-[01]\d-[0-3]\d(?!-?\d)|[0-3]?\d/[0-3]?\d/(?:[12]\d{3}|\d\d)(?!/?\d)"
    r"|[0-3]?\d\.[0-3]?\d\.[12]\d{3}(?!\.?\d)))"
    r"|(?P<E>\b(?:1[0-9]|20)\d0['’]?s\b|['’]?\b[2-9]0['’]?s\b)"
    rf"|(?P<Y>\b(?:{_SPOKEN_YEAR}))"
    rf"|(?P<z>(?<![\w:])(?:{_CLOCK})(?: (?:GMT|EST|EDT|local time))?)"
    r"|(?P<L>[$€£¥]\s?\d[\d,.]*|\b\d{1,3}(?:,\d{3})+(?:\.\d+)?|\b\d+\.\d+|\b\d+\s?%)"
    r"|(?P<G>(?<!\w)\d+(?:st|nd|rd|th)?\b)"
    r"|(?P<W>(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|No)\."
    r"|year-end|mid-morning|mid-afternoon|twenty-first|[^\W\d_]+)"
    r"|(?P<S>['’]s\b)|(?P<c>,)|(?P<hyphen>[-–])|(?P<stop>\n\s*\n|[.;:!?\"“”()—…])|(?P<other>\S)"
)


def _table() -> dict[str, str]:
    table: dict[str, str] = {}
    for letter, words in WORDS.items():
        for word in words.split():
            forms = (word,) if letter in _LOWER_ONLY else (word, word.capitalize(), word.upper())
            for form in forms:
                table.setdefault(form, letter)
    return table


_CLASS = _table()

# ---- the grammar: patterns over classes, made of one another; "." is any other word, "!" the end of a clause ----
_MONTH = "[MA]"
_DAY = "N(?:[-&]N)?"
#: "last", "this past", "(the) previous"; "that same"
_REL = "(?:rr?|(?<=d)B)"
_THAT = f"(?:f?m|f|{_REL})"
#: ", 2011", "of last year"
_YEAR = f"(?:c?i?d?F?Y|c?i?{_REL}u)"
#: "two", "a", "a couple of", "twenty-five", "two or three"
_SOME = "(?:a?(?:[nN](?:[-&]?[nN]){0,3}i?)|a)"
_SOME = f"(?:l?{_SOME})"
#: "since", "the end of", "early", "mid-", "earlier in"
_LEAD = "v?(?:d?[ke][ij-]?|d?Qi)?"
#: "noon", "late evening", "10 p.m."
_HOUR = "(?:[ek]?-?p|zp?)"
_BY_DAY = f"(?:d?{_HOUR}c?[ij-]?)?"
_AT = f"(?:c?(?:jd?)?{_HOUR})?"
_DATE = f"(?:{_DAY}i?{_MONTH}|{_MONTH}d?{_DAY})"

#: name → pattern; the first that matches wins. The name begins with the kind, or with "not": words that are passed over.
GRAMMAR = {
    "not_age": "l?a?[nN](?:-?n)?-?u-?O",
    "not_name": "KD|d?DP|R[YNn](?:[c&]+[YNn])*",
    "set_every": f"x(?:[nN]|o)?(?:u|h|q|w|D|p|s|{_MONTH})p?|yau|yd?xu",
    "set_often": "X",
    "date_numeric": f"{_LEAD}(?:Dc?)?Z",
    "date_week": f"{_LEAD}d?ui(?:{_DATE}{_YEAR}?|dH|H)",
    "date_day": f"{_LEAD}{_BY_DAY}(?:Dc?)?d?{_REL}?{_DATE}{_YEAR}?{_AT}",
    "date_share": f"{_LEAD}d?[or](?:nu|u)i(?:{_MONTH}{_YEAR}?|d?Y|d?{_REL}?u)",
    "date_month": f"{_LEAD}d?(?:{_MONTH}{_YEAR}|{_REL}{_MONTH}|{_MONTH})",
    "date_quarter": f"{_LEAD}d?(?:YS?|{_REL}uS|u-[eg])?(?:F-?)?on?-?q(?:i?d?F?Y|i?{_REL}u|idu)?|{_LEAD}{_REL}F?q|d?u-[eg]q",
    "date_weekday": f"{_LEAD}{_BY_DAY}d?{_REL}?D(?:c?{_REL}u)?{_AT}",
    "date_deictic": f"{_LEAD}(?:d?ut)?{_BY_DAY}T{_AT}",
    "date_holiday": f"{_LEAD}d?{_REL}?H[uw]?(?:{_YEAR}|jY)?",
    "date_season": f"{_LEAD}d?{_REL}?s{_YEAR}|{_LEAD}d?(?:{_REL})s|d?ks|(?:d|(?<=j))s(?![ij])",
    "date_decade": f"{_LEAD}d?{_REL}?E|{_LEAD}d?[oN]-?C",
    "date_ago": f"{_SOME}-?[uhqw](?:g|e|t(?=[c!]|$))|u-[ge]q?",
    "duration_past": f"{_LEAD}d?{_REL}(?:[nN](?:[-&]?[nN]){{0,3}}i?)[uhqw]",
    "date_relative": f"{_LEAD}d?{_THAT}F?[uwqCp]|v?{_LEAD}dw",
    "date_within": "(?:d?Qi|[ke]j)dF?[upwq]",
    "date_years": f"{_LEAD}d?Y-[YNn]",
    "date_year": f"{_LEAD}d?(?:u?|F)Y",
    "date_clock": "zp?",
    "duration_plain": f"{_SOME}-?[uh](?!-[ge])",
}
_NAMED_MAY = re.compile(r"\b(?:Theresa|Mr\.?|Mrs\.?|Ms\.?|Minister|Secretary) May\b(?! \d)")
#: a start in these classes only, so that most words cost one comparison
_MASTER = re.compile("(?=[^.!c&OPSLi-])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in GRAMMAR.items()) + ")")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Words:
    """A text cut into words: their classes as one string, their places beside it."""

    text: str
    classes: str
    places: list[tuple[int, int]]
    #: whether somebody in the text is called May
    may_is_named: bool

    def __getitem__(self, number: int) -> str:
        if not 0 <= number < len(self.places):
            return ""
        start, end = self.places[number]
        return self.text[start:end]


def times(doc: Doc) -> tuple[TimeExpression, ...]:
    """Every time expression of the text. The parse is read only for the tense; without one, `tense` is None.

    A leading "since" belongs to the expression, because it makes a range of it; other prepositions do not.
    """
    words = _cut(doc.text)
    parsed = doc.has_annotation("DEP") and doc.has_annotation("TAG")
    found = []
    for match in _MASTER.finditer(words.classes):
        name = match.lastgroup or ""
        kind = name.partition("_")[0]
        first, last = match.start(), match.end() - 1
        if kind == "not" or _only_looks_so(name, words, first, last):
            continue
        span = Span.of(words.text, words.places[first][0], words.places[last][1])
        found.append(TimeExpression(span=span, kind=TimeKind(kind), tense=tense_at(doc, span) if parsed else None))
    return tuple(found)


def _cut(text: str) -> _Words:
    classes = []
    places = []
    for match in _WORD.finditer(text):
        group = match.lastgroup or ""
        if group == "W":
            letter = _CLASS.get(match[0], ".")
        elif group == "G":
            letter = _class_of_digits(match[0])
        else:
            letter = {"hyphen": "-", "stop": "!", "other": ".", "L": "."}.get(group, group)
        classes.append(letter)
        places.append(match.span())
    return _Words(text=text, classes="".join(classes), places=places, may_is_named=_NAMED_MAY.search(text) is not None)


def _class_of_digits(digits: str) -> str:
    """N: may be a day of a month; Y: may be a year; n: any other count up to 999."""
    if not digits.isdigit():
        return "N" if len(digits) <= 4 else "."
    if len(digits) <= 2:
        return "N" if 1 <= int(digits) <= 31 else "n"
    if len(digits) == 4 and 1000 <= int(digits) < 2100:
        return "Y"
    return "n" if len(digits) == 3 else "."


def _only_looks_so(name: str, words: _Words, first: int, last: int) -> bool:
    """Whether the words at `first` to `last` fit the pattern `name` but tell no time here."""
    matched = words.classes[first : last + 1]
    before, after = words[first - 1], words[last + 1]
    before_class = words.classes[first - 1] if first else "!"
    if name == "date_month" and matched == "A":
        # "May said", "March on Rome": the month needs a word before it that only a time can follow
        if words.may_is_named:
            return before_class != "j"
        return before_class not in "vbjir&" or (before_class == "&" and "M" not in words.classes[max(0, first - 3) : first])
    if name == "date_month" and matched == "M" and words[first] in ("April", "June", "August", "Jan"):
        return words[first] == "Jan" or (after[:1].isupper() and words.classes[last + 1] == ".")
    if name in ("date_year", "date_years") and set(matched) <= set("dY-"):
        return _is_count(words, first, last)
    if name in ("date_relative", "date_ago") and matched[-1] in "uhwq" and words[last].endswith("s"):
        # "will last weeks", "said that years of war"; but "recent weeks"
        return not any(
            words[number].lower() in ("recent", "past", "coming", "previous", "preceding") for number in range(first, last)
        )
    if name == "date_relative" and "f" in matched:
        # "said that day-to-day life", "that night vision": a conjunction, or the first half of a compound
        return words.classes[last + 1 : last + 2] == "-"
    if words.text[max(0, words.places[first][0] - 2) : words.places[first][0]] in (
        "''",
        "“",
        " “",
        '"',
        ' "',
        "\n“",
        '\n"',
    ) and re.match(r",?(?:''|”|\")", words.text[words.places[last][1] : words.places[last][1] + 3]):
        # the name of a broadcast: "on ‘This Week,’ the senator said"
        return all(words[number][:1].isupper() for number in range(first, last + 1))
    if name == "date_deictic" and matched == "T":
        # "USA Today"
        return words[first][0].isupper() and before[:1].isupper() and before_class == "."
    return False


def _is_count(words: _Words, first: int, last: int) -> bool:
    """Whether four digits count things or number a thing ("2000 soldiers", "nearly 1500", "Soyuz 2020")."""
    if not words[last].isdigit():
        return False
    before, before_class = words[first - 1], words.classes[first - 1] if first else "!"
    definite = words.classes[first] == "d"
    if before in BEFORE_A_COUNT:
        return True
    if not definite and _counts_what_follows(words, last, told=before_class in "jv"):
        return True
    if not definite and words.classes[last + 1 : last + 3] in ("&Y", "-Y") and _counts_what_follows(words, last + 2, told=False):
        # "between 1500 and 2000 people"
        return True
    if int(words[last]) < 1800 and not definite and before_class not in "jvib":
        return True
    begins = first < 2 or words.classes[first - 2] == "!"
    return before_class == "." and before[:1].isupper() and not begins and before not in HELD_IN_A_YEAR


def _counts_what_follows(words: _Words, number: int, *, told: bool) -> bool:
    """Whether the word after four digits is what they count; `told`: a word before them promises a year ("in 2003 prices rose")."""
    after, after_class = words[number + 1], words.classes[number + 1 : number + 2]
    if after_class == "-":
        return words.classes[number + 2 : number + 3] == "."
    things = after_class == "." and len(after) > 3 and after.islower() and after.endswith(("s", "people", "men", "children"))
    return (things or after_class == "h" or after in COUNTED) and not (told and not words[number].endswith("00"))


# ---- tense ----
_COMING = _words("schedule expect plan slate due set intend hope aim promise vow pledge prepare agree want arrange book bill")
#: words before a day that is still to come when they are written
_ONWARDS = frozenset({"effective", "payable", "into"})
#: words before a day up to which something goes on; to come, unless the verb is past and puts nothing off
_UNTIL = frozenset({"until", "till", "through", "by"})
_PUT_OFF = _words("postpone delay extend adjourn suspend give put schedule reschedule defer")
_SAYING = _words("say tell report announce add state note")


def tense_at(doc: Doc, span: Span) -> str | None:
    """The tense of the clause in which the words stand: "past", "present", "future", or None where no verb governs them.

    What is scheduled, expected or intended is future whatever the tense of the verb that says so.
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return None
    verb = _verb_over(words.root)
    tense = None if verb is None else _tense_of(verb)
    before = doc[words.start - 1].lower_ if words.start else ""
    if before == "since" or words[0].lower_ == "since":
        return "past"
    if before in _ONWARDS or (verb is not None and before in _UNTIL and (tense != "past" or verb.lemma_ in _PUT_OFF)):
        return "future"
    return tense


def _verb_over(token: Token) -> Token | None:
    while token.pos_ not in ("VERB", "AUX"):
        if token.head.i == token.i:
            return None
        token = token.head
    return token


def _tense_of(verb: Token) -> str | None:
    auxiliaries = [child for child in verb.children if child.dep_ in ("aux", "auxpass")]
    words = {child.lower_ for child in auxiliaries}
    if words & {"will", "'ll", "’ll", "wo", "shall", "would", "'d"} or (verb.lemma_ in _COMING and verb.tag_ == "VBN"):
        return "future" if not words & {"have"} else "past"
    if "to" in words or (verb.tag_ == "VB" and words & {"may", "could", "can", "should", "must", "might"}):
        governor = verb.head
        if "have" in words:
            return "past"
        if (
            governor.i != verb.i
            and governor.pos_ in ("VERB", "AUX")
            and governor.lemma_ not in _COMING
            and _is_past(governor)
            and "to" in words
        ):
            return "future" if governor.lemma_ in ("be", "ask", "urge", "call", "offer", "threaten", "refuse", "decide") else "past"
        return "future"
    if verb.lemma_ == "go" and any(child.dep_ == "xcomp" for child in verb.children) and not _is_past(verb):
        return "future"
    if _is_past(verb) or any(_is_past(child) for child in auxiliaries) or words & {"have", "has", "'ve"}:
        return "past"
    if verb.tag_ in ("VBG", "VBN", "VB") and not auxiliaries:
        governor = verb.head
        if verb.tag_ == "VBN":
            return "past"
        return _tense_of(governor) if governor.i != verb.i and governor.pos_ in ("VERB", "AUX") else None
    return "past" if verb.lemma_ in _SAYING else "present"


def _is_past(token: Token) -> bool:
    return token.tag_ == "VBD"

"""The days that words tell, seen from a day of publication."""

from datetime import date

import pytest
import spacy
from benchmarks import phrases
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.times import WORDS, times
from onrecord.record import Basis, Span, TimeExpression, TimeKind, TimeRange
from onrecord.resolve.dates import resolve_date
from onrecord.resolve.dates.rules import RULES

#: a Thursday
PUBLISHED = date(2011, 5, 12)
STORY = TimeRange(earliest=date(2011, 3, 8), latest=date(2011, 3, 8), basis=Basis.STATED)


def expression(words: str, tense: str | None = None, kind: TimeKind = TimeKind.DATE) -> TimeExpression:
    return TimeExpression(span=Span.of(words, 0, len(words)), kind=kind, tense=tense)


def days(range_: TimeRange | None) -> str | None:
    if range_ is None:
        return None
    first, last = range_.earliest.isoformat(), range_.latest.isoformat()
    return first if first == last else f"{first} {last}"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("3 May 2011", "2011-05-03"),
        ("May 3, 2011", "2011-05-03"),
        ("Monday, 3 May 2010", "2010-05-03"),
        ("the 3rd of May, 1999", "1999-05-03"),
        ("Sept. 27, 1989", "1989-09-27"),
        ("2011-05-03", "2011-05-03"),
        ("13/5/2011", "2011-05-13"),
        ("3.5.2011", "2011-05-03"),
        ("the night of 3-4 May 2010", "2010-05-03 2010-05-04"),
        ("May 3 and 4, 2010", "2010-05-03 2010-05-04"),
        ("March 2005", "2005-03-01 2005-03-31"),
        ("February 2004", "2004-02-01 2004-02-29"),
        ("late January 2004", "2004-01-01 2004-01-31"),
        ("early 2003", "2003-01-01 2003-12-31"),
        ("2010", "2010-01-01 2010-12-31"),
        ("fiscal 2010", "2010-01-01 2010-12-31"),
        ("2003-2005", "2003-01-01 2005-12-31"),
        ("2008-9", "2008-01-01 2009-12-31"),
        ("1999-01", "1999-01-01 2001-12-31"),
        ("1998-99", "1998-01-01 1999-12-31"),
        ("nineteen ninety-six", "1996-01-01 1996-12-31"),
        ("the 1990s", "1990-01-01 1999-12-31"),
        ("the nineties", "1990-01-01 1999-12-31"),
        ("the 20th century", "1900-01-01 1999-12-31"),
        ("the summer of 2006", "2006-06-01 2006-08-31"),
        ("winter 2006", "2006-12-01 2007-02-28"),
        ("the first quarter of 2004", "2004-01-01 2004-03-31"),
        ("the second half of 2004", "2004-07-01 2004-12-31"),
        ("the first three months of 2010", "2010-01-01 2010-03-31"),
        ("the first week of May 2010", "2010-05-01 2010-05-07"),
        ("the last week of June 2010", "2010-06-24 2010-06-30"),
        ("Easter 2011", "2011-04-24"),
        ("Christmas Eve 2010", "2010-12-24"),
        ("9/11", "2001-09-11"),
        ("the Sept. 11 attacks", "2001-09-11"),
    ],
)
def test_absolute_with_and_without_publication(words: str, expected: str) -> None:
    assert days(resolve_date(expression(words), published=PUBLISHED)) == expected
    assert days(resolve_date(expression(words), published=None)) == expected


@pytest.mark.parametrize(
    ("words", "tense", "expected"),
    [
        ("today", "past", "2011-05-12"),
        ("tonight", "future", "2011-05-12"),
        ("yesterday", "past", "2011-05-11"),
        ("tomorrow", "future", "2011-05-13"),
        ("the day before yesterday", "past", "2011-05-10"),
        ("overnight", "past", "2011-05-11 2011-05-12"),
        ("this morning", "past", "2011-05-12"),
        ("last night", "past", "2011-05-11"),
        ("Monday", "past", "2011-05-09"),
        ("Monday", "future", "2011-05-16"),
        ("Monday evening", "past", "2011-05-09"),
        ("Thursday", "past", "2011-05-12"),
        ("Friday", None, "2011-05-06"),
        ("last Thursday", "past", "2011-05-05"),
        ("last Monday", "past", "2011-05-09"),
        ("next Monday", "future", "2011-05-16"),
        ("this Friday", "future", "2011-05-13"),
        ("Monday last week", "past", "2011-05-02"),
        ("Friday next week", "future", "2011-05-20"),
        ("earlier this week", "past", "2011-05-09 2011-05-15"),
        ("last week", "past", "2011-05-02 2011-05-08"),
        ("next week", "future", "2011-05-16 2011-05-22"),
        ("last month", "past", "2011-04-01 2011-04-30"),
        ("this month", "past", "2011-05-01 2011-05-31"),
        ("next year", "future", "2012-01-01 2012-12-31"),
        ("the end of next year", "future", "2012-01-01 2012-12-31"),
        ("last year", "past", "2010-01-01 2010-12-31"),
        ("May 3", "past", "2011-05-03"),
        ("May 3", "future", "2011-05-03"),
        ("June 1", "past", "2011-06-01"),
        ("October 5", "past", "2010-10-05"),
        ("October 5", "future", "2011-10-05"),
        ("last Oct. 5", "past", "2010-10-05"),
        ("Saturday, Oct. 23", "past", "2010-10-23"),
        ("the week of March 6", "past", "2011-02-28 2011-03-06"),
        ("April", "past", "2011-04-01 2011-04-30"),
        ("late November", "past", "2010-11-01 2010-11-30"),
        ("November", "future", "2011-11-01 2011-11-30"),
        ("last May", "past", "2010-05-01 2010-05-31"),
        ("June last year", "past", "2010-06-01 2010-06-30"),
        ("since April", "past", "2011-04-01 2011-05-12"),
        ("since 2003", "past", "2003-01-01 2011-05-12"),
        ("since Monday", "past", "2011-05-09 2011-05-12"),
        ("last fall", "past", "2010-09-01 2010-11-30"),
        ("this past winter", "past", "2010-12-01 2011-02-28"),
        ("the first quarter", "past", "2011-01-01 2011-03-31"),
        ("last year's third quarter", "past", "2010-07-01 2010-09-30"),
        ("the weekend", "past", "2011-05-07 2011-05-08"),
        ("the weekend", "future", "2011-05-14 2011-05-15"),
        ("last weekend", "past", "2011-05-07 2011-05-08"),
        ("two days ago", "past", "2011-05-10"),
        ("a few days ago", "past", "2011-05-09"),
        ("three weeks ago", "past", "2011-04-18 2011-04-24"),
        ("five months ago", "past", "2010-12-01 2010-12-31"),
        ("a year ago", "past", "2010-01-01 2010-12-31"),
        ("twenty-five years ago", "past", "1986-01-01 1986-12-31"),
        ("two hours ago", "past", "2011-05-12"),
        ("the past two weeks", "past", "2011-04-28 2011-05-12"),
        ("the past several months", "past", "2011-01-12 2011-05-12"),
        ("the past 24 hours", "past", "2011-05-11 2011-05-12"),
        ("the next three days", "future", "2011-05-12 2011-05-15"),
        ("the past week", "past", "2011-05-05 2011-05-12"),
        ("recent days", "past", "2011-05-08 2011-05-12"),
        ("earlier in the year", "past", "2011-01-01 2011-12-31"),
        ("the end of the month", "future", "2011-05-01 2011-05-31"),
        ("the first nine months of the year", "past", "2011-01-01 2011-09-30"),
        ("year-end", "future", "2011-12-31"),
        ("last Thanksgiving", "past", "2010-11-25"),
        ("Good Friday", "past", "2011-04-22"),
    ],
)
def test_from_publication(words: str, tense: str | None, expected: str) -> None:
    assert days(resolve_date(expression(words, tense), published=PUBLISHED)) == expected
    assert resolve_date(expression(words, tense), published=None) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("the same day", "2011-03-08"),
        ("that evening", "2011-03-08"),
        ("the next day", "2011-03-09"),
        ("the following day", "2011-03-09"),
        ("the previous day", "2011-03-07"),
        ("the next morning", "2011-03-09"),
        ("the following week", "2011-03-14 2011-03-20"),
        ("the previous Friday", "2011-03-04"),
        ("the following Monday", "2011-03-14"),
        ("two days later", "2011-03-10"),
        ("three weeks earlier", "2011-02-14 2011-02-20"),
        ("a month later", "2011-04-01 2011-04-30"),
        ("that year", "2011-01-01 2011-12-31"),
        ("May of that year", "2011-05-01 2011-05-31"),
    ],
)
def test_from_the_anchor(words: str, expected: str) -> None:
    resolved = resolve_date(expression(words, "past"), published=PUBLISHED, anchor=STORY)
    assert days(resolved) == expected
    assert resolved is not None
    assert resolved.basis is Basis.INFERRED
    assert resolve_date(expression(words, "past"), published=PUBLISHED) is None


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("every Friday", TimeKind.SET),
        ("weekly", TimeKind.SET),
        ("three-day", TimeKind.DURATION),
        ("A 17-day", TimeKind.DURATION),
        ("ten years", TimeKind.DURATION),
        ("February 30, 2011", TimeKind.DATE),
        ("February 30", TimeKind.DATE),
        ("May 30-3", TimeKind.DATE),
        ("week-earlier", TimeKind.DATE),
        ("many years ago", TimeKind.DATE),
        ("9" * 5000, TimeKind.DATE),
        ("2011-13-01", TimeKind.DATE),
        ("the 999th century", TimeKind.DATE),
        ("900000 years ago", TimeKind.DATE),
    ],
)
def test_tells_no_day(words: str, kind: TimeKind) -> None:
    assert resolve_date(expression(words, kind=kind), published=PUBLISHED, anchor=STORY) is None


def test_a_duration_that_ends_now_is_a_range() -> None:
    resolved = resolve_date(expression("the past ten years", "past", TimeKind.DURATION), published=PUBLISHED)
    assert days(resolved) == "2001-05-12 2011-05-12"


@pytest.mark.parametrize(
    ("words", "tense", "basis"),
    [
        ("3 May 2011", None, Basis.STATED),
        ("2010", None, Basis.STATED),
        ("yesterday", "past", Basis.STATED),
        ("last week", "past", Basis.STATED),
        ("two weeks ago", "past", Basis.STATED),
        ("Monday", "past", Basis.INFERRED),
        ("May 3", "past", Basis.INFERRED),
        ("April", "past", Basis.INFERRED),
        ("recent months", "past", Basis.INFERRED),
        ("since April", "past", Basis.INFERRED),
        ("5/3/2011", "past", Basis.INFERRED),
    ],
)
def test_basis(words: str, tense: str | None, basis: Basis) -> None:
    resolved = resolve_date(expression(words, tense), published=PUBLISHED)
    assert resolved is not None
    assert resolved.basis is basis
    assert resolved.span is not None
    assert resolved.span.text == words


@pytest.mark.parametrize(
    ("words", "country", "expected"),
    [
        ("the summer of 2006", "AUS", "2006-12-01 2007-02-28"),
        ("the winter of 2006", "ARG", "2006-06-01 2006-08-31"),
        ("the summer of 2006", "FRA", "2006-06-01 2006-08-31"),
        ("5/3/2011", None, "2011-05-03"),
        ("5/3/2011", "USA", "2011-05-03"),
        ("5/3/2011", "GBR", "2011-03-05"),
    ],
)
def test_country_decides(words: str, country: str | None, expected: str) -> None:
    assert days(resolve_date(expression(words), published=PUBLISHED, country=country)) == expected


@pytest.mark.parametrize("published", [date.min, date.max])
@pytest.mark.parametrize(
    "words", ["last May", "next May", "last week", "next year", "tomorrow", "yesterday", "last weekend", "May", "a year ago"]
)
def test_the_ends_of_the_calendar(words: str, published: date) -> None:
    resolved = resolve_date(expression(words), published=published)
    assert resolved is None or resolved.earliest <= resolved.latest


def test_the_last_day_of_february_is_found_from_a_longer_month() -> None:
    assert days(resolve_date(expression("the past month"), published=date(2011, 3, 31))) == "2011-02-28 2011-03-31"
    assert days(resolve_date(expression("last month"), published=date(2012, 3, 31))) == "2012-02-01 2012-02-29"
    assert days(resolve_date(expression("February 29", "past"), published=date(2011, 3, 1))) == "2008-02-29"


def test_the_finder_and_the_reader_know_the_same_words() -> None:
    """Both rooms keep tables of words; what one calls a month, weekday, season or unit, the other must read."""
    frames = {"M": "{} 2003", "D": "{}", "s": "{} 2003", "r": "{} week", "o": "the {} quarter", "E": "the {}", "T": "{}"}
    nlp = spacy.blank("en")
    for letter, frame in frames.items():
        for word in WORDS[letter].split():
            if letter == "o" and word not in ("first", "second", "third", "fourth"):
                continue
            (one,) = times(nlp(frame.format(word)))
            assert resolve_date(one, published=PUBLISHED) is not None, word


_WORDS = [word for words in WORDS.values() for word in words.split()] + [
    "2003",
    "3",
    "31st",
    "-",
    ",",
    "'s",
    "5/3/2011",
    "9999",
    "0000",
]


@given(
    st.lists(st.sampled_from(_WORDS), min_size=1, max_size=6).map(" ".join) | st.text(min_size=1, max_size=40),
    st.none() | st.dates(),
    st.none() | st.dates(),
    st.sampled_from([None, "past", "present", "future"]),
)
def test_any_words_tell_a_range_or_nothing(words: str, published: date | None, story: date | None, tense: str | None) -> None:
    anchor = None if story is None else TimeRange(earliest=story, latest=story, basis=Basis.STATED)
    resolved = resolve_date(expression(words, tense), published=published, anchor=anchor)
    assert resolved is None or resolved.earliest <= resolved.latest


def test_every_rule_can_be_reached() -> None:
    reached = {
        "5/3/2011",
        "9/11",
        "Easter",
        "first week of May",
        "3 May",
        "May 3",
        "May 2010",
        "last May",
        "this year's first quarter",
        "first quarter",
        "2003 summer",
        "last summer",
        "last week's Monday",
        "Monday",
        "1990s",
        "20th century",
        "2003-2005",
        "the 2003 quarter",
        "2003",
        "today",
        "overnight",
        "year-end",
        "two days ago",
        "two days later",
        "year-earlier",
        "the past two weeks",
        "last week",
        "last night",
        "the month",
        "10:30",
        "two Sundays ago",
        "a week from Friday",
    }
    assert len(reached) == len(RULES)
    for words in reached:
        assert resolve_date(expression(words, "past"), published=PUBLISHED, anchor=STORY) is not None, words


QUARTER = TimeRange(earliest=date(2010, 7, 1), latest=date(2010, 9, 30), basis=Basis.STATED)


@pytest.mark.parametrize("words", ["a year earlier", "a year ago", "year-earlier", "the 2009 quarter", "the 2009 period"])
def test_a_quarter_is_compared_with_the_same_quarter(words: str) -> None:
    assert days(resolve_date(expression(words), published=PUBLISHED, anchor=QUARTER)) == "2009-07-01 2009-09-30"


def test_what_is_no_quarter_is_not() -> None:
    assert days(resolve_date(expression("a year ago"), published=PUBLISHED, anchor=STORY)) == "2010-01-01 2010-12-31"
    assert days(resolve_date(expression("the 2009 period"), published=PUBLISHED, anchor=STORY)) == "2009-01-01 2009-12-31"


@pytest.mark.parametrize("row", phrases.rows(), ids=lambda row: f"{row['phrase']} in {row['before'][:12].strip()}")
def test_phrases_of_our_own_name_days(row: dict[str, str]) -> None:
    # what they mean is measured by `benchmarks.phrases`; here, that no phrase is left without days
    expression = TimeExpression(span=Span.of(row["phrase"], 0, len(row["phrase"])), kind=TimeKind.DATE, tense="past")
    found = resolve_date(expression, published=date.fromisoformat(row["published"]))
    assert found is not None


def test_weekdays_counted_away() -> None:
    wednesday = date(2012, 5, 9)
    for words, day in (("two Sundays ago", date(2012, 4, 29)), ("a week from Friday", date(2012, 5, 18))):
        expression = TimeExpression(span=Span.of(words, 0, len(words)), kind=TimeKind.DATE, tense="past")
        found = resolve_date(expression, published=wednesday)
        assert found is not None
        assert (found.earliest, found.latest) == (day, day)

"""What is a time, what only looks like one, and the tense that goes with it."""

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.syntax import load_syntax
from onrecord.annotate.times import GRAMMAR, WORDS, times

BLANK = spacy.blank("en")


def found(text: str) -> list[str]:
    return [one.span.text for one in times(BLANK(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The envoy arrived on Monday.", ["Monday"]),
        ("The envoy arrived on Monday evening.", ["Monday evening"]),
        ("It began late Tuesday and went on early Wednesday.", ["late Tuesday", "early Wednesday"]),
        ("He spoke at noon Thursday.", ["noon Thursday"]),
        ("He left at 10 p.m. Friday for Oslo.", ["10 p.m. Friday"]),
        ("They meet on Monday, 3 May 2011, in Riga.", ["Monday, 3 May 2011"]),
        ("The accord of May 3, 2011 holds.", ["May 3, 2011"]),
        ("It was the 3rd of May.", ["the 3rd of May"]),
        ("Shelling in the night of 3-4 May killed two.", ["the night of 3-4 May"]),
        ("Polls are set for Dec. 10-15.", ["Dec. 10-15"]),
        ("On 2011-05-03 the ship sailed.", ["2011-05-03"]),
        ("Signed 5/3/2011 in Lima.", ["5/3/2011"]),
        ("In late January talks failed.", ["late January"]),
        ("In mid-March talks failed.", ["mid-March"]),
        ("The vote of June last year was void.", ["June last year"]),
        ("Since last April rockets have fallen.", ["Since last April"]),
        ("The port was shut in May and reopened in June.", ["May", "June"]),
        ("In early 2003 war began.", ["early 2003"]),
        ("The summer of 2006 was hot.", ["The summer of 2006"]),
        ("A truce held last fall.", ["last fall"]),
        ("Exports rose in the first quarter of 2004.", ["the first quarter of 2004"]),
        ("In the second half of next year taxes rise.", ["the second half of next year"]),
        ("In the first week of May they met.", ["the first week of May"]),
        ("In the first nine months of the year trade fell.", ["the first nine months of the year"]),
        ("The raid came two days ago.", ["two days ago"]),
        ("A couple of weeks later he resigned.", ["A couple of weeks later"]),
        ("Twenty-five years ago they parted.", ["Twenty-five years ago"]),
        ("He returned the next day.", ["the next day"]),
        ("He fled that same night.", ["that same night"]),
        ("She had left the day before yesterday.", ["the day before yesterday"]),
        ("Over the past several months prices doubled.", ["the past several months"]),
        ("In recent days gunmen have fired.", ["recent days"]),
        ("By the end of the month all will be home.", ["the end of the month"]),
        ("Later in the day he spoke.", ["Later in the day"]),
        ("In the 1990s and the 20th century.", ["the 1990s", "the 20th century"]),
        ("The civil war of 1975-1990 left scars.", ["1975-1990"]),
        ("In nineteen ninety-six he won.", ["nineteen ninety-six"]),
        ("The budget for fiscal 2010 passed.", ["fiscal 2010"]),
        ("Last Thanksgiving, and on Good Friday too.", ["Last Thanksgiving", "Good Friday"]),
        ("After 9/11 laws changed.", ["9/11"]),
        ("The weekend was calm.", ["The weekend"]),
        ("The Beijing Olympics 2008 were grand.", ["2008"]),
        ("Today, yesterday's talks and tomorrow.", ["Today", "yesterday", "tomorrow"]),
        ("The 2003 invasion", ["The 2003"]),
        ("But 2003 was quiet.", ["2003"]),
        ("Between 2003 and 2005 he hid.", ["2003", "2005"]),
        ("Theresa May resigned in May.", ["May"]),
    ],
)
def test_finds(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "May arrived in Brussels and may resign.",
        "Theresa May said so.",
        "They march on Rome. March on, he said.",
        "Black Friday was good for shops, Bloody Sunday was not forgotten.",
        "A 28-year-old and a 5-year-old were hurt.",
        "He is 30 years old.",
        "The second man and the first woman left.",
        "Security Council Resolution 1701 and Resolution 1559 stand.",
        "About 1,200 people and 2000 soldiers marched.",
        "Nearly 1500 fled; some 2000 stayed.",
        "In 2000 villages there was no water.",
        "They paid $1998 and 2010 euros.",
        "Flight 1972 was late.",
        "The fall of the city, the spring in his step.",
        "It will last weeks.",
        "The Sunday Times and USA Today wrote about it.",
        "April Smith smiled.",
        "He reads the Daily News.",
        "The last minute announcement came.",
        "It may rain.",
        "Between 1500 and 2000 people fled.",
        "Support for May fell; Theresa May knew it.",
        "Jan Nowak spoke.",
        "Version 3.5.11 is out.",
    ],
)
def test_passes_over(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Every Friday they rally.", "Every Friday", "set"),
        ("They rally weekly.", "weekly", "set"),
        ("They meet twice a year.", "twice a year", "set"),
        ("The three-day talks ended.", "three-day", "duration"),
        ("A 17-day offensive ended.", "A 17-day", "duration"),
        ("For the past ten years they fought.", "the past ten years", "duration"),
        ("It ended ten years ago.", "ten years ago", "date"),
    ],
)
def test_kind(text: str, words: str, kind: str) -> None:
    assert [(one.span.text, one.kind.value) for one in times(BLANK(text))] == [(words, kind)]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The minister arrived on Monday.", "past"),
        ("The minister has met rebels on Monday.", "past"),
        ("The minister will meet rebels on Monday.", "future"),
        ("The minister said he would meet rebels on Monday.", "future"),
        ("Talks are scheduled for Monday.", "future"),
        ("The minister plans to resign on Monday.", "future"),
        ("The court postponed the hearing until Monday.", "future"),
        ("Rebels have held the town since Monday.", "past"),
        ("On Monday.", None),
    ],
)
def test_tense(text: str, tense: str | None) -> None:
    (one,) = times(load_syntax().nlp(text))
    assert one.tense == tense


def test_without_a_parse_there_is_no_tense() -> None:
    (one,) = times(BLANK("He will come on Monday."))
    assert one.tense is None


def test_offsets_count_in_the_text_as_it_is() -> None:
    text = "\n\n  “Naïve”\u00a0words…\n\nOn\tMonday, and\r\nlast week."
    (monday, week) = times(BLANK(text))
    assert text[monday.span.start : monday.span.end] == "Monday"
    assert text[week.span.start : week.span.end] == "last week"


def test_no_expression_crosses_a_paragraph() -> None:
    assert found("It ends in May\n\n3 men died.") == ["May"]


def test_a_table_of_numbers_costs_no_more_than_its_length() -> None:
    assert found("12 " * 20_000) == []


def test_every_class_of_the_grammar_has_words() -> None:
    letters = {letter for pattern in GRAMMAR.values() for letter in pattern if letter.isalpha()}
    by_form = set("HZYNSc") | {"z", "E"}
    assert letters <= set(WORDS) | by_form


_PIECES = [word for words in WORDS.values() for word in words.split()] + [
    "2003",
    "3",
    "31st",
    "-",
    ",",
    ".",
    "\n\n",
    "“",
    "'s",
    "1,200",
    "10:30",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map(" ".join) | st.text(max_size=80))
def test_spans_hold_their_words_in_order_without_overlap(text: str) -> None:
    end = 0
    for one in times(BLANK(text)):
        assert one.span.start >= end
        assert text[one.span.start : one.span.end] == one.span.text
        end = one.span.end

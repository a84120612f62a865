"""Who and what the text speaks of: every mention stands where it says, once, in order."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotated import article_of, mentions_of
from tests.oddtexts import odd_texts

from onrecord.annotate.mentions import find_mentions, head_token
from onrecord.annotate.syntax import load_syntax
from onrecord.record import Article, Form, Kind, Mention, Part, PartKind, Span


def named(text: str, words: str) -> Mention:
    """The mention whose phrase is `words`."""
    found = [mention for mention in mentions_of(text) if mention.span.text == words]
    assert found, f"{words!r} is not among {[mention.span.text for mention in mentions_of(text)]}"
    return found[0]


@settings(deadline=None, max_examples=60)
@given(odd_texts | st.text(max_size=60))
def test_mentions_stand_in_order_where_they_say(text: str) -> None:
    article = article_of(text)
    mentions = find_mentions(load_syntax().annotate(article), article)
    assert [mention.number for mention in mentions] == list(range(len(mentions)))
    assert [mention.chain for mention in mentions] == list(range(len(mentions)))
    heads = [mention.head.start for mention in mentions]
    assert heads == sorted(set(heads))
    for mention in mentions:
        for span in (mention.span, mention.head):
            assert text[span.start : span.end] == span.text
            assert span.text.strip()


@pytest.mark.parametrize(
    ("text", "words", "form", "kind"),
    [
        ("The foreign minister arrived in Oslo.", "The foreign minister", Form.NOMINAL, Kind.PER),
        ("The foreign minister arrived in Oslo.", "Oslo", Form.NAME, Kind.GPE),
        ("Angela Merkel visited Paris.", "Angela Merkel", Form.NAME, Kind.PER),
        ("President Vladimir Putin visited Paris.", "President Vladimir Putin", Form.NAME, Kind.PER),
        ("The ministry denied it.", "The ministry", Form.NOMINAL, Kind.ORG),
        ("She left Paris.", "She", Form.PRONOUN, Kind.PER),
        ("They left Paris.", "They", Form.PRONOUN, Kind.PER),
        ("It closed the border.", "It", Form.PRONOUN, Kind.ORG),
        ("Rebels shelled the airport.", "Rebels", Form.NOMINAL, Kind.PER),
        ("Rebels shelled the airport.", "the airport", Form.NOMINAL, Kind.FAC),
        ("The two countries signed it.", "The two countries", Form.NOMINAL, Kind.GPE),
        ("Syrian troops left.", "Syrian", Form.NAME, Kind.GPE),
        ("Syrian troops left.", "Syrian troops", Form.NOMINAL, Kind.PER),
        ("The governor of Lagos resigned.", "The governor of Lagos", Form.NOMINAL, Kind.PER),
        ("Gunmen attacked Iran's embassy in Beirut.", "Iran", Form.NAME, Kind.GPE),
        ("The soldiers who fled were caught.", "The soldiers", Form.NOMINAL, Kind.PER),
        ("Felix Kulov, the prime minister, resigned.", "the prime minister", Form.NOMINAL, Kind.PER),
    ],
)
def test_form_and_kind(text: str, words: str, form: Form, kind: Kind) -> None:
    mention = named(text, words)
    assert (mention.form, mention.kind) == (form, kind)


def test_a_phrase_has_its_head() -> None:
    mention = named("The governor of Lagos resigned.", "The governor of Lagos")
    assert mention.head.text == "governor"
    assert named("President Vladimir Putin left.", "President Vladimir Putin").head.text == "Vladimir Putin"


def test_where_people_met_is_no_part_of_their_name() -> None:
    assert named("The king met Anna Weber in Bonn.", "Anna Weber").head.text == "Anna Weber"


@pytest.mark.parametrize(
    "text", ["The weather was fine.", "Prices rose by two percent.", "", "42", "!?", "On Monday it rained hard."]
)
def test_what_cannot_act_is_no_mention(text: str) -> None:
    assert [mention.span.text for mention in mentions_of(text) if mention.form is not Form.PRONOUN] == []


def test_a_surname_that_the_tagger_misses_is_found_by_the_full_name() -> None:
    text = "Foreign minister Anna Weber arrived in Oslo. Weber met the king."
    assert named(text, "Weber").kind is Kind.PER


def test_an_acronym_of_a_body_named_before_is_found() -> None:
    text = "The African Union met in Addis Ababa. AU condemned the coup."
    assert named(text, "AU").kind is Kind.ORG


def test_furniture_has_no_mentions() -> None:
    text = "OSLO, March 3 - Troops left Bergen."
    end = text.index("Troops")
    article = Article(id="x", text=text, parts=(Part(kind=PartKind.DATELINE, span=Span.of(text, 0, end)),))
    found = find_mentions(load_syntax().annotate(article), article)
    assert [mention.span.text for mention in found] == ["Troops", "Bergen"]


def test_quotation_marks_stay_outside() -> None:
    text = 'He met "the rebels" in Oslo.'
    assert named(text, "the rebels").head.text == "rebels"


def test_the_head_is_a_token() -> None:
    text = "Angela Merkel visited Paris."
    doc = load_syntax().annotate(article_of(text))
    token = head_token(doc, named(text, "Angela Merkel"))
    assert token is not None
    assert token.text == "Merkel"


def test_a_hyphenated_noun_is_one_head_with_its_article() -> None:
    found = [mention.span.text for mention in mentions_of("The director-general of the agency told reporters that it would stay.")]
    assert "The director-general of the agency" in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The blast killed at least 58 and wounded 120 others.", "at least 58"),
        ("Hundreds marched in Cairo, and police arrested 36.", "Hundreds"),
        ("Hundreds marched in Cairo, and police arrested 36.", "36"),
    ],
)
def test_people_told_by_their_number_alone(text: str, words: str) -> None:
    found = named(text, words)
    assert (found.form, found.kind) == (Form.NOMINAL, Kind.PER)


def test_other_numbers_are_nobody() -> None:
    assert [mention.span.text for mention in mentions_of("Prices rose 5 percent in 2006.")] == []


def test_a_name_that_the_recogniser_left_out() -> None:
    assert named("Russian missiles hit Kharkiv overnight.", "Kharkiv").form is Form.NAME


@pytest.mark.parametrize("words", ["the Islamic State", "Islamic Jihad"])
def test_a_peoples_name_with_the_word_that_makes_it_a_bodys(words: str) -> None:
    name = named(f"Troops fought {words} near the river.", words)
    assert (name.form, name.kind) == (Form.NAME, Kind.ORG)
    assert name.head.text == words.removeprefix("the ")

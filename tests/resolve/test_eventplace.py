"""Where an event took place: its own words, the sentence's, the dateline's, in this order."""

import pytest
from tests.madereports import mention, participant, span_of

from onrecord.record import Article, Dateline, Form, Kind, Mention, Precision, Role, Span, article_id
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.eventplace import EventPlaces
from onrecord.resolve.places.gazetteer import load_gazetteer
from onrecord.resolve.places.resolver import PlaceResolver

TEXT = "PARIS, March 3 - Troops in Kandahar left the camp. They had come from Oslo and from Zzyzxville."
DATELINE = Dateline(span=span_of(TEXT, "PARIS, March 3 -"), place=span_of(TEXT, "PARIS"))


def there(words: str, form: Form = Form.NAME) -> Mention:
    return mention(TEXT, words, form=form, kind=Kind.GPE)


def places(dateline: Dateline | None = DATELINE) -> EventPlaces:
    article = Article(id=article_id(TEXT), text=TEXT, dateline=dateline)
    return EventPlaces(article, PlaceResolver(load_gazetteer(), load_register(), article), load_register())


@pytest.mark.parametrize(
    ("own", "near", "at_dateline", "country", "basis"),
    [
        ("Kandahar", "Oslo", True, "AFG", "event"),
        (None, "Oslo", True, "NOR", "sentence"),
        (None, None, True, "FRA", "dateline"),
        # a name that the gazetteer does not know never empties the rest
        ("Zzyzxville", "Oslo", True, "NOR", "sentence"),
        ("Zzyzxville", "the camp", True, "FRA", "dateline"),
    ],
)
def test_order(own: str | None, near: str | None, at_dateline: bool, country: str, basis: str) -> None:
    found = places().of(
        there(own) if own else None, [there(near)] if near else [], "ASSAULT", happened=True, attributed=not at_dateline
    )
    assert found is not None
    assert (found.country, found.basis) == (country, basis)
    assert TEXT[found.span.start : found.span.end] == found.span.text


def test_untold() -> None:
    assert places().of(None, [], "ASSAULT", happened=True, attributed=True) is None
    assert places().of(there("Zzyzxville"), [], "ASSAULT", happened=True, attributed=True) is None
    assert places(None).of(None, [], "ASSAULT", happened=True, attributed=False) is None


def test_a_dateline_without_a_place() -> None:
    assert places(Dateline(span=DATELINE.span)).of(None, [], "ASSAULT", happened=True, attributed=False) is None


SOMEONE = there("Troops", Form.NOMINAL)


def test_an_event_among_those_of_one_country_is_told_as_happening_there() -> None:
    found = places().among([participant("AFGMIL", named=SOMEONE), participant("AFGCVL", Role.RECIPIENT)], "ASSAULT")
    assert found is not None
    assert (found.country, found.precision, found.basis) == ("AFG", Precision.COUNTRY, "participants")
    assert found.span.text == "Troops"


@pytest.mark.parametrize("codes", [["AFGMIL", "FRAMIL"], ["UNO"], ["IMGUAF"], ["UNK"], []])
def test_others_have_no_common_home(codes: list[str]) -> None:
    assert places().among([participant(code, named=SOMEONE) for code in codes], "ASSAULT") is None


def test_those_of_whom_no_word_tells_have_no_home() -> None:
    assert places().among([participant("AFGUAF")], "ASSAULT") is None


def test_what_is_left_of_a_longer_name_is_no_place() -> None:
    text = "They were loading at Bakin Ruwa. Troops near Ruwa waited."
    article = Article(id=article_id(text), text=text)
    found = EventPlaces(article, PlaceResolver(load_gazetteer(), load_register(), article), load_register())
    cut, whole = (Mention(number=0, span=span, head=span, form=Form.NAME, kind=Kind.GPE, chain=0) for span in _all(text, "Ruwa"))
    assert found.of(cut, [], "ASSAULT", happened=True, attributed=True) is None
    place = found.of(whole, [], "ASSAULT", happened=True, attributed=True)
    assert place is not None
    assert place.name == "Ruwa"


def _all(text: str, words: str) -> list[Span]:
    starts = [at for at in range(len(text)) if text.startswith(words, at)]
    return [Span.of(text, at, at + len(words)) for at in starts]


def named_in(text: str, words: str) -> Mention:
    return mention(text, words, kind=Kind.GPE)


def in_text(text: str) -> EventPlaces:
    article = Article(id=article_id(text), text=text)
    return EventPlaces(article, PlaceResolver(load_gazetteer(), load_register(), article), load_register())


def test_whose_it_is_does_not_tell_where() -> None:
    text = "The blast at the Australian embassy followed the Iraq-led raid."
    for words in ("Australian", "Iraq"):
        assert in_text(text).of(named_in(text, words), [], "ASSAULT", happened=True, attributed=True) is None


def test_a_capital_in_the_sentence_is_a_place_only_where_it_is_placed() -> None:
    for text, country in (("Tokyo agreed. They met.", None), ("He was in Tokyo. They met.", "JPN")):
        found = in_text(text).of(None, [named_in(text, "Tokyo")], "ASSAULT", happened=True, attributed=True)
        assert (found.country if found is not None else None) == country


def test_a_continent_in_the_sentence_gives_way_to_the_dateline() -> None:
    text = "PARIS, March 3 - He spoke of Africa. They met."
    dateline = Dateline(span=span_of(text, "PARIS, March 3 -"), place=span_of(text, "PARIS"))
    article = Article(id=article_id(text), text=text, dateline=dateline)
    found = EventPlaces(article, PlaceResolver(load_gazetteer(), load_register(), article), load_register()).of(
        None, [named_in(text, "Africa")], "ASSAULT", happened=True, attributed=False
    )
    assert found is not None
    assert (found.country, found.basis) == ("FRA", "dateline")


@pytest.mark.parametrize(
    ("kind", "country", "found"),
    [("ASSAULT", "IRQ", "IRQ"), ("CONSULT", "IRQ", None), ("ASSAULT", "PER", None), ("ASSAULT", None, None)],
)
def test_violence_happens_in_the_country_that_the_article_is_about(kind: str, country: str | None, found: str | None) -> None:
    place = in_text("Shells fell. Iraq is at war.").at_large(kind, country)
    assert (place.country if place is not None else None) == found
    if place is not None:
        assert (place.basis, place.span.text, place.precision) == ("article", "Iraq", Precision.COUNTRY)


@pytest.mark.parametrize(
    ("codes", "kind", "country"),
    [
        (["UNO", "FRACVL"], "AID", "FRA"),
        (["FRAGOV", "USACVL"], "RETREAT", "FRA"),
        (["FRAGOV", "USACVL"], "CONSULT", None),
        (["FRAGOV", "UNO"], "CONSULT", "FRA"),
        (["FRAGOV", "UNO"], "ACCUSE", None),
    ],
)
def test_whose_home_tells_where(codes: list[str], kind: str, country: str | None) -> None:
    roles = (Role.ACTOR, Role.RECIPIENT)
    found = places().among([participant(code, role, named=SOMEONE) for code, role in zip(codes, roles, strict=True)], kind)
    assert (found.country if found is not None else None) == country


def test_what_is_said_is_said_at_the_dateline_rather_than_where_the_sentence_plays() -> None:
    found = places().of(None, [there("Oslo")], "REQUEST", happened=True, attributed=True)
    assert found is not None
    assert (found.country, found.basis) == ("FRA", "dateline")

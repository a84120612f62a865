"""At whose word chains end: the worked cases of docs/origins.md."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tests.madereports import attribution, mention, participant, reading, report

from onrecord.link.accounts import accounts
from onrecord.link.origins import Origin, Taken, Telling, find_origins
from onrecord.link.sketches import Sketch, sketches
from onrecord.record import (
    Basis,
    Kind,
    Medium,
    Place,
    Precision,
    Reading,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    TimeRange,
    article_id,
)

NO_ONE: Mapping[str, Taken] = {}


def told(
    text: str, publisher: str, day: int, *, speaker: str | None = None, kind: SpeakerKind = SpeakerKind.INSTITUTION,
    medium: str | None = None, status: Status = Status.REPORTED, type_: str = "ASSAULT", words: str = "bombed",
    code: str = "SDNMIL",
) -> Reading:  # fmt: skip
    """An article with one report in it."""
    said = None
    if speaker is not None or medium is not None:
        at = attribution(text, speaker or medium, words)
        named = Speaker(name=speaker, kind=kind, span=_span(text, speaker)) if speaker is not None else None
        through = Medium(name=medium, span=_span(text, medium)) if medium is not None else None
        said = replace(at, speaker=named, medium=through)
    made = report(type_, said=said, text=text, words=words, status=status)
    actor = replace(participant(code, named=mention(text, text.split(maxsplit=1)[0], kind=Kind.ORG)), role=Role.ACTOR)
    made = replace(made, participants=(actor,))
    return reading(text, made, publisher=publisher, published=date(2012, 3, day))


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def origins(*readings: Reading, taken: Mapping[str, Taken] = NO_ONE) -> tuple[list[Telling], list[Origin], list[Sketch]]:
    sketched = [one for entry, held in enumerate(readings) for one in sketches(held, entry)]
    tellings, found = find_origins(sketched, taken, {held.article.id: held.article.publisher for held in readings})
    return tellings, found, sketched


TIMES = told(
    "Warplanes bombed a village, American officials said.",
    "The New York Times",
    13,
    speaker="American officials",
    kind=SpeakerKind.ANONYMOUS,
)
AFP = told("Planes bombed a village, The New York Times reported.", "AFP", 13, medium="The New York Times")
ARMY = told("Planes never bombed it, said Sudan's army.", "Reuters", 14, speaker="Sudan's army", status=Status.DENIED)


def test_an_outlet_that_cites_another_has_its_origin() -> None:
    tellings, found, _ = origins(TIMES, AFP)
    assert [(origin.name, origin.kind) for origin in found] == [("American officials", "anonymous")]
    assert [telling.because for telling in tellings] == ["speaker", "citation"]
    assert tellings[1].taken_from == TIMES.reports[0].id


def test_an_outlet_that_cites_what_is_not_on_the_record_has_that_outlet_for_an_origin() -> None:
    _, found, _ = origins(AFP)
    assert [(origin.name, origin.kind) for origin in found] == [("The New York Times", "outlet")]


def test_whoever_denies_is_another_origin_and_the_event_is_disputed() -> None:
    tellings, found, sketched = origins(TIMES, AFP, ARMY)
    assert len(found) == 2
    said = accounts(sketched, {one.report: one.origin for one in tellings}, {one.key for one in found})
    happened = {(one.origin, one.value, one.differs) for one in said if one.about == "happened"}
    assert {value for _, value, _ in happened} == {"yes", "no"}
    assert all(differs for _, _, differs in happened)
    assert all(one.span is not None for one in said)


def test_two_agencies_own_reporters_are_two() -> None:
    _, found, _ = origins(told("Jets bombed Kelut.", "Reuters", 13), told("Planes bombed Kelut.", "AFP", 13))
    assert sorted(origin.kind for origin in found) == ["outlet", "outlet"]


def test_words_taken_over_bring_their_origin_and_no_new_one() -> None:
    first = told("Jets bombed Kelut, Sudan's army said.", "Reuters", 13, speaker="Sudan's army")
    second = told("Jets bombed Kelut, Sudan's army said. More soon.", "Valley Post", 14, speaker="Sudan's army")
    taken = {
        second.reports[0].id: Taken(article_id=first.article.id, report=first.reports[0].id, owner="Reuters", publisher="Reuters")
    }
    tellings, found, _ = origins(first, second, taken=taken)
    assert len(found) == 1
    assert (tellings[1].because, tellings[1].via) == ("copy", ("Reuters",))


def test_a_body_and_its_spokesman_are_one_and_two_ministries_are_two() -> None:
    def ministry(words: str, publisher: str) -> Reading:
        return told(f"Jets bombed Kelut, {words} said.", publisher, 13, speaker=words)

    assert len(origins(ministry("the Defence Ministry", "A"), ministry("a Defence Ministry spokesman", "B"))[1]) == 1
    assert len(origins(ministry("the Defence Ministry", "A"), ministry("the Foreign Ministry", "B"))[1]) == 2


def test_officials_without_a_name_are_others_in_each_outlet() -> None:
    def officials(publisher: str) -> Reading:
        return told(
            f"Jets bombed Kelut, officials told {publisher}.", publisher, 13, speaker="officials", kind=SpeakerKind.ANONYMOUS
        )

    assert len(origins(officials("The Post"), officials("The Herald"))[1]) == 2


def test_an_act_of_speech_rests_on_whoever_uttered_it() -> None:
    one = told("Sweden condemned the raid.", "Reuters", 13, type_="ACCUSE", words="condemned", code="SWEGOV", status=Status.FACT)
    other = told("Sweden has denounced the raid.", "AFP", 13, type_="ACCUSE", words="denounced", code="SWEGOV", status=Status.FACT)
    _, found, _ = origins(one, other)
    assert [(origin.name, origin.kind) for origin in found] == [("Sweden", "named")]


def test_an_act_of_speech_rests_on_one_utterer_however_the_articles_call_it() -> None:
    def uttered(text: str, publisher: str, code: str) -> Reading:
        return told(text, publisher, 13, type_="REQUEST", words="demanded", code=code, status=Status.FACT)

    premier = uttered("Premier demanded a halt.", "A", "SWEGOV")
    assert len(origins(premier, uttered("Stockholm demanded a halt.", "B", "SWEGOV"))[1]) == 1
    assert len(origins(premier, uttered("Oslo demanded a halt.", "B", "NORGOV"))[1]) == 2
    unknown = uttered("Ascamcat demanded a halt.", "C", "UNK")
    assert [origin.kind for origin in origins(unknown)[1]] == ["named"]


def test_a_movement_that_calls_itself_an_army_is_not_the_army() -> None:
    army = told("Jets bombed Kelut, the army said.", "A", 13, speaker="the army")
    rebels = told("Jets bombed Kelut, the People's Liberation Army said.", "B", 13, speaker="the People's Liberation Army")
    spokesman = told("Jets bombed Kelut, an army spokesman said.", "C", 13, speaker="an army spokesman")
    assert len(origins(army, spokesman)[1]) == 1
    assert len(origins(army, rebels)[1]) == 2


def test_an_outlet_that_is_called_what_it_is_is_that_outlet() -> None:
    own = told("Jets bombed it, villagers told El Heraldo.", "El Heraldo", 13, speaker="villagers", kind=SpeakerKind.ANONYMOUS)
    cited = told(
        "Jets bombed it, residents told the newspaper El Heraldo.", "AFP", 14,
        speaker="residents", kind=SpeakerKind.ANONYMOUS, medium="the newspaper El Heraldo",
    )  # fmt: skip
    assert len(origins(own, cited)[1]) == 1
    taken_for_a_person = told(
        "Jets bombed it, Kurdish channel Rudaw said.", "AFP", 14, speaker="Kurdish channel Rudaw", kind=SpeakerKind.NAMED
    )
    assert [origin.kind for origin in origins(taken_for_a_person)[1]] == ["outlet"]


def test_a_site_in_a_town_is_no_other_place_and_two_days_of_the_week_are_two() -> None:
    readings_ = [
        _dated(day, name, precision) for day, name, precision in ((9, "Kelut", Precision.CITY), (10, "a market", Precision.SITE))
    ]
    tellings, found, sketched = origins(*readings_)
    said = accounts(sketched, {one.report: one.origin for one in tellings}, {one.key for one in found})
    assert {one.about for one in said if one.differs} == {"when"}


def _dated(day: int, name: str, precision: Precision) -> Reading:
    speaker = {9: "General Kuol Deng", 10: "Mayor Amna Salih"}[day]
    held = told(f"Jets bombed it, {speaker} said.", f"Paper {day}", 13, speaker=speaker, kind=SpeakerKind.NAMED)
    weekday = date(2012, 3, day)
    span = Span(start=0, end=6, text=f"{weekday:%A}")
    time = TimeRange(earliest=weekday, latest=weekday, basis=Basis.INFERRED, span=span)
    where = Place(span=span, name=name, country="SSD", precision=precision)
    return replace(held, reports=(replace(held.reports[0], time=time, place=where),))


def test_an_origin_that_corrects_itself_disputes_nothing() -> None:
    first = told("Jets bombed it, 12 people were killed, the Interior Ministry said.", "A", 13, speaker="the Interior Ministry")
    later = told("Jets bombed it, 14 people were killed, the Interior Ministry said.", "B", 14, speaker="the Interior Ministry")
    tellings, found, sketched = origins(first, later)
    assert len(found) == 1
    said = accounts(sketched, {one.report: one.origin for one in tellings}, {one.key for one in found})
    assert {one.value for one in said if one.about == "toll"} == {"killed=12", "killed=14"}
    assert not any(one.differs for one in said)
    assert article_id(first.article.text) == first.article.id

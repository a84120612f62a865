"""Where place names point, in short articles of our own."""

from pathlib import Path

import pytest
from training.register.check_places import faults

from onrecord.errors import InputError
from onrecord.record import Article, Dateline, Place, Precision, Span, article_id
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.places.gazetteer import Gazetteer, load_gazetteer
from onrecord.resolve.places.homes import homes
from onrecord.resolve.places.resolver import PlaceResolver, distance


def place(
    text: str,
    words: str,
    *others: str,
    countries: dict[str, int] | None = None,
    publisher: str | None = None,
    url: str | None = None,
) -> Place | None:
    spans = [Span.of(text, text.index(name), text.index(name) + len(name)) for name in (words, *others)]
    article = Article(id=article_id(text), text=text, publisher=publisher, url=url)
    return PlaceResolver(load_gazetteer(), load_register(), article, spans, countries=countries).resolve(spans[0])


@pytest.mark.parametrize(
    ("text", "words", "country", "precision"),
    [
        ("Fighting in Kandahar went on.", "Kandahar", "AFG", Precision.CITY),
        ("He flew to Paris.", "Paris", "FRA", Precision.CITY),
        ("A fire in Alexandria, Va., was put out.", "Alexandria", "USA", Precision.CITY),
        ("A blast in Tripoli, Lebanon, was heard.", "Tripoli", "LBN", Precision.CITY),
        ("A raid in the West Bank.", "the West Bank", "PSE", Precision.REGION),
        ("They met at Camp David.", "Camp David", "USA", Precision.SITE),
        ("Troops left Iraq.", "Iraq", "IRQ", Precision.COUNTRY),
        ("War in Darfur.", "Darfur", "SDN", Precision.REGION),
        ("They met in the southern city of Basra.", "the southern city of Basra", "IRQ", Precision.CITY),
        ("It opened the French centre in Gaza City.", "the French centre in Gaza City", "PSE", Precision.CITY),
        ("It happened in Rangoon.", "Rangoon", "MMR", Precision.CITY),
    ],
)
def test_single_names(text: str, words: str, country: str, precision: Precision) -> None:
    found = place(text, words)
    assert found is not None
    assert (found.country, found.precision) == (country, precision)
    assert found.span.text in text


@pytest.mark.parametrize(
    ("text", "words", "country", "others"),
    [
        ("A fire in Santiago killed two.", "Santiago", "CHL", {"DOM"}),
        ("He was born in Cambridge.", "Cambridge", "GBR", {"CAN", "USA", "AUS"}),
        # the text itself tells which one
        ("A blast in Tripoli, Lebanon, was heard.", "Tripoli", "LBN", set()),
        # there is no other of any size
        ("Fighting in Kandahar went on.", "Kandahar", "AFG", set()),
    ],
)
def test_other_places_of_the_name_are_kept_with_scores(text: str, words: str, country: str, others: set[str]) -> None:
    found = place(text, words)
    assert found is not None
    assert found.country == country
    assert {one.country for one in found.others} == others
    scores = [one.score for one in found.others]
    assert scores == sorted(scores, reverse=True)
    assert sum(scores) < 1


def test_neighbours_help() -> None:
    found = place(
        "From Paris to Dallas, Fort Worth and Sherman the roads are closed in Texas.",
        "Paris",
        "Dallas",
        "Fort Worth",
        "Sherman",
        "Texas",
    )
    assert found is not None
    assert (found.country, found.admin1) == ("USA", "Texas")


def test_the_countries_of_the_article_help() -> None:
    text = "Police in Hyderabad said so."
    pakistan, india = place(text, "Hyderabad", countries={"PAK": 9}), place(text, "Hyderabad", countries={"IND": 9})
    assert pakistan is not None
    assert india is not None
    assert india.country == "IND"


def test_the_dateline_counts() -> None:
    text = "TBILISI - Georgia voted."
    span = Span.of(text, 10, 17)
    dateline = Dateline(span=Span.of(text, 0, 9), place=Span.of(text, 0, 7))
    article = Article(id=article_id(text), text=text, dateline=dateline)
    found = PlaceResolver(load_gazetteer(), load_register(), article, [span]).resolve(span)
    assert found is not None
    assert found.country == "GEO"


@pytest.mark.parametrize("words", ["the island", "the country", "several neighbourhoods", "Qwertyuiop"])
def test_what_names_no_place(words: str) -> None:
    assert place(f"It was in {words}.", words) is None


def test_geonames_is_credited() -> None:
    assert "GeoNames" in load_gazetteer().credit


def test_distance() -> None:
    assert distance(51.5, -0.13, 48.86, 2.35) == pytest.approx(343, abs=5)
    assert distance(10, 20, 10, 20) == 0


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="build it with"):
        Gazetteer(tmp_path / "none.sqlite")


@pytest.mark.parametrize(
    ("publisher", "url", "division"),
    [
        ("Lebanon Daily News", None, "Pennsylvania"),
        ("ldnews.com", None, "Pennsylvania"),
        (None, "https://www.reporter.net/a/story.html", "Indiana"),
    ],
)
def test_the_outlets_home_chooses_among_namesakes(publisher: str | None, url: str | None, division: str) -> None:
    found = place("A barn burned near Lebanon.", "Lebanon", publisher=publisher, url=url)
    assert found is not None
    assert (found.country, found.admin1) == ("USA", division)


def test_an_unknown_outlet_changes_nothing() -> None:
    for publisher in (None, "The Gazette of Nowhere", "nowhere.example"):
        found = place("Shells fell near Lebanon.", "Lebanon", publisher=publisher)
        assert found is not None
        assert found.country == "LBN"


def test_every_home_is_in_the_gazetteer() -> None:
    for name, (town, division, country) in homes().items():
        assert any((one.kind, one.division, one.country) == ("city", division, country) for one in load_gazetteer().find(town)), (
            name
        )


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("S.C.", "South Carolina"),
        ("D.C.", "Washington"),
        ("Minn.", "Minnesota"),
        ("St. Paul", "Saint Paul"),
        ("Mt. Pleasant", "Mount Pleasant"),
    ],
)
def test_shortened_names(words: str, name: str) -> None:
    found = place(f"They came from {words} on Monday.", words, countries={"USA": 3})
    assert found is not None
    assert name in found.name
    assert found.country == "USA"


def test_a_large_division_lies_in_its_middle() -> None:
    found = place("Snow fell in Ontario.", "Ontario", countries={"CAN": 3})
    assert found is not None
    assert found.precision is Precision.REGION
    assert distance(found.latitude or 0, found.longitude or 0, 49.25, -84.5) < 1


@pytest.mark.parametrize(
    ("text", "name", "country", "kind"),
    [
        # a capital gives way where the article plays in another country that has a place of the name
        ("Gunfire broke out in Tripoli, the army of Lebanon said.", "Tripoli", "LBN", "city"),
        ("The ferry left Tripoli at night.", "Tripoli", "LBY", "city"),
        # the word after a name says of what kind it is
        ("Pupils were seized in Niger state at night.", "Niger", "NGA", "region"),
        ("Pupils were seized in Niger at night.", "Niger", "NER", "country"),
        # old spellings, and places in the news
        ("The line from Kiev to Lvov was cut.", "Lvov", "UKR", "city"),
        ("A boat was rammed at Scarborough Shoal.", "Scarborough Shoal", None, "site"),
        ("Troops entered Spin Boldak.", "Spin Boldak", "AFG", "city"),
        ("They are held at Evin Prison.", "Evin Prison", "IRN", "site"),
    ],
)
def test_world_news(text: str, name: str, country: str | None, kind: str) -> None:
    article = Article(id=article_id(text), text=text)
    names = [word for word in ("Tripoli", "Lebanon", "Kiev") if word in text]
    spans = [Span.of(text, text.index(word), text.index(word) + len(word)) for word in names]
    start = text.index(name)
    found = PlaceResolver(load_gazetteer(), load_register(), article, spans).resolve(Span.of(text, start, start + len(name)))
    assert found is not None
    assert (found.country, found.precision.value) == (country, kind)


def test_our_own_places_lie_where_the_towns_around_say() -> None:
    assert list(faults(load_gazetteer())) == []

"""The register that the package ships."""

from datetime import date
from pathlib import Path

import pytest

from onrecord.codebook import load_codebook
from onrecord.errors import InputError
from onrecord.resolve.actors.register import Register, load_register


@pytest.fixture(scope="module")
def register() -> Register:
    return load_register()


def test_an_office_counts_on_its_days(register: Register) -> None:
    during = register.find("Jimmy Carter", date(1979, 6, 1))[0]
    after = register.find("Jimmy Carter", date(1995, 6, 1))[0]
    assert (during.country, during.sectors, during.standing) == ("USA", ("GOV",), "held")
    assert (after.country, after.sectors, after.standing) == ("USA", ("ELI",), "former")


def test_every_entry_has_source_and_licence(register: Register) -> None:
    for name in ("Angela Merkel", "Hezbollah", "NATO", "Reuters"):
        for entry in register.find(name):
            assert entry.source
            assert entry.licence


def test_acronyms_need_capitals(register: Register) -> None:
    assert register.find("PLO")
    assert not register.find("plo")


def test_surnames_of_the_prominent_are_loose(register: Register) -> None:
    entry = register.find("Merkel", date(2010, 1, 1))[0]
    assert (entry.country, entry.looseness) == ("DEU", 1)


def test_former_states_stand_for_their_heirs(register: Register) -> None:
    assert {land.code for land in register.lands("soviet")} == {"RUS"}
    assert {land.code for land in register.lands("czechoslovakia")} == {"CZE"}


def test_titles_are_found_in_the_plural(register: Register) -> None:
    for phrase, sector in (
        ("rebels", "REB"),
        ("policemen", "COP"),
        ("foreign ministries", "GOV"),
        ("judges", "JUD"),
        ("gunmen", "UAF"),
    ):
        title = register.title(phrase)
        assert title is not None
        assert title.sectors[0] == sector


def test_sectors_and_codes_are_those_of_the_codebook(register: Register) -> None:
    book = load_codebook()
    for phrase in ("troops", "lawmakers", "refugees", "clerics", "workers", "students", "journalists", "protesters", "envoy"):
        title = register.title(phrase)
        assert title is not None
        assert set(title.sectors) <= book.sectors


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("CNN", "USA"),
        ("Xinhua", "CHN"),
        ("the Times", "USA"),
        ("Iran's official news agency IRNA", "IRN"),
        ("Syrian state television", "SYR"),
        ("state radio", "UNK"),
    ],
)
def test_outlets(register: Register, name: str, country: str) -> None:
    entry = register.outlet(name)
    assert entry is not None
    assert entry.country == country
    assert "JRN" in entry.sectors


@pytest.mark.parametrize("name", ["the army", "Hezbollah", "officials", "the news", "a newspaper"])
def test_what_is_no_outlet(register: Register, name: str) -> None:
    assert register.outlet(name) is None


def test_a_missing_or_foreign_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="build it with"):
        Register(tmp_path / "none.sqlite")
    other = tmp_path / "other.sqlite"
    other.write_bytes(b"no database at all, but long enough to be looked at" * 10)
    with pytest.raises(InputError, match="is no register"):
        Register(other)


def test_another_romanisation_and_initials_are_found(register: Register) -> None:
    assert register.find("Moammar Kadhafi") == [] or register.find("Moammar Kadhafi")[0].country == "LBY"
    [kerry] = [entry for entry in register.alike("John F. Kerry") if entry.country == "USA"]
    assert (kerry.name, kerry.looseness) == ("John Kerry", 1)
    assert register.alike("Kerry") == []
    assert register.alike("Xyzzy Qwfpgj") == []


def test_capitals_of_former_states_that_live_on_count_on_any_day(register: Register) -> None:
    assert [(land.code, land.first, land.last) for land in register.lands("belgrade")] == [("SRB", None, None)]

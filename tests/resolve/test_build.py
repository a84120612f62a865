"""The register is built from facts, byte for byte the same."""

from datetime import date
from pathlib import Path

import pytest

from onrecord.resolve.actors.register import Register

build = pytest.importorskip("training.register.build")

FACTS = {
    "persons.csv": (
        "name,aliases,wikidata,iso3,sector,sector2,capacity,start,end,asof,source,licence\n"
        "Ada Example,A. Example,Q1,NOR,GOV,,Prime Minister,2001-05,2003,2020,list,CC0\n"
        "Ada Example,,Q1,NOR,LEG,,member,1990,2000,2020,list,CC0\n"
        "Bo Other,,Q2,TON,LEG,,member,1990,2000,2020,list,CC0\n"
    ),
    "organisations.csv": (
        "name,aliases,kind,iso3,sector,sector2,start,end,source,licence\nParty of Examples,POE,party,NOR,PTY,,1950,,list,CC0\n"
    ),
    "countries.csv": (
        "iso3,other_code,cow,common_name,official_name,other_names,demonyms,capital,seats_of_power,status,start,end,plover_maps_to,source,licence\n"
        "NOR,,385,Norway,Kingdom of Norway,,Norwegian,Oslo,,state,,,,list,CC0\n"
    ),
    "titles.csv": "phrase,sector,sector2,code,group,note\nfjord guard,COP,,,police,\n",
}


@pytest.fixture
def facts(tmp_path: Path) -> Path:
    for name, text in FACTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_same_facts_same_bytes(facts: Path) -> None:
    build.build(facts, facts / "one.sqlite")
    build.build(facts, facts / "two.sqlite")
    assert (facts / "one.sqlite").read_bytes() == (facts / "two.sqlite").read_bytes()


def test_what_goes_in_comes_out(facts: Path) -> None:
    build.build(facts, facts / "one.sqlite")
    register = Register(facts / "one.sqlite")
    entry = register.find("Ada Example", date(2002, 1, 1))[0]
    assert (entry.country, entry.sectors, entry.capacity) == ("NOR", ("GOV",), "Prime Minister")
    assert entry.held == (date(2001, 5, 1), date(2003, 12, 31))
    assert (entry.source, entry.licence) == ("list", "CC0")
    assert register.find("A. Example")
    assert register.find("Bo Other")[0].sectors == ("LEG",)
    assert register.find("POE")[0].name == "Party of Examples"
    assert {land.kind for land in register.lands("oslo")} == {"capital"}
    title = register.title("fjord guards")
    assert title is not None
    assert title.sectors == ("COP",)
    register.close()


def test_an_office_that_another_source_saw_end_is_not_left_open(facts: Path) -> None:
    people = FACTS["persons.csv"] + (
        "Cy Closed,,Q3,NOR,GOV,,Prime Minister,2001-05-02,2003-04-01,2020,list,CC0\n"
        "Cy Closed,,Q3,NOR,GOV,,head of government,2001-05-04,,2003-05-01,other list,CC0\n"
    )
    (facts / "persons.csv").write_text(people, encoding="utf-8")
    build.build(facts, facts / "one.sqlite")
    register = Register(facts / "one.sqlite")
    assert register.find("Cy Closed", date(2010, 1, 1))[0].standing == "former"
    assert register.find("Cy Closed", date(2002, 1, 1))[0].capacity == "Prime Minister"
    register.close()

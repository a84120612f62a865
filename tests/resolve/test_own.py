"""The user's own entries: what may stand in the file, that they win, and that the reader's digest knows of them."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.record import Article, Form, Kind, Mention, Span, article_id
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.own import VARIABLE, OwnEntry, digest_of, own_file, read_own, write_own
from onrecord.resolve.actors.register import Register, load_register

ROWS = """name,country,kind,sector,capacity,start,end,aliases
Ilse Ownling,NOR,person,GOV,harbour minister,2019-03,2021,I. Ownling
Ilse Ownling,NOR,person,LEG,member,2021-05-02,,
Order of the Fjord,NOR,armed group,REB,,2001,,OF|Fjordists
Moscow,BEL,armed group,REB,,,,
"""


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "mine.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def resolve(register: Register, words: str, day: date = date(2020, 1, 1)) -> str:
    span = Span.of(words, 0, len(words))
    only = Mention(number=0, span=span, head=span, form=Form.NAME, kind=Kind.ORG, chain=0)
    article = Article(id=article_id(words), text=words, published=day)
    entity = EntityResolver(register, article, [only]).resolve(only)
    assert entity is not None
    return entity.code


def test_they_are_found_with_office_and_day(kept: Path) -> None:
    register = Register(own=kept)
    minister = register.find("I. Ownling", date(2020, 1, 1))[0]
    assert (minister.own, minister.country, minister.sectors, minister.capacity) == (True, "NOR", ("GOV",), "harbour minister")
    assert minister.held == (date(2019, 3, 1), date(2021, 12, 31))
    assert register.find("Ilse Ownling", date(2023, 1, 1))[0].sectors == ("LEG",)
    assert register.find("Fjordists")[0].name == "Order of the Fjord"
    register.close()


def test_they_win_over_ours(kept: Path) -> None:
    register = Register(own=kept)
    assert resolve(register, "Moscow") == "BELREB"
    assert resolve(load_register(), "Moscow") == "RUSGOV"
    assert resolve(register, "Fjordists") == "NORREB"
    assert resolve(register, "Ilse Ownling") == "NORGOV"
    ranked = register.ranked("Moscow")
    assert ranked[0][0].own
    assert ranked[0][1] == 1.0
    register.close()


def test_scores_of_a_name_add_up(kept: Path) -> None:
    ranked = load_register().ranked("Wang Yi", date(2015, 1, 1))
    assert len(ranked) > 1
    assert sum(score for _, score in ranked) == pytest.approx(1.0)
    assert load_register().ranked("Nobody Whatsoever") == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("name\nA\n", "no column 'country'"),
        ("name,country,colour\nA,NOR,red\n", "unknown column 'colour'"),
        ("name,country\nA,Norway\n", "line 2: 'Norway' is no country's code"),
        ("name,country,sector\nA,NOR,GOVT\n", "'GOVT' is no sector"),
        ("name,country,start\nA,NOR,3 May\n", "'3 May' is no day"),
        ("name,country,start\nA,NOR,2020-02-31\n", "'2020-02-31' is no day"),
        ("name,country\n,NOR\n", "line 2: no name"),
        ("name,country\nA,NOR,x\n", "more cells than columns"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_line(tmp_path: Path, text: str, what: str) -> None:
    (tmp_path / "mine.csv").write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=what):
        Register(own=tmp_path / "mine.csv")


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="register add"):
        Register(own=tmp_path / "none.csv")


PLAIN = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).map(str.strip).filter(bool)


@given(st.lists(st.builds(OwnEntry, name=PLAIN, country=st.sampled_from(["NOR", "UNO"]), capacity=PLAIN), max_size=5))
def test_what_is_written_is_read_again(tmp_path_factory: pytest.TempPathFactory, entries: list[OwnEntry]) -> None:
    path = tmp_path_factory.mktemp("own") / "deep" / "mine.csv"
    write_own(path, entries)
    again = read_own(path, {"NOR"})
    assert list(again) == sorted(set(entries))
    before = path.read_bytes()
    write_own(path, [*entries, *again])
    assert path.read_bytes() == before
    assert digest_of(entries) == digest_of(again)


def test_where_they_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, kept: Path) -> None:
    monkeypatch.setenv(VARIABLE, "")
    assert own_file() is None
    assert load_register().own is None
    monkeypatch.setenv(VARIABLE, str(kept))
    assert load_register().own == digest_of(read_own(kept, {"NOR", "BEL"}))
    monkeypatch.delenv(VARIABLE)
    default = own_file()
    assert default is not None
    assert default.name == "register.csv"


def test_the_readers_digest_knows_of_them(kept: Path) -> None:
    from onrecord.reader import Reader

    with_them, without = Reader(register=kept), Reader()
    assert with_them.digest != without.digest
    assert "own entries" in with_them.describe()
    assert "own entries" not in without.describe()

"""Builds `register.sqlite`: who holds which office, which body belongs where, which words tell a sector.

Invariant: the same facts give the same bytes.

    python -m training.register.build --facts DIR --out src/onrecord/resolve/actors/register.sqlite
"""

import argparse
import csv
import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from onrecord.resolve.actors.names import fold, key, loose_key

VERSION = "2"
HERE = Path(__file__).parent
#: in days: two spells that begin so close to one another are one, told by two sources
_SAME_START = 62
#: offices whose holders news names by surname alone
_PROMINENT = re.compile(
    r"^(acting )?(president|prime minister|chancellor|premier|king|queen|emir|sultan|supreme leader|chief of state"
    r"|head of (state|government)|(federal )?minister (of|for) (foreign|external)|(minister of )?(national )?defen[cs]e"
    r"|minister (of|for) (national )?defen[cs]e|secretary of (state|defense)|foreign (minister|secretary)|secretary.general"
    r"|vice president|general secretary|taoiseach|leader)\b",
    re.IGNORECASE,
)
#: family name first
_EASTERN = frozenset(["CHN", "TWN", "KOR", "PRK", "HKG"])
#: where many go by a Western first name
_WESTERN_FIRST = frozenset(["TWN", "HKG"])
#: the few one-word person names that are safe are those of at least this many letters
_ONE_WORD = 5
_EPOCH = date(1900, 1, 1).toordinal()

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE source (id INTEGER PRIMARY KEY, name TEXT, licence TEXT);
CREATE TABLE capacity (id INTEGER PRIMARY KEY, text TEXT);
CREATE TABLE entity (id INTEGER PRIMARY KEY, name TEXT, kind TEXT);
CREATE TABLE spell (entity INTEGER, number INTEGER, country TEXT, sector TEXT, other TEXT, capacity INTEGER, first INTEGER,
  last INTEGER, asof INTEGER, source INTEGER, PRIMARY KEY (entity, number)) WITHOUT ROWID;
CREATE TABLE name (key TEXT, entity INTEGER, weak INTEGER, capitals INTEGER, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE romanised (key TEXT, entity INTEGER, PRIMARY KEY (key, entity)) WITHOUT ROWID;
CREATE TABLE country (key TEXT, code TEXT, kind TEXT, first INTEGER, last INTEGER, capitals INTEGER, source INTEGER,
  PRIMARY KEY (key, code, kind)) WITHOUT ROWID;
CREATE TABLE land (code TEXT PRIMARY KEY, name TEXT, capital TEXT, status TEXT, source INTEGER) WITHOUT ROWID;
CREATE TABLE title (key TEXT, sector TEXT, other TEXT, code TEXT, source INTEGER, PRIMARY KEY (key, sector)) WITHOUT ROWID;
"""


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def day(text: str, *, last: bool = False) -> int | None:
    """An ISO date, month or year as days since 1900; its last day if `last`."""
    parts = [int(part) for part in text.split("-")] if re.fullmatch(r"\d{4}(-\d\d){0,2}", text) else []
    if not parts or parts[0] < 1:
        return None
    if len(parts) == 3:
        return date(*parts).toordinal() - _EPOCH
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1).toordinal() - _EPOCH
    return (date(year + month // 12, month % 12 + 1, 1).toordinal() - 1) - _EPOCH


class Numbers:
    """Gives each distinct value a number, in the order in which it is first met."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, ...], int] = {}

    def __call__(self, *value: str) -> int:
        return self.of.setdefault(value, len(self.of) + 1)


def capitals(name: str) -> int:
    """1 for an acronym, which must stand in capitals in the text too ("US", not "us")."""
    letters = [letter for letter in name if letter.isalpha()]
    return int(len(letters) <= 5 and all(letter.isupper() for letter in letters))


class Names:
    """Collects keys of entities; the strongest claim on a key wins."""

    def __init__(self) -> None:
        self.of: dict[tuple[str, int], tuple[int, int]] = {}

    def add(self, name: str, entity: int, *, weak: int = 0) -> None:
        name_key = key(name)
        if len(name_key) < 2 or (len(name_key) < 3 and not capitals(name)):
            return
        before = self.of.get((name_key, entity), (9, 1))
        self.of[name_key, entity] = (min(before[0], weak), min(before[1], capitals(name)))


class Book:
    """What is gathered before it is written."""

    def __init__(self) -> None:
        self.sources, self.capacities, self.names = Numbers(), Numbers(), Names()
        self.entities: list[tuple[int, str, str]] = []
        #: looser keys of the full names of persons
        self.romanised: set[tuple[str, int]] = set()
        self.spells: dict[int, list[tuple[object, ...]]] = defaultdict(list)

    def enter(self, name: str, kind: str) -> int:
        """A new entity's number."""
        self.entities.append((len(self.entities) + 1, name, kind))
        return len(self.entities)


def surname(name: str, country: str) -> str | None:
    """The word by which news calls a person after the first mention."""
    words = name.split()
    if len(words) < 2:
        return None
    # "Lee Teng-hui", "Xi Jinping", but "Frank Hsieh"
    eastern = country in _EASTERN and (country not in _WESTERN_FIRST or len(words) != 2 or "-" in words[1])
    word = words[0] if eastern else words[-1]
    word = re.sub(r"^(al|el|ul)-", "", word, flags=re.IGNORECASE)
    return word if len(fold(word)) >= 4 or country in _EASTERN else None


def build(facts: Path, out: Path) -> None:
    """Writes the register to `out`."""
    book = Book()
    persons(facts, book)
    organisations(facts, book)
    lands, country_names = countries(facts, book.sources)
    titles = role_phrases(facts, book.sources)

    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.execute("PRAGMA page_size = 4096")
    database.executescript(SCHEMA)
    digest = hashlib.sha256()
    for path in sorted([*facts.glob("*.csv"), *HERE.glob("own_*.csv"), HERE / "mended_titles.csv"], key=lambda path: path.name):
        digest.update(path.read_bytes())
    database.executemany("INSERT INTO meta VALUES (?, ?)", [("version", VERSION), ("facts", digest.hexdigest())])
    database.executemany("INSERT INTO source VALUES (?, ?, ?)", [(number, *value) for value, number in book.sources.of.items()])
    database.executemany("INSERT INTO capacity VALUES (?, ?)", [(number, *value) for value, number in book.capacities.of.items()])
    database.executemany("INSERT INTO entity VALUES (?, ?, ?)", book.entities)
    database.executemany(
        "INSERT INTO spell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(entity, number, *spell) for entity in sorted(book.spells) for number, spell in enumerate(book.spells[entity])],
    )
    database.executemany(
        "INSERT INTO name VALUES (?, ?, ?, ?)", [(*place, *value) for place, value in sorted(book.names.of.items())]
    )
    database.executemany("INSERT INTO romanised VALUES (?, ?)", sorted(book.romanised))
    database.executemany("INSERT OR IGNORE INTO country VALUES (?, ?, ?, ?, ?, ?, ?)", country_names)
    database.executemany("INSERT INTO land VALUES (?, ?, ?, ?, ?)", lands)
    database.executemany("INSERT OR IGNORE INTO title VALUES (?, ?, ?, ?, ?)", titles)
    database.commit()
    database.execute("VACUUM")
    database.close()


def persons(facts: Path, book: Book) -> None:
    """Office-holders. A person is a Wikidata id, or a name in a country."""
    kept: dict[str, list[dict[str, str]]] = defaultdict(list)
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    heirs = {row["iso3"]: row["plover_maps_to"] for row in rows(facts / "countries.csv") if row["status"].startswith("former")}
    for row in rows(facts / "persons.csv"):
        row["iso3"] = heirs.get(row["iso3"]) or row["iso3"]
        person = row["wikidata"] or f"{row['name']}|{row['iso3']}"
        kept[person].append(row)
        known[key(row["name"]), row["iso3"]].add(person)
    for row in rows(HERE / "own_people.csv"):
        # a spell of someone whom the facts have under this name, if they have one such
        those = known[key(row["name"]), row["country"]]
        person = next(iter(those)) if len(those) == 1 else f"{row['name']}|{row['country']}"
        kept[person].append({**row, "iso3": row["country"], "wikidata": "", "sector2": "", "asof": ""})
    for person in sorted(kept):
        offices = closed(kept[person])
        if all(row["sector"] == "LEG" for row in offices):
            offices = [one_term(offices)]
        entity = book.enter(offices[0]["name"], "person")
        # legislators are too many, and news spells few of their names in two ways
        known_abroad = any(row["sector"] != "LEG" for row in offices)
        seen = set()
        for row in sorted(offices, key=lambda row: (row["start"], row["end"], row["capacity"])):
            first, last, asof = day(row["start"]), day(row["end"], last=True), day(row["asof"], last=True)
            # the very same spell under two sources or titles would cost space and tell nothing
            generic = row["capacity"].startswith("member of government")
            mark = (row["iso3"], row["sector"], "" if generic else row["capacity"], first, last)
            if mark in seen:
                continue
            seen.add(mark)
            book.spells[entity].append(
                (
                    row["iso3"], row["sector"], row["sector2"], book.capacities(row["capacity"]), first, last,
                    asof if last is None else None, book.sources(row["source"], row["licence"]),
                )
            )  # fmt: skip
            for name in {row["name"], *filter(None, row["aliases"].split("|"))}:
                if len(name.split()) > 1:
                    book.names.add(name, entity)
                    if known_abroad:
                        book.romanised.add((loose_key(name), entity))
                elif len(fold(name)) >= _ONE_WORD:
                    book.names.add(name, entity, weak=2)
            if _PROMINENT.match(row["capacity"]) and (alone := surname(row["name"], row["iso3"])):
                book.names.add(alone, entity, weak=1)


def closed(offices: list[dict[str, str]]) -> list[dict[str, str]]:
    """The offices without those that one source left open and another saw end: "head of government" beside "Prime Minister"."""

    def ended_elsewhere(row: dict[str, str]) -> bool:
        first = day(row["start"])
        return first is not None and any(
            other["end"]
            and other["sector"] == row["sector"] == "GOV"
            and other["iso3"] == row["iso3"]
            and other["source"] != row["source"]
            and (start := day(other["start"])) is not None
            and abs(start - first) <= _SAME_START
            for other in offices
        )

    return [row for row in offices if row["end"] or not ended_elsewhere(row)]


def one_term(offices: list[dict[str, str]]) -> dict[str, str]:
    """All the terms of one legislator as one, from the first day to the last."""
    open_ = any(not row["end"] for row in offices)
    return {
        **offices[0],
        "start": min(row["start"] for row in offices),
        "end": "" if open_ else max(row["end"] for row in offices),
        "asof": max(row["asof"] for row in offices),
        "aliases": "|".join(sorted({alias for row in offices for alias in row["aliases"].split("|") if alias})),
        "capacity": "legislator",
    }


def organisations(facts: Path, book: Book) -> None:
    """Bodies. Rows with one name and country are one body with several spells."""
    bodies: dict[tuple[str, str], int] = {}
    own = (row for row in rows(HERE / "own_actors.csv") if row["kind"] != "people")
    for row in [*own, *rows(facts / "organisations.csv")]:
        code = row.get("iso3") or row.get("country") or "UNK"
        name = re.sub(r"\s*\([A-Z ]+\)$", "", row["name"])
        if "[" in name:
            # a data set's own class ("Sunni Religious [no-party]"), no body
            continue
        body = bodies.get((key(name), code))
        if body is None:
            body = bodies[key(name), code] = book.enter(name, row["kind"])
        sector = row["sector"]
        spell = (
            code, sector, row.get("sector2", ""), None, day(row["start"]), day(row["end"], last=True), None,
            book.sources(row["source"], row["licence"]),
        )  # fmt: skip
        if spell not in book.spells[body]:
            book.spells[body].append(spell)
        for alias in {name, re.sub(r"\s*\(.*?\)", "", name), *filter(None, row["aliases"].split("|"))}:
            # an acronym or a single word stands for many; a party abroad must not win over the body that everyone means
            single = capitals(alias) or len(alias.split()) == 1
            common = (
                single and row["kind"] in ("party", "MNC", "company", "NGO") and row["source"] != "own" and row["licence"] != "own"
            )
            book.names.add(alias, body, weak=2 if common else 0)


def countries(facts: Path, sources: Numbers) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """Lands, and the words that stand for them: names, demonyms, capitals, seats of power."""
    lands: list[tuple[object, ...]] = []
    words: dict[tuple[str, str, str], tuple[object, ...]] = {}

    def add(name: str, code: str, kind: str, *, days: tuple[int | None, int | None] = (None, None), source: int) -> None:
        name_key = key(re.sub(r"\s*\(.*", "", name.split(";", maxsplit=1)[0]).strip())
        known = words.get((name_key, code, kind))
        # a capital of a former state that is one of its heir too ("Belgrade") stands for it on any day
        if len(name_key) > 1 and (known is None or days == (None, None) != known[:2]):
            words[name_key, code, kind] = (*days, capitals(name), source)

    for row in rows(facts / "countries.csv"):
        if row["status"] == "supranational" and row["iso3"] not in ("UNO", "EUR"):
            continue
        former = row["status"].startswith("former")
        code = row["plover_maps_to"] if former and row["plover_maps_to"] else row["iso3"]
        days = (day(row["start"]), day(row["end"], last=True)) if former else (None, None)
        source = sources(row["source"], row["licence"])
        if not former:
            lands.append((code, row["common_name"], row["capital"].strip(), row["status"], source))
        names = [row["common_name"], *row["official_name"].split(";")[:1], *filter(None, row["other_names"].split("|"))]
        # former territories keep their dates only for capitals: "Soviet" means Russia in any year
        for name in names:
            if name not in ("the kingdom", "Kinshasa", "Brazzaville") and not (
                row["status"] == "territory" and "Curacao and" in name
            ):
                add(name, code, "name", source=source)
        if row["status"] != "supranational":
            for demonym in filter(None, row["demonyms"].split("|")):
                if row["status"] == "territory" and demonym in ("Dutch", "Chinese", "French", "Frenchman", "Frenchwoman"):
                    continue
                add(demonym, code, "demonym", source=source)
                if not demonym.endswith(("s", "ese", "ish", "ch")):
                    add(demonym + "s", code, "demonym", source=source)
                if demonym.endswith("man"):
                    add(demonym[:-3] + "men", code, "demonym", source=source)
            if row["status"] != "territory":
                add(row["capital"], code, "capital", days=days, source=source)
            for seat in filter(None, row["seats_of_power"].split("|")):
                if seat not in ("Washington", "Brussels"):
                    add(seat, code, "seat", days=days, source=source)
    own = sources("own", "own")
    for row in rows(HERE / "own_actors.csv"):
        if row["kind"] == "people":
            for name in [row["name"], *filter(None, row["aliases"].split("|"))]:
                add(name, row["country"], "demonym", source=own)
    return sorted(lands, key=str), [(*place, *value) for place, value in sorted(words.items())]


def role_phrases(facts: Path, sources: Numbers) -> Iterable[tuple[object, ...]]:
    """Role phrases. What is mended comes first, then the facts: of the rest of our own only what they lack is taken."""
    taken: dict[str, tuple[object, ...]] = {}
    for row in [*rows(HERE / "mended_titles.csv"), *rows(facts / "titles.csv"), *rows(HERE / "own_titles.csv")]:
        phrase = key(row["phrase"])
        if phrase and phrase not in taken:
            taken[phrase] = (
                row["sector"],
                row.get("sector2", ""),
                row["code"],
                sources(row.get("source", "own"), row.get("licence", "own")),
            )
    return [(phrase, *taken[phrase]) for phrase in sorted(taken)]


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--facts", type=Path, required=True, help="directory with countries, organisations, persons and titles as CSV"
    )
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    build(options.facts, options.out)


if __name__ == "__main__":
    main()

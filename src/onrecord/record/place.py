"""Where: a place of the gazetteer, and how exactly it is known."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.span import Span


class Precision(StrEnum):
    """The finest level at which a place is known."""

    SITE = "site"
    CITY = "city"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherPlace:
    """Another place that the same name could have stood for."""

    name: str
    country: str | None
    admin1: str | None = None
    geonames: int | None = None
    #: its share of all that bear the name, 0 to 1; weights by hand, no measured chance
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place. Degrees are WGS 84; `country` is ISO 3166-1 alpha-3, None where the place is in none (the high seas)."""

    #: the words that name it
    span: Span
    name: str
    country: str | None
    precision: Precision
    geonames: int | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    #: how it was tied to the event: "event" (its own words), "sentence", "dateline", "participants"
    basis: str = "event"
    #: places elsewhere that bear the name, the likeliest first, three at most
    others: tuple[OtherPlace, ...] = ()

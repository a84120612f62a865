"""Whom a mention stands for in the world, in the codes of the codebook."""

from dataclasses import dataclass
from datetime import date

from onrecord.record.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class RunnerUp:
    """Another that the same words could have stood for."""

    country: str
    sectors: tuple[str, ...] = ()
    #: the register's name for it, or the country's
    name: str
    #: the register's key; None for a country that the article speaks of
    id: str | None = None
    #: its share of all that fitted, 0 to 1; weights by hand, no measured chance
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """An actor. `country` is ISO 3166-1 alpha-3 or one of UNO EUR IGO NGO MNC IMG ISM UNK."""

    country: str
    #: PLOVER sectors, the most telling one first; empty when they cannot be told
    sectors: tuple[str, ...] = ()
    #: the register's name for it; None for one put together from words ("Syrian troops")
    name: str | None = None
    #: the register's key; None for one put together from words
    id: str | None = None
    #: the office or rank that the code rests on
    capacity: str | None = None
    #: the days between which the office was held, as far as the register knows
    held: tuple[date | None, date | None] | None = None
    #: the words that the codes rest on
    evidence: tuple[Span, ...] = ()
    #: in what way: "register", "composition", "country", "coreference", "context", …
    basis: str = "composition"
    #: who else could be meant, the likeliest first, at most three; empty where nothing else fitted
    others: tuple[RunnerUp, ...] = ()

    @property
    def code(self) -> str:
        """Country and first sector as PLOVER writes them: "SYRMIL"."""
        return self.country + (self.sectors[0] if self.sectors else "")

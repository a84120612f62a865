"""What political science numbers states by: Correlates of War and Gleditsch-Ward, for the countries of the codebook.

Invariant: only states that a list has get its number; territories, supranational codes and `UNK` get none.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNumbers:
    """The numbers of one state of today."""

    #: in the Correlates of War's State System Membership (v2016)
    cow: int
    #: in the list of Gleditsch and Ward (1999), microstates included
    gw: int


@cache
def load_states() -> dict[str, StateNumbers]:
    """The numbers of every state that has them, by ISO 3166-1 alpha-3 (`KOS` for Kosovo)."""
    table = tomllib.loads(files("onrecord").joinpath("states.toml").read_text(encoding="utf-8"))
    return {code: StateNumbers(cow=cow, gw=gw) for code, (cow, gw) in table["states"].items()}


def state_numbers(country: str) -> StateNumbers | None:
    """The numbers of a country's code; None where neither list has it.

    >>> state_numbers("DEU")
    StateNumbers(cow=255, gw=260)
    """
    return load_states().get(country)

"""The word lists that take noun phrases and place names apart.

Invariant: they are read once from `lexicon.toml`, and every word is in small letters.
"""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads(files("onrecord.resolve.actors").joinpath("lexicon.toml").read_text(encoding="utf-8"))


def words(name: str) -> frozenset[str]:
    """The words of one list."""
    return frozenset(str(_lists()[name]).split())


def table(name: str) -> dict[str, str]:
    """One table: what each of its keys stands for."""
    return dict(_lists()[name])

"""Words that tell what kind of source someone is, read from `sources.toml`."""

import tomllib
from functools import cache
from importlib.resources import files


@cache
def _table() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("onrecord.resolve").joinpath("sources.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words if isinstance(words, list) else words.split()) for name, words in table.items()}


def source_words(name: str) -> frozenset[str]:
    """One of the lists, in lower case."""
    return _table()[name]

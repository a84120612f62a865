"""Outlets by one name, however they are written: "The Times", "NYT", "AFP", "Agence France-Presse".

Invariant: two spellings have the same key only if the list of agencies or the register takes them for one, or they differ in case,
accents, "the" and punctuation alone.
"""

import re
import unicodedata
from functools import cache

from onrecord.ingest.agencies import AGENCIES
from onrecord.resolve.actors.register import load_register

_NOT_WORD = re.compile(r"[^\w]+")


def name_key(name: str) -> str:
    """A name without case, accents, punctuation and a leading "the"."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter))
    words = _NOT_WORD.sub(" ", plain.casefold().replace("'s ", " ").replace("’s ", " ")).split()
    return " ".join(words[1:] if words[:1] == ["the"] else words)


@cache
def _agencies() -> dict[str, str]:
    return {name_key(alias): full for full, aliases in AGENCIES.items() for alias in (full, *aliases.split("|"))}


@cache
def outlet_key(name: str | None) -> str | None:
    """One key for one outlet; None for none."""
    if name is None or not (key := name_key(name)):
        return None
    if (agency := _agencies().get(key)) is not None:
        return name_key(agency)
    entry = load_register().outlet(name)
    if entry is None:
        return key
    known = name_key(entry.name)
    return name_key(_agencies().get(known, known))

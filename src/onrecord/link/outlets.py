"""Outlets by one name, however they are written: "The Times", "NYT", "AFP", "Agence France-Presse".

Invariant: two spellings have the same key only if the list of agencies or the register takes them for one, or they differ in case,
accents, "the" and punctuation alone.
"""

import re
import unicodedata
from functools import cache

from onrecord.ingest.agencies import AGENCIES
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.outlets import looks_like_outlet

#: what an outlet is called before its name
_KIND = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?:[\w-]+ ){0,2}?"
    r"(?:newspaper|daily|weekly|paper|magazine|website|channel|broadcaster|television|radio|tabloid|portal|network)"
    r" (?P<name>[A-Z].*)"
)
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
    if name is None or not (key := name_key(_without_kind(name))):
        return None
    if (agency := _agencies().get(key) or _agency_within(name)) is not None:
        return name_key(agency)
    entry = load_register().outlet(_without_kind(name))
    if entry is None:
        return key
    known = name_key(entry.name)
    return name_key(_agencies().get(known, known))


@cache
def is_outlet(name: str) -> bool:
    """Whether a name is an outlet's, by the list of agencies, by the register, or by its shape."""
    key = name_key(name)
    if key in _agencies() or _agency_within(name) is not None or looks_like_outlet(name) or has_kind(name):
        return True
    return load_register().outlet(name) is not None


def has_kind(name: str) -> bool:
    """Whether a name comes with the words for an outlet before it: "the newspaper El Heraldo"."""
    return _KIND.fullmatch(name) is not None


def _without_kind(name: str) -> str:
    """A name without the common words before it: "the newspaper El Heraldo", "Kurdish channel Rudaw"."""
    found = _KIND.fullmatch(name)
    return found["name"] if found is not None else name


def _agency_within(name: str) -> str | None:
    """The agency that a longer phrase names: "the Spanish agency EFE"."""
    words = re.findall(r"[\w-]+", name)
    if not {"agency", "wire", "service"} & {word.casefold() for word in words}:
        return None
    return next(
        (_agencies()[word.casefold()] for word in words if len(word) >= 3 and word[0].isupper() and word.casefold() in _agencies()),
        None,
    )

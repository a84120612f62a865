"""The prominent person of whom news speaks by surname alone.

Invariant: somebody whose office is yet to come is never meant.
"""

from collections.abc import Sequence
from datetime import date

from onrecord.resolve.actors.likeness import COURTESIES
from onrecord.resolve.actors.names import fold, tokens
from onrecord.resolve.actors.register import Entry, Register


def prominent(register: Register, name: str, on: date | None, near: Sequence[str], *, alone: bool) -> Entry | None:
    """The prominent person of that surname in a country of the article, in office or once in office.

    Args:
        register: knows surnames of those who held high office.
        name: as the article writes it; its last word is the surname.
        on: the day of which the article speaks.
        near: countries of the article, the likeliest first.
        alone: whether the article gives no fuller name; only then somebody from elsewhere who once held office is meant.
    """
    words = tokens(name)
    if not words or not words[-1].capital:
        return None
    surname = words[-1].text.removesuffix("'s").removesuffix("’s")
    found = [entry for entry in register.find(surname, on) if entry.kind == "person"]
    if len(words) > 1:
        first = fold(words[0].text)
        found = [entry for entry in found if fold(entry.name).startswith(first[:3]) or first in COURTESIES]
    at_hand = [entry for entry in found if entry.country in near and entry.standing != "future"]
    if at_hand:
        order = {"held": 0, "open": 1, "former": 2}
        return min(at_hand, key=lambda entry: (order[entry.standing], near.index(entry.country)))
    known = [entry for entry in found if entry.standing != "future" and entry.looseness < 2]
    held = [entry for entry in known if entry.standing == "held"]
    if len({entry.country for entry in held}) == 1:
        return held[0]
    # one who held office and shares the name with nobody who did
    return known[0] if len({entry.id for entry in known}) == 1 and alone else None

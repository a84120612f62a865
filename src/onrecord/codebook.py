"""What goes on the record: PLOVER's types, quad classes, modes and codes, read from `plover.toml`.

Invariant: a codebook that loads is consistent; its `digest` changes whenever a byte of it does.
"""

import hashlib
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.errors import CodebookError

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One PLOVER type."""

    name: str
    #: one of QUADS
    quad: str
    #: it is this when the actor …
    meaning: str
    modes: tuple[str, ...]
    #: CAMEO root codes, the commonest first
    cameo: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Codebook:
    """The whole ontology."""

    version: str
    #: SHA-256 of the file, hexadecimal
    digest: str
    types: dict[str, EventType]
    sectors: frozenset[str]
    #: codes that stand where a country's would
    supranational: frozenset[str]
    #: types without direction
    mutual: frozenset[str]
    #: types that are done with words: the utterance is the event
    spoken: frozenset[str]

    def check(self, type_: str, mode: str | None = None) -> None:
        """Raises:
        CodebookError: there is no such type, or it has no such mode.
        """
        if type_ not in self.types:
            raise CodebookError(f"no event type {type_!r}: the types are {', '.join(sorted(self.types))}")
        if mode is not None and mode not in self.types[type_].modes:
            known = ", ".join(self.types[type_].modes) or "none"
            raise CodebookError(f"{type_} has no mode {mode!r}: its modes are {known}")


@cache
def load_codebook() -> Codebook:
    """The codebook that comes with the package.

    Raises:
        CodebookError: the file contradicts itself.
    """
    content = files("onrecord").joinpath("plover.toml").read_bytes()
    table = tomllib.loads(content.decode())
    types = {
        name: EventType(name=name, quad=row["quad"], meaning=row["meaning"], modes=tuple(row["modes"]), cameo=tuple(row["cameo"]))
        for name, row in table["types"].items()
    }
    for kind in types.values():
        if kind.quad not in QUADS:
            raise CodebookError(f"plover.toml: {kind.name} has the unknown quad class {kind.quad!r}; use one of {QUADS}")
    for name in ("mutual", "spoken"):
        if strangers := set(table[name]) - set(types):
            raise CodebookError(f"plover.toml: {name} types that are no types: {', '.join(sorted(strangers))}")
    return Codebook(
        version=table["version"],
        digest=hashlib.sha256(content).hexdigest(),
        types=types,
        sectors=frozenset(table["sectors"]),
        supranational=frozenset(table["supranational"]),
        mutual=frozenset(table["mutual"]),
        spoken=frozenset(table["spoken"]),
    )

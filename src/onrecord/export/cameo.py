"""PLOVER in CAMEO's terms: event codes with their Goldstein values, actor codes, and what each step loses (`cameo.toml`).

Invariant: every type and mode of the codebook has exactly one CAMEO code, and every code that is used has a title and a value.
"""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from onrecord.codebook import load_codebook
from onrecord.errors import CodebookError


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCode:
    """One CAMEO code."""

    #: two to four digits, leading zero and all
    code: str
    title: str
    #: from -10 (conflict) to +10 (cooperation)
    goldstein: float

    @property
    def root(self) -> str:
        """The first two digits."""
        return self.code[:2]

    @property
    def stem(self) -> str:
        """The first three digits."""
        return self.code[:3]

    @property
    def quad(self) -> int:
        """Quad class by root, as GDELT has it: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict."""
        root = int(self.root)
        return 1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How one type, or one mode of it, is told in CAMEO."""

    code: str
    #: what the code no longer says; "" when it says all
    lost: str
    #: the code when an actor is of the armed forces, where it is another
    military: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Supranational:
    """A code that stands where a country's would."""

    cameo: str
    #: GDELT's known group
    group: str
    #: GDELT's type of actor
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """The whole mapping."""

    #: by type and mode; mode None is the type as such
    steps: dict[tuple[str, str | None], Step]
    codes: dict[str, EventCode]
    #: CAMEO role by PLOVER sector; "" where there is none
    roles: dict[str, str]
    #: names of the ICEWS dictionaries by PLOVER sector
    icews_sectors: dict[str, tuple[str, ...]]
    supranational: dict[str, Supranational]

    def event(self, type_: str, mode: str | None, sectors: Collection[str] = ()) -> EventCode:
        """The code of an event.

        Args:
            type_: PLOVER type.
            mode: its mode, if it has one.
            sectors: of all its actors.
        """
        step = self.steps[type_, mode]
        return self.codes[step.military if step.military is not None and "MIL" in sectors else step.code]

    def actor(self, country: str, sectors: Sequence[str]) -> str:
        """An actor's code: country or kind of body, then its roles, the most telling first, each once."""
        body = self.supranational[country].cameo if country in self.supranational else country
        return body + "".join(self.actor_roles(sectors))

    def actor_roles(self, sectors: Sequence[str]) -> list[str]:
        """CAMEO's roles for PLOVER's sectors, each once."""
        return list(dict.fromkeys(role for sector in sectors if (role := self.roles.get(sector, ""))))


@cache
def load_cameo() -> Cameo:
    """The mapping that comes with the package.

    Raises:
        CodebookError: it lacks a type, mode, sector or code, or has one too many.
    """
    table = tomllib.loads(files("onrecord.export").joinpath("cameo.toml").read_text(encoding="utf-8"))
    codebook = load_codebook()
    steps: dict[tuple[str, str | None], Step] = {}
    for name, row in table["types"].items():
        steps[name, None] = Step(code=row["code"], lost=row["lost"], military=row.get("military"))
        steps |= {(name, mode): Step(code=one["code"], lost=one["lost"]) for mode, one in row.get("modes", {}).items()}
    codes = {code: EventCode(code=code, title=row["title"], goldstein=row["goldstein"]) for code, row in table["codes"].items()}
    wanted = {(kind.name, mode) for kind in codebook.types.values() for mode in (None, *kind.modes)}
    used = {code for step in steps.values() for code in (step.code, step.military) if code is not None}
    for what, there, needed in (
        ("types and modes", steps.keys(), wanted),
        ("codes", codes.keys(), used),
        ("sectors", table["sectors"].keys(), codebook.sectors),
        ("supranational codes", table["supranational"].keys(), codebook.supranational),
    ):
        if strangers := sorted(map(str, there ^ needed)):
            raise CodebookError(f"cameo.toml and plover.toml differ in {what}: {', '.join(strangers)}; bring the two together")
    return Cameo(
        steps=steps,
        codes=codes,
        roles={sector: row["cameo"] for sector, row in table["sectors"].items()},
        icews_sectors={sector: tuple(row["icews"]) for sector, row in table["sectors"].items()},
        supranational={
            code: Supranational(cameo=row["cameo"], group=row["group"], type=row["type"])
            for code, row in table["supranational"].items()
        },
    )

"""The register: who holds which office, which body belongs where, which words tell a sector.

Invariant: the file is only read, and a name asked for twice gets the same answer.
"""

import sqlite3
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path

from onrecord.errors import InputError
from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.names import fold, key, loose_key, tokens, without_initials
from onrecord.resolve.actors.own import OwnEntry, digest_of, own_file, read_own

_EPOCH = date(1900, 1, 1).toordinal()
#: kinds of those who report
OUTLETS = ("media outlet", "news agency")
_AROUND_OUTLETS = words("around_outlets")
_STATE_OUTLETS = frozenset(["media", "television", "tv", "radio", "newspaper", "broadcaster", "news", "agency", "press"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that a name may stand for, with the spell that fits the day asked for."""

    id: str
    name: str
    #: "person", or the kind of body: "party", "armed group", "news agency" …
    kind: str
    country: str
    sectors: tuple[str, ...]
    capacity: str | None
    held: tuple[date | None, date | None]
    #: "held" on the day; "open" when the source stopped before it; "former", "future"
    standing: str
    #: how loosely the name fits: 0 a full name, 1 the surname of a prominent person, 2 an ambiguous acronym or single word
    looseness: int
    source: str
    licence: str
    #: whether the user wrote it down: then it wins over ours
    own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A word that stands for a country: its name, demonym, capital or seat of power."""

    code: str
    kind: str
    first: date | None
    last: date | None
    #: whether it must stand in capitals ("US")
    capitals: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A role phrase and its sectors."""

    phrase: str
    sectors: tuple[str, ...]
    #: a supranational or country code, when the phrase fixes one
    code: str | None


#: country, sector, second sector, capacity, first and last day, day to which the source reaches, source and licence
_Spell = tuple[str, str, str, str | None, int | None, int | None, int | None, tuple[str, str]]
_RANK = {"held": 0, "open": 1, "former": 2, "future": 3}
#: weights of `weight_of`
_STANDING_WEIGHT = {"held": 1.0, "open": 0.6, "former": 0.4, "future": 0.1}
_LOOSENESS_WEIGHT = (1.0, 0.5, 0.25)


class Register:
    """The register in one SQLite file, and the user's own entries, which win over it.

    Args:
        path: the file; the one in the package by default.
        own: file of the user's own entries, if there are any.

    Raises:
        InputError: there is no such file, it is no register, or a row of the user's cannot be used.
    """

    def __init__(self, path: Path | None = None, own: Path | None = None) -> None:
        origin = path or Path(str(files("onrecord.resolve.actors").joinpath("register.sqlite")))
        if not origin.is_file():
            raise InputError(f"no register at {origin}: build it with `python -m training.register.build`")
        try:
            self._database = sqlite3.connect(f"{origin.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
            meta = dict(self._database.execute("SELECT key, value FROM meta").fetchall())
        except sqlite3.DatabaseError as error:
            raise InputError(f"{origin} is no register ({error}): build it with `python -m training.register.build`") from error
        #: version of the layout, and digest of the facts that it was built from
        self.version: str = meta["version"]
        self.facts: str = meta["facts"]
        self._sources: dict[int, tuple[str, str]] = {
            number: (name, licence) for number, name, licence in self._database.execute("SELECT id, name, licence FROM source")
        }
        lands: dict[str, list[Land]] = {}
        for name_key, code, kind, first, last, capitals in self._database.execute(
            "SELECT key, code, kind, first, last, capitals FROM country ORDER BY key, kind, code"
        ):
            lands.setdefault(name_key, []).append(
                Land(code=code, kind=kind, first=_day(first), last=_day(last), capitals=bool(capitals))
            )
        self._lands = {name_key: tuple(found) for name_key, found in lands.items()}
        self._titles = {
            phrase: Title(phrase=phrase, sectors=tuple(filter(None, (sector, other))), code=code or None)
            for phrase, sector, other, code in self._database.execute("SELECT key, sector, other, code FROM title")
        }
        self._names = dict(self._database.execute("SELECT code, name FROM land").fetchall())
        mine = read_own(own, self._names) if own is not None else ()
        #: digest of the user's own entries; None without any
        self.own: str | None = digest_of(mine) if mine else None
        self._mine = _by_key(mine)
        self.entries = lru_cache(maxsize=65536)(self._entries)
        self._romanised = lru_cache(maxsize=65536)(self._known_alike)

    def close(self) -> None:
        """Lets go of the file."""
        self._database.close()

    def find(self, name: str, on: date | None = None) -> list[Entry]:
        """What a name may stand for, the likeliest first.

        Args:
            name: as an article writes it; case matters for acronyms only.
            on: the day of which the article speaks; without it the latest spell counts.

        Returns:
            One entry for each person or body; the user's own first, then those in office on the day.
        """
        shouted = name.isupper()
        return [entry for entry, capitals in self.entries(key(name), on) if shouted or not capitals or name.upper() == name]

    def alike(self, name: str, on: date | None = None) -> list[Entry]:
        """Persons whose full name is this one in another romanisation ("Moammar Kadafi"), or without initials ("John F. Kerry").

        Args:
            name: of two words or more; of a single one nothing is found.
            on: the day of which the article speaks.

        Returns:
            One entry a person, as `find` gives them, with a looseness of 1; nothing where several share the looser spelling in one
            country.
        """
        plain = without_initials(name)
        if len(plain.split()) < 2:
            return []
        found = [entry for entry in self.find(plain, on) if entry.kind == "person"] if plain != name else []
        found = found or list(self._romanised(loose_key(plain), on))
        countries = [entry.country for entry in found]
        return [replace(entry, looseness=1) for entry in found if countries.count(entry.country) == 1]

    def _known_alike(self, loose: str, on: date | None) -> tuple[Entry, ...]:
        rows = self._database.execute(
            "SELECT r.entity, e.name, e.kind FROM romanised r JOIN entity e ON e.id = r.entity WHERE r.key = ? ORDER BY r.entity",
            (loose,),
        ).fetchall()
        found = [self._entry(f"{kind}:{number}", name, kind, self._spells(number), on, looseness=1) for number, name, kind in rows]
        return tuple(sorted(found, key=lambda entry: _RANK[entry.standing]))

    def _spells(self, number: int) -> list[_Spell]:
        spells = self._database.execute(
            "SELECT s.country, s.sector, s.other, c.text, s.first, s.last, s.asof, s.source FROM spell s"
            " LEFT JOIN capacity c ON c.id = s.capacity WHERE s.entity = ? ORDER BY s.number",
            (number,),
        ).fetchall()
        return [(*spell[:7], self._sources[spell[7]]) for spell in spells]

    def ranked(self, name: str, on: date | None = None) -> list[tuple[Entry, float]]:
        """What a name may stand for with a score: its share of all that fits, by standing and by how loosely the name fits.

        The scores of one name add up to 1; they are weights by hand, no measured chances. Own entries take all.
        """
        found = self.find(name, on) or self.alike(name, on)
        mine = any(entry.own for entry in found)
        weights = [0.0 if mine and not entry.own else weight_of(entry) for entry in found]
        return [(entry, weight / sum(weights)) for entry, weight in zip(found, weights, strict=True)]

    @property
    def countries(self) -> frozenset[str]:
        """The codes of the lands that it has."""
        return frozenset(self._names)

    def _entries(self, name_key: str, on: date | None) -> tuple[tuple[Entry, bool], ...]:
        found: list[tuple[tuple[object, ...], Entry, bool]] = []
        for number, weak, capitals, name, kind in self._database.execute(
            "SELECT n.entity, n.weak, n.capitals, e.name, e.kind FROM name n JOIN entity e ON e.id = n.entity WHERE n.key = ?",
            (name_key,),
        ).fetchall():
            known = self._spells(number)
            entry = self._entry(f"{'person' if kind == 'person' else 'body'}:{number}", name, kind, known, on, looseness=weak)
            found.append(((weak, _RANK[entry.standing], -len(known), number), entry, bool(capitals)))
        found.sort(key=lambda row: row[0])
        ours = tuple((entry, capitals) for _, entry, capitals in found)
        return (*((entry, False) for entry in self.mine(name_key, on)), *ours)

    def mine(self, name_key: str, on: date | None) -> tuple[Entry, ...]:
        """The user's own entries of a key, the likeliest first."""
        found = [
            self._entry(f"own:{key(one.name)}|{one.kind}", one.name, one.kind, spells, on, own=True)
            for one, spells in self._mine.get(name_key, ())
        ]
        return tuple(sorted(found, key=lambda entry: (_RANK[entry.standing], entry.id, entry.country)))

    def _entry(
        self, number: str, name: str, kind: str, spells: list[_Spell], on: date | None, *, looseness: int = 0, own: bool = False
    ) -> Entry:
        standing, spell = self._best(spells, on)
        country, sector, other, capacity, first, last, _, source = spell
        sectors = tuple(filter(None, (sector, other)))
        if kind == "person" and standing == "former" and sector in ("GOV", "MIL", "LEG", "JUD", "SPY", "COP"):
            sectors = ("ELI",)
        if kind == "person" and standing == "future":
            # an office to come tells nothing of the day asked for
            sectors = ()
        return Entry(
            id=number,
            name=name,
            kind=kind,
            country=country,
            sectors=sectors,
            capacity=capacity,
            held=(_day(first), _day(last)),
            standing=standing,
            looseness=looseness,
            source=source[0],
            licence=source[1],
            own=own,
        )

    @staticmethod
    def _best(spells: list[_Spell], on: date | None) -> tuple[str, _Spell]:
        """The spell that fits the day best, and how it stands to it."""
        day = on.toordinal() - _EPOCH if on else None

        def rate(spell: _Spell) -> tuple[int, int, int]:
            _, sector, _, capacity, first, last, asof, _ = spell
            # an office tells more than "politically prominent", a title more than "member of government"
            vague = {"GOV": 0, "": 2, "LEG": 3, "ELI": 4}.get(sector, 1) * 2 + bool(capacity and capacity.startswith("member of"))
            vague -= bool(
                capacity and capacity.startswith(("President", "Prime Minister", "Chancellor", "Secretary-General", "King"))
            )
            if day is None:
                return 0, vague, -(last or 99999)
            if first is not None and day < first - 31:
                return 3, first - day, vague
            if last is not None:
                # the day of leaving is often told loosely
                return (0, vague, 0) if day <= last + 31 else (2, vague, day - last)
            if asof is not None and day > asof + 700:
                return 1, vague, day - asof
            return 0, vague, -(first or 0)

        best = min(spells, key=rate)
        rank = rate(best)[0]
        return ("held", "open", "former", "future")[rank], best

    def lands(self, name_key: str) -> tuple[Land, ...]:
        """The countries that a key stands for."""
        return self._lands.get(name_key, ())

    def land_name(self, code: str) -> str | None:
        """The name of a country."""
        return self._names.get(code)

    def title(self, phrase_key: str) -> Title | None:
        """The role phrase with this key, in the singular or plural."""
        found = self._titles.get(phrase_key)
        if found is not None:
            return found
        head, _, last = phrase_key.rpartition(" ")
        for singular in _singulars(last):
            found = self._titles.get(f"{head} {singular}" if head else singular)
            if found is not None:
                return found
        return None

    @cache  # noqa: B019  # one register lives as long as the process
    def outlet(self, name: str) -> Entry | None:
        """The medium that a name stands for: "the Times", "Xinhua", "Iran's official news agency IRNA"; None if it is none."""
        parts = tokens(name)
        if not all(word.key in _AROUND_OUTLETS | {"the", "a"} for word in parts):
            for entry in self.find(name):
                if entry.kind.startswith(OUTLETS):
                    return entry
        best: Entry | None = None
        for size in range(len(parts), 0, -1):
            for start in range(len(parts) - size + 1):
                piece = parts[start : start + size]
                if not piece[0].capital or all(word.key in _AROUND_OUTLETS for word in piece):
                    continue
                if any(
                    word.key not in _AROUND_OUTLETS and not self.lands(word.key)
                    for word in (*parts[:start], *parts[start + size :])
                ):
                    continue
                for entry in self.find(name[piece[0].start : piece[-1].end]):
                    if entry.kind.startswith(OUTLETS):
                        best = best or entry
        if best is not None:
            return best
        keys = [word.key for word in parts]
        if "state" in keys and _STATE_OUTLETS & set(keys):
            country = next((land.code for word in parts if word.capital for land in self.lands(word.key)), "UNK")
            return Entry(
                id="outlet:state",
                name=name,
                kind="media outlet, state-owned or state-funded",
                country=country,
                sectors=("JRN", "GOV"),
                capacity=None,
                held=(None, None),
                standing="held",
                looseness=2,
                source="own",
                licence="own",
            )
        return None


def weight_of(entry: Entry) -> float:
    """How likely one reading of a name is beside the others, by how it stands to the day and how loosely the name fits; by hand."""
    return _STANDING_WEIGHT[entry.standing] * _LOOSENESS_WEIGHT[entry.looseness]


def _by_key(mine: tuple[OwnEntry, ...]) -> dict[str, list[tuple[OwnEntry, list[_Spell]]]]:
    """Own entries by the keys of their names; rows of one name, kind and country are spells of one."""
    spells: dict[tuple[str, str, str], list[_Spell]] = {}
    first: dict[tuple[str, str, str], OwnEntry] = {}
    keys: dict[str, dict[tuple[str, str, str], None]] = {}
    for one in sorted(set(mine)):
        thing = (key(one.name), one.kind, one.country)
        first.setdefault(thing, one)
        days = [day.toordinal() - _EPOCH if day is not None else None for day in one.days]
        spells.setdefault(thing, []).append(
            (one.country, one.sector, one.sector2, one.capacity or None, days[0], days[1], None, (one.source, one.licence))
        )
        for name in one.names:
            keys.setdefault(key(name), {})[thing] = None
    return {name_key: [(first[thing], spells[thing]) for thing in things] for name_key, things in keys.items()}


def _day(number: int | None) -> date | None:
    return None if number is None else date.fromordinal(number + _EPOCH)


@lru_cache(maxsize=8192)
def _singulars(word: str) -> tuple[str, ...]:
    """What a plural may be the plural of."""
    word = fold(word)
    found = []
    if word.endswith("men"):
        found.append(word[:-3] + "man")
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith(("ses", "xes", "zes", "ches", "shes")):
        found.append(word[:-2])
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    return tuple(found)


def load_register(own: Path | None = None) -> Register:
    """The register that comes with the package, with the user's own entries.

    Args:
        own: their file; by default the one where they are kept (`own_file`), if it is there.

    Raises:
        InputError: the package lacks the register, or the user's file cannot be used.
    """
    kept = own_file()
    return _loaded(own or (kept if kept is not None and kept.is_file() else None))


@cache
def _loaded(own: Path | None) -> Register:
    return Register(own=own)

"""The user's own entries: persons and bodies from a CSV file that win over the register's.

Invariant: a file that loads has only codes of the codebook in it; adding the same rows twice leaves the same bytes.
"""

import csv
import hashlib
import io
import os
import re
import tempfile
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from onrecord.codebook import load_codebook
from onrecord.errors import InputError

#: names the file of own entries; set and empty, there are none
VARIABLE = "ONRECORD_REGISTER"
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}$")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class OwnEntry:
    """One spell of a person or body, a row of the file. Days are ISO, whole months and years too; "" where untold."""

    name: str
    country: str
    #: "person", or the kind of body: "party", "armed group" …
    kind: str = "person"
    #: PLOVER sectors, the most telling one first
    sector: str = ""
    sector2: str = ""
    #: office or rank
    capacity: str = ""
    start: str = ""
    end: str = ""
    #: other names, parted by |
    aliases: str = ""
    source: str = "user"
    licence: str = "user"

    @property
    def names(self) -> tuple[str, ...]:
        """The name and its aliases."""
        return (self.name, *(alias.strip() for alias in self.aliases.split("|") if alias.strip()))

    @property
    def days(self) -> tuple[date | None, date | None]:
        """First and last day."""
        return _day(self.start, last=False), _day(self.end, last=True)


_COLUMNS = tuple(field.name for field in fields(OwnEntry))


def own_file() -> Path | None:
    """Where the user's own entries are kept: what ONRECORD_REGISTER names, else `register.csv` in the user's folder for onrecord.

    Returns:
        None where the variable is set and empty; the file need not be there.
    """
    named = os.environ.get(VARIABLE)
    if named is not None:
        return Path(named) if named else None
    import typer

    return Path(typer.get_app_dir("onrecord")) / "register.csv"


def read_own(path: Path, countries: Container[str]) -> tuple[OwnEntry, ...]:
    """The entries of a file, in order.

    Args:
        path: the file.
        countries: the codes that a country may have.

    Raises:
        InputError: the file is not there, or a row of it cannot be used.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: own entries cannot be read ({error}); `onrecord register add` writes such a file") from error
    rows = csv.DictReader(io.StringIO(text, newline=""))
    strangers = [name for name in rows.fieldnames or () if name not in _COLUMNS]
    missing = [name for name in ("name", "country") if name not in (rows.fieldnames or ())]
    if strangers or missing:
        what = f"no column {missing[0]!r}" if missing else f"an unknown column {strangers[0]!r}"
        raise InputError(f"{path}: {what}; the columns are name and country, and if you like {', '.join(_COLUMNS[2:])}")
    return tuple(_entry(row, f"{path}, line {rows.line_num}", countries) for row in rows)


def _entry(row: Mapping[str, str | None], where: str, countries: Container[str]) -> OwnEntry:
    if None in row:
        raise InputError(f"{where}: more cells than columns; put text that holds a comma in quotes")
    told = {name: (value or "").strip() for name, value in row.items()}
    entry = OwnEntry(**{name: value for name, value in told.items() if value or name in ("name", "country")})
    codebook = load_codebook()
    if not entry.name:
        raise InputError(f"{where}: no name")
    if entry.country not in codebook.supranational and entry.country not in countries:
        others = ", ".join(sorted(codebook.supranational))
        raise InputError(f"{where}: {entry.country!r} is no country's code; use ISO 3166-1 alpha-3, or one of {others}")
    for sector in filter(None, (entry.sector, entry.sector2)):
        if sector not in codebook.sectors:
            raise InputError(f"{where}: {sector!r} is no sector; the sectors are {', '.join(sorted(codebook.sectors))}")
    for told_day in filter(None, (entry.start, entry.end)):
        if not _DAY.match(told_day) or not _is_day(told_day):
            raise InputError(f"{where}: {told_day!r} is no day; write YYYY-MM-DD, YYYY-MM or YYYY")
    return entry


def write_own(path: Path, entries: Iterable[OwnEntry]) -> None:
    """Writes entries to a file, each once and sorted; the file is replaced whole.

    Raises:
        InputError: the file cannot be written.
    """
    lines = io.StringIO(newline="")
    rows = csv.writer(lines, lineterminator="\n")
    rows.writerow(_COLUMNS)
    rows.writerows([getattr(entry, name) for name in _COLUMNS] for entry in sorted(set(entries)))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, prefix=f".{path.name}-", delete=False) as beside:
            beside.write(lines.getvalue())
        Path(beside.name).replace(path)
    except OSError as error:
        raise InputError(f"{path}: own entries cannot be written ({error.strerror}); name another file with --register") from error


def digest_of(entries: Iterable[OwnEntry]) -> str:
    """SHA-256 of the entries, hexadecimal; the same for the same entries in any order."""
    told = "\n".join(repr(entry) for entry in sorted(set(entries)))
    return hashlib.sha256(told.encode()).hexdigest()


def _is_day(text: str) -> bool:
    try:
        _day(text, last=True)
    except ValueError:
        return False
    return True


def _day(text: str, *, last: bool) -> date | None:
    if not text:
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts)
    year, month = parts[0], parts[1] if len(parts) == 2 else (12 if last else 1)
    if not last:
        return date(year, month, 1)
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)

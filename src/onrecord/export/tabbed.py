"""Files with tabs between their cells, as event data are published.

Invariant: no cell holds a tab, a line break or a double quote, so that readers with and without quoting see the same cells.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

_BREAKS = re.compile(r"[\t\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write_tabbed(path: Path, rows: Iterable[Sequence[object]], header: Sequence[str] | None = None) -> None:
    """UTF-8, one row a line, bare line feeds.

    Args:
        path: the file.
        rows: values; None is an empty cell.
        header: names of the columns, where the format has them in its first line.
    """
    with path.open("w", encoding="utf-8", newline="") as file:
        if header is not None:
            file.write("\t".join(header) + "\n")
        for row in rows:
            file.write("\t".join(map(cell, row)) + "\n")


def cell(value: object) -> str:
    """One value: days in ISO 8601, numbers bare; tabs and line breaks become a space, double quotes single ones."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case date():
            return value.isoformat()
        case _:
            return _BREAKS.sub(" ", str(value)).replace('"', "'").strip()


def joined(values: Iterable[str | None]) -> str:
    """Several values in one cell, a semicolon between them; a semicolon inside one becomes a comma."""
    return ";".join(value.replace(";", ",") for value in values if value)

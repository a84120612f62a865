"""docs/scores.md: one section a measure, each written by the command that measures it.

Invariant: a section is replaced whole, the others stay as they are; every section names data, size, date and the command.
"""

import re
from datetime import date
from pathlib import Path

SCORES = Path(__file__).parents[1] / "docs" / "scores.md"
_HEAD = "# Scores\n\nEvery figure here was written by the command that stands with it; none by hand.\n"


def write_section(title: str, command: str, data: str, body: str, path: Path = SCORES) -> None:
    """Puts a section into docs/scores.md, in the place of an older one of the same title.

    Args:
        title: of the section.
        command: what to run to get the figures again.
        data: what was measured on, and how much of it.
        body: the figures, Markdown.
        path: the file.
    """
    text = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    section = f"## {title}\n\n{data}. Measured {date.today().isoformat()} by `{command}`.\n\n{body.strip()}\n"
    sections = re.split(r"(?m)^(?=## )", text)
    kept = [one.rstrip() + "\n" for one in sections if not one.startswith(f"## {title}\n")]
    head, rest = kept[0], sorted([*kept[1:], section])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, *rest]), encoding="utf-8")


def table(rows: list[list[str]]) -> str:
    """Rows as a Markdown table, the first as its head."""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])

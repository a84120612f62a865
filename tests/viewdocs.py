"""The views' columns as docs/record.md tells them. `python -m tests.viewdocs` writes them anew."""

import re
import tempfile
from pathlib import Path

from onrecord.store import Record
from onrecord.store.views import VIEWS

DOCS = Path(__file__).parents[1] / "docs" / "record.md"
_TABLES = re.compile(r"### `\w+`: .*?(?=^## )", re.DOTALL | re.MULTILINE)


def tables(record: Record) -> str:
    """One heading and one table a view, as Markdown."""
    lines = []
    for view, (what, columns) in VIEWS.items():
        types = {row["column_name"]: row["column_type"] for row in record.sql(f"DESCRIBE {view}").to_pylist()}
        lines += [f"### `{view}`: {what}", "", "| column | type | what it says |", "| --- | --- | --- |"]
        lines += [f"| `{name}` | `{types[name]}` | {meaning} |" for name, meaning in columns.items()]
        lines.append("")
    return "\n".join(lines) + "\n"


def written(page: str, record: Record) -> str:
    """The page with the tables as they are now."""
    return _TABLES.sub(lambda _: tables(record), page, count=1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        DOCS.write_text(written(DOCS.read_text(encoding="utf-8"), Record.create_or_open(Path(folder, "r"))), encoding="utf-8")

"""A view as a frame: an Arrow table that shows itself in a notebook and that other libraries take without a copy.

Invariant: the frame holds what the view said when it was asked; all that is shown of it is escaped.
"""

from html import escape
from typing import Any

import pyarrow as pa

_SHOWN = 20
_LONGEST = 80
_STYLE = "<style>.onrecord-frame td,.onrecord-frame th{text-align:left;vertical-align:top;padding:.15em .6em}</style>"
# what tells a row of a view at a glance; a view that is not here shows all of its columns
_GLANCE = {
    "reports": (
        "date_first", "type", "mode", "actor_text", "recipient_text", "place_name", "status", "speaker", "publisher", "score", "id",
    ),
    "articles": ("published", "publisher", "headline", "url", "language", "id"),
    "participants": ("role", "code", "text", "name", "capacity", "basis", "report_id"),
    "attributions": ("speaker", "speaker_kind", "cue", "content", "manner", "medium", "article_id"),
}  # fmt: skip


class Frame:
    """Rows of a view, in the order of reading.

    It exports itself as an Arrow stream (PyCapsule interface): `polars.DataFrame(frame)`, `pandas.DataFrame.from_arrow(frame)`,
    `narwhals.from_arrow(frame, backend=…)` and DuckDB take it as it is. All else that an Arrow table can do, it does as well.
    """

    __slots__ = ("_view", "table")

    def __init__(self, table: pa.Table, view: str) -> None:
        #: the rows as a `pyarrow.Table`
        self.table = table
        self._view = view

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.table.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self.table.schema.__arrow_c_schema__()

    def __len__(self) -> int:
        return int(self.table.num_rows)

    def __getitem__(self, column: str | int) -> Any:
        return self.table[column]

    def __getattr__(self, name: str) -> Any:
        # what is no method of ours is one of the table: to_pandas, to_pylist, num_rows, filter …
        if name.startswith("__") or name == "table":
            raise AttributeError(name)
        return getattr(self.table, name)

    def __repr__(self) -> str:
        return f"<Frame of {self._view}: {len(self)} rows, {self.table.num_columns} columns>"

    def _repr_html_(self) -> str:
        columns = [name for name in _GLANCE.get(self._view, ()) if name in self.table.column_names] or self.table.column_names
        head = "".join(f"<th>{escape(name)}</th>" for name in columns)
        rows = self.table.select(columns).slice(0, _SHOWN).to_pylist()
        body = "".join(f"<tr>{''.join(f'<td>{_cell(value)}</td>' for value in row.values())}</tr>" for row in rows)
        left = len(self) - len(rows)
        more = f"; {left} more" if left else ""
        note = f"<p>{len(self)} rows of {escape(self._view)}, {self.table.num_columns} columns{more}</p>"
        return f"{_STYLE}<table class='onrecord-frame'><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def _cell(value: object) -> str:
    if value is None:
        return ""
    words = f"{value:.2f}" if isinstance(value, float) else "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return escape(words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…")

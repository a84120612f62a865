"""Values in the cells of a CSV file: safe to open in a spreadsheet, and nothing lost.

Invariant: `read_cell` gives back what `write_cell` was given. Texts stand in quotes, and nothing at all stands for null; a text
that a spreadsheet would take for a formula, or that begins with an apostrophe, gets one apostrophe in front. In a joined list, a
semicolon or backslash of an item has a backslash before it; no item is empty.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

SEPARATOR = "; "

# OWASP, "CSV Injection": the first characters that start a formula, also in their full-width forms
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_SPECIAL = re.compile(r"[\\;]")
_TOKEN = re.compile(r"\\.|; |.", re.DOTALL)


def write_cell(value: object, *, spreadsheet_safe: bool = True) -> str:
    """One cell.

    Args:
        value: None, a truth value, number, text, date, time or list of these.
        spreadsheet_safe: whether texts that look like formulas get an apostrophe in front.
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return repr(value)
        case date() | datetime():
            return value.isoformat()
        case str():
            text = value
        case list() | tuple():
            text = join(value)
        case _:
            raise TypeError(f"a cell cannot hold a {type(value).__name__}")
    if spreadsheet_safe and text.startswith((*_FORMULA, "'")):
        text = f"'{text}"
    return '"' + text.replace('"', '""') + '"'


def read_cell(text: str, *, spreadsheet_safe: bool = True) -> str:
    """The text that a cell of text was written from, after the CSV quotes were taken off."""
    return text[1:] if spreadsheet_safe and text.startswith("'") else text


def join(items: Sequence[object]) -> str:
    """Items as one text; an item that is None is written as nothing."""
    return SEPARATOR.join("" if item is None else _SPECIAL.sub(r"\\\g<0>", str(item)) for item in items)


def split(text: str) -> list[str]:
    """The items that `join` was given, as texts; no text is an empty list."""
    if not text:
        return []
    items = [""]
    for token in _TOKEN.findall(text):
        if token == SEPARATOR:
            items.append("")
        else:
            items[-1] += token[-1]
    return items

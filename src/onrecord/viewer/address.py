"""What every page that is asked by its address has in common: the page's number, and the way back to a query string.

Invariant: what is at its default stands in no address.
"""

from dataclasses import Field, fields, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

from onrecord.errors import InputError


class Address:
    """A question as an address asks it; a dataclass with the field `page` derives from it."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    def query(self, **changes: Any) -> str:
        """The query string with some of it changed. It begins with `?`, or is empty; another question begins at page 1."""
        changed = replace(self, **({"page": 1} | changes))
        pairs = {
            field.name: getattr(changed, field.name) for field in fields(self) if getattr(changed, field.name) != field.default
        }
        return "?" + urlencode({name: str(value) for name, value in pairs.items()}) if pairs else ""


def read_page(given: dict[str, Any]) -> None:
    """Turns the page that an address gives, if any, into a number.

    Raises:
        InputError: it is none.
    """
    if "page" in given:
        if not given["page"].isascii() or not given["page"].isdigit() or not 1 <= int(given["page"]) <= 100_000:
            raise InputError(f"page={given['page']}: write a number from 1")
        given["page"] = int(given["page"])

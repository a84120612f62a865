"""The pages: each takes a request, asks the index and fills a template.

Invariant: whatever an article or an address says is escaped by the template, and signs that would act on a page (changes of writing
direction, control characters) are shown as such.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse

from onrecord._version import __version__
from onrecord.codebook import QUADS, load_codebook
from onrecord.record import Manner, SpeakerKind, Status
from onrecord.viewer.filters import ANY, HAPPENED, ORDERS, SHOWS, VERDICTS
from onrecord.viewer.guard import Token
from onrecord.viewer.index import Index
from onrecord.viewer.layers import LAYERS
from onrecord.viewer.overview import KINDS

#: what would act on the page: control characters, changes of writing direction, invisible separators
_CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]"
)
_JUDGE = "onrecord_judge"


def plain(text: str) -> str:
    """The text with nothing in it that would act on a page; as long as before."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text)


def _finished(value: Any) -> Any:
    """Every value on its way into a template."""
    if value is None:
        return ""
    if isinstance(value, Markup):
        return value
    return plain(value) if isinstance(value, str) else value


def _number(value: int) -> str:
    """With thin spaces between thousands."""
    return f"{value:,}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def _days(first: date | None, last: date | None) -> str:
    """Days as a person writes them: 3 May 2026, 3–5 May 2026."""
    if first is None or last is None:
        return ""
    end = f"{last.day} {last:%B} {last.year}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    if first.year == last.year:
        return f"{first.day} {first:%B} – {end}"
    return f"{first.day} {first:%B} {first.year} – {end}"


def _web(url: str | None) -> str | None:
    """An address that a browser may be sent to: of the web, and no other."""
    if url is None or _CONTROL.search(url):
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc else None


def environment() -> Environment:
    """Jinja2, with everything escaped and nothing undefined passed over."""
    made = Environment(
        loader=PackageLoader("onrecord.viewer"), autoescape=True, undefined=StrictUndefined, finalize=_finished, trim_blocks=True,
        lstrip_blocks=True,
    )  # fmt: skip
    codebook = load_codebook()
    made.filters |= {"number": _number, "web": _web}
    made.globals |= {
        "days": _days,
        "version": __version__,
        "types": {quad: sorted(name for name, kind in codebook.types.items() if kind.quad == quad) for quad in QUADS},
        "meanings": {name: kind.meaning for name, kind in codebook.types.items()},
        "types_of_mode": {
            mode: " ".join(name for name, kind in sorted(codebook.types.items()) if mode in kind.modes)
            for mode in sorted({mode for kind in codebook.types.values() for mode in kind.modes})
        },
        "sectors": sorted(codebook.sectors),
        "quads": QUADS,
        "statuses": tuple(Status),
        "kinds": tuple(SpeakerKind),
        "manners": tuple(Manner),
        "source_kinds": KINDS,
        "verdicts": VERDICTS,
        "orders": tuple(ORDERS),
        "shows": SHOWS,
        "layers": LAYERS,
        "ANY": ANY,
        "HAPPENED": HAPPENED,
    }
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """What all pages need."""

    index: Index
    token: Token
    templates: Environment
    #: who judges, unless they say otherwise
    judge: str

    def page(self, request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """A template filled, as an answer."""
        text = self.templates.get_template(template).render(
            state=self.index.state,
            record=self.index.record.path.absolute().name,
            token=self.token.value,
            judge=self.judge_of(request),
            path=request.url.path,
            **values,
        )
        return HTMLResponse(text, status_code=status)

    def judge_of(self, request: Request) -> str:
        """Who judges at this browser: as they said last."""
        name = request.cookies.get(_JUDGE, "")
        try:
            name = bytes.fromhex(name).decode()
        except (ValueError, UnicodeDecodeError):
            name = ""
        return name if name.isprintable() and 0 < len(name) <= 80 else self.judge

    def remember(self, response: Any, name: str) -> None:
        """Keep who judges for this browser, until it is closed."""
        response.set_cookie(_JUDGE, name.encode().hex(), httponly=True, samesite="strict")


def sayings(form: Mapping[str, Any]) -> dict[str, str]:
    """The texts of a form; files in it are none."""
    return {name: value for name, value in form.items() if isinstance(value, str)}

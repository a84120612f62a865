"""What keeps strangers' words and strangers' pages from acting: checked hosts, a strict policy, a token for changes.

Invariant: no answer leaves without the policy; nothing is changed unless a page of this server, opened in this run, asks for it.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

#: scripts and styles come from our own files only; nothing is loaded from, sent to or framed by anyone else
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
#: more than any form of ours holds
LARGEST_FORM = 64 * 1024


class Guard:
    """Stands before the whole application."""

    def __init__(self, app: App, *, host: str, port: int) -> None:
        self._app = app
        names = _LOOPBACK if host in ("127.0.0.1", "localhost", "::1") else (host,)
        #: what the Host header may say: a page of another name that leads here (DNS rebinding) is turned away
        self.hosts = frozenset(name for one in names for name in ((one, f"{one}:{port}") if port == 80 else (f"{one}:{port}",)))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets through what is rightly asked, with the policy on every answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message.setdefault("headers", []))
                for name, value in _HEADERS.items():
                    headers[name] = value
                if "cache-control" not in headers:
                    headers["cache-control"] = "no-store"
            await send(message)

        refusal = self._refusal(scope)
        await (refusal or self._app)(scope, receive, guarded)

    def _refusal(self, scope: Scope) -> PlainTextResponse | None:
        headers = Headers(scope=scope)
        if headers.get("host", "") not in self.hosts:
            return PlainTextResponse("This address is not one of this server's: open it as it was printed.", 421)
        if scope["method"] in ("GET", "HEAD"):
            return None
        if scope["method"] != "POST":
            return PlainTextResponse("Pages are asked with GET, and judged with POST.", 405)
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        parts = urlsplit(origin or "")
        if origin is None or parts.scheme not in ("http", "https") or parts.netloc not in self.hosts:
            return PlainTextResponse("Only pages of this server may change anything.", 403)
        if site not in (None, "same-origin"):
            return PlainTextResponse("Only pages of this server may change anything.", 403)
        length = headers.get("content-length", "")
        if not length.isdigit() or int(length) > LARGEST_FORM:
            return PlainTextResponse("A form of this server is smaller, and says how long it is.", 413)
        return None


class Token:
    """A secret of this run that the pages carry and every change must bring back."""

    def __init__(self) -> None:
        self.value = secrets.token_urlsafe(24)

    def fits(self, given: object) -> bool:
        """Whether it is the one, told in constant time."""
        return isinstance(given, str) and hmac.compare_digest(given.encode(), self.value.encode())

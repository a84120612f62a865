"""Articles are strangers' words: nothing in them acts. Other pages, other names and other runs change nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.viewer.views import ADDRESS, TEXT, browser, form_of, made_record, told

from onrecord.record import Unread, article_id

#: each stands in headline, publisher, byline, text, name, address, speaker, place and in what could not be read
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<style>*{display:none}</style>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "</textarea></title><script>alert(1)</script>",
    "<a href=javascript:alert(1)>x</a>",
    "<base href=//evil.example>",
    "<form action=//evil.example><button>",
    "<meta http-equiv=refresh content='0;url=//evil.example'>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "<link rel=stylesheet href=//evil.example/x.css>",
    "<div hx-get=//evil.example hx-trigger=load>",
    "<!--", "]]>", "{{ 7*7 }}", "{% raw %}", "&lt;script&gt;",
    "\u202egnp.exe", "a\u2066b\u2069c", "\u200bhidden\ufeff", "\x1b[31m", "\x00\x07",
]  # fmt: skip
ADDRESSES = [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,<script>alert(1)</script>", "vbscript:x", "//evil.example",
    "file:///etc/passwd", "https://e.org/\u202e", "java\nscript:alert(1)",
]  # fmt: skip
PAGES = ("/", "/events", "/events?show=map", "/events?show=dyads", "/quotes", "/unread")


class Parts(HTMLParser):
    """Elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def checked(page: str) -> None:
    """That a page holds no element, attribute or sign but our own."""
    parts = Parts()
    parts.feed(page)
    scripts = [attributes for tag, attributes in parts.tags if tag == "script"]
    assert [one.get("src") for one in scripts] == ["/static/htmx.min.js", "/static/app.js"]
    names = {tag for tag, _ in parts.tags}
    assert not names & {"style", "iframe", "object", "embed", "base", "img", "video"}
    for tag, attributes in parts.tags:
        assert not any(name.startswith("on") or name == "style" for name in attributes), (tag, attributes)
        for name in ("href", "action", "src", "hx-get", "hx-post", "formaction"):
            value = attributes.get(name)
            if value:
                assert value.startswith(("/", "?", "#", "https://e.org/")), (tag, name, value)
                assert not value.startswith("//")
    assert not re.search(r"[\x00-\x08\x1b\u200b\u202a-\u202e\u2066-\u2069\ufeff]", page)
    assert "49" not in re.findall(r"\{\{ 7\*7 \}\}", page)


@pytest.mark.parametrize("words", HOSTILE)
def test_nothing_of_an_article_acts(tmp_path: Path, words: str) -> None:
    text = TEXT.replace("a clerk", f"a clerk {words}").replace("Troops", f"Troops {words}").replace("Idlib", f"Idlib {words}", 1)
    text = text.replace("\x00", "")
    item = told(text, headline=words, publisher=words, byline=words, name=words, agency=words, url=f"https://e.org/{words}")
    unread = Unread(id="u", origin=words, stage="ingest", error=words, excerpt=words, reader="made-1")
    record = made_record(tmp_path / "record", item, unread)
    client = browser(record, judge=words)
    key = item.article.id
    sent = quote(words, safe="")
    for address in (*PAGES, f"/article/{key}", f"/article/{key}?report={sent}", f"/events?q={sent}", f"/quotes?topic={sent}"):
        answer = client.get(address)
        assert answer.status_code == 200, address
        checked(answer.text)
    for address in (f"/article/{sent}", f"/report/{sent}", f"/event/{sent}", f"/events?type=x{sent}", f"/{sent}"):
        answer = client.get(address)
        assert answer.status_code in (400, 404), address
        checked(answer.text)


@pytest.mark.parametrize("url", ADDRESSES)
def test_an_address_of_no_web_page_is_no_link(tmp_path: Path, url: str) -> None:
    item = told(url=url)
    page = browser(made_record(tmp_path / "record", item)).get(f"/article/{item.article.id}").text
    checked(page)
    assert 'target="_blank"' not in page


def test_an_address_of_the_web_is_one(tmp_path: Path) -> None:
    item = told()
    page = browser(made_record(tmp_path / "record", item)).get(f"/article/{item.article.id}").text
    assert '<a href="https://e.org/1" rel="noreferrer noopener nofollow" target="_blank">' in page


@pytest.fixture
def client(tmp_path: Path) -> TestClient:
    return browser(made_record(tmp_path / "record", told()))


def test_the_policy_stands_on_every_answer(client: TestClient) -> None:
    for address in (*PAGES, "/static/app.css", "/nothing", "/events.csv", "/pulse"):
        headers = client.get(address).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8000", "127.0.0.1", "127.0.0.1:9", "localhost.evil.example:8000", ""]
)
def test_another_host_is_turned_away(client: TestClient, host: str) -> None:
    for address in ("/", "/static/app.css"):
        assert client.get(address, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost:8000", "[::1]:8000"])
def test_its_own_names_are_let_in(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


KEY = article_id(TEXT, None)


def form(client: TestClient, **more: str) -> dict[str, str]:
    return form_of(client.get(f"/article/{KEY}").text, f"{KEY}-r0") | {"verdict": "reject"} | more


@pytest.mark.parametrize(
    ("headers", "changed", "status"),
    [
        ({}, {"token": ""}, 403),
        ({}, {"token": "x" * 32}, 403),
        ({"origin": "http://evil.example"}, {}, 403),
        ({"origin": "null"}, {}, 403),
        ({"origin": "http://127.0.0.1:9"}, {}, 403),
        ({"sec-fetch-site": "cross-site"}, {}, 403),
        ({"sec-fetch-site": "same-site"}, {}, 403),
        ({"host": "evil.example"}, {}, 421),
        ({}, {"reason": "x" * 100_000}, 413),
    ],
)
@pytest.mark.parametrize("address", [f"/judge/{KEY}-r0", "/pair"])
def test_a_change_that_is_not_asked_here(
    client: TestClient, address: str, headers: dict[str, str], changed: dict[str, str], status: int
) -> None:
    sent = form(client) | changed
    assert client.post(address, data=sent, headers=headers).status_code == status
    assert client.index.record.judgements() == ()  # type: ignore[attr-defined]


def test_a_change_without_origin(tmp_path: Path) -> None:
    client = browser(made_record(tmp_path / "record", told()))
    sent = form(client)
    del client.headers["origin"]
    assert client.post(f"/judge/{KEY}-r0", data=sent).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_other_methods(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_judging_is_never_done_by_looking(client: TestClient) -> None:
    sent = form(client)
    assert client.get(f"/judge/{KEY}-r0", params=sent).status_code in (404, 405)
    assert client.index.record.judgements() == ()  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "path", ["/static/../../record.json", "/static/%2e%2e/%2e%2e/pages.py", "/static//etc/passwd", "/article/../../etc/passwd"]
)
def test_paths_outside_are_not_reached(client: TestClient, path: str) -> None:
    answer = client.get(f"{ADDRESS}{path}")
    assert answer.status_code == 404
    assert "root:" not in answer.text

"""`onrecord view` in a real browser (Chromium): every page loads, filters, opens an article, corrects a report, follows growth.

    python -m benchmarks.browser RECORD --axe FILE [--chromium FILE] [--screenshots DIR] [--write]

RECORD is copied first, and an article full of hostile markup is put on the copy. FILE is axe-core's `axe.min.js` (npm). Needs the
packages `playwright` (its browsers are not needed) and Chromium.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.scores import table, write_section

#: what would show itself if it acted: each sets a title, loads something, or changes the page
HOSTILE = [
    "<script>document.title='acted'</script>",
    "<img src=x onerror=\"document.title='acted'\">",
    "<svg onload=\"document.title='acted'\"></svg>",
    "<style>main{display:none}</style>",
    "\"><script>document.title='acted'</script>",
    "' autofocus onfocus='document.title=1",
    "</script><script>document.title='acted'</script>",
    "<a href=\"javascript:document.title='acted'\">click</a>",
    "<base href=\"//other.invalid/\">",
    "<meta http-equiv=\"refresh\" content=\"0;url=//other.invalid/\">",
    "<iframe srcdoc=\"<script>parent.document.title='acted'</script>\"></iframe>",
    "<link rel=\"stylesheet\" href=\"//other.invalid/x.css\">",
    "<form action=\"//other.invalid/\"><button>Accept</button></form>",
    "<div hx-get=\"/pulse\" hx-trigger=\"load\" hx-on:load=\"document.title='acted'\"></div>",
    "{{ 7*7 }}", "\u202eevil", "\x1b[31m", "<!-- ", "</textarea></select></title>",
]  # fmt: skip
PAGES = {
    "overview": "/",
    "events": "/events",
    "events, map": "/events?show=map",
    "events, dyads": "/events?show=dyads&status=any",
    "article": "/article/{article}?report={report}",
    "quotes": "/quotes",
    "unread": "/unread",
}
LIGHTS = ("light", "dark")
WIDTHS = {"desk": (1360, 900), "phone": (390, 800)}


def hostile_reading(reader: str) -> Any:
    """An article whose every field holds hostile markup, with a report of its own."""
    from onrecord.record import Article, Certainty, Reading, Report, Span, Status, article_id

    text = "Rebels shelled Idlib. " + " ".join(HOSTILE)
    key = article_id(text)
    words = " ".join(HOSTILE)
    article = Article(
        id=key, text=text, name=words, url="javascript:document.title='acted'", publisher=words, agency=words, byline=words,
        headline=words, published=date(2026, 3, 4), language="en",
    )  # fmt: skip
    report = Report(
        id=f"{key}-r1", article_id=key, type="ASSAULT", mode=None, trigger=Span.of(text, 7, 14), participants=(), place=None,
        time=None, attribution=None, certainty=Certainty(), status=Status.FACT, score=0.5,
    )  # fmt: skip
    return Reading(article=article, reports=(report,), reader=reader)


class Checks:
    """What was looked at, and what was found wrong."""

    def __init__(self) -> None:
        self.passed: list[str] = []
        self.failed: list[str] = []

    def check(self, name: str, right: bool, found: object = "") -> None:
        """Note one check."""
        (self.passed if right else self.failed).append(name if right else f"{name}: {found}")
        print(f"{'ok  ' if right else 'FAIL'} {name} {'' if right else found}", file=sys.stderr)


def _axe(page: Any, source: str) -> list[str]:
    """Serious and critical faults that axe-core finds; run outside the page's own policy."""
    page.evaluate(source)
    found = page.evaluate("() => axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']})")
    return [
        f"{one['id']} ({one['impact']}, {len(one['nodes'])}): {one['nodes'][0]['html'][:120]}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def _visit(browser: Any, address: str, checks: Checks, axe: str, pages: dict[str, str], shots: Path | None) -> None:
    for light in LIGHTS:
        for width, size in WIDTHS.items():
            context = browser.new_context(viewport={"width": size[0], "height": size[1]}, color_scheme=light, bypass_csp=True)
            page = context.new_page()
            for name, path in pages.items():
                wrong: list[str] = []
                page.on("pageerror", lambda error, wrong=wrong: wrong.append(str(error)))
                page.goto(address + path)
                page.wait_for_timeout(300)
                where = f"{name}, {light}, {width}"
                checks.check(f"{where}: loads without errors", not wrong, wrong)
                over = page.evaluate("() => document.documentElement.scrollWidth - innerWidth")
                checks.check(f"{where}: nothing runs over the side", over <= 1, over)
                faults = _axe(page, axe)
                checks.check(f"{where}: axe finds nothing serious", not faults, faults)
                shown = name in ("overview", "events", "article", "event")
                if shots is not None and light == "light" and width == "desk" and shown:
                    page.goto(address + path)
                    page.wait_for_timeout(500)
                    page.screenshot(path=shots / f"{name}.png")
                if shots is not None and light == "dark" and width == "desk" and name == "events, map":
                    page.goto(address + path)
                    page.wait_for_timeout(500)
                    page.screenshot(path=shots / "map.png")
            context.close()


def _work(browser: Any, address: str, checks: Checks, pages: dict[str, str], hostile: Any, grow: Callable[[], None]) -> None:
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    page = context.new_page()
    refused: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: refused.append(message.text) if "Content Security Policy" in message.text else None)
    page.on("request", lambda request: asked.append(request.url))
    # filters: by a field, by the brush, and by address
    page.goto(address + "/events")
    before = page.locator("#found [role=status]").inner_text()
    page.select_option("#filters select[name=type]", "ASSAULT")
    page.wait_for_function("() => location.search.includes('type=ASSAULT')")
    page.wait_for_timeout(300)
    kinds = {kind.strip() for kind in page.locator(".list .kind").all_inner_texts()}
    checks.check("a filter leaves out the others", bool(kinds) and all(kind.startswith("ASSAULT") for kind in kinds), kinds)
    page.reload()
    checks.check("the address brings the view back", page.input_value("#filters select[name=type]") == "ASSAULT")
    page.goto(address + "/events")
    box = page.locator("svg.brushable").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 40)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + 40, steps=5)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('since=')")
    page.wait_for_timeout(300)
    checks.check("the brush chooses days", page.locator("#found [role=status]").inner_text() != before)
    # from the list to the words
    page.goto(address + "/events")
    page.locator(".list .passage a").first.click()
    page.wait_for_selector(".text")
    checks.check("a line of the list opens its article", page.locator(".card.chosen").count() == 1)
    page.goto(address + pages["article"])
    page.locator(".card h3 a").nth(1).click()
    checks.check("a report lights up its words", page.locator(".text .lit-event").count() > 0)
    page.locator(".text a.event").first.hover()
    checks.check("a word tells what hangs on it", "event:" in page.locator(".readout").inner_text())
    page.locator("#layer-attributions").check()
    page.keyboard.press("Escape")
    # colours change in a moment, not at once
    page.wait_for_timeout(400)
    tinted = page.evaluate("() => getComputedStyle(document.querySelector('.text .says-1')).backgroundColor")
    checks.check("a layer can be switched on", tinted not in ("rgba(0, 0, 0, 0)", "transparent"), tinted)
    # the keyboard alone
    page.goto(address + "/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    checks.check("the first tab leads to the content", page.url.endswith("#main"))
    # correcting
    page.goto(address + pages["article"])
    card = page.locator(".card").first
    card.locator("button[value=accept]").click()
    page.wait_for_selector(".card .verdict-accept")
    checks.check("a report is accepted in place", "accepted by" in page.locator(".card").first.inner_text())
    page.locator(".card").first.locator("summary").click()
    page.locator(".card").first.locator("select[name=status]").select_option("alleged")
    page.locator(".card").first.locator("button[value=fix]").click()
    page.wait_for_selector(".card .verdict-fix")
    checks.check("a report is mended in place", "mended by" in page.locator(".card").first.inner_text())
    checks.check("what was read stays beside it", page.locator(".card").first.locator(".was s").count() > 0)
    # the hostile article
    page.goto(address + f"/article/{hostile.article.id}")
    page.wait_for_timeout(500)
    page.keyboard.press("Tab")
    checks.check(
        "hostile: the title is the page's", "acted" not in page.title().split("·")[-1] and page.title().endswith("onrecord")
    )
    checks.check("hostile: the page is shown", page.locator("main").is_visible())
    checks.check("hostile: the text is whole", page.locator(".text").inner_text().startswith("Rebels shelled Idlib. <script>"))
    checks.check(
        "hostile: no element of it", page.locator("main script, main style, main img, main iframe, main base").count() == 0
    )
    checks.check("hostile: its address is no link", page.locator("a[href^='javascript:']").count() == 0)
    page.goto(address + "/events?q=idlib")
    page.wait_for_timeout(300)
    checks.check("hostile: in lists too", page.locator("main script, main style, main img").count() == 0)
    # growth
    page.goto(address + "/")
    grow()
    page.wait_for_selector(".pulse a", timeout=30_000)
    checks.check("an open page follows the record", "has changed" in page.locator(".pulse").inner_text())
    page.locator(".pulse a").click()
    page.wait_for_timeout(300)
    outside = sorted({url for url in asked if not url.startswith(address)})
    checks.check("nothing is asked of any other address", not outside, outside)
    checks.check("the policy had nothing to refuse", not refused, refused[:3])
    context.close()


def _serve(record: Path, cache: Path) -> tuple[Any, str]:
    command = [sys.executable, "-m", "onrecord.cli", "view", str(record), "--no-browser", "--port", "0", "--as", "Ana Ruiz"]
    import os

    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ | {"XDG_CACHE_HOME": str(cache)})
    assert server.stdout is not None
    line = server.stdout.readline()
    return server, line[line.index("http") :].split()[0].rstrip("/")


def _smaller(folder: Path) -> None:
    """Screenshots of a page have few colours: with a palette they are half the size, and look the same."""
    from PIL import Image

    for path in folder.glob("*.png"):
        image = Image.open(path).convert("RGB")
        image.quantize(colors=256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(path, optimize=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("record", type=Path)
    parser.add_argument("--axe", type=Path, required=True, help="axe.min.js of npm's axe-core")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    parser.add_argument("--screenshots", type=Path, help="folder for screenshots")
    parser.add_argument("--article", help="id of the article to open; the one with most reports if none is given")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    from playwright.sync_api import sync_playwright

    from onrecord.record import Article, Reading, article_id
    from onrecord.store import Record

    checks = Checks()
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / "record"
        shutil.copytree(options.record, copy)
        record = Record.open(copy)
        reader = record.manifest.readers[-1]
        ids = record.sql("SELECT article_id, min(id) AS id, count(*) AS n FROM reports GROUP BY 1 ORDER BY n DESC, 1").to_pylist()
        chosen = next((row for row in ids if row["article_id"] == options.article), ids[0])
        hostile = hostile_reading(reader.digest)
        pages = {name: path.format(article=chosen["article_id"], report=chosen["id"]) for name, path in PAGES.items()}
        events = record.sql("SELECT id FROM events ORDER BY reports DESC, id LIMIT 1").column(0).to_pylist()
        if events:
            pages["event"] = f"/event/{events[0]}"

        def write(item: Any) -> None:
            with record.writing(reader.digest, dict(reader.models)) as writer:
                writer.write_shard([item])

        if options.screenshots is not None:
            options.screenshots.mkdir(parents=True, exist_ok=True)
        server, address = _serve(copy, Path(temporary) / "cache")
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
                chromium = browser.version
                _visit(browser, address, checks, options.axe.read_text(encoding="utf-8"), pages, options.screenshots)
                write(hostile)
                time.sleep(3)
                later = Article(id=article_id("Later."), text="Later.", language="en")
                grown = Reading(article=later, reader=reader.digest)
                _work(browser, address, checks, pages, hostile, lambda: write(grown))
                browser.close()
        finally:
            server.terminate()
            server.wait(20)
        said = [one.verdict.value for one in record.judgements()]
        checks.check("what was judged stands in the record", said == ["accept", "fix"], said)
    if options.screenshots is not None:
        _smaller(options.screenshots)
    done = len(checks.passed) + len(checks.failed)
    rows = [
        ["what", "figure"],
        ["pages × lights × widths", f"{len(pages)} × {len(LIGHTS)} × {len(WIDTHS)}"],
        ["checks passed", f"{len(checks.passed)} of {done}"],
        ["of these, pages in which axe-core finds no serious or critical fault",
         str(sum("axe" in name for name in checks.passed)) + f" of {len(pages) * len(LIGHTS) * len(WIDTHS)}"],
        ["hostile inputs tried, in every field of an article", str(len(HOSTILE))],
        ["hostile inputs that acted", str(sum(name.startswith("hostile") for name in checks.failed))],
    ]  # fmt: skip
    body = table(rows) + "".join(f"\n\nFailed: {name}" for name in checks.failed)
    print(body)
    if options.write:
        data = f"A record of {len(ids)} articles with reports, in Chromium {chromium}; axe-core's rules for WCAG 2.2 AA"
        write_section(
            "Pages in a browser", "python -m benchmarks.browser RECORD --axe FILE --screenshots docs/images --write", data, body
        )
    if checks.failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()

"""The application: which address shows what, and how a judgement is taken.

Invariant: pages only read; `/judge` and `/pair` only append judgements; no address leads outside the record and our own files.
"""

import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from importlib.resources import as_file, files
from typing import Any
from urllib.parse import quote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from onrecord.errors import InputError, OnRecordError, StoreError
from onrecord.export.cells import write_cell
from onrecord.record import Judgement, Verdict
from onrecord.store.corrections import check_changes
from onrecord.store.judgements import append_judgement
from onrecord.viewer import correcting
from onrecord.viewer.article import Card, article_page, cards
from onrecord.viewer.columns import COLUMNS
from onrecord.viewer.event import ABOUT, event_page
from onrecord.viewer.filters import ORDERS, Filters
from onrecord.viewer.guard import Guard, Token
from onrecord.viewer.index import Index
from onrecord.viewer.listing import listing
from onrecord.viewer.overview import overview
from onrecord.viewer.pages import Pages, environment, sayings
from onrecord.viewer.plots import dyads, timeline, world
from onrecord.viewer.quotes import Asked, quotes


class Application:
    """The pages of one record."""

    def __init__(self, index: Index, *, judge: str, token: Token | None = None, followed: bool = False) -> None:
        self.pages = Pages(index=index, token=token or Token(), templates=environment(), judge=judge)
        self.index = index
        # where a thread follows the record, nobody need wait for it
        self._followed = followed

    def _catch_up(self) -> None:
        if not self._followed:
            self.index.catch_up(whole=False)

    # -- pages that only show

    def overview(self, request: Request) -> Response:
        self._catch_up()
        return self.pages.page(request, "overview.html", found=overview(self.index))

    def events(self, request: Request) -> Response:
        self._catch_up()
        filters = Filters.read(request.query_params)
        where, values = filters.clause()
        over_time = timeline(self.index, where, values)
        shown: dict[str, Any] = {}
        if filters.show == "map":
            shown["map"] = world(self.index, where, values)
        elif filters.show == "dyads":
            shown["dyads"] = dyads(self.index, where, values)
        publishers = self.index.ask(
            "SELECT publisher AS name, count(*) AS n FROM articles WHERE publisher IS NOT NULL "
            "GROUP BY ALL ORDER BY n DESC, name LIMIT 200"
        )
        return self.pages.page(
            request,
            "events.html",
            filters=filters,
            found=listing(self.index, filters, over_time.reports),
            timeline=over_time,
            publishers=[row["name"] for row in publishers],
            shown=shown,
        )

    def table(self, request: Request) -> Response:
        filters = Filters.read(request.query_params)
        headers = {"content-disposition": 'attachment; filename="reports.csv"'}
        return StreamingResponse(self._lines(filters), media_type="text/csv; charset=utf-8", headers=headers)

    def _lines(self, filters: Filters) -> Iterator[str]:
        where, values = filters.clause()
        names = list(COLUMNS["reports"])
        yield ",".join(names) + "\r\n"
        for rows in self.index.rows(
            f"SELECT {', '.join(names)} FROM reports WHERE {where} ORDER BY {ORDERS[filters.order]}", values
        ):
            yield "".join(",".join(write_cell(value) for value in row) + "\r\n" for row in rows)

    def event(self, request: Request) -> Response:
        self._catch_up()
        return self.pages.page(request, "event.html", found=event_page(self.index, request.path_params["id"]), about=ABOUT)

    def article(self, request: Request) -> Response:
        self._catch_up()
        found = article_page(self.index, request.path_params["id"])
        chosen = request.query_params.get("report")
        return self.pages.page(request, "article.html", found=found, article=found.article, chosen=chosen, trouble=None)

    def report(self, request: Request) -> Response:
        report_id = request.path_params["id"]
        article_id = _article_of(report_id)
        return RedirectResponse(f"/article/{quote(article_id, safe='')}?report={quote(report_id, safe='')}", 303)

    def quotes(self, request: Request) -> Response:
        self._catch_up()
        asked = Asked.read(request.query_params)
        return self.pages.page(request, "quotes.html", asked=asked, found=quotes(self.index, asked))

    def unread(self, request: Request) -> Response:
        self._catch_up()
        rows = self.index.ask("SELECT * FROM unread ORDER BY entry LIMIT 1000")
        return self.pages.page(request, "unread.html", rows=rows, total=self.index.count("SELECT count(*) FROM unread"))

    def pulse(self, request: Request) -> Response:
        """What has changed since the page was made; cheap, since every open page asks for it again and again."""
        self._catch_up()
        seen = request.query_params.get("seen", "")
        since = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 12 else 0
        return self.pages.page(request, "pulse.html", since=since)

    # -- judging

    async def judge(self, request: Request) -> Response:
        form = sayings(dict(await request.form()))
        self._check(form)
        return await run_in_threadpool(self._judge, request, form)

    def _judge(self, request: Request, form: dict[str, str]) -> Response:
        report_id = request.path_params["id"]
        article_id = _article_of(report_id)
        try:
            self._take(report_id, article_id, form)
            trouble, status = None, 200
        except InputError as error:
            trouble, status = str(error), 422
        except _SaidMeanwhileError as error:
            trouble, status = str(error), 409
        if request.headers.get("hx-request"):
            card = self._card(report_id, article_id)
            answer: Response = self.pages.page(
                request, "card.html", card=card, chosen=report_id, trouble=trouble, opened=trouble is not None
            )
        elif trouble is not None:
            found = article_page(self.index, article_id)
            answer = self.pages.page(
                request, "article.html", status=status, found=found, article=found.article, chosen=report_id, trouble=trouble
            )
        else:
            answer = self.report(request)
        if trouble is None:
            self.pages.remember(answer, correcting.named(form))
        return answer

    def _take(self, report_id: str, article_id: str, form: dict[str, str]) -> None:
        reading = self.index.readings([article_id]).get(article_id)
        card = self._card(report_id, article_id)
        if reading is None:
            raise StoreError(f"no article {article_id} is on the record")
        if form.get("seen") != str(len(card.said)):
            last = card.said[-1] if card.said else None
            who = f"{last.judge} said “{last.verdict}”" if last is not None else "somebody judged"
            raise _SaidMeanwhileError(
                f"{who} while you looked at it: see what it says now, and send yours again if it still holds."
            )
        said = correcting.judgement(card, reading.article.text, reading.reader, form, at=datetime.now(UTC))
        if said.verdict is Verdict.FIX:
            check_changes(said.changes)
        append_judgement(self.index.record.path, said)
        self.index.take_judgements()

    def _card(self, report_id: str, article_id: str) -> Card:
        reading = self.index.readings([article_id]).get(article_id)
        found = (
            next((card for card in cards(self.index, reading) if card.row["id"] == report_id), None)
            if reading is not None
            else None
        )
        if found is None:
            raise StoreError(f"no report {report_id} is on the record")
        return found

    async def pair(self, request: Request) -> Response:
        form = sayings(dict(await request.form()))
        self._check(form)
        return await run_in_threadpool(self._pair, request, form)

    def _pair(self, request: Request, form: dict[str, str]) -> Response:
        left, right = form.get("left", "").strip(), form.get("right", "").strip()
        for report_id in (left, right):
            if not self.index.count("SELECT count(*) FROM reports WHERE id = ?", [report_id]):
                raise InputError(f"no report {report_id!r} is on the record: give the id that its card shows")
        try:
            verdict = Verdict(form.get("verdict", ""))
        except ValueError as error:
            raise InputError("say whether the two are the same or different") from error
        if not verdict.of_a_pair:
            raise InputError("say whether the two are the same or different")
        name = correcting.named(form)
        said = Judgement(verdict=verdict, reports=(left, right), judge=name, at=datetime.now(UTC), reason=correcting.reason(form))
        append_judgement(self.index.record.path, said)
        self.index.take_judgements()
        answer = RedirectResponse(f"/article/{quote(_article_of(left), safe='')}?report={quote(left, safe='')}", 303)
        self.pages.remember(answer, name)
        return answer

    def _check(self, form: dict[str, str]) -> None:
        if not self.pages.token.fits(form.get("token")):
            raise HTTPException(403, "This page is of an earlier run of the server: load it again, and send once more.")

    # -- what goes wrong

    def not_right(self, request: Request, error: Exception) -> HTMLResponse:
        match error:
            case HTTPException():
                status, told = error.status_code, error.detail
            case InputError():
                status, told = 400, str(error)
            case StoreError():
                status, told = 404, str(error)
            case _:
                status, told = 500, str(error)
        return self.pages.page(request, "trouble.html", status=status, told=told, number=status)


class _SaidMeanwhileError(Exception):
    """Somebody judged the report after the form was filled with it."""


def _article_of(report_id: str) -> str:
    return report_id.rpartition("-r")[0]


def make_app(
    index: Index, *, host: str = "127.0.0.1", port: int = 8000, judge: str = "", follow: bool = False, token: Token | None = None
) -> Starlette:
    """The pages of a record, guarded.

    Args:
        index: over the record.
        host: address that the server is bound to; the Host header must name it.
        port: its port.
        judge: name that goes with judgements, unless a person gives another.
        follow: whether a thread keeps the index abreast of a record that grows.
        token: what changes must bring; made anew if none is given.
    """
    ours = Application(index, judge=judge, token=token, followed=follow)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        stop = threading.Event()
        thread = threading.Thread(target=index.follow, args=(stop,), daemon=True, name="onrecord index")
        if follow:
            thread.start()
        yield
        stop.set()
        if follow:
            await run_in_threadpool(thread.join, 10)

    with as_file(files("onrecord.viewer") / "static") as static:
        routes = [
            Route("/", ours.overview),
            Route("/events", ours.events),
            Route("/reports", lambda request: RedirectResponse("/events?group=reports")),
            Route("/events.csv", ours.table),
            Route("/event/{id}", ours.event),
            Route("/article/{id}", ours.article),
            Route("/report/{id}", ours.report),
            Route("/quotes", ours.quotes),
            Route("/unread", ours.unread),
            Route("/pulse", ours.pulse),
            Route("/judge/{id}", ours.judge, methods=["POST"]),
            Route("/pair", ours.pair, methods=["POST"]),
            Mount("/static", _Static(directory=static)),
        ]
    return Starlette(
        routes=routes,
        middleware=[Middleware(Guard, host=host, port=port)],
        exception_handlers={HTTPException: ours.not_right, OnRecordError: ours.not_right},
        lifespan=lifespan,
    )


class _Static(StaticFiles):
    """Our own files; a browser may keep them, and asks whether they have changed."""

    def file_response(self, *args: Any, **more: Any) -> Response:
        answer = super().file_response(*args, **more)
        answer.headers["cache-control"] = "no-cache"
        return answer

"""One event whole: what its reports make of it, its accounts side by side, and the tree of who took it from whom.

Invariant: every report of the event stands in the tree once, under the one from which it was taken.
"""

from typing import Any

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from onrecord.errors import StoreError
from onrecord.show.events import days_of
from onrecord.show.passage import plain
from onrecord.store import Record

_ABOUT = ("happened", "who", "toll", "when", "where")


def whole_event(record: Record, event_id: str) -> RenderableType:
    """Head, accounts and tree of one event.

    Raises:
        StoreError: there is no such event.
    """
    found = record.sql("SELECT * FROM events WHERE id = ?", [event_id]).to_pylist()
    if not found:
        raise StoreError(
            f"{record.path} has no event {event_id!r}: list them with `onrecord show {record.path} --events`"
            if record.linking is not None
            else f"{record.path} is not linked yet: run `onrecord link {record.path}`"
        )
    event = found[0]
    told = record.sql(
        "SELECT * FROM event_reports WHERE event_id = ? ORDER BY published NULLS LAST, report_id", [event_id]
    ).to_pylist()
    origins = record.sql("SELECT * FROM origins WHERE event_id = ? ORDER BY reports DESC, origin", [event_id]).to_pylist()
    accounts = record.sql(
        "SELECT * FROM accounts WHERE event_id = ? ORDER BY about, value, origin, report_id, words_start", [event_id]
    ).to_pylist()
    pieces: list[RenderableType] = [_head(event), Text(), _tree(told, origins)]
    if accounts:
        pieces += [Text(), _accounts(accounts, {origin["origin"] for origin in origins})]
    trail = record.sql("SELECT * FROM trail WHERE event_id = ? ORDER BY run, what", [event_id]).to_pylist()
    pieces += [Text(), Text("\n".join(_step(step) for step in trail), style="dim")]
    return Group(*pieces)


def _head(event: dict[str, Any]) -> Text:
    kind = event["type"] + (f"/{event['mode']}" if event["mode"] else "")
    where = ", ".join(event["places"]) or "place untold"
    text = Text.assemble(
        (event["id"], "bold"),
        "  ",
        (kind, "bold yellow"),
        f"  {', '.join(event['actors']) or '–'} → {', '.join(event['recipients']) or '–'}  ",
        (", ".join(event["statuses"]), "bold"),
        plain(f"\n{days_of(event)}; {where}; {event['reports']} reports, {event['publishers']} publishers, "),
        (f"{event['origins']} independent origins", "green"),
    )
    if event["disputed"]:
        text.append(f"; accounts differ: {', '.join(event['differs'])}", style="bold red")
    return text


def _tree(told: list[dict[str, Any]], origins: list[dict[str, Any]]) -> Tree:
    """Origins, under each the reports that have it from nobody else, under these those that were taken from them."""
    tree = Tree("who has it from whom", guide_style="dim")
    here = {one["report_id"] for one in told}
    below: dict[str, list[dict[str, Any]]] = {}
    for one in told:
        if one["copy_of"] in here:
            below.setdefault(one["copy_of"], []).append(one)
    for origin in origins:
        through = f", through {origin['medium']}" if origin["medium"] and origin["medium"] != origin["name"] else ""
        branch = tree.add(Text(plain(f"{origin['name']} ({origin['kind']}){through}"), style="green"))
        for one in told:
            if one["origin"] == origin["origin"] and one["copy_of"] not in here:
                _hang(branch, one, below)
    return tree


def _hang(branch: Tree, one: dict[str, Any], below: dict[str, list[dict[str, Any]]]) -> None:
    text = Text.assemble(
        (one["report_id"], "dim"), plain(f"  {one['publisher'] or 'publisher untold'}, {one['published']}  {one['status']}  ")
    )
    if one["because"] in ("copy", "citation"):
        text.append({"copy": "in the words of the one above", "citation": "cites the one above"}[one["because"]], style="dim")
        if one["copy_of"] is None:
            text.append(f" (article {one['copy_of_article']})", style="dim")
    elif one["evidence"]:
        text.append(f"“{plain(one['evidence'])}”", style="cyan")
    if one["via"]:
        text.append(f"  via {plain(', '.join(one['via']))}", style="dim")
    twig = branch.add(text)
    for other in below.get(one["report_id"], ()):
        _hang(twig, other, below)


def _accounts(accounts: list[dict[str, Any]], known: set[str]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("", "account", "origin", "words", "report"):
        table.add_column(column, overflow="fold")
    for about in _ABOUT:
        rows = [one for one in accounts if one["about"] == about and one["origin"] in known]
        for number, one in enumerate(rows):
            style = "bold red" if one["differs"] else ""
            table.add_row(
                Text(about if number == 0 else "", style="bold"),
                Text(plain(one["value"]), style=style),
                Text(plain(one["origin_name"] or "")),
                Text(plain(one["words"] or ""), style="cyan"),
                Text(one["report_id"], style="dim"),
            )
    return table


def _step(step: dict[str, Any]) -> str:
    other = f" {step['other']}" if step["other"] else ""
    return f"run {step['run']}: {step['what']}{other}, {len(step['reports'])} reports, by {step['judge']}"

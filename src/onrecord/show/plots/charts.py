"""The four plots.

Invariant: a plot is made of counts alone; every mark has a tooltip with what it counts.
"""

import json
from collections.abc import Callable, Sequence
from importlib.resources import files
from typing import Any

import altair as alt

from onrecord.codebook import QUADS, load_codebook
from onrecord.errors import StoreError
from onrecord.record import Status
from onrecord.show.plots.counts import Counted, by_dyad, by_place, by_type, over_time
from onrecord.show.plots.style import QUAD_COLOURS, STATUS_COLOURS, WIDTH, coloured, titled
from onrecord.store import Record

_NUMBER = alt.Tooltip("n:Q", title="reports")
_WORLD = "world-110m.json"


def _ranked(counted: Counted, column: str, order: Sequence[str]) -> alt.InlineData:
    """The rows with the place of their class in its own order, by which a bar is stacked."""
    return alt.InlineData(values=[{**row, "rank": order.index(row[column])} for row in counted.rows])


def timeline(counted: Counted) -> alt.Chart:
    """Reports per day, week or month, by quad class."""
    drawn: alt.Chart = (
        alt.Chart(alt.InlineData(values=_piled(counted.rows)))
        .mark_rect()
        .encode(
            x=alt.X("day:T", title=None, axis=alt.Axis(grid=False)),
            x2=alt.X2("until"),
            y=alt.Y("bottom:Q", title=f"reports a {counted.step}", axis=alt.Axis(tickMinStep=1, format="d")),
            y2=alt.Y2("top"),
            color=coloured("quad", QUAD_COLOURS, "quad class"),
            tooltip=[
                alt.Tooltip("day:T", title=f"{counted.step} of", format="%Y-%m-%d"),
                alt.Tooltip("quad:N", title="class"),
                _NUMBER,
            ],
        )
        .properties(width=WIDTH, height=280)
    )
    return drawn


def _piled(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows one on the other for each day, in the order of the quad classes; Vega piles up no bars that have a width in time."""
    reached: dict[str, int] = {}
    piled = []
    for row in sorted(rows, key=lambda row: (row["day"], QUADS.index(row["quad"]))):
        bottom = reached.get(row["day"], 0)
        reached[row["day"]] = bottom + row["n"]
        piled.append({**row, "bottom": bottom, "top": reached[row["day"]]})
    return piled


def dyads(counted: Counted) -> alt.Chart:
    """The most told pairs of countries, by quad class."""
    order = list(dict.fromkeys(row["dyad"] for row in counted.rows))
    drawn: alt.Chart = (
        alt.Chart(_ranked(counted, "quad", QUADS))
        .mark_bar()
        .encode(
            y=alt.Y("dyad:N", title=None, sort=order),
            x=alt.X("n:Q", title="reports", stack="zero", axis=alt.Axis(tickMinStep=1, format="d")),
            color=coloured("quad", QUAD_COLOURS, "quad class"),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("dyad:N"), alt.Tooltip("quad:N", title="class"), _NUMBER],
        )
        .properties(width=WIDTH, height=alt.Step(20))
    )
    return drawn


def types(counted: Counted) -> alt.Chart:
    """Reports by type, in the codebook's order, by status."""
    told = {row["type"] for row in counted.rows}
    order = [name for name in load_codebook().types if name in told]
    drawn: alt.Chart = (
        alt.Chart(_ranked(counted, "status", [str(status) for status in Status]))
        .mark_bar()
        .encode(
            y=alt.Y("type:N", title=None, sort=order),
            x=alt.X("n:Q", title="reports", stack="zero", axis=alt.Axis(tickMinStep=1, format="d")),
            color=coloured("status", {str(status): colour for status, colour in STATUS_COLOURS.items()}, "status"),
            order=alt.Order("rank:Q"),
            tooltip=[alt.Tooltip("type:N"), alt.Tooltip("quad:N", title="class"), alt.Tooltip("status:N"), _NUMBER],
        )
        .properties(width=WIDTH, height=alt.Step(20))
    )
    return drawn


def world(counted: Counted) -> alt.LayerChart:
    """Reports where their events took place, on the world."""
    shapes = json.loads(files("onrecord").joinpath(_WORLD).read_text(encoding="utf-8"))
    land = alt.Chart(alt.InlineData(values=shapes, format=alt.TopoDataFormat(type="topojson", feature="countries"))).mark_geoshape(
        fill="#e6e6e6", stroke="white", strokeWidth=0.5
    )
    most = max(row["n"] for row in counted.rows)
    places = (
        alt.Chart(alt.InlineData(values=counted.rows))
        .mark_circle(opacity=0.75, stroke="white", strokeWidth=0.5)
        .encode(
            longitude="longitude:Q",
            latitude="latitude:Q",
            size=alt.Size(
                "n:Q",
                title="reports",
                scale=alt.Scale(domainMin=0, rangeMin=12, rangeMax=600),
                legend=alt.Legend(values=sorted({1, max(1, most // 2), most}), format="d"),
            ),
            color=alt.Color(
                "share:Q",
                title="material conflict",
                scale=alt.Scale(domain=[0, 1], range=["#88CCEE", "#882255"]),
                legend=alt.Legend(format="%"),
            ),
            tooltip=[
                alt.Tooltip("place:N"),
                alt.Tooltip("country:N"),
                _NUMBER,
                alt.Tooltip("conflict:Q", title="of them material conflict"),
            ],
        )
        .transform_calculate(share="datum.conflict / datum.n")
    )
    drawn: alt.LayerChart = (land + places).project("equalEarth").properties(width=WIDTH, height=WIDTH // 2)
    return drawn


#: each plot: its title, what it counts, how it is drawn
PLOTS: dict[str, tuple[str, Callable[[Record, str], Counted], Callable[[Counted], Any]]] = {
    "timeline": ("Reports over time", over_time, timeline),
    "dyads": ("The most told dyads", by_dyad, dyads),
    "types": ("Reports by type", by_type, types),
    "map": ("Where events took place", by_place, world),
}


def draw(record: Record, plot: str, *, all_statuses: bool = False) -> alt.LayerChart | alt.Chart:
    """Draw a record.

    Args:
        record: whose reports.
        plot: one of `PLOTS`.
        all_statuses: also what did not happen (denied, negated, planned, hypothetical).

    Returns:
        An Altair chart: it shows itself in a notebook, and can be changed.

    Raises:
        StoreError: there is no such plot, or nothing to draw.
    """
    if plot not in PLOTS:
        raise StoreError(f"no plot {plot!r}: choose one of {', '.join(PLOTS)}")
    title, count, chart = PLOTS[plot]
    counted = count(record, "true" if all_statuses else "happened")
    if not counted.rows:
        reason = "; ".join(counted.notes) or "it has no such reports"
        raise StoreError(f"nothing of {record.path} can be drawn as {plot}: {reason}")
    scope = "every status" if all_statuses else "what happened according to someone"
    notes = [f"{counted.reports} reports, {scope}", *counted.notes]
    drawn: alt.LayerChart | alt.Chart = chart(counted).properties(title=titled(title, notes)).configure_view(strokeWidth=0)
    return drawn

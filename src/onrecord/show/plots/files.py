"""Charts as files: PNG, SVG, or HTML that has all it needs in itself.

Invariant: nothing is fetched, neither while a file is written nor when it is opened, and no word of a record can end the script
that it stands in.
"""

import json
from html import escape
from pathlib import Path

import altair as alt
import vl_convert

from onrecord.errors import StoreError

#: endings of the files
KINDS = (".png", ".svg", ".html")
#: pixels a unit of a PNG
_SCALE = 2.0
# the browser itself is told to fetch nothing; Vega compiles its expressions, hence unsafe-eval
_POLICY = "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'; style-src 'unsafe-inline'; img-src data: blob:"
_SNIPPET = """
const spec = JSON.parse(document.getElementById("spec").textContent);
const actions = { export: true, source: false, compiled: false, editor: false };
vegaEmbed("#plot", spec, { renderer: "svg", mode: "vega-lite", actions: actions });
"""


def save(chart: alt.LayerChart | alt.Chart, path: str | Path) -> None:
    """Write a chart.

    Args:
        chart: what to write.
        path: a file that ends in one of `KINDS`; what stands there is replaced.

    Raises:
        StoreError: it ends otherwise, or cannot be written.
    """
    target = Path(path)
    kind = target.suffix.lower()
    if kind not in KINDS:
        raise StoreError(f"{target}: a plot is written as {', '.join(KINDS)}; give the file one of these endings")
    spec = chart.to_json(indent=None)
    match kind:
        case ".png":
            content = vl_convert.vegalite_to_png(spec, scale=_SCALE)
        case ".svg":
            content = vl_convert.vegalite_to_svg(spec).encode()
        case _:
            content = _page(spec).encode()
    unfinished = target.with_name(f".tmp-{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_bytes(content)
        unfinished.replace(target)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise StoreError(f"{target} could not be written ({error}): check the folder's rights and the disk") from error


def _page(spec: str) -> str:
    """One page with Vega, Vega-Lite and the data in it."""
    title = escape(str(json.loads(spec)["title"]["text"]))
    # "<" in a word of the data could end the script element; JSON may write it as an escape
    data = spec.replace("<", "\\u003c")
    return (
        '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f'<meta name="viewport" content="width=device-width"><title>{title}</title></head><body><div id="plot"></div>\n'
        f'<script type="application/json" id="spec">{data}</script>\n'
        f"<script>{vl_convert.javascript_bundle(_SNIPPET)}</script></body></html>\n"
    )

"""Colours and words that the plots share.

Invariant: colours can be told apart by people who do not see red or green (Paul Tol, "Colour Schemes", 2021), and each class
has one.
"""

import altair as alt

from onrecord.codebook import QUADS
from onrecord.record import Status

#: by quad class: blue and green for cooperation, sand and wine for conflict
QUAD_COLOURS = dict(zip(QUADS, ("#88CCEE", "#117733", "#DDCC77", "#882255"), strict=True))
#: by status: from told as fact to imagined
STATUS_COLOURS = dict(zip(Status, ("#332288", "#88CCEE", "#DDCC77", "#882255", "#CC6677", "#44AA99", "#BBBBBB"), strict=True))
WIDTH = 720


def coloured(field: str, colours: dict[str, str], title: str) -> alt.Color:
    """A colour for each class, in the classes' own order."""
    scale = alt.Scale(domain=[str(name) for name in colours], range=list(colours.values()))
    return alt.Color(f"{field}:N", scale=scale, title=title, sort=[str(name) for name in colours])


def titled(title: str, notes: list[str]) -> alt.TitleParams:
    """A title, with what is left out below it."""
    return alt.TitleParams(text=title, subtitle=[note for note in notes if note], anchor="start", fontSize=16, subtitleColor="#555")

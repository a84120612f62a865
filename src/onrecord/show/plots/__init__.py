"""A record drawn over time, by dyad, by type and on a map, as Altair charts; written as PNG, SVG, or HTML that fetches nothing.

Needs the extra `plot` (Altair, vl-convert). Invariant: what is drawn is counted by the record's views, and what a plot leaves out
stands in its subtitle; the same record gives the same file.
"""

from onrecord.show.plots.charts import PLOTS, draw
from onrecord.show.plots.files import KINDS, save

__all__ = ["KINDS", "PLOTS", "draw", "save"]

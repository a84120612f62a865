"""Scoring a record against gold readings."""

from onrecord.score.gold import GoldArticle, GoldReport, read_gold
from onrecord.score.metrics import Tally, figures, tally
from onrecord.score.record import score_record

__all__ = ["GoldArticle", "GoldReport", "Tally", "figures", "read_gold", "score_record", "tally"]

"""How likely a report is right to a careful reader: a logistic model over what the reading knows of it.

Two sets of weights stand on the encoder's card: `calibration` tells how likely its type and reality are right, which becomes
the report's score; `keeping` how likely its participants are right as well, by which it is kept or not. Invariant: a chance is
our model's, never the source's; without learned weights a report keeps the score of its event word. The weights are learned on
articles read by a coder that the encoder has not seen (`training/calibrate.py`; after Platt 1999).
"""

from collections.abc import Mapping
from math import exp, log

from onrecord.codebook import load_codebook
from onrecord.record import Report, Role

#: bases of an entity's codes that the mention's own words do not tell
_GUESSED = frozenset(["context", "place", "codebook"])


def features(report: Report) -> dict[str, float]:
    """What the chance is reckoned from."""
    found = {
        "constant": 1.0,
        "word": _logit(report.score),
        "mentions": log(1 + len(report.also)),
        "alleged": float(report.status.value == "alleged"),
        **{f"is {name}": float(name == report.type) for name in load_codebook().types},
    }
    for role in Role:
        named = [one for one in report.of(role) if one.mention is not None]
        sure = max((one.score for one in named), default=0.0)
        found[f"{role} sure"] = sure
        found[f"{role} missing"] = float(not named)
        found[f"{role} guessed"] = sum(one.entity.basis in _GUESSED for one in named) / max(len(named), 1)
        found[f"{role} many"] = float(len({one.entity.country for one in named}) > 1)
    return found


def chance(report: Report, weights: Mapping[str, float] | None) -> float:
    """From 0 to 1. Weights of features that are not known are an error in the card, and raise KeyError."""
    if not weights:
        return report.score
    known = features(report)
    return round(1 / (1 + exp(-sum(weight * known[name] for name, weight in weights.items()))), 4)


def _logit(share: float) -> float:
    bounded = min(max(share, 0.001), 0.999)
    return log(bounded / (1 - bounded))

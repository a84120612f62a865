"""How likely two reports of one article tell the same event: a logistic model over what is known of both.

Invariant: the chance does not depend on the order of the two. The weights are learned on articles read by a coder that the
encoder has not seen (`training/calibrate.py`).
"""

from collections.abc import Mapping
from math import exp, log

from onrecord.codebook import load_codebook
from onrecord.record import Report, Role

#: countries that tell nothing
_UNKNOWN = frozenset(["UNK"])
#: what a stem is cut to, so that "shelling", "shelled" and "shells" are one word
_STEM = 5
_POINTING = ("the ", "this ", "that ", "these ", "those ", "its ", "his ", "her ", "their ")


def pair_features(left: Report, right: Report, text: str) -> dict[str, float]:
    """What the chance is reckoned from.

    Args:
        left, right: two reports of one type, from the same article.
        text: the article's.
    """
    first, second = sorted((left, right), key=lambda report: report.trigger)
    kind = load_codebook().types[left.type]
    found = {
        "constant": 1.0,
        "same word": float(_stem(first) == _stem(second)),
        "distance": log(1 + (second.trigger.start - first.trigger.end) / 100) if second.trigger.start > first.trigger.end else 0.0,
        "one paragraph": float("\n" not in text[first.trigger.start : second.trigger.start]),
        "one sentence": float(
            second.trigger.start - first.trigger.start < 120 and ". " not in text[first.trigger.start : second.trigger.start]
        ),
        "pointing back": float(text[max(0, second.trigger.start - 8) : second.trigger.start].lower().endswith(_POINTING)),
        "verbal": float(kind.quad.startswith("verbal")),
        "mutual": float(left.type in load_codebook().mutual),
        "modes differ": float(None not in (left.mode, right.mode) and left.mode != right.mode),
        "same mode": float(left.mode is not None and left.mode == right.mode),
        "one unreal": float(left.status.happened != right.status.happened),
        "statuses differ": float(left.status is not right.status),
        "days differ": float(_days(left, right) == 0),
        "days agree": float(_days(left, right) == 1),
        "one speaker": float(_speaker(left) is not None and _speaker(left) == _speaker(right)),
        "speakers differ": float(None not in (_speaker(left), _speaker(right)) and _speaker(left) != _speaker(right)),
        "places differ": float(left.place is not None and right.place is not None and left.place.country != right.place.country),
    }
    for role in Role:
        ours, theirs = _codes(left, role), _codes(right, role)
        found[f"{role} shared"] = float(bool(ours & theirs))
        found[f"{role} other"] = float(bool(ours and theirs and not ours & theirs))
        found[f"{role} untold"] = float(not ours or not theirs)
        found[f"{role} same one"] = float(bool(_chains(left, role) & _chains(right, role)))
    return found


def sameness(left: Report, right: Report, text: str, weights: Mapping[str, float]) -> float:
    """The chance, from 0 to 1, that two reports tell the same event."""
    known = pair_features(left, right, text)
    return 1 / (1 + exp(-sum(weight * known[name] for name, weight in weights.items())))


def _stem(report: Report) -> str:
    return report.trigger.text.lower().split()[0][:_STEM]


def _codes(report: Report, role: Role) -> frozenset[str]:
    if report.type in load_codebook().mutual:
        # no direction: both sides are one
        return frozenset(one.entity.country for one in report.participants) - _UNKNOWN
    return frozenset(one.entity.country for one in report.of(role)) - _UNKNOWN


def _chains(report: Report, role: Role) -> frozenset[int]:
    mutual = report.type in load_codebook().mutual
    playing = report.participants if mutual else report.of(role)
    return frozenset(one.mention.chain for one in playing if one.mention is not None)


def _days(left: Report, right: Report) -> int | None:
    """1 if the days that the words tell agree, 0 if not, None if they are not told of both."""
    if left.time is None or right.time is None or not (left.time.basis.told and right.time.basis.told):
        return None
    return int(left.time.earliest <= right.time.latest and right.time.earliest <= left.time.latest)


def _speaker(report: Report) -> int | None:
    return report.attribution.mention if report.attribution is not None else None

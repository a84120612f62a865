"""How likely two reports of different articles tell the same event: a logistic model over what is known of both.

Invariant: the chance does not depend on the order of the two, and never on their status or source: who denies an event tells the
same one as who affirms it. Weights are learned by `training/pairs.py` on story sets of our own.
"""

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import exp

from onrecord.codebook import load_codebook
from onrecord.link.meanings import likeness
from onrecord.link.sketches import Side, Sketch
from onrecord.record import Precision

#: likeness below which two words tell quite different things
_UNLIKE = 0.15
#: types that one happening is often told as
_CLOSE = frozenset(
    frozenset(pair.split())
    for pair in (
        "ASSAULT COERCE", "ASSAULT PROTEST", "ASSAULT MOBILIZE", "COERCE SANCTION", "COERCE MOBILIZE", "AGREE CONCEDE", "AGREE AID",
        "AGREE COOPERATE", "AGREE SUPPORT", "AGREE CONSULT", "ACCUSE REJECT", "ACCUSE THREATEN", "ACCUSE SANCTION",
        "ACCUSE REQUEST",
        "ACCUSE PROTEST", "RETREAT CONCEDE", "RETREAT AID", "COOPERATE CONSULT", "COOPERATE MOBILIZE", "REQUEST REJECT",
        "REQUEST THREATEN", "REQUEST PROTEST", "AID COOPERATE", "RETREAT AGREE", "SANCTION RETREAT", "COOPERATE RETREAT",
    )
)  # fmt: skip


def may_be_one(left: Sketch, right: Sketch) -> bool:
    """Whether two reports are compared at all: of one type, or of types that one happening is told as."""
    return left.article_id != right.article_id and (left.type == right.type or frozenset((left.type, right.type)) in _CLOSE)


def pair_features(left: Sketch, right: Sketch) -> dict[str, float]:
    """What the chance is reckoned from; each is 0 where it cannot be told, else up to 1 in size."""
    kind = load_codebook().types[left.type]
    mutual = left.type in load_codebook().mutual and right.type in load_codebook().mutual
    same_type = left.type == right.type
    cosine = _cosine(left.context, right.context)
    found = {
        "constant": 1.0,
        "other type": float(not same_type),
        "modes differ": float(same_type and None not in (left.mode, right.mode) and left.mode != right.mode),
        "same mode": float(same_type and left.mode is not None and left.mode == right.mode),
        "same word": float(bool(left.stems & right.stems)),
        "same word elsewhere": float(not left.stems & right.stems and bool(left.all_stems & right.all_stems)),
        "verbal": float(kind.quad.startswith("verbal")),
        "context": cosine,
        "context near": float(cosine >= 0.2),
        "context far": float(cosine < 0.05),
        **_meanings(left, right),
        **_days(left, right),
        **_places(left, right),
        **_tolls(left, right),
    }
    if mutual:
        ours, theirs = _both(left), _both(right)
        found |= _sides("party", ours, theirs)
    else:
        found |= _sides("actor", left.actors, right.actors) | _sides("recipient", left.recipients, right.recipients)
        ours, theirs = left.actors, right.recipients
        swapped = bool(ours.words & theirs.words) and not ours.words & right.actors.words
        found["swapped"] = float(swapped)
    return found


def chance(left: Sketch, right: Sketch, weights: Mapping[str, float] | None = None) -> float:
    """The chance, from 0 to 1, that two reports tell the same event."""
    known = pair_features(left, right)
    total = sum(weight * known.get(name, 0.0) for name, weight in (weights if weights is not None else load_weights()).items())
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))


@cache
def load_weights() -> Mapping[str, float]:
    """The weights that come with the package."""
    weights: dict[str, float] = json.loads(files("onrecord.link").joinpath("pairs.json").read_text(encoding="utf-8"))["weights"]
    return weights


def _meanings(left: Sketch, right: Sketch) -> dict[str, float]:
    """How near the words are in what they mean: an extradition is no exercise, an ouster is a coup."""
    alike = likeness(left.trigger.text, right.trigger.text)
    return {
        "likeness": alike,
        "unlike": float(alike < _UNLIKE and not left.stems & right.stems),
        "actor likeness": likeness(left.actors.text, right.actors.text),
        "recipient likeness": likeness(left.recipients.text, right.recipients.text),
    }


def _both(one: Sketch) -> Side:
    return Side(
        codes=one.actors.codes | one.recipients.codes,
        countries=one.actors.countries | one.recipients.countries,
        entities=one.actors.entities | one.recipients.entities,
        words=one.actors.words | one.recipients.words,
        text="",
    )


def _sides(name: str, left: Side, right: Side) -> dict[str, float]:
    shared = left.words & right.words
    told = bool(left.words and right.words)
    return {
        f"{name} words": len(shared) / min(len(left.words), len(right.words)) if told else 0.0,
        f"{name} no word": float(told and not shared),
        f"{name} country": float(bool(left.countries & right.countries)),
        f"{name} other country": float(bool(left.countries and right.countries) and not left.countries & right.countries),
        f"{name} code": float(bool(left.codes & right.codes)),
        f"{name} entity": float(bool(left.entities & right.entities)),
        f"{name} untold": float(not told),
    }


def _days(left: Sketch, right: Sketch) -> dict[str, float]:
    one, other = left.time, right.time
    if one is None or other is None or not (one.basis.told and other.basis.told):
        return {"days untold": 1.0}
    apart = max((one.earliest - other.latest).days, (other.earliest - one.latest).days, 0)
    exact = one.earliest == one.latest == other.earliest == other.latest
    return {
        "same day": float(exact),
        "days overlap": float(apart == 0 and not exact),
        "next day": float(apart == 1),
        "days apart": min(apart, 10) / 10 if apart > 1 else 0.0,
        "far apart": float(apart > 2),
    }


def _places(left: Sketch, right: Sketch) -> dict[str, float]:
    one, other = left.place, right.place
    if one is None or other is None:
        return {"place untold": 1.0}
    exact = (Precision.SITE, Precision.CITY)
    same = one.name == other.name
    return {
        "same place": float(same and one.precision in exact),
        "other place": float(not same and one.precision in exact and other.precision in exact),
        "other land": float(None not in (one.country, other.country) and one.country != other.country),
    }


def _tolls(left: Sketch, right: Sketch) -> dict[str, float]:
    ours = {(toll.what, toll.number) for toll in left.tolls}
    theirs = {(toll.what, toll.number) for toll in right.tolls}
    return {"same toll": float(bool(ours & theirs)), "other toll": float(bool(ours and theirs) and not ours & theirs)}


def _cosine(left: Mapping[str, float], right: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    return sum(weight * right.get(word, 0.0) for word, weight in left.items())

"""The seven statuses, from certainty, attribution and the model's word."""

from itertools import product

import pytest

from onrecord.extract.status import decide
from onrecord.record import Attribution, Certainty, Cue, Degree, Manner, Polarity, Setting, Span, Status

SPAN = Span(start=0, end=4, text="word")
SAID = Attribution(number=0, source=None, cue=None, content=(SPAN,), manner=Manner.INDIRECT, speaker=None)
CLAIMED = Attribution(number=0, source=None, cue=None, content=(SPAN,), manner=Manner.INDIRECT, speaker=None, distanced=True)


def certainty(*bears: str, polarity: Polarity = Polarity.POSITIVE, setting: Setting = Setting.ACTUAL) -> Certainty:
    return Certainty(polarity=polarity, setting=setting, cues=tuple(Cue(span=SPAN, bears=one) for one in bears))


PLAIN = certainty()
NOT = certainty("negation", polarity=Polarity.NEGATIVE)
DENIED = certainty("denial", polarity=Polarity.NEGATIVE)
HEDGED = certainty("hedge")
WILL = certainty("future", setting=Setting.FUTURE)
MAY = certainty("modal", setting=Setting.HYPOTHETICAL)


@pytest.mark.parametrize(
    ("sure", "attribution", "expected"),
    [
        (PLAIN, None, Status.FACT),
        (PLAIN, SAID, Status.REPORTED),
        (PLAIN, CLAIMED, Status.ALLEGED),
        (HEDGED, None, Status.ALLEGED),
        (HEDGED, SAID, Status.ALLEGED),
        (HEDGED, CLAIMED, Status.ALLEGED),
        (NOT, None, Status.NEGATED),
        (NOT, SAID, Status.NEGATED),
        (NOT, CLAIMED, Status.NEGATED),
        (DENIED, None, Status.DENIED),
        (DENIED, SAID, Status.DENIED),
        (DENIED, CLAIMED, Status.DENIED),
        (WILL, None, Status.PLANNED),
        (WILL, SAID, Status.PLANNED),
        (WILL, CLAIMED, Status.PLANNED),
        (MAY, None, Status.HYPOTHETICAL),
        (MAY, SAID, Status.HYPOTHETICAL),
        (MAY, CLAIMED, Status.HYPOTHETICAL),
        # what would not have happened has not happened, and what will not is no plan that failed
        (certainty("modal", "negation", polarity=Polarity.NEGATIVE, setting=Setting.HYPOTHETICAL), None, Status.HYPOTHETICAL),
        (certainty("denial", "modal", polarity=Polarity.NEGATIVE, setting=Setting.HYPOTHETICAL), SAID, Status.DENIED),
        (certainty("hedge", "negation", polarity=Polarity.NEGATIVE), None, Status.NEGATED),
        (certainty(setting=Setting.HISTORICAL), None, Status.FACT),
    ],
)
def test_table(sure: Certainty, attribution: Attribution | None, expected: Status) -> None:
    assert decide(sure, attribution, {}) is expected


@pytest.mark.parametrize("attribution", [None, SAID])
def test_the_models_allegation_counts_when_it_is_sure(attribution: Attribution | None) -> None:
    assert decide(PLAIN, attribution, {"alleged": 0.9}) is Status.ALLEGED
    assert decide(PLAIN, attribution, {"alleged": 0.1}) is (Status.FACT if attribution is None else Status.REPORTED)


def test_what_did_not_happen_never_happened() -> None:
    unreal = [
        certainty(*bears, polarity=polarity, setting=setting)
        for bears, polarity, setting in product([(), ("hedge",), ("denial",)], Polarity, Setting)
        if polarity is Polarity.NEGATIVE or setting in (Setting.FUTURE, Setting.HYPOTHETICAL) or "denial" in bears
    ]
    for sure, attribution, status in product(unreal, (None, SAID, CLAIMED), Status):
        assert not decide(sure, attribution, {status.value: 1.0}).happened


def test_degree_alone_decides_nothing() -> None:
    assert decide(Certainty(degree=Degree.POSSIBLE), None, {}) is Status.FACT

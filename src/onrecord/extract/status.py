"""From certainty and attribution to one of the codebook's seven statuses (section 4).

Invariant: what did not happen according to anyone is never given a status of what happened.
"""

from onrecord.record import Attribution, Certainty, Polarity, Setting, Status

#: from this probability on the model's "alleged" is followed where no word tells
_ALLEGED = 0.6


def decide(certainty: Certainty, attribution: Attribution | None, statuses: dict[str, float]) -> Status:
    """The status of a report.

    Args:
        certainty: of its event word.
        attribution: the one that it hangs on, None when the outlet speaks for itself.
        statuses: the model's probabilities.
    """
    bears = {cue.bears for cue in certainty.cues}
    if "denial" in bears:
        return Status.DENIED
    if certainty.setting is Setting.HYPOTHETICAL:
        return Status.HYPOTHETICAL
    if certainty.setting is Setting.FUTURE:
        return Status.PLANNED
    if certainty.polarity is Polarity.NEGATIVE:
        return Status.NEGATED
    if "hedge" in bears or (attribution is not None and attribution.distanced):
        return Status.ALLEGED
    if statuses.get("alleged", 0.0) >= _ALLEGED:
        return Status.ALLEGED
    return Status.FACT if attribution is None else Status.REPORTED

"""When an event took place: the day that its words tell, else what its kind and the publication tell.

Invariant: a date that no words tell has the basis `published` and no span; one that only tells when it was said has the basis
`said`.
"""

from dataclasses import replace
from datetime import date, timedelta

from onrecord.record import Basis, Status, TimeExpression, TimeRange
from onrecord.resolve.dates import resolve_date

#: what was told longer before is no news, and dates something else
_OLDEST = timedelta(days=31)


def event_time(
    expression: TimeExpression | None,
    *,
    said: TimeExpression | None = None,
    status: Status,
    published: date | None,
    anchor: TimeRange | None,
    country: str | None,
) -> TimeRange | None:
    """The days of an event; None when nothing tells them.

    Args:
        expression: the expression that governs its words.
        said: the expression that governs the words of whoever tells it: what has happened did so by then.
        status: what is planned or imagined has no day unless words tell one.
        published: the publication day.
        anchor: the days of the event told before it, for "the next day".
        country: where it happened, for seasons.
    """
    if expression is not None:
        told = resolve_date(expression, published=published, anchor=anchor, country=country)
        if told is not None and status.happened and published is not None and told.earliest > published:
            # "on Christmas Eve", of what has happened, was the last one whatever the tense of the verb
            told = resolve_date(replace(expression, tense="past"), published=published, anchor=anchor, country=country)
        # what has happened did not begin after it was told: "an accord on trade by 2030, signed in Cairo"
        if told is not None and not (status.happened and published is not None and told.earliest > published):
            return told
    if not status.happened:
        return None
    if said is not None:
        told = resolve_date(said, published=published, anchor=None, country=country)
        if told is not None and told.earliest == told.latest and _lately(told, published):
            return TimeRange(earliest=told.earliest - timedelta(days=1), latest=told.latest, basis=Basis.SAID, span=told.span)
    if published is None:
        return None
    # news of the day: what is told without a day happened on the day before, or on the same (codebook, case 14)
    return TimeRange(earliest=published - timedelta(days=1), latest=published, basis=Basis.PUBLISHED)


def _lately(told: TimeRange, published: date | None) -> bool:
    """Whether a day may be the one on which news was told."""
    return published is None or timedelta(0) <= published - told.earliest <= _OLDEST

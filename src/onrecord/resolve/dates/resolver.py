"""From the words of a time expression to days, seen from the day of publication.

`datewords` turns words into classes, `daterules` says which sequence of classes is read by which function, and those stand in
`nameddates` and `counteddates`.

Invariant: no day comes out that the words do not tell or, with a publication day or an anchor, lead to; what needs either and has
it not, and any mere length or repetition, is None.
"""

import re
from datetime import date

from onrecord.record import Basis, TimeExpression, TimeKind, TimeRange
from onrecord.resolve.dates.rules import RULES
from onrecord.resolve.dates.scene import Match, Scene, Untold
from onrecord.resolve.dates.words import classify


def resolve_date(
    expression: TimeExpression, *, published: date | None, anchor: TimeRange | None = None, country: str | None = None
) -> TimeRange | None:
    """The days that an expression tells, first and last included.

    Args:
        expression: the words, their kind, and the tense of their clause, which decides "on Monday" or "in May".
        published: the day from which "yesterday" counts.
        anchor: the day or range told before, from which "the next day" counts.
        country: ISO 3166-1 alpha-3, for seasons and for the order of "5/3/2011".

    Returns:
        A range whose basis is STATED when the words (and the publication day) leave one reading, INFERRED when tense, nearness or
        the anchor chose; None for lengths of time, repetitions, and where a day that the words count from is not known.
    """
    if expression.kind is TimeKind.SET:
        return None
    scene = Scene(published=published, anchor=anchor, tense=expression.tense, country=country, text=expression.span.text.lower())
    classes, values = classify(scene.text)
    if expression.kind is TimeKind.DURATION and not re.search("[rR]", classes):
        return None
    for pattern, read in RULES:
        match = pattern.search(classes)
        if match is None:
            continue
        try:
            (earliest, latest), basis = read(Match(match, values), scene)
            if classes.startswith("v"):
                # "since April": from its first day until now
                latest = max(latest, scene.today) if earliest <= scene.today else latest
                basis = Basis.INFERRED
            return TimeRange(earliest=earliest, latest=latest, basis=basis, span=expression.span)
        except (Untold, ValueError, OverflowError):
            # ValueError: a day that is in no calendar ("February 30") or a range that ends before it begins ("May 30-3");
            # OverflowError: a year beyond the calendar
            return None
    return None

"""When an event took place: what its words tell, else the publication day and the day before; never a guess for what is not yet."""

from datetime import date

import pytest
from tests.madereports import days, span_of

from onrecord.record import Basis, Status, TimeExpression, TimeKind, TimeRange
from onrecord.resolve.eventtime import event_time

PUBLISHED = date(2026, 3, 4)  # a Wednesday
TEXT = "The army attacked on Monday, and the next day, and some time or other, or next month."


def said(words: str) -> TimeExpression:
    return TimeExpression(span=span_of(TEXT, words), kind=TimeKind.DATE, tense="past")


def when(
    expression: TimeExpression | None,
    status: Status = Status.FACT,
    published: date | None = PUBLISHED,
    anchor: TimeRange | None = None,
) -> TimeRange | None:
    return event_time(expression, status=status, published=published, anchor=anchor, country=None)


@pytest.mark.parametrize("status", Status)
def test_words_that_tell_a_day(status: Status) -> None:
    found = when(said("Monday"), status)
    assert found is not None
    assert (found.earliest, found.latest) == (date(2026, 3, 2), date(2026, 3, 2))
    assert found.basis is not Basis.PUBLISHED
    assert found.span is not None
    assert found.span.text == "Monday"


def test_the_next_day_hangs_on_the_event_told_before() -> None:
    found = when(said("the next day"), anchor=days("2026-02-10"))
    assert found is not None
    assert found.earliest == date(2026, 2, 11)


@pytest.mark.parametrize("status", [status for status in Status if status.happened])
def test_news_of_the_day(status: Status) -> None:
    assert when(None, status) == days("2026-03-03", "2026-03-04", Basis.PUBLISHED)


@pytest.mark.parametrize("status", [status for status in Status if not status.happened])
def test_what_has_not_happened_has_no_day_of_its_own(status: Status) -> None:
    assert when(None, status) is None


def test_words_that_tell_no_day_are_news_of_the_day() -> None:
    assert when(said("some time or other")) == days("2026-03-03", "2026-03-04", Basis.PUBLISHED)


def test_what_has_happened_did_not_begin_after_it_was_told() -> None:
    assert when(said("next month")) == days("2026-03-03", "2026-03-04", Basis.PUBLISHED)
    planned = when(said("next month"), Status.PLANNED)
    assert planned is not None
    assert planned.earliest == date(2026, 4, 1)
    # without a publication day nothing is known to lie ahead
    assert when(said("some time or other"), published=None) is None


def test_without_a_publication_day_nothing_is_guessed() -> None:
    assert when(None, published=None) is None
    assert when(said("some time or other"), published=None) is None


def test_what_was_told_on_a_day_happened_by_then() -> None:
    found = event_time(None, said=said("Monday"), status=Status.REPORTED, published=PUBLISHED, anchor=None, country=None)
    assert found is not None
    assert (found.earliest, found.latest, found.basis) == (date(2026, 3, 1), date(2026, 3, 2), Basis.SAID)
    assert found.span is not None
    assert found.span.text == "Monday"
    # what has not happened did not do so by the day on which it was announced
    planned = event_time(None, said=said("Monday"), status=Status.PLANNED, published=PUBLISHED, anchor=None, country=None)
    assert planned is None
    assert not Basis.SAID.told

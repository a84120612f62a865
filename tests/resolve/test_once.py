"""One event once per article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.madereports import TEXT, days, place, report

from onrecord.record import Basis, Report, Role, Span, Status
from onrecord.resolve.once import once_each, same_event

PUBLISHED = days("2026-03-03", "2026-03-04", Basis.PUBLISHED)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (report(), report()),
        (report(actors="SYRMIL", recipients="TUR"), report(actors="SYRMIL", recipients="TUR")),
        # what one does not tell the other may
        (report(actors="SYR", recipients="TUR"), report(actors="SYR")),
        (report(actors="SYR", recipients="TUR"), report()),
        (report(actors="SYR RUS"), report(actors="RUS")),
        (report(actors="SYR"), report(actors="UNK")),
        (report(actors="SYRMIL"), report(actors="SYRGOV")),
        (report(mode="aerial"), report()),
        (report(mode="aerial"), report(mode="firearms")),
        # one actor's several criticisms are one
        (report("ACCUSE", mode="disapprove"), report("ACCUSE", mode="allege")),
        (report(status=Status.FACT), report(status=Status.ALLEGED)),
        (report(status=Status.PLANNED), report(status=Status.PLANNED)),
        (report(time=days("2026-03-01")), report()),
        (report(time=days("2026-03-01")), report(time=PUBLISHED)),
        (report(time=days("2026-03-01", "2026-03-05")), report(time=days("2026-03-05", "2026-03-09"))),
        # no direction
        (report("CONSULT", "USA", "RUS"), report("CONSULT", "RUS", "USA")),
        (report("CONSULT", "USA RUS"), report("CONSULT", "RUS", "USA")),
    ],
)
def test_the_same(left: Report, right: Report) -> None:
    assert same_event(left, right)
    assert same_event(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (report("ASSAULT"), report("COERCE")),
        (report(actors="SYR"), report(actors="TUR")),
        (report(recipients="SYR"), report(recipients="TUR")),
        (report(actors="SYR", recipients="TUR"), report(actors="TUR", recipients="SYR")),
        (report(status=Status.FACT), report(status=Status.DENIED)),
        (report(status=Status.PLANNED), report(status=Status.HYPOTHETICAL)),
        (report(time=days("2026-03-01")), report(time=days("2026-03-02"))),
        (report("CONSULT", "USA", "RUS"), report("CONSULT", "USA", "CHN")),
    ],
)
def test_not_the_same(left: Report, right: Report) -> None:
    assert not same_event(left, right)
    assert not same_event(right, left)


def test_the_fullest_mention_is_the_anchor() -> None:
    brief = report(start=0)
    full = report(actors="SYR", recipients="TUR", start=10, time=days("2026-03-01"))
    (found,) = once_each([brief, full])
    assert found.trigger == full.trigger
    assert found.also == (brief.trigger,)


def test_what_the_fullest_does_not_tell_is_taken_from_the_others() -> None:
    full = report(actors="SYR", recipients="TUR", start=0, score=0.4, time=PUBLISHED)
    other = report(start=10, time=days("2026-03-01"), where=place(), mode="aerial", score=0.9)
    (found,) = once_each([full, other])
    assert found.trigger == full.trigger
    assert found.time == other.time
    assert found.place == other.place
    assert found.mode == "aerial"
    assert found.score == 0.9


def test_a_side_is_lent_whole() -> None:
    (found,) = once_each(
        [report(actors="SYR", start=0, time=days("2026-03-01"), where=place()), report(recipients="TUR RUS", start=10)]
    )
    assert [one.entity.country for one in found.of(Role.ACTOR)] == ["SYR"]
    assert [one.entity.country for one in found.of(Role.RECIPIENT)] == ["TUR", "RUS"]


def test_what_is_known_replaces_what_is_not() -> None:
    full = report(actors="UNK", recipients="TUR", start=0, time=days("2026-03-01"), where=place())
    (found,) = once_each([full, report(actors="SYR", start=10)])
    assert [one.entity.country for one in found.actors] == ["SYR"]


def test_a_report_joins_only_those_that_are_all_the_same_as_it() -> None:
    first, second, neither = report(actors="SYR", start=0), report(actors="TUR", start=10), report(start=20)
    found = once_each([first, second, neither])
    assert [one.trigger.start for one in found] == [0, 10]
    assert found[0].also == (neither.trigger,)


def test_one_alone_is_left_as_it_is() -> None:
    alone = report(actors="SYR")
    assert once_each([alone]) == (alone,)
    assert once_each([]) == ()


made = st.builds(
    report,
    st.sampled_from(["ASSAULT", "CONSULT"]),
    st.sampled_from(["", "SYR", "TUR", "SYR TUR", "UNK"]),
    st.sampled_from(["", "SYR", "RUS"]),
    time=st.sampled_from([None, PUBLISHED, days("2026-03-01"), days("2026-03-02")]),
    status=st.sampled_from(Status),
    score=st.floats(0, 1),
)


@given(st.lists(made, max_size=12))
def test_no_trigger_is_lost(reports: list[Report]) -> None:
    placed = [
        Report(**{name: getattr(one, name) for name in Report.__slots__} | {"trigger": Span.of(TEXT, 5 * number, 5 * number + 4)})
        for number, one in enumerate(reports)
    ]
    found = once_each(placed)
    kept = [span for one in found for span in (one.trigger, *one.also)]
    assert sorted(kept) == [one.trigger for one in placed]
    assert [one.trigger for one in found] == sorted(one.trigger for one in found)
    types = {one.trigger: one.type for one in placed}
    for one in found:
        assert {types[span] for span in (one.trigger, *one.also)} == {one.type}

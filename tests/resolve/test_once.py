"""One event once per article."""

from hypothesis import given
from hypothesis import strategies as st
from tests.madereports import TEXT, days, place, report

from onrecord.record import Basis, Report, Role, Span, Status
from onrecord.resolve.once import once_each

PUBLISHED = days("2026-03-03", "2026-03-04", Basis.PUBLISHED)
#: weights under which all reports of a type tell one event, and under which each tells its own
ALL, NONE = {"constant": 5.0}, {"constant": -5.0}
#: weights under which it is the actors that tell
BY_ACTOR = {"constant": 1.0, "actor other": -5.0}


def test_the_fullest_mention_is_the_anchor() -> None:
    brief = report(start=0)
    full = report(actors="SYR", recipients="TUR", start=10, time=days("2026-03-01"))
    (found,) = once_each([brief, full], TEXT, ALL)
    assert found.trigger == full.trigger
    assert found.also == (brief.trigger,)


def test_what_the_fullest_does_not_tell_is_taken_from_the_others() -> None:
    full = report(actors="SYR", recipients="TUR", start=0, score=0.4, time=PUBLISHED)
    other = report(start=10, time=days("2026-03-01"), where=place(), mode="aerial", score=0.9)
    (found,) = once_each([full, other], TEXT, ALL)
    assert found.trigger == full.trigger
    assert found.time == other.time
    assert found.place == other.place
    assert found.mode == "aerial"
    assert found.score == 0.9


def test_a_side_is_lent_whole() -> None:
    full = report(actors="SYR", start=0, time=days("2026-03-01"), where=place())
    (found,) = once_each([full, report(recipients="TUR RUS", start=10)], TEXT, ALL)
    assert [one.entity.country for one in found.of(Role.ACTOR)] == ["SYR"]
    assert [one.entity.country for one in found.of(Role.RECIPIENT)] == ["TUR", "RUS"]


def test_what_is_known_replaces_what_is_not() -> None:
    full = report(actors="UNK", recipients="TUR", start=0, time=days("2026-03-01"), where=place())
    (found,) = once_each([full, report(actors="SYR", start=10)], TEXT, ALL)
    assert [one.entity.country for one in found.actors] == ["SYR"]


def test_a_report_joins_the_group_that_is_likeliest_the_same() -> None:
    first, second, third = report(actors="SYR", start=0), report(actors="TUR", start=10), report(actors="SYR", start=20)
    found = once_each([first, second, third], TEXT, BY_ACTOR)
    assert [(one.trigger, one.also) for one in found] == [(first.trigger, (third.trigger,)), (second.trigger, ())]


def test_what_is_unlikely_the_same_stays_apart() -> None:
    assert len(once_each([report(start=0), report(start=10)], TEXT, NONE)) == 2
    # without learned weights nothing is put together
    assert len(once_each([report(start=0), report(start=10)], TEXT, None)) == 2


def test_other_types_never_join() -> None:
    assert len(once_each([report("ASSAULT", start=0), report("COERCE", start=10)], TEXT, ALL)) == 2


def test_one_alone_is_left_as_it_is() -> None:
    alone = report(actors="SYR")
    assert once_each([alone], TEXT, ALL) == (alone,)
    assert once_each([], TEXT, ALL) == ()


made = st.builds(
    report,
    st.sampled_from(["ASSAULT", "CONSULT"]),
    st.sampled_from(["", "SYR", "TUR", "SYR TUR", "UNK"]),
    st.sampled_from(["", "SYR", "RUS"]),
    time=st.sampled_from([None, PUBLISHED, days("2026-03-01"), days("2026-03-02")]),
    status=st.sampled_from(Status),
    score=st.floats(0, 1),
)


@given(st.lists(made, max_size=12), st.sampled_from([ALL, NONE, BY_ACTOR, None]))
def test_no_trigger_is_lost(reports: list[Report], weights: dict[str, float] | None) -> None:
    placed = [
        Report(**{name: getattr(one, name) for name in Report.__slots__} | {"trigger": Span.of(TEXT, 5 * number, 5 * number + 4)})
        for number, one in enumerate(reports)
    ]
    found = once_each(placed, TEXT, weights)
    kept = [span for one in found for span in (one.trigger, *one.also)]
    assert sorted(kept) == [one.trigger for one in placed]
    assert [one.trigger for one in found] == sorted(one.trigger for one in found)
    types = {one.trigger: one.type for one in placed}
    for one in found:
        assert {types[span] for span in (one.trigger, *one.also)} == {one.type}

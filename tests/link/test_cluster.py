"""Reports into events: persons first, then what is likely; whatever the order."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.link.cluster import Judged, cluster
from onrecord.link.naming import name_groups, steps

NAMES = ["a", "b", "c", "d"]
PAIRS = [(left, right) for place, left in enumerate(NAMES) for right in NAMES[place + 1 :]]


def test_likely_ones_come_together_and_others_do_not() -> None:
    assert cluster(NAMES, {("a", "b"): 0.9, ("b", "c"): 0.2}, Judged([])) == [["a", "b"], ["c"], ["d"]]


def test_average_linkage_does_not_chain() -> None:
    assert cluster(NAMES[:3], {("a", "b"): 0.9, ("b", "c"): 0.6, ("a", "c"): 0.0}, Judged([])) == [["a", "b"], ["c"]]


def test_the_models_bars_hold_against_chances() -> None:
    assert cluster(NAMES[:3], {("a", "c"): 0.9, ("b", "c"): 0.8}, Judged([]), apart=[("a", "b")]) == [["a", "c"], ["b"]]


def test_a_persons_word_wins_both_ways() -> None:
    assert cluster(NAMES[:2], {}, Judged([("a", "b", True)]), apart=[("a", "b")]) == [["a", "b"]]
    assert cluster(NAMES[:2], {("a", "b"): 1.0}, Judged([("a", "b", False)])) == [["a"], ["b"]]


def test_what_follows_from_judgements() -> None:
    judged = Judged([("a", "b", True), ("b", "c", True), ("c", "d", False)])
    assert cluster(NAMES, {("a", "d"): 1.0, ("b", "d"): 1.0}, judged) == [["a", "b", "c"], ["d"]]


def test_the_latest_of_two_that_contradict_wins() -> None:
    assert cluster(NAMES[:2], {}, Judged([("a", "b", True), ("a", "b", False)])) == [["a", "b"]]
    # earlier words that do not fit what was said later are passed over
    later_first = [("a", "c", False), ("a", "b", True), ("b", "c", True)]
    assert cluster(NAMES[:3], {}, Judged(later_first)) == [["a", "b"], ["c"]]


@given(
    chances=st.fixed_dictionaries({pair: st.floats(0, 1) for pair in PAIRS}),
    said=st.lists(st.tuples(st.sampled_from(PAIRS), st.booleans()), max_size=4),
)
def test_persons_words_hold_whatever_the_model_says(
    chances: dict[tuple[str, str], float], said: list[tuple[tuple[str, str], bool]]
) -> None:
    judged = Judged([(*pair, same) for pair, same in said])
    groups = cluster(NAMES, chances, judged)
    assert sorted(name for group in groups for name in group) == NAMES
    if said:
        (left, right), same = said[0]
        assert any(left in group and right in group for group in groups) is same


def test_the_order_of_chances_changes_nothing() -> None:
    chances = {("a", "b"): 0.6, ("c", "d"): 0.7, ("b", "c"): 0.5, ("a", "d"): 0.3}
    told = {str(cluster(NAMES, dict(order), Judged([]))) for order in permutations(chances.items())}
    assert len(told) == 1


def test_an_event_keeps_its_name_as_it_grows_and_the_older_name_wins() -> None:
    assert name_groups([["x", "a"], ["b"]], {"a": 1}) == ["a", "b"]
    assert name_groups([["b", "a"]], {"a": 1, "b": 2}) == ["a"]


def test_the_trail_tells_what_came_of_events() -> None:
    told = steps({"e1": ["a", "b"], "e2": ["c"], "e3": ["d"]}, {"e1": ["a", "c"], "e4": ["b"]}, 2)
    assert {(step.event, step.what, step.other, step.reports) for step in told} == {
        ("e1", "grew", "e2", ("c",)),
        ("e1", "lost", "e4", ("b",)),
        ("e2", "merged", "e1", ("c",)),
        ("e3", "ended", None, ("d",)),
        ("e4", "split", "e1", ("b",)),
    }

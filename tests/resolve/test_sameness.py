"""How likely two reports tell one event: what is looked at, and that order does not matter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.madereports import TEXT, attribution, days, mention, participant, report

from onrecord.record import Report, Role, Status
from onrecord.resolve.sameness import pair_features, sameness

STORY = "Rebels shelled Aleppo on Monday.\nThe shelling killed nine, police said. Police said an attack on Homs failed."


def seen(left: Report, right: Report, text: str = TEXT) -> set[str]:
    """The features that hold of two reports."""
    return {name for name, value in pair_features(left, right, text).items() if value}


@pytest.mark.parametrize(
    ("left", "right", "holds", "not_"),
    [
        (report(actors="SYR"), report(actors="SYRMIL", start=10), "actor shared", "actor other"),
        (report(actors="SYR"), report(actors="TUR", start=10), "actor other", "actor shared"),
        (report(actors="SYR"), report(start=10), "actor untold", "actor other"),
        (report(actors="UNK"), report(actors="TUR", start=10), "actor untold", "actor other"),
        (report(time=days("2026-03-01")), report(time=days("2026-03-02"), start=10), "days differ", "days agree"),
        (report(time=days("2026-03-01")), report(time=days("2026-03-01"), start=10), "days agree", "days differ"),
        (report(mode="aerial"), report(mode="drone", start=10), "modes differ", "same mode"),
        (report(status=Status.FACT), report(status=Status.DENIED, start=10), "one unreal", "same mode"),
        # no direction
        (report("CONSULT", "USA", "RUS"), report("CONSULT", "RUS", "USA", start=10), "actor shared", "actor other"),
    ],
)
def test_what_is_looked_at(left: Report, right: Report, holds: str, not_: str) -> None:
    assert holds in seen(left, right)
    assert not_ not in seen(left, right)


def test_words_point_back_and_share_a_stem() -> None:
    first, second = report(text=STORY, words="shelled"), report(text=STORY, words="shelling")
    assert {"same word", "pointing back"} <= seen(first, second, STORY)
    assert "one paragraph" not in seen(first, second, STORY)
    third = report(text=STORY, words="attack")
    assert "one paragraph" in seen(second, third, STORY)
    assert not {"same word", "pointing back"} & seen(second, third, STORY)


def test_one_who_plays_in_both() -> None:
    rebels = participant("SYRREB", Role.ACTOR, named=mention(STORY, "Rebels", chain=3))
    again = participant("SYRREB", Role.ACTOR, named=mention(STORY, "Police", chain=3))
    left, right = report(text=STORY, words="shelled"), report(text=STORY, words="attack")

    def playing(one: Report, who: object) -> Report:
        return Report(**{name: getattr(one, name) for name in Report.__slots__} | {"participants": (who,)})

    assert "actor same one" in seen(playing(left, rebels), playing(right, again), STORY)


def test_speakers_are_compared() -> None:
    police = attribution(STORY, "police", "The shelling killed nine", named=mention(STORY, "police", number=7))
    left = report(text=STORY, words="shelling", said=police)
    assert "one speaker" in seen(left, report(text=STORY, words="killed", said=police), STORY)
    assert not {"one speaker", "speakers differ"} & seen(left, report(text=STORY, words="attack"), STORY)


@given(st.integers(0, 50), st.integers(0, 50), st.sampled_from(["", "SYR", "TUR"]), st.sampled_from(["", "SYR", "TUR"]))
def test_order_does_not_matter(first: int, second: int, ours: str, theirs: str) -> None:
    left, right = report(actors=ours, start=5 * first), report(actors=theirs, start=5 * second)
    weights = dict.fromkeys(pair_features(left, right, TEXT), 0.3)
    assert sameness(left, right, TEXT, weights) == sameness(right, left, TEXT, weights)
    assert 0 <= sameness(left, right, TEXT, weights) <= 1

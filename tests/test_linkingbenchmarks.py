"""The measures of linking measure what they say, and our story sets are whole."""

from pathlib import Path

import pytest
from benchmarks.clusters import b_cubed, ceaf_e, conll, muc
from benchmarks.madecopies import make_copies
from benchmarks.storysets import read_sets
from benchmarks.toldby import all_tellings
from tests.link.test_copies import AGENCY, OTHER, article

ROOT = Path(__file__).parents[1]
GOLD = {"a": 1, "b": 1, "c": 1, "d": 2}
CUT = {"a": 1, "b": 1, "c": 2, "d": 3}


def test_what_is_right_scores_one() -> None:
    for measure in (muc, b_cubed, ceaf_e):
        assert measure(GOLD, GOLD).f1 == pytest.approx(1.0)
    assert conll(GOLD, GOLD) == pytest.approx(1.0)


def test_a_cut_costs_recall_as_the_papers_have_it() -> None:
    # worked by hand: one of two links lost; 2/3, 2/3, 1/3 and 1 of the clusters found; pairs of size 2 and 1 of 3 and 1
    assert (muc(GOLD, CUT).precision, muc(GOLD, CUT).recall) == (1.0, 0.5)
    assert b_cubed(GOLD, CUT).precision == 1.0
    assert b_cubed(GOLD, CUT).recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1) / 4)
    assert ceaf_e(GOLD, CUT).recall == pytest.approx((4 / 5 + 1) / 2)
    assert ceaf_e(GOLD, CUT).precision == pytest.approx((4 / 5 + 1) / 3)


def test_a_merger_costs_precision() -> None:
    merged = dict.fromkeys(GOLD, 1)
    assert b_cubed(GOLD, merged).recall == 1.0
    assert b_cubed(GOLD, merged).precision == pytest.approx((3 * 3 / 4 + 1 / 4) / 4)


def test_copies_are_made_the_same_each_time() -> None:
    articles = [article(AGENCY * 2, "Reuters", 4), article(OTHER * 2, "Post", 5)]
    first, second = make_copies(articles, every=1), make_copies(articles, every=1)
    assert first == second
    assert first


@pytest.mark.parametrize("folder", ["benchmarks/gold/stories", "training/data/stories"])
def test_story_sets_are_whole(folder: str) -> None:
    sets = read_sets(ROOT / folder)
    assert sets
    for one in sets:
        assert 3 <= len(one.articles) <= 8
        assert all_tellings(one)
        assert all(of in one.articles and copy in one.articles for of, copy, _ in one.copies)


def test_no_set_is_both_learned_from_and_measured_on() -> None:
    learned = {path.name for path in (ROOT / "training/data/stories").glob("*.toml")}
    measured = {path.name for path in (ROOT / "benchmarks/gold/stories").glob("*.toml")}
    assert not learned & measured
    assert len(learned) + len(measured) >= 40

"""Cases of attribution: what is quoted stands there, and what is measured on is not trained on."""

from pathlib import Path

import pytest
from benchmarks.chains import GOLD
from training import cases

from onrecord.errors import InputError

TRAINING, MEASURING = cases.read(), cases.read(sorted(GOLD.glob("*.toml")))


def test_there_are_enough() -> None:
    kinds = [case.kind for case in MEASURING]
    assert sum(kind in ("nested", "chain") for kind in kinds) >= 150
    assert kinds.count("trap") >= 100
    assert len(TRAINING) > 500


def test_nothing_is_measured_on_that_was_trained_on() -> None:
    assert not {case.text for case in TRAINING} & {case.text for case in MEASURING}


def test_inner_ones_lie_in_what_is_around_them() -> None:
    for case in (*TRAINING, *MEASURING):
        for one in case.attributions:
            if one.within is not None:
                outer = case.attributions[one.within].content
                assert all(any(a <= start and end <= b for a, b in outer) for start, end in one.content), case.id


def written(folder: Path, attribution: str) -> Path:
    path = folder / "cases.toml"
    head = '[[cases]]\nid = "x1"\nkind = "plain"\ntext = "He said he went. She said no."\n'
    attribution = f'[[cases.attributions]]\nmanner = "indirect"\n{attribution}'
    path.write_text(head + attribution, encoding="utf-8")
    return path


def test_a_number_says_which_words(tmp_path: Path) -> None:
    (case,) = cases.read([written(tmp_path, 'source = "She"\ncue = "said #2"\ncontent = ["no"]\n')])
    cue = case.attributions[0].cue
    assert cue is not None
    assert case.text[slice(*cue)] == "said"
    assert cue[0] > case.text.index("She")


def test_words_that_are_not_there_stop_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="'They' does not occur"):
        cases.read([written(tmp_path, 'source = "They"\ncontent = ["no"]\n')])

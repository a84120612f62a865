"""What words mean: near ones are near, unknown ones say nothing, the table is the one its card names."""

import json
from importlib.resources import files

import numpy as np
import pytest
from training.meanings import digest, reduced

from onrecord.link.meanings import likeness, meaning


@pytest.mark.parametrize(
    ("word", "near", "far"),
    [("arrested", "detained", "praised"), ("bombing", "explosion", "election"), ("talks", "negotiations", "arrest")],
)
def test_near_words_are_nearer_than_far_ones(word: str, near: str, far: str) -> None:
    assert likeness(word, near) > likeness(word, far)


def test_a_word_is_as_near_to_itself_as_can_be_and_unknown_ones_say_nothing() -> None:
    assert likeness("arrested", "Arrested") == pytest.approx(1.0, abs=1e-5)
    assert not meaning("xqzzv").any()
    assert likeness("xqzzv", "arrested") == likeness("", "") == 0.0


def test_the_card_names_the_table() -> None:
    folder = files("onrecord.link.meanings")
    card = json.loads(folder.joinpath("card.json").read_text(encoding="utf-8"))
    with_path = folder.joinpath("words.txt").read_text(encoding="utf-8").split()
    assert card["words"] == len(with_path)
    assert card["digest"] == digest(folder)  # type: ignore[arg-type]
    assert len(meaning("arrested")) == card["dimensions"]


def test_reduced_vectors_fill_a_byte() -> None:
    some = np.random.default_rng(0).normal(size=(40, 12)).astype(np.float32)
    vectors = reduced(some, 5)
    assert vectors.shape == (40, 5)
    assert vectors.dtype == np.int8
    assert set(np.abs(vectors.astype(int)).max(axis=1)) == {127}

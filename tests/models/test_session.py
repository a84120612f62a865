"""The encoder: its weights are those of its card, and what it says of an article depends on that article alone."""

import shutil
from pathlib import Path

import numpy as np
import pytest

import onrecord.models
from onrecord.codebook import load_codebook
from onrecord.errors import WeightsError
from onrecord.models.session import Encoder, load_encoder
from onrecord.record import Status

WEIGHTS = Path(onrecord.models.__file__).parent / "weights" / "events"


def test_the_card_names_the_weights() -> None:
    encoder = load_encoder("events")
    assert encoder.digest == encoder.card["sha256"]
    assert load_encoder("events") is encoder


def test_the_labels_are_the_codebooks() -> None:
    labels = load_encoder("events").labels
    codebook = load_codebook()
    assert labels["type"] == ["none", *sorted(codebook.types)]
    assert set(labels["mode"]) == {"none"} | {mode for kind in codebook.types.values() for mode in kind.modes}
    assert labels["status"] == [status.value for status in Status]
    assert {"none", "actor", "recipient", "place"} <= set(labels["role"])


def test_an_answer_for_each_sentence_in_text_order() -> None:
    text = "Troops left. " * 40 + "The minister of foreign affairs of Norway arrived in Oslo."
    sentences = [(13 * number, 13 * number + 12) for number in range(40)] + [(13 * 40, len(text))]
    answers = load_encoder("events").read(text, sentences)
    assert [answer.window.offsets[1][0] for answer in answers] == [start for start, _ in sentences]
    labels = load_encoder("events").labels
    for answer in answers:
        size = len(answer.window.ids)
        assert answer.heads["type"].shape == (size, len(labels["type"]))
        assert {len(array) for array in answer.heads.values()} == {size}
        assert np.isfinite(answer.heads["type"]).all()


def test_the_same_text_gives_the_same_bytes() -> None:
    text = "Rebels shelled the harbour on Monday."
    once, again = (load_encoder("events").read(text, [(0, len(text))])[0] for _ in range(2))
    assert all((once.heads[name] == again.heads[name]).all() for name in once.heads)


def test_nothing_to_read() -> None:
    assert load_encoder("events").read("", []) == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in WEIGHTS.iterdir():
        shutil.copy(path, tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["card.json", "encoder.onnx", "tokenizer.json"])
def test_a_file_that_is_missing_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(WeightsError, match=rf"No such file.*{name}.*reinstall onrecord"):
        Encoder(folder)


@pytest.mark.parametrize("name", ["card.json", "tokenizer.json"])
@pytest.mark.parametrize("content", [b"{", b"{}", b"[]", b"\xff", b""])
def test_a_file_that_is_broken_is_told(folder: Path, name: str, content: bytes) -> None:
    (folder / name).write_bytes(content)
    with pytest.raises(WeightsError, match=r"damaged .*reinstall onrecord"):
        Encoder(folder)


def test_other_weights_than_the_cards_are_refused(folder: Path) -> None:
    (folder / "encoder.onnx").write_bytes(b"other weights")
    with pytest.raises(WeightsError, match=r"its card says.*reinstall onrecord"):
        Encoder(folder)

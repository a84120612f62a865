"""The encoders, of events and of attributions, run by ONNX Runtime on one thread.

Invariant: an encoder that loads has the weights that its card names; what it answers for a window depends on that window alone
(int8 activations are scaled by batch, so windows are read one by one, which on one thread is faster as well).
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import WeightsError
from onrecord.models.windows import Window, wide_windows, windows

Array = NDArray[np.float32]
#: from a tokenizer, a text and its sentences to windows
Cut = Callable[[Tokenizer, str, Sequence[tuple[int, int]]], list[Window]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the encoder says of one window of n pieces: one array for each of its heads, first axis the pieces."""

    window: Window
    heads: dict[str, Array]


def softmax(scores: Array) -> Array:
    """Scores as probabilities, over the last axis."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=-1, keepdims=True), dtype=np.float32)


def products(asking: Array, answering: Array) -> Array:
    """How well each of n pieces fits each label beside k others: (k, n, labels) scores before the softmax.

    Args:
        asking: (k, labels, width), the others' queries.
        answering: (n, labels, width), the keys.
    """
    scores = asking.transpose(1, 0, 2) @ answering.transpose(1, 2, 0)
    return np.asarray(scores.transpose(1, 2, 0) / np.sqrt(answering.shape[-1]), dtype=np.float32)


class Encoder:
    """An exported encoder: `labels` names the last axis of each head, `digest` is the SHA-256 of its weights."""

    def __init__(self, folder: Path, cut: Cut = windows) -> None:
        """Args:
            folder: where weights, tokenizer and card lie.
            cut: makes the windows that it was trained on.

        Raises:
            WeightsError: a file is missing or the weights are not those of the card.
        """
        self._cut = cut
        try:
            self.card: dict[str, Any] = json.loads((folder / "card.json").read_text(encoding="utf-8"))
            weights = (folder / "encoder.onnx").read_bytes()
            self._tokenizer = Tokenizer.from_buffer((folder / "tokenizer.json").read_bytes())
            recorded: str = self.card["sha256"]
            self.labels: dict[str, list[str]] = self.card["labels"]
        except OSError as error:
            raise WeightsError(f"{folder}: {error.strerror or error}: {error.filename}; reinstall onrecord") from error
        except (ValueError, KeyError, TypeError) as error:
            raise WeightsError(f"{folder}: the card or the tokenizer is damaged ({error}); reinstall onrecord") from error
        self.digest = hashlib.sha256(weights).hexdigest()
        if self.digest != recorded:
            raise WeightsError(
                f"{folder / 'encoder.onnx'} has the digest {self.digest[:12]}, its card says {recorded[:12]}; reinstall onrecord"
            )
        options = onnxruntime.SessionOptions()
        # one thread a process: `--workers` decides how many cores are used, and sums come out the same on all of them
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
        self._outputs = [output.name for output in self._session.get_outputs()]

    def read(self, text: str, sentences: Sequence[tuple[int, int]]) -> list[Answer]:
        """Answers for the sentences (code points) of one article, in text order."""
        answers = []
        for window in self._cut(self._tokenizer, text, sentences):
            ids = np.array([window.ids], dtype=np.int64)
            arrays = self._session.run(self._outputs, {"input_ids": ids, "attention_mask": np.ones_like(ids)})
            heads = {name: array[0] for name, array in zip(self._outputs, arrays, strict=True)}
            answers.append(Answer(window=window, heads=heads))
        return answers


@cache
def load_encoder(task: Literal["events", "attributions"]) -> Encoder:
    """One of the encoders that come with the package, loaded once a process."""
    folder = Path(str(files("onrecord.models").joinpath("weights", task)))
    return Encoder(folder, windows if task == "events" else wide_windows)

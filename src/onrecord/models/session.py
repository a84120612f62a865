"""The encoder that reads sentences, run by ONNX Runtime on one thread.

Invariant: an encoder that loads has the weights that its card names; what it answers for an article depends on that article alone
(int8 activations are scaled by batch, so no batch ever mixes articles).
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from onrecord.errors import WeightsError
from onrecord.models.windows import Window, windows

Array = NDArray[np.float32]

#: windows that are read at once: more cost memory, fewer cost time
BATCH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the encoder says of one window of n pieces: one array for each of its heads, first axis the pieces."""

    window: Window
    heads: dict[str, Array]


class Encoder:
    """An exported encoder: `labels` names the last axis of each head, `digest` is the SHA-256 of its weights."""

    def __init__(self, folder: Path) -> None:
        """Raises:
        WeightsError: a file is missing or the weights are not those of the card.
        """
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
        found = windows(self._tokenizer, text, sentences)
        # windows of like length share a batch, so that little is padded
        order = sorted(range(len(found)), key=lambda index: (len(found[index].ids), index))
        answers: dict[int, Answer] = {}
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            longest = max(len(found[index].ids) for index in chosen)
            ids = np.zeros((len(chosen), longest), dtype=np.int64)
            mask = np.zeros((len(chosen), longest), dtype=np.int64)
            for row, index in enumerate(chosen):
                ids[row, : len(found[index].ids)] = found[index].ids
                mask[row, : len(found[index].ids)] = 1
            arrays = self._session.run(self._outputs, {"input_ids": ids, "attention_mask": mask})
            for row, index in enumerate(chosen):
                size = len(found[index].ids)
                heads = {name: array[row, :size] for name, array in zip(self._outputs, arrays, strict=True)}
                answers[index] = Answer(window=found[index], heads=heads)
        return [answers[index] for index in range(len(found))]


@cache
def load_encoder() -> Encoder:
    """The encoder that comes with the package, loaded once a process."""
    return Encoder(Path(str(files("onrecord.models").joinpath("weights"))))

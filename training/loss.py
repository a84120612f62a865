"""What the encoder is trained to lessen: how unlikely it finds the right answers.

Invariant: a piece whose set of answers is empty adds nothing to any loss.
"""

from collections.abc import Sequence
from typing import Any, Protocol

import torch
from torch import Tensor, nn

from onrecord.models.windows import Window
from training.encoder import ReadingEncoder, products


class Windowed(Protocol):
    """Whatever has a window of text."""

    @property
    def window(self) -> Window: ...


def batch(examples: Sequence[Windowed]) -> tuple[Tensor, Tensor]:
    """Numbers of the pieces and which of them there are, (b, n) each, n that of the longest."""
    longest = max(len(example.window.ids) for example in examples)
    ids = torch.zeros((len(examples), longest), dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for row, example in enumerate(examples):
        ids[row, : len(example.window.ids)] = torch.tensor(example.window.ids)
        mask[row, : len(example.window.ids)] = 1
    return ids, mask


def _of_sets(scores: Tensor, sets: Tensor) -> Tensor:
    """Mean negative log-likelihood that one of the right answers is given.

    Args:
        scores: (…, labels), before the softmax.
        sets: (…) of bits; 0 teaches nothing.
    """
    told = sets != 0
    if not told.any():
        return scores.new_zeros(())
    chances = torch.log_softmax(scores[told].float(), dim=-1)
    right = (sets[told].unsqueeze(-1) >> torch.arange(scores.shape[-1])) & 1
    return -torch.logsumexp(chances.masked_fill(right == 0, float("-inf")), dim=-1).mean()


def loss_of(model: ReadingEncoder, examples: Sequence[Any]) -> Tensor:
    """The weighted sum of all heads' losses over a batch of labelled windows of the model's task."""
    ids, mask = batch(examples)
    answers = model(ids, mask)
    longest = ids.shape[1]
    total = torch.zeros(())
    weights = model.task.weights
    for name in model.task.heads:
        sets = torch.tensor([_padded(getattr(one, name), longest) for one in examples])
        total = total + weights[name] * _of_sets(answers[name], sets)
    pair = model.task.pair
    rows = [(row, first, sets) for row, one in enumerate(examples) for first, sets in getattr(one, f"{pair}s")]
    if rows:
        scores = products(
            torch.stack([answers["query"][row, first] for row, first, _ in rows]),
            torch.stack([answers["key"][row] for row, _, _ in rows]),
        )
        total = total + weights[pair] * _of_sets(scores, torch.tensor([_padded(sets, longest) for _, _, sets in rows]))
    if model.task.factuality:
        known = [(row, at, value) for row, one in enumerate(examples) for at, value in one.factuality]
        if known:
            said = torch.stack([answers["factuality"][row, at] for row, at, _ in known]).float()
            right = torch.tensor([value for *_, value in known])
            total = total + weights["factuality"] * nn.functional.l1_loss(said, right)
    return total


def _padded(sets: Sequence[int], longest: int) -> list[int]:
    return [*sets, *[0] * (longest - len(sets))]

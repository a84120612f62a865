"""The encoders, in torch: pretrained, with the heads of their task; their export.

A task has heads that answer for each piece alone, and one question about pairs of pieces, answered by products: every piece has a
query and a key for each label; the query of one piece times the key of another says how well the other fits the label (after Dozat
and Manning 2017, "Deep biaffine attention"), so that one pass serves every event, or every attribution, of a window. Factuality is
a number from -3 (certainly not) to +3 (certainly), as in Stanovsky et al. 2017, "Integrating deep linguistic features in factuality
prediction".
"""

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.examples import labels


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What an encoder is for."""

    name: str
    #: heads that answer for each piece, as in `labels()`
    heads: tuple[str, ...]
    #: what is asked of pairs
    pair: str
    #: of a query and a key
    width: int
    #: whether factuality is told
    factuality: bool
    #: of attention weights; drawing it costs more than all the rest where windows are wide
    dropout: float
    #: how much each head counts
    weights: dict[str, float]


EVENTS = Task(
    name="events",
    heads=("type", "mode", "status"),
    pair="role",
    width=48,
    factuality=True,
    dropout=0.1,
    # roles are told by few pieces and are hard
    weights={"type": 3.0, "mode": 0.5, "status": 0.6, "role": 2.0, "factuality": 0.3},
)
ATTRIBUTIONS = Task(
    name="attributions",
    heads=("cue", "kind"),
    pair="part",
    width=64,
    factuality=False,
    dropout=0.0,
    weights={"cue": 4.0, "kind": 0.5, "part": 4.0},
)


class ReadingEncoder(nn.Module):
    """`forward` gives, for a batch of b windows of n pieces, each head's answers: (b, n, labels); query and key: (b, n, labels,
    width); factuality, if the task has it: (b, n)."""

    def __init__(self, pretrained: Path, task: Task) -> None:
        super().__init__()
        self.task = task
        self.encoder = AutoModel.from_pretrained(
            str(pretrained), attn_implementation="eager", attention_probs_dropout_prob=task.dropout
        )
        size = self.encoder.config.hidden_size
        table = labels()
        self.heads = nn.ModuleDict({f"{name}_head": nn.Linear(size, len(table[name])) for name in task.heads})
        self.shape = (len(table[task.pair]), task.width)
        self.query = nn.Linear(size, self.shape[0] * self.shape[1])
        self.key = nn.Linear(size, self.shape[0] * self.shape[1])
        if task.factuality:
            self.factuality = nn.Linear(size, 1)
        self.dropout = nn.Dropout(0.1)

    @property
    def answers(self) -> tuple[str, ...]:
        """Names of what `forward` gives, in the order of export."""
        return (*self.task.heads, "query", "key", *(["factuality"] if self.task.factuality else []))

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        hidden = self.dropout(self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state)
        answers = {name.removesuffix("_head"): head(hidden) for name, head in self.heads.items()}
        answers["query"] = self.query(hidden).view(*input_ids.shape, *self.shape)
        answers["key"] = self.key(hidden).view(*input_ids.shape, *self.shape)
        if self.task.factuality:
            answers["factuality"] = self.factuality(hidden).squeeze(-1)
        return answers


class Exportable(nn.Module):
    """The same with a tuple of answers, as ONNX wants it."""

    def __init__(self, model: ReadingEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, ...]:
        answers = self.model(input_ids, attention_mask)
        return tuple(answers[name] for name in self.model.answers)


def products(query: Tensor, key: Tensor) -> Tensor:
    """Queries of k pieces (k, labels, width) against the keys of n pieces each (k, n, labels, width): (k, n, labels) scores before
    the softmax."""
    scores: Tensor = torch.einsum("krd,knrd->knr", query, key) / query.shape[-1] ** 0.5
    return scores


def export(model: ReadingEncoder, path: Path) -> None:
    """Writes the model as ONNX with int8 weights (dynamic quantisation; 7 bits, so that processors without VNNI say the same)."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model.eval()
    full = path.with_suffix(".fp32.onnx")
    ids = torch.ones((2, 8), dtype=torch.int64)
    torch.onnx.export(
        Exportable(model),
        (ids, torch.ones_like(ids)),
        str(full),
        input_names=["input_ids", "attention_mask"],
        output_names=list(model.answers),
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("input_ids", "attention_mask", *model.answers)},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    full.unlink()

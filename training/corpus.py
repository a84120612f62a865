"""The texts that training reads: what is labelled, and what tells how certain events are.

Invariant: no label stands on an article of the gold.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from tokenizers import Tokenizer

from onrecord.annotate.syntax import Syntax
from training import labels, polnear, sentences
from training.attribution import Passage, of_polnear
from training.examples import Example, factuality_examples, label_examples, own_examples


def own(tokenizer: Tokenizer, syntax: Syntax) -> list[Example]:
    """Sentences and short articles of our own."""
    return own_examples(tokenizer, syntax, sentences.read())


def labelled(tokenizer: Tokenizer, shared: Path) -> list[Example]:
    """Shared articles with labels of ours, and what is known of the factuality of their words."""
    found = label_examples(tokenizer, labels.read(shared))
    factual = {f"uw:{number}": row for number, row in enumerate(factuality(shared / "data" / "certainty" / "UW" / "train.jsonl"))}
    for example in found:
        if example.group in factual:
            (marked,) = factuality_examples(tokenizer, [factual.pop(example.group)])[:1]
            example.factuality = marked.factuality
    return found + factuality_examples(tokenizer, factual.values())


def attributed(syntax: Syntax, shared: Path) -> Iterator[Passage]:
    """Shared articles with the outermost attributions marked: PolNeAR, its part for training."""
    return of_polnear(syntax, polnear.read(shared / "data" / "attribution" / "polnear" / "train"))


def factuality(path: Path) -> Iterator[tuple[str, list[tuple[int, int, float]]]]:
    """Texts of a file of `certainty/` with their event words (code points) and how certain these are."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        bounds = [match.span() for match in re.finditer(r"\S+", row["text"])]
        yield (
            row["text"],
            [
                (bounds[target["span1"][0]][0], bounds[target["span1"][1] - 1][1], target["label"])
                for target in row["targets"]
                if target["span1"][1] <= len(bounds)
            ],
        )

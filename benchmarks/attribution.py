"""How well sources, cues and contents are found, on a folder in the form of PolNeAR (Newell, Margolin & Ruths 2018).

    python -m benchmarks.attribution --polnear DIR

DIR holds `text/DOC.txt` and `attributions/DOC_ANNOTATOR.ann` (brat standoff). Where several annotated an article, the first by name
counts. Exact: every unbroken piece of a source, cue or content is one span, right if both its ends are. A50: attributions are
paired one to one, as many as can be; two fit when their contents share half of the words that either holds, and so do their
sources.

Invariant: the pieces count code points of the text as it stands in the file; an attribution is used in one pair at most.
"""

import argparse
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from training import polnear
from training.polnear import ROLES, Pieces, Said

from benchmarks.scores import table
from onrecord.errors import InputError
from onrecord.reader import load_reader
from onrecord.record import Article, Attribution, Unread, article_id

#: marks at the edge of a span over which annotators differ
_PUNCTUATION = " \t\r\n\xa0\"“”‘’'`.,;:!?()[]…—–-"
_BLANK = " \t\r\n\xa0"
_QUOTED = re.compile(r"[\"“‘'«„].*[\"”’'»“]", re.DOTALL)
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def read(text: str) -> list[Said]:
    """The outermost attributions that the package finds in a text: PolNeAR marks no other."""
    reading = load_reader().read(Article(id=article_id(text), text=text))
    if isinstance(reading, Unread):
        raise InputError(f"an article could not be read: {reading.error}")
    return [_said(one) for one in reading.attributions if one.within is None]


def _said(attribution: Attribution) -> Said:
    source, cue = attribution.source, attribution.cue
    return {
        "source": frozenset() if source is None else frozenset([(source.start, source.end)]),
        "cue": frozenset() if cue is None else frozenset([(cue.start, cue.end)]),
        "content": frozenset((span.start, span.end) for span in attribution.content),
    }


def measure(path: Path) -> list[list[str]]:
    """Precision, recall and F1 as rows of a table, the first its head.

    Args:
        path: a folder in the form of PolNeAR.
    """
    counts: Counter[tuple[str, str, str]] = Counter()
    for _, text, gold in polnear.read(path):
        compare(text, gold, read(text), counts)
    rows = [["measure", "of", "gold", "found", "P", "R", "F1"]]
    for name in ("exact", "exact but for punctuation"):
        rows += [[name, role, *_figures([counts[name, role, what] for what in WHAT])] for role in ROLES]
        rows.append([name, "all three", *_figures([sum(counts[name, role, what] for role in ROLES) for what in WHAT])])
    rows.append(["A50", "attributions", *_figures([counts["A50", "attributions", what] for what in WHAT])])
    right, wanted = (counts["A50", "direct quotations", what] for what in ("right", "gold"))
    # what is found may be paired with any: of these only the recall says something
    rows.append(["A50", "direct quotations", str(wanted), "–", "–", f"{right / max(1, wanted):.3f}", "–"])
    return rows


WHAT = ("right", "gold", "found")


def _figures(counted: list[int]) -> list[str]:
    right, gold, found = counted
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * right / max(1, gold + found)
    return [str(gold), str(found), *(f"{figure:.3f}" for figure in (precision, recall, f1))]


def compare(text: str, gold: Sequence[Said], found: Sequence[Said], counts: Counter[tuple[str, str, str]]) -> None:
    """Adds one article's counts to `counts`, by measure, what is measured, and "right", "gold" or "found"."""
    for name, edge in (("exact", _BLANK), ("exact but for punctuation", _PUNCTUATION)):
        for role in ROLES:
            wanted, got = _trimmed(text, gold, role, edge), _trimmed(text, found, role, edge)
            counts[name, role, "right"] += len(wanted & got)
            counts[name, role, "gold"] += len(wanted)
            counts[name, role, "found"] += len(got)
    words = [match.span() for match in _WORD.finditer(text)]
    wanted_words, got_words = ([_in_words(one, words) for one in these] for these in (gold, found))
    fits = [[number for number, other in enumerate(wanted_words) if _fit(one, other)] for one in got_words]
    pairs = _pairs(fits)
    direct = {number for number, one in enumerate(gold) if _is_direct(text, one)}
    counts["A50", "direct quotations", "gold"] += len(direct)
    counts["A50", "direct quotations", "right"] += len(direct & pairs.keys())
    counts["A50", "attributions", "right"] += len(pairs)
    counts["A50", "attributions", "gold"] += len(gold)
    counts["A50", "attributions", "found"] += len(found)


def _trimmed(text: str, those: Sequence[Said], role: str, edge: str) -> set[tuple[int, int]]:
    pieces = set()
    for start, end in {piece for one in those for piece in one[role]}:
        words = text[start:end]
        first = start + len(words) - len(words.lstrip(edge))
        last = first + len(words.strip(edge))
        if first < last:
            pieces.add((first, last))
    return pieces


def _in_words(one: Said, words: Sequence[tuple[int, int]]) -> dict[str, frozenset[int]]:
    """The numbers of the words of which half or more lies in the pieces, by role."""
    return {role: frozenset(_held(pieces, words)) for role, pieces in one.items()}


def _held(pieces: Pieces, words: Sequence[tuple[int, int]]) -> Iterator[int]:
    for number, (start, end) in enumerate(words):
        shared = sum(max(0, min(end, last) - max(start, first)) for first, last in pieces)
        if shared and 2 * shared >= end - start:
            yield number


def _fit(one: Mapping[str, frozenset[int]], other: Mapping[str, frozenset[int]]) -> bool:
    return all(2 * len(one[role] & other[role]) >= len(one[role] | other[role]) for role in ("content", "source"))


def _is_direct(text: str, one: Said) -> bool:
    """Whether a content stands wholly between quotation marks."""
    content = sorted(one["content"])
    return bool(content) and all(_QUOTED.fullmatch(text[start:end].strip(_BLANK + ",.")) for start, end in content)


def _pairs(fits: Sequence[Sequence[int]]) -> dict[int, int]:
    """As many pairs as can be made, each side used once (augmenting paths; Kuhn 1955): left by right.

    Args:
        fits: for each on the left, the numbers on the right that it fits.
    """
    held_by: dict[int, int] = {}

    def settle(left: int, tried: set[int]) -> bool:
        for right in fits[left]:
            if right not in tried:
                tried.add(right)
                if right not in held_by or settle(held_by[right], tried):
                    held_by[right] = left
                    return True
        return False

    for left in range(len(fits)):
        settle(left, set())
    return held_by


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, metavar="DIR")
    print(table(measure(parser.parse_args().polnear)))


if __name__ == "__main__":
    main()

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

from benchmarks.scores import table
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.errors import InputError
from onrecord.extract.attribution import find_attributions
from onrecord.record import Article, Attribution, article_id

ROLES = ("source", "cue", "content")
Pieces = frozenset[tuple[int, int]]
#: the pieces of one attribution by role
Said = dict[str, Pieces]
#: marks at the edge of a span over which annotators differ
_PUNCTUATION = " \t\r\n\xa0\"“”‘’'`.,;:!?()[]…—–-"
_BLANK = " \t\r\n\xa0"
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")


def gold_of(folder: Path) -> Iterator[tuple[str, list[Said]]]:
    """Text and attributions of each article, by name.

    Raises:
        InputError: the folder holds no annotated article.
    """
    annotated: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        annotated.setdefault(path.stem.rpartition("_")[0], path)
    found = {name: folder / "text" / f"{name}.txt" for name in annotated}
    found = {name: path for name, path in found.items() if path.exists()}
    if not found:
        raise InputError(f"{folder} holds no annotated article: it should have text/DOC.txt and attributions/DOC_ANNOTATOR.ann")
    for name, path in found.items():
        # decoded by hand: reading as text would turn "\r\n" into one character and move every offset
        yield path.read_bytes().decode("utf-8"), _read_brat(annotated[name].read_text(encoding="utf-8"))


def _read_brat(lines: str) -> list[Said]:
    spans: dict[str, Pieces] = {}
    events: list[list[str]] = []
    for line in lines.split("\n"):
        # a line without a tab is the rest of a quotation that had a line break in it
        key, tab, rest = line.partition("\t")
        if tab and key.startswith("T"):
            offsets = rest.partition("\t")[0].partition(" ")[2]
            spans[key] = frozenset(_pair(piece) for piece in offsets.split(";"))
        elif tab and key.startswith("E"):
            events.append(rest.split())
    said = []
    for arguments in events:
        one: Said = dict.fromkeys(ROLES, frozenset())
        for argument in arguments:
            role, _, key = argument.partition(":")
            # "Source", "Source2": several of one role are numbered
            role = role.rstrip("0123456789").lower()
            if role in one:
                one[role] |= spans[key]
        said.append(one)
    return said


def _pair(piece: str) -> tuple[int, int]:
    start, end = piece.split()
    return int(start), int(end)


def read(text: str) -> list[Said]:
    """The attributions that the package finds in a text."""
    article = Article(id=article_id(text), text=text)
    doc = load_syntax().annotate(article)
    return [_said(one) for one in find_attributions(doc, find_chains(doc, find_mentions(doc, article)))]


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
    for text, gold in gold_of(path):
        compare(text, gold, read(text), counts)
    rows = [["measure", "of", "gold", "found", "P", "R", "F1"]]
    for name in ("exact", "exact but for punctuation"):
        rows += [[name, role, *_figures([counts[name, role, what] for what in WHAT])] for role in ROLES]
        rows.append([name, "all three", *_figures([sum(counts[name, role, what] for role in ROLES) for what in WHAT])])
    rows.append(["A50", "attributions", *_figures([counts["A50", "attributions", what] for what in WHAT])])
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
    counts["A50", "attributions", "right"] += _pairs(fits)
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


def _pairs(fits: Sequence[Sequence[int]]) -> int:
    """How many pairs can be made at most, each side used once (augmenting paths; Kuhn 1955).

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

    return sum(settle(left, set()) for left in range(len(fits)))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, metavar="DIR")
    print(table(measure(parser.parse_args().polnear)))


if __name__ == "__main__":
    main()

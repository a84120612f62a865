"""How well nested attributions and chains of sources are read, on gold cases of our own.

    python -m benchmarks.chains [--cases FILE …] [--details]

Gold and found attributions are paired one to one by their contents (half of the words that either holds, the best pairs first).
Of the pairs: is the source the same (half of the words), the speaker, its kind, the medium (none on both sides counts), the manner,
the attribution around it. Speakers and media are the same if one's words without article and case hold the other's; media also if
the register has them as one (AFP, Agence France-Presse).
"""

import argparse
import re
from collections import Counter
from pathlib import Path

from training import cases

from benchmarks.scores import table
from onrecord.errors import InputError
from onrecord.ingest.assembly import assemble
from onrecord.reader import load_reader
from onrecord.record import Attribution, Unread
from onrecord.resolve.actors.register import load_register

GOLD = Path(__file__).parent / "gold" / "attributions"
_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_SMALL = frozenset(["the", "a", "an"])
ASKED = ("source", "speaker", "kind", "medium", "manner", "within")


def read(case: cases.Case) -> tuple[Attribution, ...]:
    """The attributions that the package finds in a case."""
    article = assemble({"text": case.text, "publisher": case.publisher}, origin=case.id)
    reading = article if isinstance(article, Unread) else load_reader().read(article)
    if isinstance(reading, Unread):
        raise InputError(f"{case.id} could not be read: {reading.error}")
    return reading.attributions


def measure(paths: list[Path] | None = None, *, details: bool = False) -> list[list[str]]:
    """Rows of a table, the first its head."""
    counts: Counter[tuple[str, str]] = Counter()
    for case in cases.read(paths or sorted(GOLD.glob("*.toml"))):
        for line in compare(case, read(case), counts):
            if details:
                print(line)
    rows = [["cases", "gold", "found", "paired", *ASKED]]
    for kind in sorted({kind for kind, _ in counts}):
        paired = counts[kind, "paired"]
        shares = [f"{counts[kind, what] / max(1, paired):.3f}" for what in ASKED]
        rows.append(
            [f"{kind} ({counts[kind, 'cases']})", str(counts[kind, "gold"]), str(counts[kind, "found"]), str(paired), *shares]
        )
    return rows


def compare(case: cases.Case, found: tuple[Attribution, ...], counts: Counter[tuple[str, str]]) -> list[str]:
    """Adds one case's counts, and tells what was wrong."""
    told = []
    words = [match.span() for match in _WORD.finditer(case.text)]

    def held(pieces: list[tuple[int, int]]) -> frozenset[int]:
        return frozenset(n for n, (start, end) in enumerate(words) if any(first <= start and end <= last for first, last in pieces))

    gold_words = [held(list(one.content)) for one in case.attributions]
    found_words = [held([(span.start, span.end) for span in one.content]) for one in found]
    likely = sorted(
        (
            (-len(a & b) / max(1, len(a | b)), g, f)
            for g, a in enumerate(gold_words)
            for f, b in enumerate(found_words)
            if 2 * len(a & b) >= len(a | b) and a
        ),
    )
    pair: dict[int, int] = {}
    for _, g, f in likely:
        if g not in pair and f not in pair.values():
            pair[g] = f
    for name, number in (("cases", 1), ("gold", len(case.attributions)), ("found", len(found)), ("paired", len(pair))):
        counts[case.kind, name] += number
    for g, one in enumerate(case.attributions):
        if g not in pair:
            told.append(f"{case.id} missed: {case.text[slice(*one.cue)] if one.cue else None!r} {_words(case, one.content)!r}")
            continue
        other = found[pair[g]]
        source = held([one.source] if one.source else [])
        here = held([(other.source.start, other.source.end)] if other.source else [])
        outer = found[pair[one.within]] if one.within in pair else None
        right = {
            "source": source == here or 2 * len(source & here) >= len(source | here),
            "speaker": _same(one.speaker, other.speaker.name if other.speaker else None),
            "kind": one.speaker_kind == (other.speaker.kind.value if other.speaker else None),
            "medium": _same_outlet(one.medium, other.medium.name if other.medium else None),
            "manner": one.manner == other.manner.value,
            "within": (other.within is None) if one.within is None else (outer is not None and other.within == outer),
        }
        for what, is_right in right.items():
            counts[case.kind, what] += is_right
        wrong = {
            "source": (case.text[slice(*one.source)] if one.source else None, other.source and other.source.text),
            "speaker": (one.speaker, other.speaker and other.speaker.name),
            "kind": (one.speaker_kind, other.speaker and other.speaker.kind.value),
            "medium": (one.medium, other.medium and other.medium.name),
            "manner": (one.manner, other.manner.value),
            "within": (one.within, other.within and other.within.cue and other.within.cue.text),
        }
        told += [f"{case.id} {what}: gold {wrong[what][0]!r}, found {wrong[what][1]!r}" for what, fine in right.items() if not fine]
    told += [
        f"{case.id} false: {other.cue.text if other.cue else None!r} {other.content[0].text[:60]!r}"
        for f, other in enumerate(found)
        if f not in pair.values()
    ]
    return told


def _words(case: cases.Case, pieces: tuple[cases.Piece, ...]) -> str:
    return " … ".join(case.text[start:end] for start, end in pieces)[:80]


def _same_outlet(one: str | None, other: str | None) -> bool:
    if _same(one, other):
        return True
    register = load_register()
    entries = [register.outlet(name) if name is not None else None for name in (one, other)]
    return None not in entries and len({entry.id for entry in entries if entry is not None}) == 1


def _same(one: str | None, other: str | None) -> bool:
    if one is None or other is None:
        return one is other
    mine, theirs = (
        [
            word
            for word in (match[0].lower().removesuffix("'s").removesuffix("’s") for match in _WORD.finditer(words))
            if word not in _SMALL
        ]
        for words in (one, other)
    )
    short, long = sorted((mine, theirs), key=len)
    return bool(short) and any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=Path, nargs="+", metavar="FILE")
    parser.add_argument("--details", action="store_true", help="one line for each thing that is wrong")
    options = parser.parse_args()
    print(table(measure(options.cases, details=options.details)))


if __name__ == "__main__":
    main()

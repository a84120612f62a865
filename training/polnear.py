"""Articles in the form of PolNeAR (Newell, Margolin & Ruths 2018): texts, and who says what in them, as brat standoff.

A folder holds `text/DOC.txt` and `attributions/DOC_ANNOTATOR.ann`. Where several annotated an article, the first by name counts.

Invariant: the pieces count code points of the text as it stands in the file.
"""

from collections.abc import Iterator
from pathlib import Path

from onrecord.errors import InputError

ROLES = ("source", "cue", "content")
Pieces = frozenset[tuple[int, int]]
#: the pieces of one attribution by role
Said = dict[str, Pieces]


def read(folder: Path) -> Iterator[tuple[str, str, list[Said]]]:
    """Name, text and attributions of each article, by name.

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
        yield name, path.read_bytes().decode("utf-8"), _read_brat(annotated[name].read_text(encoding="utf-8"))


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

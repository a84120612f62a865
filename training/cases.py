"""Cases of attribution of our own: short passages with every attribution in them, nested ones too, in TOML.

`data/attributions/*.toml` is for training; the gold under `benchmarks/gold/attributions` has the same form. A case quotes the words
of its text; where they occur more than once as a string, a number says which is meant: `"he #2"`.

Invariant: every span holds exactly the words that the case quotes; words that do not occur stop the run.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import InputError

DATA = Path(__file__).parent / "data" / "attributions"
_NUMBERED = re.compile(r"(?P<words>.*\S) #(?P<number>[1-9]\d*)", re.DOTALL)
Piece = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One attribution of a case; pieces count code points of its text."""

    source: Piece | None
    cue: Piece | None
    content: tuple[Piece, ...]
    manner: str
    #: fullest form in the text of whom the source stands for
    speaker: str | None
    speaker_kind: str | None
    #: full name of the outlet through which it came
    medium: str | None
    #: words that give the ground for anonymity
    ground: str | None
    #: place in the case's list of the attribution around this one
    within: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A passage and all its attributions."""

    id: str
    #: nested, chain, trap or plain
    kind: str
    text: str
    publisher: str | None
    agency: str | None
    attributions: tuple[Told, ...]


def read(paths: Iterable[Path] | None = None) -> list[Case]:
    """All cases of some files, by default those for training.

    Raises:
        InputError: a file is not in the form, or quotes words that its text lacks.
    """
    return [_case(path, one) for path in sorted(paths or DATA.glob("*.toml")) for one in _cases(path)]


def digest() -> str:
    """SHA-256 of the files for training."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in sorted(DATA.glob("*.toml")))).hexdigest()


def _cases(path: Path) -> list[dict[str, Any]]:
    try:
        cases: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))["cases"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        raise InputError(f"{path} is no file of cases ({error}): it should hold [[cases]] with id, kind, text") from error
    return cases


def _case(path: Path, told: dict[str, Any]) -> Case:
    text = told["text"].strip("\n")
    where = f"{path.name}, {told['id']}"

    def place(words: str | None) -> Piece | None:
        if words is None:
            return None
        found = _NUMBERED.fullmatch(words)
        wanted, number = (found["words"], int(found["number"])) if found else (words, 1)
        at = -1
        for _ in range(number):
            at = text.find(wanted, at + 1)
            if at < 0:
                raise InputError(f"{where}: {words!r} does not occur in its text: quote it as it stands")
        return at, at + len(wanted)

    return Case(
        id=told["id"],
        kind=told["kind"],
        text=text,
        publisher=told.get("publisher"),
        agency=told.get("agency"),
        attributions=tuple(
            Told(
                source=place(one.get("source")),
                cue=place(one.get("cue")),
                content=tuple(piece for words in one["content"] if (piece := place(words)) is not None),
                manner=one["manner"],
                speaker=one.get("speaker"),
                speaker_kind=one.get("speaker_kind"),
                medium=one.get("medium"),
                ground=one.get("ground"),
                within=one["within"] - 1 if "within" in one else None,
            )
            for one in told.get("attributions", ())
        ),
    )

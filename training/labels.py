"""Labels of ours on shared texts that are not ours to give away: offsets and codes are kept here, the text stays where it is.

Invariant: a label is only used on the very text that it was put on; another text under the same key stops the run.

`data/labels/SOURCE.jsonl` holds one line for each sentence that was read, with its events (none for most). `data/README.md`
tells the fields and how to add labels.
"""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import InputError

DATA = Path(__file__).parent / "data" / "labels"


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledEvent:
    """An event word; `start` and `end` count code points in the whole text, as do the roles' spans."""

    start: int
    end: int
    #: the likeliest first; each of them is right
    types: tuple[str, ...]
    mode: str | None
    status: str
    #: a careful reader might leave it out
    optional: bool
    #: labels of a text with the same number tell the same event; None: not told
    event: int | None
    #: a(ctor), r(ecipient), p(lace) → spans
    roles: Mapping[str, tuple[tuple[int, int], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledSentence:
    """A sentence that was read, as it stands in its text."""

    source: str
    key: str
    #: the whole text
    text: str
    start: int
    end: int
    events: tuple[LabelledEvent, ...]


def _lines(path: Path) -> Iterator[dict[str, str]]:
    return (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _plv(data: Path) -> dict[str, str]:
    rows = [line.split("\t") for line in (data / "events" / "plv_train.tsv").read_text(encoding="utf-8").splitlines()[1:]]
    return {row[0]: row[1] for row in rows}


def _gum(data: Path) -> dict[str, str]:
    found: dict[str, str] = {}
    for path in sorted((data / "coreference" / "gum_news").glob("*.conllu")):
        marked = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# text = ")]
        found |= {f"{path.stem}#{number}": line.removeprefix("# text = ") for number, line in enumerate(marked)}
    return found


def _ecb(data: Path) -> dict[str, str]:
    documents = [json.loads(line) for line in (data / "linking" / "ecbplus_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    return {f"{one['doc']}#{number}": text for one in documents for number, text in one["sentences"].items()}


def _folder(folder: Path) -> dict[str, str]:
    # decoded by hand: reading as text would turn "\r\n" into one character and move every offset
    return {path.stem: path.read_bytes().decode("utf-8") for path in sorted(folder.glob("*.txt"))}


def texts(source: str, shared: Path) -> dict[str, str]:
    """The texts of one source by key.

    Args:
        source: the name of a file of labels.
        shared: the folder that holds `data/`.

    Raises:
        InputError: the source's files are not there, or the name is not known.
    """
    data = shared / "data"
    try:
        match source:
            case "uw":
                return {str(number): row["text"] for number, row in enumerate(_lines(data / "certainty" / "UW" / "train.jsonl"))}
            case "plv":
                return _plv(data)
            case "ecb":
                return _ecb(data)
            case "gum":
                return _gum(data)
            case "lgl":
                return {str(row["id"]): row["text"] for row in _lines(data / "places" / "lgl.jsonl")}
            case "polnear":
                return _folder(data / "attribution" / "polnear" / "train" / "text")
    except OSError as error:
        raise InputError(f"labels of {source}: {error.filename} cannot be read ({error.strerror}); give --shared") from error
    raise InputError(f"no source {source!r}: labels are kept of uw, plv, ecb, gum, lgl and polnear")


def digest_of(text: str) -> int:
    """What a line of labels remembers of its sentence's words."""
    return zlib.crc32(text.encode())


def read(shared: Path, folder: Path = DATA) -> Iterator[LabelledSentence]:
    """Every labelled sentence with its text, file by file.

    Raises:
        InputError: a text is missing or is not the one that was labelled.
    """
    for path in sorted(folder.glob("*.jsonl")):
        known = texts(path.stem, shared)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            row = json.loads(line)
            text = known.get(row["key"], "")
            if digest_of(text[row["start"] : row["end"]]) != row["crc"]:
                raise InputError(f"{path.name}:{number}: the text of {row['key']!r} is not the one that was labelled")
            yield LabelledSentence(
                source=path.stem,
                key=row["key"],
                text=text,
                start=row["start"],
                end=row["end"],
                events=tuple(_event(event) for event in row["events"]),
            )


def _event(row: dict[str, object]) -> LabelledEvent:
    match row:
        case {"at": [int(start), int(end)], "types": [*types], "status": str(status), "roles": dict(roles)}:
            mode = row.get("mode")
            return LabelledEvent(
                start=start,
                end=end,
                types=tuple(str(kind) for kind in types),
                mode=str(mode) if mode else None,
                status=status,
                optional=bool(row.get("optional")),
                event=int(str(row["event"])) if "event" in row else None,
                roles={name: tuple((first, last) for first, last in spans) for name, spans in roles.items()},
            )
    raise InputError(f"{row!r} is no labelled event; see training/data/README.md")

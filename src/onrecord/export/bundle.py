"""A bundle: what a journal's replication package needs of a record, without the articles' words.

Invariant: words from the articles stand in a bundle only as hashes, beside their offsets; a text column of a view is told only if
it is listed here. Whoever has the texts can rebuild the record from it and compare (`onrecord verify`).
"""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from onrecord._version import __version__
from onrecord.errors import StoreError
from onrecord.export.tables import write_package, write_views
from onrecord.export.telling import Asked, Written
from onrecord.store import VIEWS, Record
from onrecord.store.linkviews import LINK_VIEWS

MANIFEST = "bundle.json"
FORMAT = 1
#: what reading gives; what linking makes of it is had again by `onrecord link`
BUNDLED = tuple(view for view in VIEWS if view not in LINK_VIEWS)
#: text columns that hold no words of an article but its bibliography, codes and names; all others are hashed
TOLD = {
    "articles": "id doc url publisher agency byline headline language furniture reader",
    "reports": "id article_id doc url publisher agency headline type mode quad contexts actors actor_countries recipients "
    "recipient_countries status degree polarity setting speaker speaker_kind manner medium origin date_basis place_name "
    "place_country place_precision place_basis admin1 reader",
    "participants": "report_id article_id role code country sectors form kind name entity_id capacity basis",
    "attributions": "article_id speaker speaker_kind manner medium",
    "mentions": "article_id form kind",
    "unread": "id doc url stage error reader",
}
# paths of the machine that read: nobody else has them
_LEFT_OUT = (("articles", "origin"), ("unread", "origin"))
_HASHED = "; here the first 16 digits of its SHA-256"


def write(record: Record, folder: Path, asked: Asked) -> Written:
    """Write a bundle into a folder that is there."""
    written = Written()
    write_package(folder, write_hashed(record, folder, written))
    manifest = record.manifest
    readers = [
        {
            "digest": reader.digest,
            "onrecord": reader.onrecord,
            "codebook": {"version": reader.codebook_version, "digest": reader.codebook_digest},
            "models": dict(reader.models),
        }
        for reader in manifest.readers
    ]
    _write(folder / "README.md", _readme(readers, written))
    _write(folder / "CITATION.cff", _citation(readers))
    said = {
        "format": FORMAT,
        "onrecord": __version__,
        "settings": {"shard_size": manifest.shard_size},
        "readers": readers,
        "rows": written.rows,
        "files": {path.name: digest(path) for path in sorted(folder.iterdir())},
    }
    _write(folder / MANIFEST, json.dumps(said, indent=2, ensure_ascii=False) + "\n")
    return written


def write_hashed(record: Record, folder: Path, written: Written) -> list[dict[str, Any]]:
    """The views as CSV, words hashed."""
    selections = {view: _selection(record, view) for view in BUNDLED}
    return write_views(record, folder, selections, written, "csv", hashed=_HASHED)


def read_manifest(folder: Path) -> Mapping[str, Any]:
    """What `bundle.json` says, after a look at the files.

    Raises:
        StoreError: there is no bundle, it is another version's, or a file is not the one that was written.
    """
    path = folder / MANIFEST
    try:
        said: Any = json.loads(path.read_bytes())
        files, found = said["files"], said["format"]
    except FileNotFoundError as error:
        raise StoreError(
            f"{folder} is no bundle (it has no {MANIFEST}): make one with `onrecord export … --format bundle`"
        ) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreError(f"{path} cannot be read ({error}): get the bundle again") from error
    if found != FORMAT:
        raise StoreError(
            f"{folder} is a bundle of format {found!r}, this version of onrecord knows {FORMAT}: use the one that wrote it"
        )
    for name, wanted in files.items():
        if not (folder / name).is_file():
            raise StoreError(f"{folder} lacks {name}: get the bundle again")
        if digest(folder / name) != wanted:
            raise StoreError(f"{folder / name} is not the file that was written (its SHA-256 differs): get the bundle again")
    return said  # type: ignore[no-any-return]


def digest(path: Path) -> str:
    """SHA-256 of a file, hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _selection(record: Record, view: str) -> dict[str, str]:
    """Each column and the SQL that gives it: its bare name, or a hash."""
    told = {*TOLD.get(view, "").split()}
    schema = record.sql(f"SELECT * FROM {view} LIMIT 0").schema
    selection = {}
    for column in schema:
        if (view, column.name) in _LEFT_OUT:
            continue
        if column.name in told or not _texts(column.type):
            selection[column.name] = column.name
        elif pa.types.is_list(column.type):
            selection[column.name] = f"list_transform({column.name}, lambda x: substr(sha256(x), 1, 16))"
        elif (view, column.name) == ("articles", "text"):
            # whole: by it the text is found again
            selection[column.name] = "sha256(text)"
        else:
            selection[column.name] = f"substr(sha256({column.name}), 1, 16)"
    return selection


def _texts(type_: pa.DataType) -> bool:
    inner = type_.value_type if pa.types.is_list(type_) else type_
    return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner) or pa.types.is_string_view(inner))


def _write(path: Path, text: str) -> None:
    path.write_bytes(text.encode())


def _readme(readers: list[dict[str, Any]], written: Written) -> str:
    made = "\n".join(
        f"- reader `{one['digest']}`: onrecord {one['onrecord']}, codebook {one['codebook']['version']} "
        f"(SHA-256 `{one['codebook']['digest']}`)\n" + "\n".join(f"  - {name}: `{value}`" for name, value in one["models"].items())
        for one in readers
    )
    rows = "\n".join(f"- `{view}.csv`: {number} rows, {VIEWS[view][0]}" for view, number in written.rows.items())
    return f"""# A record of political events, without its texts

This folder holds what onrecord {__version__} found in a collection of news articles: events with their actors, days and
places, and who says so. The articles themselves are not in it. Where a word of an article would stand, there is the beginning of
its SHA-256, beside its offsets (code points from 0, the end not included); `articles.csv` has the SHA-256 of each whole text,
UTF-8.

## Files

{rows}
- `datapackage.json`: every column and what it says (Frictionless Data Package)
- `bundle.json`: what made the record, and the SHA-256 of every file here
- `CITATION.cff`: how to cite onrecord

## What made it

{made or "- nothing was read"}

## To verify it

With the texts in a folder (text, HTML, JSON Lines, CSV, Parquet or WARC) and this version of onrecord:

    pip install onrecord=={__version__}
    onrecord verify BUNDLE --texts FOLDER

The texts are found by their SHA-256 and read again; the command tells every row that differs, and ends with status 0 if none does.
"""


def _citation(readers: list[dict[str, Any]]) -> str:
    digests = "".join(f'  - type: other\n    value: "{one["digest"]}"\n    description: digest of a reader\n' for one in readers)
    return (
        "cff-version: 1.2.0\n"
        'message: "This record was made with onrecord. Please cite it beside the record itself."\n'
        'title: "onrecord: political events from news, with the chain of sources"\n'
        "type: software\n"
        f'version: "{__version__}"\n'
        "license: Apache-2.0\n"
        'authors:\n  - name: "The onrecord developers"\n' + (f"identifiers:\n{digests}" if digests else "")
    )

"""`record.json`: the format of a record, its settings, and which readers made it.

Invariant: readers stand in the order of their last run, the latest at the end; no clock and no machine is told, so that the same
runs give the same bytes.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from onrecord._version import __version__
from onrecord.codebook import load_codebook
from onrecord.errors import StoreError
from onrecord.store.shards import write_file
from onrecord.store.tables import FORMAT

MANIFEST = "record.json"
SHARD_SIZE = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class MadeBy:
    """One reader: what it was made of."""

    #: digest of models, codebook and version together
    digest: str
    #: version of onrecord
    onrecord: str
    codebook_version: str
    codebook_digest: str
    #: models and their hashes, as the reader describes itself
    models: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What `record.json` says."""

    #: articles a shard
    shard_size: int = SHARD_SIZE
    readers: tuple[MadeBy, ...] = field(default=())

    def with_reader(self, digest: str, models: Mapping[str, str]) -> "Manifest":
        """With this reader as the latest one."""
        codebook = load_codebook()
        latest = MadeBy(
            digest=digest,
            onrecord=__version__,
            codebook_version=codebook.version,
            codebook_digest=codebook.digest,
            models=dict(sorted(models.items())),
        )
        return replace(self, readers=(*(reader for reader in self.readers if reader.digest != digest), latest))

    def write(self, record: Path) -> None:
        """Put it into place, whole.

        Raises:
            StoreError: it cannot be written.
        """
        said = {
            "format": FORMAT,
            "settings": {"shard_size": self.shard_size},
            "readers": [
                {
                    "digest": reader.digest,
                    "onrecord": reader.onrecord,
                    "codebook": {"version": reader.codebook_version, "digest": reader.codebook_digest},
                    "models": dict(reader.models),
                }
                for reader in self.readers
            ],
        }
        try:
            write_file(record / MANIFEST, json.dumps(said, indent=2, ensure_ascii=False) + "\n")
        except OSError as error:
            raise StoreError(f"{record / MANIFEST} cannot be written ({error.strerror}): check its rights and the disk") from error

    @classmethod
    def read(cls, record: Path) -> "Manifest":
        """What stands in `record`.

        Raises:
            StoreError: there is no record, it is damaged, or another version's.
        """
        path = record / MANIFEST
        try:
            said: Any = json.loads(path.read_bytes())
        except (FileNotFoundError, NotADirectoryError) as error:
            raise StoreError(
                f"{record} is no record (it has no {MANIFEST}): make one with `onrecord read`, or give its path"
            ) from error
        except OSError as error:
            raise StoreError(f"{path} cannot be read ({error.strerror}): check its rights") from error
        except ValueError as error:
            raise StoreError(f"{path} is damaged ({error}): restore it, or read the articles into a new record") from error
        found = said.get("format") if isinstance(said, dict) else None
        if found != FORMAT:
            raise StoreError(
                f"{record} has format {found!r}, this version of onrecord knows {FORMAT}: "
                "open it with the version that wrote it, or read the articles into a new record"
            )
        try:
            return cls(
                shard_size=said["settings"]["shard_size"],
                readers=tuple(
                    MadeBy(
                        digest=reader["digest"],
                        onrecord=reader["onrecord"],
                        codebook_version=reader["codebook"]["version"],
                        codebook_digest=reader["codebook"]["digest"],
                        models=reader["models"],
                    )
                    for reader in said["readers"]
                ),
            )
        except (KeyError, TypeError) as error:
            raise StoreError(f"{path} is damaged ({error!r}): restore it, or read the articles into a new record") from error

"""The record on disk: Parquet in shards, asked through DuckDB. Whoever reads sees what is whole, and only that."""

from onrecord.store.export import FORMATS, export, scored
from onrecord.store.rows import check
from onrecord.store.store import Record, Writer
from onrecord.store.views import VIEWS

__all__ = ["FORMATS", "VIEWS", "Record", "Writer", "check", "export", "scored"]

"""The record on disk: Parquet in shards, asked through DuckDB. Whoever reads sees what is whole, and only that."""

from onrecord.store.frame import Frame
from onrecord.store.rows import check
from onrecord.store.scored import scored
from onrecord.store.store import Record, Writer
from onrecord.store.views import IN_ORDER, VIEWS

__all__ = ["IN_ORDER", "VIEWS", "Frame", "Record", "Writer", "check", "scored"]

"""A record for others: flat tables, and the columns that other event data sets have. Everything is asked of the record's views."""

from onrecord.export.formats import FORMATS, Format, export
from onrecord.export.telling import Written

__all__ = ["FORMATS", "Format", "Written", "export"]

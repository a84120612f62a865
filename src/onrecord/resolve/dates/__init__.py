"""Dates: from a time expression to a range of days."""

from onrecord.resolve.dates.resolver import resolve_date

__all__ = ["resolve_date"]

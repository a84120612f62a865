"""An event: reports of several articles that tell the same. It holds no fact of its own.

Invariant: what an event was, when, where and by whose hand is only ever derived from its reports; where they differ, all of it is
kept. Its id is that of the report that founded it, with `-e` for `-r`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event."""

    #: article id, "-e" and the number of the report that founded it
    id: str
    #: ids of its reports, the earliest published first
    reports: tuple[str, ...] = field(default=())


def event_id(report_id: str) -> str:
    """The id of the event that a report founds: "a80d…-e6" for "a80d…-r6"."""
    article, _, number = report_id.rpartition("-r")
    return f"{article}-e{number}"


def founder(event: str) -> str:
    """The id of the report that founded an event."""
    article, _, number = event.rpartition("-e")
    return f"{article}-r{number}"


def is_event_id(text: str) -> bool:
    """Whether a text has the form of an event's id; a report's has `-r` in its place."""
    article, dash, number = text.rpartition("-e")
    return bool(article and dash) and number.isdecimal()

"""A linking put on a record by hand, for tests of what shows it."""

import pyarrow as pa

from onrecord.record import event_id
from onrecord.store import Record
from onrecord.store.linkings import write_linking
from onrecord.store.linktables import LINK_SCHEMAS


def tables(**rows: list[dict[str, object]]) -> dict[str, pa.Table]:
    """One table for each of a linking's, with the rows given."""
    return {name: pa.Table.from_pylist(rows.get(name, []), schema=schema) for name, schema in LINK_SCHEMAS.items()}


def telling(event: str, report: str, origin: str, **more: object) -> dict[str, object]:
    """A report in its event."""
    return {"event_id": event, "report_id": report, "reader": "fake-1", "score": 1.0, "origin": origin, "via": [], **more}


def link_all(record: Record) -> str:
    """Link all reports of a record into one event, told by one origin and disputed by nobody; the first article copied by the last.

    Returns:
        The event's id.
    """
    reports = record.sql("SELECT id, article_id FROM reports ORDER BY entry, number").to_pylist()
    articles = list(dict.fromkeys(report["article_id"] for report in reports))
    event = event_id(reports[0]["id"])
    copied = {"article_id": articles[-1], "copy_of": articles[0], "original": articles[0], "containment": 0.9, "share": 0.5}
    passage = {"start": 0, "end": 6, "of_start": 0, "of_end": 6}
    write_linking(
        record.path,
        tables(
            copies=[{**copied, "how": "cut", "because": "earliest", "passages": [passage]}],
            stories=[{"story_id": f"{articles[0]}-s", "article_id": article, "similarity": None} for article in articles],
            tellings=[telling(event, report["id"], "x", because="publisher") for report in reports],
            origins=[{"event_id": event, "origin": "x", "name": "X", "kind": "outlet", "first_report": reports[0]["id"]}],
            accounts=[
                {"event_id": event, "about": "happened", "origin": "x", "value": "yes", "differs": False, "words": "attacked"}
                | {"report_id": reports[0]["id"], "start": 7, "end": 15}
            ],
            trail=[{"run": 1, "event_id": event, "what": "founded", "reports": [reports[0]["id"]], "judge": "model"}],
        ),
        run=1,
        rests_on="made",
    )
    return event

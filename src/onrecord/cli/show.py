"""`onrecord show`."""

from typing import Annotated

import typer

from onrecord.cli.terminal import RecordPath, console, day, told
from onrecord.errors import InputError


def show(
    path: RecordPath,
    report_id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Show this one report or event whole.")] = None,
    type_: Annotated[str | None, typer.Option("--type", help="Event type, as ASSAULT.")] = None,
    actor: Annotated[str | None, typer.Option("--actor", help="Code or part of the name of a participant.")] = None,
    country: Annotated[
        str | None, typer.Option("--country", help="Code of a participant's or the place's country, as SYR.")
    ] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="YYYY-MM-DD", help="Events on or after this day.")] = None,
    until: Annotated[str | None, typer.Option("--until", metavar="YYYY-MM-DD", help="Events on or before this day.")] = None,
    status: Annotated[
        str | None, typer.Option("--status", help="fact, reported, alleged, denied, negated, planned or hypothetical.")
    ] = None,
    said_by: Annotated[str | None, typer.Option("--said-by", help="Part of the name of a speaker or medium.")] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, help="How many reports or events to print.")] = 20,
    events: Annotated[bool, typer.Option("--events", help="Events instead of reports, those with most origins first.")] = False,
    min_origins: Annotated[
        int, typer.Option("--min-origins", min=1, help="With --events: only those with so many independent origins.")
    ] = 1,
    disputed: Annotated[bool, typer.Option("--disputed", help="With --events: only those of which accounts differ.")] = False,
) -> None:
    """Show a record: totals, the most reported dyads and types, and reports with their chain of sources.

    Example: `onrecord show record --type ACCUSE --status alleged`
    """
    from onrecord.codebook import load_codebook
    from onrecord.record import Status, is_event_id
    from onrecord.show import Filters, events_page, page, whole, whole_event
    from onrecord.store import Record

    with told():
        if type_ is not None:
            load_codebook().check(type_.upper())
        if status is not None and status.lower() not in set(Status):
            raise InputError(f"--status {status}: use one of {', '.join(Status)}")
        first, last = day(since, "--since"), day(until, "--until")
        record = Record.open(path)
        if (disputed or min_origins > 1) and not events:
            raise InputError("--min-origins and --disputed are said of events: add --events")
        if report_id is not None and is_event_id(report_id):
            console.print(whole_event(record, report_id))
            return
        if report_id is not None:
            reading = record.reading_of(report_id)
            console.print(whole(reading, next(report for report in reading.reports if report.id == report_id)))
            return
        filters = Filters(type=type_, actor=actor, country=country, since=first, until=last, status=status, said_by=said_by)
        if events:
            console.print(events_page(record, filters, min_origins=min_origins, disputed=disputed, limit=limit))
            return
        console.print(page(record, filters, limit=limit))

"""`onrecord link`."""

from typing import TYPE_CHECKING

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from onrecord.cli.terminal import RecordPath, console, errors, told

if TYPE_CHECKING:
    from onrecord.store import Record


def link(path: RecordPath) -> None:
    """Link a record: copies, stories, events, and how many independent origins each event has.

    Run it after reading, and again whenever there is more or somebody has judged: it looks at what is new and at what that touches.
    It changes no report, events keep their ids, and where nothing is new it does nothing. What it finds is told in docs/events.md
    and docs/origins.md.

    Example: `onrecord link record`
    """
    from onrecord.store import Record

    with told():
        link_record(Record.open(path))


def link_record(record: "Record") -> None:
    """Link a record with a bar, and say what was found."""
    from onrecord.link import link as link_all

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=errors, transient=True) as bar:
        task = bar.add_task("linking", total=None)
        outcome = link_all(
            record, progress=lambda what, done, total: bar.update(task, description=what, completed=done, total=total)
        )
    found = (
        f"{outcome.articles} articles, {outcome.copies} of them copies, in {outcome.stories} stories; "
        f"{outcome.reports} reports of {outcome.events} events"
    )
    looked = f", {outcome.articles - outcome.known} articles looked at" if outcome.known else ""
    told_how = f"run {outcome.run}{looked}" if outcome.new else f"nothing new since run {outcome.run}"
    console.print(f"{found} ({told_how}) → {record.path}", markup=False, soft_wrap=True)

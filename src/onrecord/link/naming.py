"""Names of events and stories that outlive their growth, and the trail of what became of them.

Invariant: a name is that of one of the group's own members. Of groups that come together, the one named in the earliest run keeps
its name; of one that falls apart, the part with its founder does.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that a run did to an event."""

    run: int
    event: str
    #: founded, grew, merged, split, lost or ended
    what: str
    other: str | None
    reports: tuple[str, ...]


def name_groups(groups: Sequence[Sequence[str]], founded: Mapping[str, int]) -> list[str]:
    """The member after which each group is named.

    Args:
        groups: members of each, the first one first.
        founded: for members after which an earlier run named a group, the number of that run.
    """
    return [min(group, key=lambda member: (founded.get(member, 1 << 30), group.index(member))) for group in groups]


def steps(before: Mapping[str, Sequence[str]], after: Mapping[str, Sequence[str]], run: int) -> list[Step]:
    """What a run did, by event.

    Args:
        before: reports of each event, by its name, as the run before left them.
        after: as this one leaves them.
        run: its number.
    """
    was = {report: event for event, reports in before.items() for report in reports}
    now = {report: event for event, reports in after.items() for report in reports}
    found = []
    for event, reports in sorted(after.items()):
        came: dict[str | None, list[str]] = {}
        for report in reports:
            if was.get(report) != event:
                came.setdefault(was.get(report), []).append(report)
        for other, moved in sorted(came.items(), key=lambda item: item[0] or ""):
            new = "founded" if other is None else "split"
            what = "grew" if event in before else new
            found.append(Step(run=run, event=event, what=what, other=other, reports=tuple(moved)))
    for event, reports in sorted(before.items()):
        left: dict[str | None, list[str]] = {}
        for report in reports:
            if now.get(report) != event:
                left.setdefault(now.get(report), []).append(report)
        for other, moved in sorted(left.items(), key=lambda item: item[0] or ""):
            gone = event not in after
            what = "ended" if gone and other is None else "merged" if gone else "lost"
            found.append(Step(run=run, event=event, what=what, other=other, reports=tuple(moved)))
    return sorted(found, key=lambda step: (step.event, step.what, step.other or "", step.reports))

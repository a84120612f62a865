"""One event once per article: reports of the same event become one, with the other mentions beside it.

Invariant: every trigger that goes in comes out once, as a trigger or among the `also` of one; only reports of one type are put
together, and without learned weights none are.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from statistics import mean

from onrecord.record import Report, Role
from onrecord.resolve.sameness import sameness

#: from this chance on, on average over those of a group, a report joins it; chosen on practice articles
_JOINING = 0.4
#: a long article may tell one kind of event a thousand times: only the groups told last are looked at, and the last reports of each
_GROUPS, _REPORTS = 20, 6


def once_each(reports: Sequence[Report], text: str, weights: Mapping[str, float] | None) -> tuple[Report, ...]:
    """The reports of one article, in text order, each event once.

    Args:
        reports: in text order.
        text: the article's.
        weights: of `sameness`; None puts nothing together.
    """
    groups: dict[str, list[list[Report]]] = {}
    for report in reports:
        # the group told last stands last
        known = groups.setdefault(report.type, [])
        first = max(len(known) - _GROUPS, 0)
        chances = [_mean(report, group, text, weights) for group in known[first:]] if weights else []
        likeliest = max(chances, default=0.0)
        group = known.pop(first + chances.index(likeliest)) if likeliest >= _JOINING else []
        group.append(report)
        known.append(group)
    joined = (_joined(group) for same_type in groups.values() for group in same_type)
    return tuple(sorted(joined, key=lambda report: report.trigger))


def _mean(report: Report, group: Sequence[Report], text: str, weights: Mapping[str, float]) -> float:
    """The mean chance that a report tells the event of a group."""
    return mean(sameness(report, other, text, weights) for other in group[-_REPORTS:])


def _joined(group: Sequence[Report]) -> Report:
    """The report at the fullest mention; what it does not tell is taken from the others, in text order."""
    if len(group) == 1:
        return group[0]
    fullest = max(group, key=_fullness)
    others = [report for report in group if report is not fullest]
    participants = list(fullest.participants)
    for role in Role:
        if not _told(fullest, role):
            donor = next((report for report in others if _told(report, role)), None)
            if donor is not None:
                participants = [one for one in participants if one.role is not role] + list(donor.of(role))
    stated = next((report.time for report in others if report.time is not None and report.time.basis.told), None)
    time = fullest.time if fullest.time is not None and fullest.time.basis.told else stated or fullest.time
    return replace(
        fullest,
        also=tuple(sorted({span for report in others for span in (report.trigger, *report.also)})),
        participants=tuple(participants),
        time=time,
        place=fullest.place or next((report.place for report in others if report.place is not None), None),
        mode=fullest.mode or next((report.mode for report in others if report.mode is not None), None),
        score=max(report.score for report in group),
    )


def _told(report: Report, role: Role) -> bool:
    return any(one.entity.country != "UNK" for one in report.of(role))


def _fullness(report: Report) -> tuple[int, int, int, float, int]:
    """How much a report tells: participants on both sides, their number, day and place; then score, then the earlier one."""
    sides = sum(_told(report, role) for role in Role)
    told = int(report.time is not None and report.time.basis.told) + int(report.place is not None)
    return sides, told, len(report.participants), report.score, -report.trigger.start

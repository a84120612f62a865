"""One event once per article: reports of the same event become one, with the other mentions beside it.

Invariant: every trigger that goes in comes out once, as a trigger or among the `also` of one; only reports of one type are put
together.
"""

from collections.abc import Hashable, Sequence
from dataclasses import replace

from onrecord.codebook import load_codebook
from onrecord.record import Basis, Report, Role, Span, TimeRange

#: countries that tell nothing
_UNKNOWN = frozenset(["UNK"])


def once_each(reports: Sequence[Report]) -> tuple[Report, ...]:
    """The reports of one article, in text order, each event once."""
    # by what decides sameness: a long article tells one thing a thousand times in the same terms
    groups: list[dict[Hashable, list[Report]]] = []
    for report in reports:
        terms = _terms(report)
        home = next(
            (group for group in groups if terms in group or all(same_event(report, one[0]) for one in group.values())), None
        )
        if home is None:
            home = {}
            groups.append(home)
        home.setdefault(terms, []).append(report)
    joined = (_joined(sorted((one for same in group.values() for one in same), key=_position)) for group in groups)
    return tuple(sorted(joined, key=_position))


def _terms(report: Report) -> Hashable:
    """All of a report that `same_event` looks at."""
    return report.type, report.status, report.time, *(_codes(report, role) for role in Role)


def _position(report: Report) -> Span:
    return report.trigger


def same_event(left: Report, right: Report) -> bool:
    """Whether two reports of one article tell the same event: type, reality, participants and days agree as far as they are
    told."""
    if left.type != right.type or left.status.happened != right.status.happened:
        return False
    if not left.status.happened and left.status is not right.status:
        return False
    if not _days_agree(left.time, right.time):
        return False
    if left.type in load_codebook().mutual:
        ours, theirs = _codes(left, None), _codes(right, None)
        return _agree(ours, theirs)
    return all(_agree(_codes(left, role), _codes(right, role)) for role in Role)


def _codes(report: Report, role: Role | None) -> frozenset[str]:
    return frozenset(one.entity.country for one in report.participants if role in (None, one.role)) - _UNKNOWN


def _agree(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return not ours or not theirs or ours <= theirs or theirs <= ours


def _days_agree(left: TimeRange | None, right: TimeRange | None) -> bool:
    if left is None or right is None or Basis.PUBLISHED in (left.basis, right.basis):
        return True
    return left.earliest <= right.latest and right.earliest <= left.latest


def _joined(group: Sequence[Report]) -> Report:
    """The report at the fullest mention; what it does not tell is taken from the others, in text order."""
    if len(group) == 1:
        return group[0]
    fullest = max(group, key=_fullness)
    others = [report for report in group if report is not fullest]
    participants = list(fullest.participants)
    for role in Role:
        if not _codes(fullest, role):
            donor = next((report for report in others if _codes(report, role)), None)
            if donor is not None:
                participants = [one for one in participants if one.role is not role] + list(donor.of(role))
    stated = next((report.time for report in others if report.time is not None and report.time.basis is not Basis.PUBLISHED), None)
    time = fullest.time if fullest.time is not None and fullest.time.basis is not Basis.PUBLISHED else stated or fullest.time
    return replace(
        fullest,
        also=tuple(sorted({span for report in others for span in (report.trigger, *report.also)})),
        participants=tuple(participants),
        time=time,
        place=fullest.place or next((report.place for report in others if report.place is not None), None),
        mode=fullest.mode or next((report.mode for report in others if report.mode is not None), None),
        score=max(report.score for report in group),
    )


def _fullness(report: Report) -> tuple[int, int, int, float, int]:
    """How much a report tells: participants on both sides, their number, day and place; then score, then the earlier one."""
    sides = sum(bool(_codes(report, role)) for role in Role)
    told = int(report.time is not None and report.time.basis is not Basis.PUBLISHED) + int(report.place is not None)
    return sides, told, len(report.participants), report.score, -report.trigger.start

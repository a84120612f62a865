"""A party to a conflict on its enemy's deeds (codebook, case 3): uncorroborated, they are alleged.

Invariant: only `reported` becomes `alleged`.
"""

from onrecord.record import Entity, Report, Status

_DEEDS = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"])
_PARTIES = frozenset(["GOV", "MIL", "REB", "PRM", "SPY", "COP"])


def on_an_enemy(report: Report, speaker: Entity | None) -> bool:
    """Whether the report rests on the word of those to whom it was done, about others who did it."""
    if report.status is not Status.REPORTED or report.type not in _DEEDS or speaker is None:
        return False
    if not set(speaker.sectors) & _PARTIES:
        return False
    actors = {one.entity.code for one in report.actors if one.mention is not None}
    recipients = {one.entity.country for one in report.recipients}
    foreign = all(one.entity.country != speaker.country for one in report.actors)
    return bool(actors) and foreign and speaker.country in recipients

"""A party on its enemy's deeds is alleged; on its own, or on others', reported."""

import pytest
from tests.madereports import TEXT, mention, participant, report

from onrecord.record import Entity, Report, Role, Status
from onrecord.resolve.partisan import on_an_enemy

SOMEONE = mention(TEXT, "word")
TURKISH_ARMY = Entity(country="TUR", sectors=("MIL",))


def deed(actor: str, recipient: str, type_: str = "ASSAULT", status: Status = Status.REPORTED, *, named: bool = True) -> Report:
    made = report(type_, status=status)
    participants = (participant(actor, named=SOMEONE if named else None), participant(recipient, Role.RECIPIENT, named=SOMEONE))
    return Report(**{name: getattr(made, name) for name in Report.__slots__} | {"participants": participants})


@pytest.mark.parametrize("type_", ["ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "THREATEN"])
def test_the_enemys_deed(type_: str) -> None:
    assert on_an_enemy(deed("SYRMIL", "TURCVL", type_), TURKISH_ARMY)


@pytest.mark.parametrize(
    ("made", "speaker"),
    [
        (deed("TURMIL", "SYRCVL"), TURKISH_ARMY),  # its own deed
        (deed("SYRMIL", "IRQCVL"), TURKISH_ARMY),  # done to others
        (deed("SYRMIL", "TURCVL", "CONSULT"), TURKISH_ARMY),  # no deed of war
        (deed("SYRMIL", "TURCVL", status=Status.FACT), TURKISH_ARMY),  # the outlet's own word
        (deed("SYRMIL", "TURCVL", status=Status.DENIED), TURKISH_ARMY),
        (deed("SYRMIL", "TURCVL"), None),  # nobody's word
        (deed("SYRMIL", "TURCVL"), Entity(country="TUR", sectors=("MED",))),  # a doctor is no party
        (deed("SYRMIL", "TURCVL"), Entity(country="TUR")),
        (deed("SYRUAF", "TURCVL", named=False), TURKISH_ARMY),  # nobody is accused
    ],
)
def test_all_else_stays_as_it_is(made: Report, speaker: Entity | None) -> None:
    assert not on_an_enemy(made, speaker)

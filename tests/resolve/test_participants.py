"""Who takes part, once in each role; whom the codebook puts where nobody is named."""

import pytest
from tests.madereports import mention, place

from onrecord.record import Entity, Form, Mention, Participant, Role
from onrecord.resolve.participants import resolve_participants

TEXT = "Syrian troops shelled Turkish rebels near Aleppo; the troops fled."
SYRIAN = mention(TEXT, "Syrian troops")
TURKISH = mention(TEXT, "Turkish rebels", number=1)
AGAIN = mention(TEXT, "the troops", number=2, chain=0)
STRANGER = mention(TEXT, "fled", number=3)
ENTITIES = {
    0: Entity(country="SYR", sectors=("MIL",)),
    1: Entity(country="TUR", sectors=("REB",)),
    2: Entity(country="SYR", sectors=("MIL",)),
}


def resolved(
    *played: tuple[Role, Mention], kind: str = "ASSAULT", entities: dict[int, Entity] = ENTITIES, country: str | None = None
) -> list[tuple[str, str]]:
    """Role and code of the participants."""
    found = resolve_participants(
        [(role, one, 0.5) for role, one in played],
        lambda one: entities.get(one.number),
        kind,
        place(country) if country is not None else None,
    )
    return [(one.role.value, one.entity.code) for one in found]


def test_roles_and_codes() -> None:
    assert resolved((Role.ACTOR, SYRIAN), (Role.RECIPIENT, TURKISH)) == [("actor", "SYRMIL"), ("recipient", "TURREB")]


@pytest.mark.parametrize("words", [("Syrian", "Syrian troops"), ("Syrian troops", "Syrian")])
def test_words_within_words_for_the_same_body_take_part_once_as_the_fuller_phrase(words: tuple[str, str]) -> None:
    played = [(Role.ACTOR, mention(TEXT, one, number=number), 0.5) for number, one in enumerate(words)]
    (found,) = resolve_participants(played, lambda one: ENTITIES[0], "ASSAULT", None)
    assert found.mention is not None
    assert found.mention.span.text == "Syrian troops"


def test_one_mentioned_twice_takes_part_once() -> None:
    assert resolved((Role.ACTOR, SYRIAN), (Role.ACTOR, AGAIN)) == [("actor", "SYRMIL")]


def test_one_of_the_register_takes_part_once() -> None:
    entities = {0: Entity(country="SYR", id="body:1"), 1: Entity(country="SYR", id="body:1")}
    assert resolved((Role.ACTOR, SYRIAN), (Role.ACTOR, TURKISH), entities=entities) == [("actor", "SYR")]


def test_two_bodies_of_one_country_are_two() -> None:
    entities = {0: Entity(country="SYR", id="body:1"), 1: Entity(country="SYR", id="body:2")}
    assert len(resolved((Role.ACTOR, SYRIAN), (Role.ACTOR, TURKISH), entities=entities)) == 2


def test_who_cannot_be_told_takes_no_part() -> None:
    assert resolved((Role.ACTOR, SYRIAN), (Role.RECIPIENT, STRANGER)) == [("actor", "SYRMIL")]


def test_ones_own_body_is_no_recipient_beside_a_truer_one() -> None:
    assert resolved((Role.ACTOR, SYRIAN), (Role.RECIPIENT, AGAIN), (Role.RECIPIENT, TURKISH)) == [
        ("actor", "SYRMIL"),
        ("recipient", "TURREB"),
    ]
    # but it stays where there is no other, and where there is no direction
    assert ("recipient", "SYRMIL") in resolved((Role.ACTOR, SYRIAN), (Role.RECIPIENT, AGAIN))
    assert ("recipient", "SYRMIL") in resolved(
        (Role.ACTOR, SYRIAN), (Role.RECIPIENT, AGAIN), (Role.RECIPIENT, TURKISH), kind="CONSULT"
    )


@pytest.mark.parametrize(("kind", "sector"), [("ASSAULT", "UAF"), ("COERCE", "GOV"), ("PROTEST", "CVL"), ("MOBILIZE", "MIL")])
def test_an_unnamed_actor_has_the_country_of_the_event(kind: str, sector: str) -> None:
    assert resolved((Role.RECIPIENT, TURKISH), kind=kind, country="IRQ")[0] == ("actor", f"IRQ{sector}")
    # without a place that of those to whom it was done, else none
    assert resolved((Role.RECIPIENT, TURKISH), kind=kind)[0] == ("actor", f"TUR{sector}")
    assert resolved(kind=kind) == [("actor", f"UNK{sector}")]


@pytest.mark.parametrize("kind", ["CONSULT", "AGREE", "ACCUSE", "AID", "SANCTION", "RETREAT", "REQUEST"])
def test_other_types_need_an_actor_of_their_own(kind: str) -> None:
    assert resolved((Role.RECIPIENT, TURKISH), kind=kind, country="IRQ") == [("recipient", "TURREB")]
    assert resolved(kind=kind) == []


def test_an_unnamed_actor_has_no_mention_and_rests_on_the_codebook() -> None:
    found: tuple[Participant, ...] = resolve_participants([], lambda _: None, "ASSAULT", place("IRQ"))
    assert found[0].mention is None
    assert found[0].score == 0.0
    assert found[0].entity.basis == "codebook"
    assert found[0].entity.evidence == (place("IRQ").span,)


def test_an_actor_of_ones_own_leaves_no_room_for_an_unnamed_one() -> None:
    assert resolved((Role.ACTOR, SYRIAN), country="IRQ") == [("actor", "SYRMIL")]


def test_those_of_whom_nothing_is_told_are_of_the_place() -> None:
    gunmen = {0: Entity(country="UNK", sectors=("UAF",)), 1: Entity(country="TUR", sectors=("REB",))}
    found = resolved((Role.ACTOR, SYRIAN), (Role.RECIPIENT, TURKISH), entities=gunmen, country="MLI")
    assert found == [("actor", "MLIUAF"), ("recipient", "TURREB")]
    assert resolved((Role.ACTOR, SYRIAN), entities=gunmen) == [("actor", "UNKUAF")]


def test_people_of_whom_only_the_article_tells_are_at_home_where_it_happened() -> None:
    people = mention(TEXT, "rebels", number=4, form=Form.NOMINAL)
    entities = {4: Entity(country="USA", sectors=("CVL",), basis="context")}
    assert resolved((Role.RECIPIENT, people), entities=entities, country="MLI")[-1] == ("recipient", "MLICVL")
    # a speech act may be about people anywhere
    assert resolved((Role.RECIPIENT, people), kind="ACCUSE", entities=entities, country="MLI")[-1] == ("recipient", "USACVL")

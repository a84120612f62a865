"""How likely a report is right: learned weights over what is known of it."""

import pytest
from tests.madereports import TEXT, mention, participant, report

from onrecord.models.session import load_encoder
from onrecord.record import Entity, Participant, Report, Role
from onrecord.resolve.chance import chance, features


def with_actor(one: Participant) -> Report:
    made = report(recipients="TUR")
    return Report(**{name: getattr(made, name) for name in Report.__slots__} | {"participants": (one, *made.participants)})


def test_without_weights_the_word_alone_counts() -> None:
    assert chance(report(score=0.83), None) == 0.83


def test_weights_are_added_up() -> None:
    assert chance(report(), {"constant": 0.0}) == 0.5
    assert chance(report(score=0.9), {"word": 1.0}) == pytest.approx(0.9)
    assert chance(report(), {"constant": -2.0}) < 0.2
    with pytest.raises(KeyError):
        chance(report(), {"no such thing": 1.0})


def test_what_is_known_of_participants() -> None:
    named = participant("SYR", named=mention(TEXT, "word"))
    known = features(with_actor(named))
    assert (known["actor sure"], known["actor missing"], known["actor guessed"]) == (1.0, 0.0, 0.0)
    guessed = Participant(role=Role.ACTOR, mention=mention(TEXT, "word"), entity=Entity(country="SYR", basis="context"), score=0.4)
    known = features(with_actor(guessed))
    assert (known["actor sure"], known["actor guessed"]) == (0.4, 1.0)
    # attackers of whom nothing is said have no mention
    assert features(with_actor(participant("SYRUAF")))["actor missing"] == 1.0


def test_the_weights_that_ship_are_weights_of_these_features() -> None:
    card = load_encoder("events").card
    assert set(card["calibration"]) == set(card["keeping"]) == set(features(report()))
    likelier, less = (
        chance(report(actors="SYR", recipients="TUR", score=0.99), card["calibration"]),
        chance(report(score=0.4), card["calibration"]),
    )
    assert likelier > less

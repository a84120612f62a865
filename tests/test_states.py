"""States' numbers in the lists of COW and of Gleditsch and Ward."""

from onrecord.codebook import load_codebook
from onrecord.resolve.actors.register import load_register
from onrecord.states import load_states, state_numbers


def test_where_the_lists_part() -> None:
    for code, cow, gw in (("USA", 2, 2), ("DEU", 255, 260), ("YEM", 679, 678), ("SRB", 345, 340), ("TON", 955, 972)):
        numbers = state_numbers(code)
        assert numbers is not None
        assert (numbers.cow, numbers.gw) == (cow, gw)


def test_who_is_no_state_has_no_number() -> None:
    for code in (*load_codebook().supranational, "HKG", "PSE", "UNK"):
        assert state_numbers(code) is None


def test_every_number_is_one_states_alone_and_every_state_is_known() -> None:
    states = load_states()
    assert len(states) > 190
    assert len({one.cow for one in states.values()}) == len({one.gw for one in states.values()}) == len(states)
    assert all(load_register().land_name(code) for code in states)

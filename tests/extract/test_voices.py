"""Whose "I" and "we" it is."""

from tests.annotated import attributions_of, mentions_of

from onrecord.extract.voices import bind_first_persons
from onrecord.record import Form


def owner(text: str, pronoun: str) -> str | None:
    """The words that begin the chain of a first person; None where it is alone."""
    mentions = bind_first_persons(mentions_of(text), attributions_of(text))
    chain = next(mention.chain for mention in mentions if mention.span.text == pronoun)
    others = [mention.span.text for mention in mentions if mention.chain == chain and mention.form is not Form.PRONOUN]
    return others[0] if others else None


def test_inside_a_quotation_it_is_the_speaker() -> None:
    assert owner('"We will never attack that village," the minister said.', "We") == "the minister"
    assert owner('Anna Weber said: "I have ordered the army to leave."', "I") == "Anna Weber"


def test_a_cue_within_the_quotation_does_not_make_it_its_own_source() -> None:
    assert owner('"I think that our army attacked the village," the minister said.', "I") == "the minister"


def test_outside_of_quotations_it_stays_alone() -> None:
    assert owner("The minister said we attacked the village.", "we") is None
    assert owner("We saw the army attack the village.", "We") is None


def test_nothing_else_changes() -> None:
    text = '"We will never attack," the minister said. He left Oslo.'
    before, after = mentions_of(text), bind_first_persons(mentions_of(text), attributions_of(text))
    changed = [one.span.text for one, other in zip(before, after, strict=True) if one != other]
    assert changed == ["We"]


def test_a_quotation_of_nobody_binds_nothing() -> None:
    text = '"We will never go back to that table at all."'
    assert bind_first_persons(mentions_of(text), attributions_of(text)) == mentions_of(text)

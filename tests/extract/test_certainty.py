"""How sure the text is that something happened, and which words say so."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from tests.annotated import article_of, parsed
from tests.oddtexts import odd_texts

from onrecord.annotate.syntax import load_syntax
from onrecord.extract.certainty import find_certainty
from onrecord.record import Certainty, Degree, Polarity, Setting, Status

CERTAIN, PROBABLE, POSSIBLE = Degree.CERTAIN, Degree.PROBABLE, Degree.POSSIBLE
POSITIVE, NEGATIVE = Polarity.POSITIVE, Polarity.NEGATIVE
ACTUAL, FUTURE, HYPOTHETICAL = Setting.ACTUAL, Setting.FUTURE, Setting.HYPOTHETICAL


def of(text: str, word: str, statuses: dict[str, float] | None = None) -> Certainty:
    """The certainty of one word of a text."""
    doc = parsed(text)
    (token,) = (token for token in doc if token.text == word)
    return find_certainty(doc, token.i, statuses or {})


@pytest.mark.parametrize(
    ("text", "word", "degree", "polarity", "setting", "cues"),
    [
        ("The army attacked the village.", "attacked", CERTAIN, POSITIVE, ACTUAL, []),
        # negation
        ("The army did not attack the village.", "attack", CERTAIN, NEGATIVE, ACTUAL, ["not"]),
        ("The army didn't attack the village.", "attack", CERTAIN, NEGATIVE, ACTUAL, ["n't"]),
        ("The army never attacked the village.", "attacked", CERTAIN, NEGATIVE, ACTUAL, ["never"]),
        ("The army did not launch an attack.", "attack", CERTAIN, NEGATIVE, ACTUAL, ["not"]),
        ("The army failed to attack the village.", "attack", CERTAIN, NEGATIVE, ACTUAL, ["failed"]),
        ("The president refused to sign the treaty.", "sign", CERTAIN, NEGATIVE, ACTUAL, ["refused"]),
        ("The visit was cancelled.", "visit", CERTAIN, NEGATIVE, ACTUAL, ["cancelled"]),
        ("The police prevented an attack.", "attack", CERTAIN, NEGATIVE, ACTUAL, ["prevented"]),
        ("The army did not fail to attack the village.", "attack", CERTAIN, POSITIVE, ACTUAL, ["not", "fail"]),
        # denial
        ("The minister denied killing prisoners.", "killing", CERTAIN, NEGATIVE, ACTUAL, ["denied"]),
        ("The minister denied the attack.", "attack", CERTAIN, NEGATIVE, ACTUAL, ["denied"]),
        # what lies ahead
        ("The president will visit Paris on Monday.", "visit", CERTAIN, POSITIVE, FUTURE, ["will"]),
        ("The two sides will hold talks.", "talks", CERTAIN, POSITIVE, FUTURE, ["will"]),
        ("The president plans to visit Paris.", "visit", CERTAIN, POSITIVE, FUTURE, ["plans"]),
        ("The president is scheduled to visit Paris.", "visit", CERTAIN, POSITIVE, FUTURE, ["scheduled"]),
        ("Troops are expected to attack.", "attack", CERTAIN, POSITIVE, FUTURE, ["expected"]),
        ("The planned visit was welcomed.", "visit", CERTAIN, POSITIVE, FUTURE, ["planned"]),
        # modals and conditions
        ("The army may attack the village.", "attack", POSSIBLE, POSITIVE, HYPOTHETICAL, ["may"]),
        ("The army could attack the village.", "attack", POSSIBLE, POSITIVE, HYPOTHETICAL, ["could"]),
        ("The army would attack the village.", "attack", POSSIBLE, POSITIVE, HYPOTHETICAL, ["would"]),
        ("If the army attacks the village, people will flee.", "attacks", POSSIBLE, POSITIVE, HYPOTHETICAL, ["If"]),
        ("Any attack would be answered.", "attack", POSSIBLE, POSITIVE, HYPOTHETICAL, ["Any", "would"]),
        # wished, feared, asked for
        ("Officials fear that the army attacked the village.", "attacked", POSSIBLE, POSITIVE, HYPOTHETICAL, ["fear"]),
        ("The minister urged the army to attack.", "attack", POSSIBLE, POSITIVE, HYPOTHETICAL, ["urged"]),
        ("The minister threatened to attack the village.", "attack", POSSIBLE, POSITIVE, HYPOTHETICAL, ["threatened"]),
        # hedges
        ("The army allegedly attacked the village.", "attacked", PROBABLE, POSITIVE, ACTUAL, ["allegedly"]),
        ("The army reportedly killed four people.", "killed", PROBABLE, POSITIVE, ACTUAL, ["reportedly"]),
        ("The alleged attack shocked the town.", "attack", PROBABLE, POSITIVE, ACTUAL, ["alleged"]),
        ("The army has probably attacked the village.", "attacked", PROBABLE, POSITIVE, ACTUAL, ["probably"]),
        ("The army possibly attacked the village.", "attacked", POSSIBLE, POSITIVE, ACTUAL, ["possibly"]),
        # what is said of another clause
        ("The army said it had attacked the village.", "attacked", CERTAIN, POSITIVE, ACTUAL, []),
        ("The army attacked the village but did not kill anyone.", "attacked", CERTAIN, POSITIVE, ACTUAL, []),
        ("If rain falls they stay, but the army attacked the village.", "attacked", CERTAIN, POSITIVE, ACTUAL, []),
    ],
)
def test_words(text: str, word: str, degree: Degree, polarity: Polarity, setting: Setting, cues: list[str]) -> None:
    found = of(text, word)
    assert (found.degree, found.polarity, found.setting) == (degree, polarity, setting)
    assert [cue.span.text for cue in found.cues] == cues


@pytest.mark.parametrize(
    ("status", "polarity", "setting"),
    [
        ("planned", POSITIVE, FUTURE),
        ("hypothetical", POSITIVE, HYPOTHETICAL),
        ("negated", NEGATIVE, ACTUAL),
        ("denied", NEGATIVE, ACTUAL),
        ("fact", POSITIVE, ACTUAL),
    ],
)
def test_the_model_is_heard_where_no_word_tells(status: str, polarity: Polarity, setting: Setting) -> None:
    text = "The army attacked the village."
    found = of(text, "attacked", {status: 0.95})
    assert (found.polarity, found.setting) == (polarity, setting)
    # what is not plain has a cue: the word itself
    assert [cue.span.text for cue in found.cues] == ([] if status == "fact" else ["attacked"])
    assert of(text, "attacked", {status: 0.05}) == Certainty()


@pytest.mark.parametrize(
    ("statuses", "polarity", "setting", "cues"),
    [
        # words that speak for what the model says are its cues
        ({"planned": 0.9}, POSITIVE, FUTURE, ["will"]),
        # others are not: "will" belongs to something else, and the word itself must do
        ({"negated": 0.9}, NEGATIVE, ACTUAL, ["attack"]),
        ({"fact": 0.9, "planned": 0.1}, POSITIVE, ACTUAL, []),
        # all that did not happen counts together; the likeliest of it gives the status
        ({"planned": 0.3, "hypothetical": 0.2, "fact": 0.5}, POSITIVE, FUTURE, ["will"]),
    ],
)
def test_the_model_decides_whether_it_happened(
    statuses: dict[str, float], polarity: Polarity, setting: Setting, cues: list[str]
) -> None:
    found = of("The army will attack the village.", "attack", statuses)
    assert (found.polarity, found.setting) == (polarity, setting)
    assert [cue.span.text for cue in found.cues] == cues


def test_hedges_stay_whatever_the_model_says_of_reality() -> None:
    found = of("The army will reportedly attack the village.", "attack", {"fact": 0.9})
    assert found.degree is PROBABLE
    assert [cue.span.text for cue in found.cues] == ["reportedly"]


def test_an_accusation_is_not_denied_by_the_model_either() -> None:
    doc = parsed("The ministry denied the accusation.")
    (token,) = (token for token in doc if token.text == "accusation")
    assert find_certainty(doc, token.i, {"denied": 0.9, "fact": 0.1}, accusing=True).polarity is Polarity.POSITIVE


@settings(deadline=None, max_examples=40)
@given(odd_texts, st.data())
def test_any_text(text: str, data: st.DataObject) -> None:
    doc = load_syntax().annotate(article_of(text))
    assume(len(doc))
    token = data.draw(st.integers(0, len(doc) - 1))
    status = data.draw(st.sampled_from(Status))
    found = find_certainty(doc, token, {status.value: data.draw(st.floats(0, 1))})
    for cue in found.cues:
        assert text[cue.span.start : cue.span.end] == cue.span.text
    plain = (found.degree, found.polarity, found.setting) == (CERTAIN, POSITIVE, ACTUAL)
    assert plain or found.cues


def test_none_of_the_subject_is_a_negation() -> None:
    found = of("No soldiers were killed in the clash.", "killed")
    assert found.polarity is Polarity.NEGATIVE
    assert [cue.span.text for cue in found.cues] == ["No"]


def test_what_is_called_for_is_imagined() -> None:
    assert of("Paris called for talks with the rebels.", "talks").setting is Setting.HYPOTHETICAL


def test_an_accusation_that_is_denied_was_made() -> None:
    doc = parsed("The ministry denied the accusation.")
    (token,) = (token for token in doc if token.text == "accusation")
    assert find_certainty(doc, token.i, {}, accusing=True).polarity is Polarity.POSITIVE
    assert find_certainty(doc, token.i, {}).polarity is Polarity.NEGATIVE

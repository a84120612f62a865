"""The annotators in a spaCy pipeline of one's own."""

import pytest
import spacy

from onrecord.annotate.syntax import load_syntax
from onrecord.components import make_attribution
from onrecord.errors import InputError

TEXT = "Angela Merkel left Paris on Monday. She said that the talks had failed."


def test_spacy_finds_the_component_by_its_name() -> None:
    nlp = load_syntax().nlp
    nlp.add_pipe("onrecord_attribution")
    try:
        doc = nlp(TEXT)
    finally:
        nlp.remove_pipe("onrecord_attribution")
    (found,) = doc._.attributions
    assert found.speaker.name == "Angela Merkel"
    assert any(mention.span.text == "She" for mention in doc._.mentions)


def test_mentions_alone() -> None:
    nlp = load_syntax().nlp
    nlp.add_pipe("onrecord_mentions")
    try:
        doc = nlp(TEXT)
    finally:
        nlp.remove_pipe("onrecord_mentions")
    assert {mention.span.text for mention in doc._.mentions} >= {"Angela Merkel", "Paris", "She"}
    assert doc._.attributions == ()


def test_a_doc_that_is_not_parsed_is_refused() -> None:
    nlp = spacy.blank("en")
    with pytest.raises(InputError, match="parsed"):
        make_attribution(nlp, "x")(nlp(TEXT))

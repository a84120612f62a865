"""Who says what: sources, cues, contents, manner, distance, and what stands within what.

What the model sees depends on its weights; these are sentences that any weights worth shipping read rightly.
"""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from tests.annotated import article_of, attributions_of, heard
from tests.oddtexts import odd_texts

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.extract.attribution import find_attributions
from onrecord.models.session import load_encoder
from onrecord.record import Attribution, Manner

DIRECT, INDIRECT, MIXED = Manner.DIRECT, Manner.INDIRECT, Manner.MIXED


def outermost(text: str) -> Attribution:
    """The one attribution of a text that stands in no other."""
    (found,) = [one for one in attributions_of(text) if one.within is None]
    return found


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "manner"),
    [
        # indirect
        ("The minister said troops had crossed the border.", "The minister", "said", "troops had crossed the border", INDIRECT),
        ("The envoy said that talks had failed.", "The envoy", "said", "that talks had failed", INDIRECT),
        ("The ministry announced that the border would be closed.", "The ministry", "announced",
         "that the border would be closed", INDIRECT),
        ("The minister denied that troops had crossed the border.", "The minister", "denied",
         "that troops had crossed the border", INDIRECT),
        ("State media reported that the general had been arrested.", "State media", "reported",
         "that the general had been arrested", INDIRECT),
        ("Officials believe that the rebels fled.", "Officials", "believe", "that the rebels fled", INDIRECT),
        # inverted
        ("Troops have crossed the border, the minister said on Monday.", "the minister", "said",
         "Troops have crossed the border", INDIRECT),
        ("“Troops have crossed the border,” said Anna Weber, the foreign minister.", "Anna Weber, the foreign minister", "said",
         "“Troops have crossed the border,”", DIRECT),
        # direct
        ('"Troops have crossed the border," the minister said.', "the minister", "said",
         '"Troops have crossed the border,"', DIRECT),
        # mixed
        ('The governor said the army had "destroyed three villages in one night".', "The governor", "said",
         'the army had "destroyed three villages in one night"', MIXED),
        # according to
        ("According to the ministry, troops crossed the border on Monday.", "the ministry", "According to",
         "troops crossed the border on Monday", INDIRECT),
        ("Troops crossed the border on Monday, according to two officials.", "two officials", "according to",
         "Troops crossed the border on Monday", INDIRECT),
    ],
)  # fmt: skip
def test_one(text: str, source: str, cue: str, content: str, manner: Manner) -> None:
    found = outermost(text)
    assert found.source is not None
    assert found.source.text == source
    assert found.cue is not None
    assert cue in found.cue.text
    assert [span.text for span in found.content] == [content]
    assert found.manner is manner


@pytest.mark.parametrize(
    ("text", "cue"),
    [("The general is said to have fled the country.", "said"), ("The general reportedly fled the country.", "reportedly")],
)
def test_what_nobody_is_named_for(text: str, cue: str) -> None:
    found = outermost(text)
    assert found.source is None
    assert found.cue is not None
    assert cue in found.cue.text
    assert found.distanced


@pytest.mark.parametrize(
    ("text", "source", "pieces"),
    [
        ("Troops, the minister said, have crossed the border.", "the minister", ["Troops", "have crossed the border"]),
        (
            '"We will not go back," the minister said. "We will fight until the end."',
            "the minister",
            ['"We will not go back,"', '"We will fight until the end."'],
        ),
        (
            '"We will not go back," the minister said.\n\n"We will fight until the end."',
            "the minister",
            ['"We will not go back,"', '"We will fight until the end."'],
        ),
    ],
)
def test_contents_in_pieces(text: str, source: str, pieces: list[str]) -> None:
    found = outermost(text)
    assert found.source is not None
    assert found.source.text == source
    assert [span.text for span in found.content] == pieces


def test_a_quotation_goes_on_over_paragraphs_that_open_again() -> None:
    first, *later = "“We will not go back to them.", "“We will fight until the end.", "“Nobody will stop us from coming home.”"
    text = "\n\n".join((f"The minister said: {first}", *later))
    found = outermost(text)
    assert found.source is not None
    assert found.source.text == "The minister"
    said = " ".join(span.text for span in found.content)
    assert all(piece.strip("“”") in said for piece in (first, *later))


@pytest.mark.parametrize(
    ("text", "distanced"),
    [
        ("The minister claimed that the rebels had fled.", True),
        ("The minister alleged that the rebels had fled.", True),
        ("The minister said that the rebels had fled.", False),
        ("According to the minister, the rebels had fled.", False),
    ],
)
def test_distance(text: str, distanced: bool) -> None:
    assert outermost(text).distanced is distanced


@pytest.mark.parametrize(
    ("text", "outlet"),
    [
        ("The minister told the Times that the talks had failed.", "the Times"),
        ("The minister said in an interview with the BBC that the talks had failed.", "the BBC"),
        ("The minister, speaking on state television, said that the talks had failed.", "state television"),
    ],
)
def test_what_it_may_have_come_through(text: str, outlet: str) -> None:
    _, through = heard(text)
    assert outlet in [span.text for spans in through.values() for span, _ in spans]


def test_an_outlet_that_cites_others() -> None:
    reported, citing = sorted(
        attributions_of("The talks have failed, the Times reported, citing two officials."), key=lambda one: len(list(one.chain()))
    )
    assert citing.within == reported
    assert citing.source is not None
    assert citing.source.text == "two officials"
    assert [span.text for span in citing.content] == ["The talks have failed"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The minister said that the rebels claimed the army had shelled the village.", ["the rebels", "The minister"]),
        ("The Times reported that the minister said the talks had failed.", ["the minister", "The Times"]),
        (
            "The Times reported that the minister said the rebels claimed the army had shelled the village.",
            ["the rebels", "the minister", "The Times"],
        ),
    ],
)
def test_within(text: str, chain: list[str]) -> None:
    innermost = max(attributions_of(text), key=lambda one: len(list(one.chain())))
    assert [link.source.text for link in innermost.chain() if link.source is not None] == chain


@pytest.mark.parametrize(
    "text",
    [
        "The rebels killed four soldiers.",
        'A so-called "hero" fled the town.',
        "",
        "\n\n",
        '"',
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert attributions_of(text) == ()


def test_two_speakers_keep_their_words() -> None:
    text = 'The minister said, "We will go," and the general said, "We will all stay here."'
    said = {one.source.text: one.content[0].text for one in attributions_of(text) if one.source is not None and one.within is None}
    assert said == {"The minister": '"We will go,"', "the general": '"We will all stay here."'}


def test_the_source_is_a_mention() -> None:
    assert outermost("The minister said troops had crossed the border.").mention == 0


@settings(deadline=None, max_examples=60)
@given(odd_texts)
def test_any_text(text: str) -> None:
    article = article_of(text)
    doc = load_syntax().annotate(article)
    mentions = find_chains(doc, find_mentions(doc, article))
    encoder = load_encoder("attributions")
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    found, through = find_attributions(doc, mentions, encoder.read(text, sentences), encoder.labels)
    assert [one.number for one in found] == list(range(len(found)))
    assert set(through) <= set(range(len(found)))
    assert [one.content[0].start for one in found] == sorted(one.content[0].start for one in found)
    for one in found:
        for span in (*one.content, *(span for span in (one.source, one.cue) if span is not None)):
            assert text[span.start : span.end] == span.text
        assert one.mention is None or mentions[one.mention].number == one.mention
        links = list(one.chain())
        assert len(links) == len({link.number for link in links})
        for inner, outer in pairwise(links):
            assert outer == found[outer.number]
            assert inner.cue is not None

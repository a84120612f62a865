"""Who says what: sources, cues, contents, manner, distance, and what stands within what."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from tests.annotated import article_of, attributions_of
from tests.oddtexts import odd_texts

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.extract.attribution import find_attributions
from onrecord.record import Attribution, Manner

DIRECT, INDIRECT, MIXED = Manner.DIRECT, Manner.INDIRECT, Manner.MIXED


def only(text: str) -> Attribution:
    """The one attribution of a text."""
    (found,) = attributions_of(text)
    return found


def words(attribution: Attribution) -> tuple[str | None, str | None, list[str]]:
    """Source, cue and contents in words."""
    return (
        attribution.source.text if attribution.source is not None else None,
        attribution.cue.text if attribution.cue is not None else None,
        [span.text for span in attribution.content],
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "manner"),
    [
        # indirect
        ("The minister said troops had crossed the border.", "The minister", "said", "troops had crossed the border", INDIRECT),
        ("The envoy said that talks had failed.", "The envoy", "said", "that talks had failed", INDIRECT),
        ("The ministry announced that the border would be closed.", "The ministry", "announced",
         "that the border would be closed", INDIRECT),
        ("The minister warned that Iran would face sanctions.", "The minister", "warned",
         "that Iran would face sanctions", INDIRECT),
        ("The minister denied that troops had crossed the border.", "The minister", "denied",
         "that troops had crossed the border", INDIRECT),
        ("State media reported that the general had been arrested.", "State media", "reported",
         "that the general had been arrested", INDIRECT),
        ("A report by the United Nations found that soldiers had tortured prisoners.", "A report", "found",
         "that soldiers had tortured prisoners", INDIRECT),
        ("Iran's foreign ministry said in a statement that it had summoned the envoy.", "Iran's foreign ministry", "said",
         "that it had summoned the envoy", INDIRECT),
        ("Asked about the raid, she said it had been ordered by the president.", "she", "said",
         "it had been ordered by the president", INDIRECT),
        ("Weber, who said the talks had failed, left on Monday.", "Weber", "said", "the talks had failed", INDIRECT),
        ("Two officials, who asked not to be named, said the raid had failed.", "Two officials", "said",
         "the raid had failed", INDIRECT),
        ("Officials believe that the rebels fled.", "Officials", "believe", "that the rebels fled", INDIRECT),
        # inverted
        ("Troops have crossed the border, the minister said on Monday.", "the minister", "said",
         "Troops have crossed the border", INDIRECT),
        ('"Troops have crossed the border today," said the minister.', "the minister", "said",
         "Troops have crossed the border today,", DIRECT),
        ("“Troops have crossed the border today,” said Anna Weber, the foreign minister.", "Anna Weber", "said",
         "Troops have crossed the border today,", DIRECT),
        # direct
        ('"Troops have crossed the border," the minister said.', "the minister", "said", "Troops have crossed the border,", DIRECT),
        ('The spokesman added: "The talks have failed for good."', "The spokesman", "added",
         "The talks have failed for good.", DIRECT),
        ("«Troops have crossed the border», the minister said.", "the minister", "said", "Troops have crossed the border", DIRECT),
        # mixed
        ('The army "destroyed three villages in one night", the governor said.', "the governor", "said",
         'The army "destroyed three villages in one night', MIXED),
        ('The governor said the army had "destroyed three villages in one night".', "The governor", "said",
         'the army had "destroyed three villages in one night', MIXED),
        # according to
        ("According to the ministry, troops crossed the border on Monday.", "the ministry", "According to",
         "troops crossed the border on Monday", INDIRECT),
        ("Troops crossed the border on Monday, according to two officials.", "two officials", "according to",
         "Troops crossed the border on Monday", INDIRECT),
        # nouns that say
        ("The opposition's claim that the vote was rigged was dismissed.", "The opposition", "claim",
         "that the vote was rigged", INDIRECT),
        ("Allegations by the opposition that the vote was rigged were dismissed.", "the opposition", "Allegations",
         "that the vote was rigged", INDIRECT),
        # nobody
        ("The general is said to have fled the country.", None, "said", "to have fled the country", INDIRECT),
        ("The rebels are believed to have killed four soldiers.", None, "believed", "to have killed four soldiers", INDIRECT),
        ("It is believed that the rebels killed four soldiers.", None, "believed",
         "that the rebels killed four soldiers", INDIRECT),
        ('"We will not go back to the table at all."', None, None, "We will not go back to the table at all.", DIRECT),
        # accused of
        ("The president accused Rwanda of sending troops across the border.", "The president", "accused",
         "sending troops across the border", INDIRECT),
        ("Rwanda was accused by the president of sending troops across the border.", "the president", "accused",
         "sending troops across the border", INDIRECT),
        ("Kenya blamed the rebels for the attack on the convoy.", "Kenya", "blamed", "the attack on the convoy", INDIRECT),
        # quoted as saying
        ("The agency quoted the minister as saying that the talks had failed.", "the minister",
         "quoted the minister as saying", "that the talks had failed", INDIRECT),
        ("The minister was quoted by the agency as saying that the talks had failed.", "The minister",
         "quoted by the agency as saying", "that the talks had failed", INDIRECT),
        # told, spoke to, posted on
        ("The minister told the Times that the talks had failed.", "The minister", "told", "that the talks had failed", INDIRECT),
    ],
)  # fmt: skip
def test_one(text: str, source: str | None, cue: str | None, content: str, manner: Manner) -> None:
    found = only(text)
    assert words(found) == (source, cue, [content])
    assert found.manner is manner


@pytest.mark.parametrize(
    ("text", "source", "pieces"),
    [
        ("Troops, the minister said, have crossed the border.", "the minister", ["Troops", "have crossed the border"]),
        (
            '"We will not go back," the minister said. "We will fight until the end."',
            "the minister",
            ["We will not go back,", "We will fight until the end."],
        ),
        (
            '"We will not go back," the minister said.\n\n"We will fight until the end."',
            "the minister",
            ["We will not go back,", "We will fight until the end."],
        ),
        (
            "The minister said: “We will not go back to them.\n\n“We will fight until the end.”",
            "The minister",
            ["We will not go back to them.", "We will fight until the end."],
        ),
    ],
)
def test_contents_in_pieces(text: str, source: str, pieces: list[str]) -> None:
    found = only(text)
    assert found.source is not None
    assert found.source.text == source
    assert [span.text for span in found.content] == pieces


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The minister told the Times that the talks had failed.", "the Times"),
        ("The minister said in an interview with the BBC that the talks had failed.", "the BBC"),
        ("The minister wrote on Twitter that the talks had failed.", "Twitter"),
        ("The agency quoted the minister as saying that the talks had failed.", "The agency"),
        ("The minister was quoted by the agency as saying that the talks had failed.", "the agency"),
        ("The minister, speaking on state television, said that the talks had failed.", "state television"),
        ("The minister said the talks had failed.", None),
    ],
)
def test_what_it_came_through(text: str, medium: str | None) -> None:
    found = only(text).medium
    assert (found.name if found is not None else None) == medium


@pytest.mark.parametrize(
    ("text", "distanced"),
    [
        ("The minister claimed that the rebels had fled.", True),
        ("The minister alleged that the rebels had fled.", True),
        ("The general is said to have fled the country.", True),
        ("The president accused Rwanda of sending troops.", True),
        ("The minister said that the rebels had fled.", False),
        ("The minister added that the rebels had fled.", False),
        ("According to the minister, the rebels had fled.", False),
    ],
)
def test_distance(text: str, distanced: bool) -> None:
    assert only(text).distanced is distanced


def test_an_outlet_that_cites_others() -> None:
    reported, citing = attributions_of("The talks have failed, the Times reported, citing two officials.")
    assert words(reported)[:2] == ("the Times", "reported")
    assert words(citing) == ("two officials", "citing", ["The talks have failed"])
    assert citing.medium is not None
    assert citing.medium.name == "the Times"


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("The minister said that the rebels claimed the army had shelled the village.", ["the rebels", "The minister"]),
        ("The Times reported that the minister said the talks had failed.", ["the minister", "The Times"]),
        ("Peskov said Putin told Macron that Ukraine had shelled Donetsk.", ["Putin", "Peskov"]),
        ("Police said a man who claimed that he was a general was arrested.", ["a man", "Police"]),
        (
            "The Times reported that the minister said the rebels claimed the army had shelled the village.",
            ["the rebels", "the minister", "The Times"],
        ),
        ("According to the Times, the minister said the talks had failed.", ["the minister", "the Times"]),
    ],
)
def test_within(text: str, chain: list[str]) -> None:
    innermost = max(attributions_of(text), key=lambda one: len(list(one.chain())))
    assert [link.source.text for link in innermost.chain() if link.source is not None] == chain


@pytest.mark.parametrize(
    "text",
    [
        "The two sides signed an agreement on Monday.",
        "The rebels killed four soldiers.",
        'A so-called "hero" fled the town.',
        "The army went home and the rebels went on.",
        "The committee is to report on Monday.",
        "",
        "\n\n",
        '"',
    ],
)
def test_nobody_says_anything(text: str) -> None:
    assert attributions_of(text) == ()


def test_a_word_of_somebodys_speech_does_not_carry_the_speech_beside_it() -> None:
    text = 'The minister said, "We will go," and the general said, "We will all stay here."'
    assert [words(one) for one in attributions_of(text)] == [
        ("The minister", "said", ["We will go,"]),
        ("the general", "said", ["We will all stay here."]),
    ]


def test_the_source_is_a_mention() -> None:
    found = only("The minister said troops had crossed the border.")
    assert found.mention == 0
    assert only('"We will not go back to the table at all."').mention is None


@settings(deadline=None, max_examples=80)
@given(odd_texts)
def test_any_text(text: str) -> None:
    article = article_of(text)
    doc = load_syntax().annotate(article)
    mentions = find_chains(doc, find_mentions(doc, article))
    found = find_attributions(doc, mentions)
    assert [one.number for one in found] == list(range(len(found)))
    assert [one.content[0].start for one in found] == sorted(one.content[0].start for one in found)
    for one in found:
        for span in (*one.content, *(span for span in (one.source, one.cue) if span is not None)):
            assert text[span.start : span.end] == span.text
        assert one.mention is None or mentions[one.mention].span == one.source
        links = list(one.chain())
        assert len(links) == len({link.number for link in links})
        for inner, outer in pairwise(links):
            assert outer == found[outer.number]
            assert inner.cue is not None
            assert any(span.covers(inner.cue) for span in outer.content)

"""Who is meant: names, surnames, titles, acronyms, appositions, pronouns."""

import pytest
from hypothesis import given, settings
from tests.annotated import article_of, chains
from tests.oddtexts import odd_texts

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.record import Kind


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("Angela Merkel visited Paris. She met Macron there.", ["Angela Merkel", "She"]),
        ("Vladimir Putin visited Paris. Putin met the mayor. He left on Monday.", ["Vladimir Putin", "Putin", "He"]),
        ("The ministry denied the report. It said the raid was over.", ["The ministry", "It"]),
        ("The rebels attacked the town. They killed four soldiers.", ["The rebels", "They"]),
        ("The African Union (AU) met in Addis Ababa. The AU condemned the coup.", ["The African Union", "AU", "The AU"]),
        (
            "Felix Kulov, the prime minister, resigned. The prime minister left Bishkek.",
            ["Felix Kulov", "the prime minister", "The prime minister"],
        ),
        (
            "Foreign minister Anna Weber arrived in Oslo. Weber met the king. The minister spoke briefly.",
            ["Foreign minister Anna Weber", "Weber", "The minister"],
        ),
        ("President Bashar al-Assad spoke. Assad said the war was over.", ["President Bashar al-Assad", "Assad"]),
        ("Secretary of State John Kerry met Sergei Lavrov. Lavrov left.", ["Sergei Lavrov", "Lavrov"]),
        ("The spokeswoman, Maria Zakharova, said she would resign.", ["The spokeswoman", "Maria Zakharova", "she"]),
        ("Iran said its navy fired. Iran closed its border.", ["Iran", "its", "Iran", "its"]),
        ("Kim Kye-Gwan arrived in Beijing. Kim left on Friday.", ["Kim Kye-Gwan", "Kim"]),
        ("The army killed rebels. The army withdrew.", ["The army", "The army"]),
    ],
)
def test_the_same(text: str, chain: list[str]) -> None:
    assert chain in chains(text)


@pytest.mark.parametrize(
    ("text", "one", "other"),
    [
        ("Mr. Weber met Mrs. Weber in Bonn.", "Mr. Weber", "Mrs. Weber"),
        ("Anna Weber met Karl Weber in Bonn.", "Anna Weber", "Karl Weber"),
        ("The king met the queen. She left for Oslo.", "The king", "She"),
        ("It is clear that the army left. The ministry was silent.", "It", "The ministry"),
        ("The soldiers fled. He stayed.", "The soldiers", "He"),
        ("Angela Merkel spoke. It closed the border.", "Angela Merkel", "It"),
        ("Turkish troops met Greek troops.", "Turkish troops", "Greek troops"),
    ],
)
def test_not_the_same(text: str, one: str, other: str) -> None:
    assert not any(one in chain and other in chain for chain in chains(text))


def test_a_surname_taken_for_a_body_is_a_person() -> None:
    text = "Anna Weber arrived in Oslo. Weber said she was tired."
    article = article_of(text)
    doc = load_syntax().annotate(article)
    weber = next(one for one in find_chains(doc, find_mentions(doc, article)) if one.span.text == "Weber")
    assert weber.kind is Kind.PER


@settings(deadline=None, max_examples=40)
@given(odd_texts)
def test_only_chains_are_set(text: str) -> None:
    article = article_of(text)
    doc = load_syntax().annotate(article)
    before = find_mentions(doc, article)
    after = find_chains(doc, before)
    assert [(one.number, one.span, one.head, one.form) for one in after] == [
        (one.number, one.span, one.head, one.form) for one in before
    ]
    first: dict[int, int] = {}
    for mention in after:
        assert mention.chain == first.setdefault(mention.chain, mention.number)
    assert find_chains(doc, before) == after


def test_no_mentions_no_chains() -> None:
    doc = load_syntax().annotate(article_of("!"))
    assert find_chains(doc, ()) == ()

"""Whom mentions stand for, in short articles of our own."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import Article, Dateline, Entity, Form, Kind, Mention, Span, article_id
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.heads import head_of
from onrecord.resolve.actors.register import load_register


def mention(
    text: str,
    words: str,
    number: int = 0,
    *,
    chain: int | None = None,
    form: Form | None = None,
    kind: Kind = Kind.PER,
    after: int = 0,
) -> Mention:
    start = text.index(words, after)
    first, last = head_of(words)
    head = Span.of(text, start + first, start + last)
    return Mention(
        number=number,
        span=Span.of(text, start, start + len(words)),
        head=head,
        form=form or (Form.NAME if head.text[0].isupper() else Form.NOMINAL),
        kind=kind,
        chain=number if chain is None else chain,
    )


def alone(words: str, day: date = date(2010, 6, 1)) -> Entity:
    article = Article(id=article_id(words), text=words, published=day)
    only = mention(words, words)
    entity = EntityResolver(load_register(), article, [only]).resolve(only)
    assert entity is not None
    return entity


@pytest.mark.parametrize(
    ("words", "country", "sector"),
    [
        ("Armenian Prime Minister", "ARM", "GOV"),
        ("Syrian government troops", "SYR", "MIL"),
        ("Israeli-backed South Lebanon Army", "LBN", "PRM"),
        ("Russian-backed separatists in Ukraine", "UKR", "REB"),
        ("pro-Iranian militiamen in Iraq", "IRQ", "PRM"),
        ("the Iranian embassy in London", "IRN", "GOV"),
        ("U.S. troops in Iraq", "USA", "MIL"),
        ("President of the European Commission", "EUR", None),
        ("UN envoy to Syria", "UNO", None),
        ("the Russian ambassador to the United Nations", "RUS", "GOV"),
        ("gunmen in northern Mali", "MLI", "UAF"),
        ("the Kremlin", "RUS", "GOV"),
        ("the White House", "USA", "GOV"),
        ("Moscow", "RUS", "GOV"),
        ("a former Greek defence minister", "GRC", "ELI"),
        ("ousted Tunisian president", "TUN", "ELI"),
        ("The West", "IGO", None),
        ("world leaders", "IGO", None),
        ("foreign companies", "MNC", "BUS"),
        ("members of the Peruvian parliament", "PER", "LEG"),
        ("leaders of the Kenyan opposition", "KEN", "OPP"),
        ("Hezbollah fighters", "LBN", "REB"),
        ("Bosnian Serb leaders", "BIH", "GOV"),
        ("Karachi police", "PAK", "COP"),
        ("Norwegian Foreign Minister Jonas Gahr Stoere", "NOR", "GOV"),
        ("NATO", "IGO", "MIL"),
        ("a Polish court", "POL", "JUD"),
        ("president-elect of Chile", "CHL", "GOV"),
    ],
)
def test_the_words_of_the_mention(words: str, country: str, sector: str | None) -> None:
    entity = alone(words)
    assert entity.country == country
    assert (entity.sectors[0] if entity.sectors else None) == sector
    assert entity.evidence


def test_a_surname_that_is_a_country_is_a_surname() -> None:
    assert alone("Marigold Jordan").country == "UNK"


def test_nothing_known_says_so() -> None:
    entity = alone("villagers")
    assert (entity.country, entity.sectors, entity.basis) == ("UNK", ("CVL",), "context")


TEXT = (
    "LUSAKA - Zambian Finance Minister Bwalya Testname met officials on Monday. He urged the IMF to help. "
    "Testname said the ministry had no money. Police held workers."
)


def resolver() -> tuple[EntityResolver, dict[str, Mention]]:
    listed = [
        mention(TEXT, "Zambian Finance Minister Bwalya Testname", 0, chain=0),
        mention(TEXT, "officials", 1),
        mention(TEXT, "He", 2, chain=0, form=Form.PRONOUN),
        mention(TEXT, "the IMF", 3, kind=Kind.ORG),
        mention(TEXT, "Testname", 4, after=TEXT.index("Testname said")),
        mention(TEXT, "the ministry", 5, kind=Kind.ORG),
        mention(TEXT, "Police", 6, form=Form.NOMINAL),
        mention(TEXT, "workers", 7),
    ]
    dateline = Dateline(span=Span.of(TEXT, 0, 8), place=Span.of(TEXT, 0, 6))
    article = Article(id=article_id(TEXT), text=TEXT, dateline=dateline, published=date(2003, 2, 3))
    return EntityResolver(load_register(), article, listed), {one.span.text: one for one in listed}


def test_chains_surnames_and_context() -> None:
    entities, listed = resolver()
    expected = {
        "Zambian Finance Minister Bwalya Testname": ("ZMB", "GOV", "composition"),
        "He": ("ZMB", "GOV", "coreference"),
        "Testname": ("ZMB", "GOV", "coreference"),
        "the IMF": ("IGO", None, "register"),
        "the ministry": ("ZMB", "GOV", "context"),
        "Police": ("ZMB", "COP", "context"),
        "workers": ("ZMB", "LAB", "context"),
    }
    for words, (country, sector, basis) in expected.items():
        entity = entities.resolve(listed[words])
        assert entity is not None
        assert (entity.country, entity.sectors[0] if entity.sectors else None, entity.basis) == (country, sector, basis), words
    assert entities.country == "ZMB"


def test_a_pronoun_without_a_chain_is_nobody() -> None:
    text = "It rained."
    pronoun = mention(text, "It", form=Form.PRONOUN)
    assert EntityResolver(load_register(), Article(id=article_id(text), text=text), [pronoun]).resolve(pronoun) is None


def test_unknown_attackers_have_the_country_of_the_event() -> None:
    entities, _ = resolver()
    assert entities.unknown("MLI").code == "MLIUAF"
    assert entities.unknown(None).code == "ZMBUAF"


def test_evidence_stands_in_the_article() -> None:
    entities, listed = resolver()
    for one in listed.values():
        entity = entities.resolve(one)
        assert entity is not None
        assert all(TEXT[span.start : span.end] == span.text for span in entity.evidence)


@given(
    st.lists(
        st.sampled_from(
            [
                "the",
                "of",
                "in",
                "Iraq's",
                "Iraqi-backed",
                "U.S.",
                "army",
                "(",
                ",",
                "rebel",
                "leaders",
                "John",
                "UN",
                "to",
                "former",
                "al-Qaeda",
                ")",
                "police",
            ]
        ),
        min_size=1,
    )
)
def test_any_phrase_can_be_read(words: list[str]) -> None:
    phrase = " ".join(words)
    if any(letter.isalpha() for letter in phrase):
        entity = alone(phrase)
        assert len(entity.country) == 3
        assert all(phrase[span.start : span.end] == span.text for span in entity.evidence)

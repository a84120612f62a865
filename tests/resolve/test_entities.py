"""Whom mentions stand for, in short articles of our own."""

from dataclasses import replace
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
        ("five Americans", "USA", "CVL"),
        ("wounded Ukrainians", "UKR", "CVL"),
        ("Kenyan riot police", "KEN", "COP"),
        ("a Brazilian appeals court", "BRA", "JUD"),
        ("striking Greek dockers", "GRC", "LAB"),
        ("Ugandan dairy farmers", "UGA", "AGR"),
        ("the Polish opposition leader", "POL", "OPP"),
        ("a Mexican drug lord", "MEX", "CRM"),
        ("Moammar Kadhafi", "LBY", "GOV"),
        ("Belgrade", "SRB", "GOV"),
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
        ("the People's Republic of China", "CHN", None),
        ("a Kenya-based charity", "KEN", "SOC"),
        ("a five-nation monitoring committee", "IGO", None),
        ("neighbouring governments", "IGO", None),
        ("a new government", "UNK", "GOV"),
        ("overseas investors", "MNC", "BUS"),
        ("the ruling Testlandic People's Party", "UNK", "PTY"),
        ("a foreign signals intelligence agency", "UNK", "SPY"),
        ("refugees", "UNK", "REF"),
        ("suicide bombers", "UNK", "UAF"),
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


def read_in(text: str, *mentions: Mention, day: date = date(2016, 3, 1)) -> list[Entity]:
    article = Article(id=article_id(text), text=text, published=day)
    entities = EntityResolver(load_register(), article, mentions)
    found = [entities.resolve(one) for one in mentions]
    assert None not in found
    return [one for one in found if one is not None]


def test_a_candidate_is_of_a_party_before_the_office_to_come() -> None:
    assert alone("Barack Obama", date(2008, 5, 1)).sectors == ("PTY",)
    assert alone("Barack Obama", date(2010, 5, 1)).sectors == ("GOV",)


def test_an_office_to_come_tells_nothing() -> None:
    assert alone("Emmanuel Macron", date(2011, 1, 1)).sectors == ()


def test_what_the_article_calls_someone_outweighs_a_past_office() -> None:
    text = "Romano Prodi is back. The candidate promised work."
    prodi = mention(text, "Romano Prodi", 0, chain=0)
    candidate = mention(text, "The candidate", 1, chain=0, form=Form.NOMINAL)
    assert read_in(text, prodi, candidate)[0].sectors == ("PTY",)
    assert alone("Romano Prodi", date(2016, 3, 1)).sectors == ("ELI",)


def test_a_surname_alone_is_known_unless_the_article_tells_of_another() -> None:
    text = "Gorbachev spoke."
    assert read_in(text, mention(text, "Gorbachev"))[0].code == "RUSELI"
    text = "Piotr Gorbachev, a baker, spoke. Gorbachev smiled."
    both = mention(text, "Piotr Gorbachev", 0, chain=0), mention(text, "Gorbachev", 1, chain=0, after=20)
    assert read_in(text, *both)[1].country == "UNK"


def test_a_place_acts_for_its_country() -> None:
    text = "Darfur rose."
    assert read_in(text, mention(text, "Darfur", kind=Kind.LOC))[0].country == "SDN"


def test_two_in_one_phrase_are_told_apart() -> None:
    text = "Norway Prime Minister Erna Solberg and South Korea President Moon Jae In met."
    words = text.removesuffix(" met.")
    start = text.index("Moon")
    one = Mention(
        number=0,
        span=Span.of(text, 0, len(words)),
        head=Span.of(text, start, len(words)),
        form=Form.NAME,
        kind=Kind.PER,
        chain=0,
    )
    assert read_in(text, one)[0].country == "KOR"


def test_no_person_is_a_newspaper() -> None:
    text = "Hill smiled."
    assert "JRN" not in read_in(text, mention(text, "Hill"))[0].sectors


def test_the_country_of_a_bare_noun_is_its_sentences() -> None:
    text = "Norway and others watched. Norway spoke for days. In Bamako, soldiers fired into the air, the minister said."
    norway = [mention(text, "Norway", number, after=after) for number, after in ((0, 0), (1, 20))]
    bamako = mention(text, "Bamako", 2, kind=Kind.GPE)
    soldiers = mention(text, "soldiers", 3)
    *_, entity = read_in(text, *norway, bamako, soldiers)
    assert (entity.country, entity.basis) == ("MLI", "context")
    assert any(span.text == "Bamako" for span in entity.evidence)
    assert [one.country for one in entity.others] == ["NOR"]


def test_a_small_town_tells_the_country_of_those_around_it() -> None:
    text = "Police in Wilkes-Barre held two men."
    police, town = mention(text, "Police in Wilkes-Barre", 0), mention(text, "Wilkes-Barre", 1, kind=Kind.GPE)
    men = mention(text, "two men", 2)
    assert [one.country for one in read_in(text, police, town, men)] == ["USA", "USA", "USA"]


def test_whose_they_are_tells_what_they_are() -> None:
    text = "The M23 rebels fled Goma, and France said its ambassador had met their spokesman."
    rebels = mention(text, "The M23 rebels", 0, chain=0)
    france = mention(text, "France", 1, chain=1, kind=Kind.GPE)
    its = mention(text, "its", 2, chain=1, form=Form.PRONOUN, kind=Kind.ORG)
    ambassador = mention(text, "its ambassador", 3)
    their = mention(text, "their", 4, chain=0, form=Form.PRONOUN)
    spokesman = mention(text, "their spokesman", 5)
    found = read_in(text, rebels, france, its, ambassador, their, spokesman)
    assert (found[3].country, found[3].sectors[:1]) == ("FRA", ("GOV",))
    assert (found[5].country, found[5].sectors[:1]) == ("COD", ("REB",))


def test_a_counterpart_is_of_another_country() -> None:
    text = "The Turkish minister met his counterpart, and Greece was glad."
    minister = mention(text, "The Turkish minister", 0, chain=0)
    his = mention(text, "his", 1, chain=0, form=Form.PRONOUN)
    counterpart = mention(text, "his counterpart", 2)
    greece = mention(text, "Greece", 3, kind=Kind.GPE)
    assert [one.country for one in read_in(text, minister, his, counterpart, greece)][2] == "GRC"


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        ("Russian warships left port.", "RUS", "MIL"),
        ("Libya's coast guard left port.", "LBY", "MIL"),
        ("Iran left the talks.", "IRN", None),
        ("Yoon Suk-yeol spoke.", "KOR", "GOV"),
    ],
)
def test_the_words_after_a_name_count(text: str, country: str, sector: str | None) -> None:
    name = {"Russian": Kind.GPE, "Libya": Kind.GPE, "Iran": Kind.GPE, "Yoon Suk": Kind.PER}
    words, kind = next((words, kind) for words, kind in name.items() if text.startswith(words))
    [entity] = read_in(text, mention(text, words, kind=kind, form=Form.NAME), day=date(2023, 3, 1))
    assert (entity.country, next(iter(entity.sectors), None)) == (country, sector)


def test_namesakes_are_kept_with_their_scores() -> None:
    text = "Jemaah Islamiyah denied it."
    [entity] = read_in(text, mention(text, "Jemaah Islamiyah", kind=Kind.ORG))
    assert (entity.country, entity.sectors[:1]) == ("IMG", ("REB",))
    assert [(one.country, one.name) for one in entity.others] == [("IDN", "Jemaah Islamiyah")]
    assert all(0 < one.score < 1 for one in entity.others)


def test_somebody_before_and_tells_nothing_of_somebody_after() -> None:
    text = "Mali's government and Tuareg rebels signed."
    whole = "Mali's government and Tuareg rebels"
    rebels = Span.of(text, text.index("rebels"), text.index("rebels") + len("rebels"))
    both = replace(mention(text, whole, 0), head=rebels, form=Form.NOMINAL)
    [entity] = read_in(text, both)
    assert entity.sectors[:1] == ("REB",)

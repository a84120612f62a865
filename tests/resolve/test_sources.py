"""Who the sources are: fullest names, kinds, and the outlet in between."""

from dataclasses import replace

import pytest
from tests.annotated import heard, mentions_of
from tests.madereports import attribution, mention, span_of

from onrecord.record import Article, Attribution, Form, Kind, Speaker, SpeakerKind, article_id
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.sources import name_speakers


def named(text: str, **fields: object) -> tuple[Attribution, ...]:
    """The attributions of a text, with speakers and mediums."""
    article = Article(id=article_id(text), text=text, language="en", **fields)  # type: ignore[arg-type]
    attributions, through = heard(text)
    return name_speakers(attributions, through, mentions_of(text), article, load_register())


def speaker(text: str) -> tuple[str, SpeakerKind] | None:
    (found,) = [one for one in named(text) if one.within is None]
    return (found.speaker.name, found.speaker.kind) if found.speaker is not None else None


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Angela Merkel said the talks had failed.", "Angela Merkel", SpeakerKind.NAMED),
        ("Angela Merkel left Paris. She said the talks had failed.", "Angela Merkel", SpeakerKind.NAMED),
        ("Vladimir Putin left Paris. Putin said the talks had failed.", "Vladimir Putin", SpeakerKind.NAMED),
        ("The minister said the talks had failed.", "The minister", SpeakerKind.ROLE),
        ("A spokesman for the army said the talks had failed.", "A spokesman for the army", SpeakerKind.ROLE),
        ("The foreign ministry said the talks had failed.", "The foreign ministry", SpeakerKind.INSTITUTION),
        ("Iran said the talks had failed.", "Iran", SpeakerKind.INSTITUTION),
        ("Gunmen on motorcycles attacked a market, police said.", "police", SpeakerKind.INSTITUTION),
        ("Two officials said the talks had failed.", "Two officials", SpeakerKind.ANONYMOUS),
        ("Witnesses said the troops had fled.", "Witnesses", SpeakerKind.ANONYMOUS),
        ("Diplomats said the talks had failed.", "Diplomats", SpeakerKind.ANONYMOUS),
        ("The report said the troops had fled.", "The report", SpeakerKind.DOCUMENT),
        ("According to the statement, the troops had fled.", "the statement", SpeakerKind.DOCUMENT),
        ("State television said the troops had fled.", "State television", SpeakerKind.OUTLET),
        ("Reuters reported that the troops had fled.", "Reuters", SpeakerKind.OUTLET),
        ("Local media reported that the troops had fled.", "Local media", SpeakerKind.OUTLET),
    ],
)
def test_kinds(text: str, name: str, kind: SpeakerKind) -> None:
    assert speaker(text) == (name, kind)


def test_one_who_asked_not_to_be_named_is_anonymous() -> None:
    found = named("A commander who asked not to be named said the troops had fled.")
    assert found[-1].speaker is not None
    assert found[-1].speaker.kind is SpeakerKind.ANONYMOUS


def test_words_of_nobody_have_no_speaker() -> None:
    assert speaker("The general is said to have fled the country.") is None


@pytest.mark.parametrize(
    ("text", "medium"),
    [
        ("The minister told Reuters that the talks had failed.", "Reuters"),
        ("The minister said on state television that the talks had failed.", "state television"),
        # an outlet that speaks for itself is speaker and medium
        ("Reuters reported that the troops had fled.", "Reuters"),
        # those who listen are no outlet
        ("The minister told reporters that the talks had failed.", None),
        ("The minister told parliament that the talks had failed.", None),
        ("The minister told Angela Merkel that the talks had failed.", None),
        ("The minister said on Monday that the talks had failed.", None),
    ],
)
def test_mediums(text: str, medium: str | None) -> None:
    (found,) = named(text)
    assert (found.medium.name if found.medium is not None else None) == medium


@pytest.mark.parametrize("fields", [{"publisher": "Reuters"}, {"agency": "Reuters"}])
def test_the_articles_own_outlet_needs_no_medium(fields: dict[str, str]) -> None:
    (found,) = named("Reuters reported that the troops had fled.", **fields)
    assert found.medium is None


def test_what_somebody_told_the_articles_own_outlet_came_through_it() -> None:
    (found,) = named("The minister told Reuters that the talks had failed.", agency="Reuters")
    assert found.medium is not None
    assert found.medium.name == "Reuters"


def test_what_stands_within_an_outlets_report_came_through_it() -> None:
    outer, inner = named("Xinhua reported that the minister said the talks had failed.")
    assert inner.within == outer
    assert inner.speaker is not None
    assert inner.speaker.kind is SpeakerKind.ROLE
    assert inner.medium is not None
    assert inner.medium.name == "Xinhua"


def said_by(text: str, source: str, content: str, **fields: object) -> Attribution:
    """An attribution whose speaker is its source's words."""
    given = attribution(text, source, content, **fields)  # type: ignore[arg-type]
    assert given.source is not None
    return replace(given, speaker=Speaker(name=source, kind=SpeakerKind.ROLE, span=given.source))


def test_only_speaker_and_medium_change() -> None:
    text = "Officials told Reuters the army had fled."
    given = said_by(text, "Officials", "the army had fled")
    article = Article(id=article_id(text), text=text)
    (found,) = name_speakers([given], {0: ((span_of(text, "Reuters"), False),)}, [], article, load_register())
    kept = [name for name in Attribution.__slots__ if name not in ("speaker", "medium")]
    assert [getattr(found, name) for name in kept] == [getattr(given, name) for name in kept]
    # a source that is no mention is named by its words
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == ("Officials", SpeakerKind.ANONYMOUS)
    assert found.medium is not None
    assert found.medium.name == "Reuters"


def test_the_fullest_name_is_a_name() -> None:
    text = "The long-serving minister of foreign affairs met Haddad. He said the army had fled."
    noun = mention(text, "The long-serving minister of foreign affairs", form=Form.NOMINAL)
    name = mention(text, "Haddad", number=1, chain=0)
    pronoun = mention(text, "He", number=2, chain=0, form=Form.PRONOUN)
    given = said_by(text, "He", "the army had fled", named=pronoun)
    (found,) = name_speakers([given], {}, [noun, name, pronoun], Article(id="x", text=text), load_register())
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind) == ("Haddad", SpeakerKind.NAMED)


def test_a_pronoun_that_nobody_knows_is_whoever_spoke_last() -> None:
    text = "The teacher said it rained. He said the army had fled."
    noun = mention(text, "The teacher", form=Form.NOMINAL)
    pronoun = mention(text, "He", number=1, chain=1, form=Form.PRONOUN)
    first = said_by(text, "The teacher", "it rained", named=noun)
    second = said_by(text, "He", "the army had fled", number=1, named=pronoun)
    _, found = name_speakers([first, second], {}, [noun, pronoun], Article(id="x", text=text), load_register())
    assert found.speaker is not None
    assert found.speaker.name == "The teacher"


def test_a_person_is_no_medium_even_by_an_outlets_name() -> None:
    text = "Weber told Reuters the army had fled."
    person = mention(text, "Reuters", kind=Kind.PER)
    given = said_by(text, "Weber", "the army had fled")
    (found,) = name_speakers(
        [given], {0: ((span_of(text, "Reuters"), False),)}, [person], Article(id="x", text=text), load_register()
    )
    assert found.medium is None

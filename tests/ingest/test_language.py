"""Language: detection, and what an input declares."""

import pytest

from onrecord.ingest.language import declared_code, language, settle

ENGLISH = "The mayors of the two towns signed a truce on Sunday and promised to open the bridge again before the winter."
GERMAN = (
    "Die Bürgermeister der beiden Städte unterzeichneten am Sonntag einen Waffenstillstand und wollen die Brücke wieder öffnen."
)
RUSSIAN = "Мэры двух городов в воскресенье подписали перемирие и пообещали снова открыть мост до наступления зимы."
ARABIC = "وقع رئيسا بلديتي المدينتين هدنة يوم الأحد ووعدا بفتح الجسر مرة أخرى قبل حلول فصل الشتاء."


@pytest.mark.parametrize(("text", "code"), [(ENGLISH, "en"), (GERMAN, "de"), (RUSSIAN, "ru"), (ARABIC, "ar")])
def test_a_sentence_is_enough(text: str, code: str) -> None:
    found, probability = language(text)
    assert found == code
    assert 0.5 <= probability <= 1.0


@pytest.mark.parametrize("text", ["", "   ", "12345 - 67", "🕊️🕊️", "Putin", "MOSCOW"])
def test_what_cannot_be_told_is_none(text: str) -> None:
    assert language(text)[0] is None


def test_addresses_do_not_count() -> None:
    assert language("https://exemple.fr/le-president-de-la-republique-et-les-maires " * 20 + ENGLISH)[0] == "en"


def test_only_the_beginning_counts() -> None:
    assert language(ENGLISH * 60 + GERMAN * 600)[0] == "en"


@pytest.mark.parametrize(
    ("text", "declared", "code"),
    [
        (ENGLISH, None, "en"),
        (ENGLISH, "en-GB", "en"),
        (GERMAN, "en", "de"),
        (ENGLISH, "de", "en"),
        ("Troops entered the town.", "de", "de"),
        ("Putin", "en", "en"),
        ("Putin", None, None),
        (ENGLISH, "nonsense", "en"),
    ],
)
def test_the_declared_language_is_checked(text: str, declared: str | None, code: str | None) -> None:
    assert settle(text, declared) == code


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en", "en"), ("EN-us", "en"), ("en_US", "en"), ("eng", "en"), ("English", "en"), ("deu", "de"), ("?", None), (None, None)],
)
def test_declared_codes(declared: str | None, code: str | None) -> None:
    assert declared_code(declared) == code

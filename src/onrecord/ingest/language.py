"""Which language a text is in, by py3langid's model, which comes with that package.

Invariant: an unsure guess is None, not a language; the model is loaded once, when it is first asked.
"""

import re
from functools import cache
from typing import Any

#: enough to be sure; more costs time only
SAMPLE = 3000
#: with fewer letters than this, what the input declares weighs more than what was detected
FEW_LETTERS = 40
#: py3langid's probability below which a guess is none: English wire stories score above .99, headlines full of names below .4
SURE = 0.5

URL = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")
ENGLISH_NAMES = {
    "arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "german": "de", "hindi": "hi", "indonesian": "id", "italian":
    "it", "japanese": "ja", "korean": "ko", "persian": "fa", "portuguese": "pt", "russian": "ru", "spanish": "es", "turkish": "tr",
    "ukrainian": "uk", "urdu": "ur",
}  # fmt: skip
#: ISO 639-2 codes of the same languages, bibliographic and terminological
THREE_LETTERS = {
    "ara": "ar", "chi": "zh", "zho": "zh", "eng": "en", "fre": "fr", "fra": "fr", "ger": "de", "deu": "de", "hin": "hi", "ind":
    "id", "ita": "it", "jpn": "ja", "kor": "ko", "per": "fa", "fas": "fa", "por": "pt", "rus": "ru", "spa": "es", "tur": "tr",
    "ukr": "uk", "urd": "ur",
}  # fmt: skip


def language(text: str) -> tuple[str | None, float]:
    """The language of a text and how sure the detector is.

    Returns:
        An ISO 639-1 code (639-3 where a language has none), or None where the text does not tell; the probability from 0 to 1.
    """
    sample = URL.sub(" ", text[: 2 * SAMPLE])[:SAMPLE]
    if not any(character.isalpha() for character in sample):
        return None, 0.0
    code, probability = _identifier().classify(sample)
    if code == "zxx" or probability < SURE:
        return None, float(probability)
    return str(code), float(probability)


def settle(text: str, declared: str | None) -> str | None:
    """The language of an article: the declared one where detection agrees or cannot tell, else the detected one.

    Args:
        text: the article's text.
        declared: what the input says, in any usual form ("en", "en-GB", "eng", "English").
    """
    claimed = declared_code(declared)
    detected, _ = language(text)
    if detected is None:
        return claimed
    if claimed is not None and sum(character.isalpha() for character in text[:SAMPLE]) < FEW_LETTERS:
        return claimed
    return detected


def declared_code(declared: str | None) -> str | None:
    """The two-letter code in what an input declares, None where it declares nothing that is known."""
    if declared is None:
        return None
    first = re.split(r"[-_;,\s]", declared.strip().lower(), maxsplit=1)[0]
    if re.fullmatch(r"[a-z]{2}", first):
        return first
    return THREE_LETTERS.get(first) or ENGLISH_NAMES.get(first)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

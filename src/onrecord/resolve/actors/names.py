"""How a name is spelled as a key: one form for all its spellings; and a looser one for all its transliterations.

Invariant: `key(key(name)) == key(name)`, the same of `loose_key`, and a phrase's key is the joined keys of its tokens.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

#: letters that Unicode does not take apart into a base letter and a mark
_LETTERS = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h"}
)
_DROPPED = re.compile(r"[.'’‘ʻʼ`´]")
_WORD = re.compile(r"[^\W_]+(?:[.'’&][^\W_]+)*\.?")
_POSSESSIVE = re.compile(r"(?:['’]s|(?<=s)['’])$", re.IGNORECASE)
#: Arabic articles inside a name come and go ("Bashar al-Assad", "Bashar Assad")
_ARTICLES = frozenset({"al", "el", "ul"})
_LEADING = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a phrase: offsets count into the phrase."""

    start: int
    end: int
    text: str
    #: the word's key, without a possessive ending
    key: str
    #: whether it ends in 's
    possessive: bool
    #: whether a hyphen ties it to the word before
    tied: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """A word in small letters without marks, full stops and apostrophes."""
    text = unicodedata.normalize("NFKD", word.casefold().translate(_LETTERS))
    return _DROPPED.sub("", "".join(letter for letter in text if not unicodedata.combining(letter)))


def join(keys: Sequence[str]) -> str:
    """The key of a phrase from the keys of its words: no leading "the", no inner "al"."""
    first = 0
    while first < len(keys) - 1 and keys[first] in _LEADING:
        first += 1
    return " ".join(word for position, word in enumerate(keys[first:]) if position == 0 or word not in _ARTICLES)


def tokens(phrase: str) -> tuple[Token, ...]:
    """The words of a phrase, in order."""
    found: list[Token] = []
    for match in _WORD.finditer(phrase):
        text = match.group()
        start, end = match.span()
        if text.endswith(".") and not ("." in text[:-1] or len(text) <= 5):
            text, end = text[:-1], end - 1
        bare = _POSSESSIVE.sub("", text)
        possessive = bare != text or (text.endswith("s") and phrase[end : end + 1] in ("'", "’"))
        tied = start > 0 and phrase[start - 1] in "-‐‑" and bool(found) and found[-1].end == start - 1
        found.append(Token(start, end, text, fold(bare), possessive, tied))
    return tuple(found)


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """The key of a name.

    >>> key("Bashar al-Assad"), key("the U.S. State Department")
    ('bashar assad', 'us state department')
    """
    return join([token.key for token in tokens(name) if token.key])


#: letters that romanisations of one Arabic, Persian, Cyrillic or Korean name exchange for one another, in this order
_ROMANISED = tuple(
    (re.compile(pattern), written)
    for pattern, written in (
        (r"\babd ?[aeou]l(?=[ a-z])", "abdal "),
        (r"ph", "f"),
        (r"tch|tsch", "ch"),
        (r"dzh|dj", "j"),
        (r"([dgkt])h", r"\1"),
        (r"q", "k"),
        (r"w", "v"),
        (r"eo|ou|oo|o", "u"),
        (r"ee|y", "i"),
        (r"e", "a"),
        (r"(?<=a)h\b", ""),
        (r"(.)\1+", r"\1"),
        (r" +", " "),
    )
)


@lru_cache(maxsize=65536)
def loose_key(name: str) -> str:
    """The key of a person's name under all its romanisations, for where the name itself is not known.

    Doubled letters count once; o, u, ou are one vowel and e, a another; y is i, q is k, w is v; an h after d, g, k, t or at the
    end is silent. Names that differ in more ("Hassan", "Hussein") stay apart.

    >>> loose_key("Muammar Gadhafi") == loose_key("Moammar Gaddafi"), loose_key("Ali Hassan") == loose_key("Ali Hussein")
    (True, False)
    """
    text = key(name)
    for pattern, written in _ROMANISED:
        text = pattern.sub(written, text)
    return join(text.split())


def without_initials(name: str) -> str:
    """A name without the initials between its first and last word: "John Kerry" for "John F. Kerry"."""
    words = name.split()
    inner = [word for word in words[1:-1] if len(word.rstrip(".")) > 1]
    return " ".join([words[0], *inner, words[-1]]) if len(words) > 2 else name

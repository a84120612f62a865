"""Texts of our own taken through the first stages, for tests of what comes after them."""

from functools import cache

from spacy.tokens import Doc

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.extract.attribution import Through, find_attributions
from onrecord.models.session import load_encoder
from onrecord.record import Article, Attribution, Mention, article_id


def article_of(text: str) -> Article:
    """An article without furniture."""
    return Article(id=article_id(text), text=text, language="en")


@cache
def parsed(text: str) -> Doc:
    """The text, parsed."""
    return load_syntax().annotate(article_of(text))


@cache
def mentions_of(text: str) -> tuple[Mention, ...]:
    """Its mentions, with their chains."""
    doc = parsed(text)
    return find_chains(doc, find_mentions(doc, article_of(text)))


@cache
def heard(text: str) -> tuple[tuple[Attribution, ...], dict[int, Through]]:
    """Who says what in it, and what may name the outlet."""
    doc, encoder = parsed(text), load_encoder("attributions")
    sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
    return find_attributions(doc, mentions_of(text), encoder.read(text, sentences), encoder.labels)


def attributions_of(text: str) -> tuple[Attribution, ...]:
    """Who says what in it."""
    return heard(text)[0]


def chains(text: str) -> list[list[str]]:
    """The words of each chain of two mentions or more, in text order."""
    found: dict[int, list[str]] = {}
    for mention in mentions_of(text):
        found.setdefault(mention.chain, []).append(mention.span.text)
    return [words for words in found.values() if len(words) > 1]

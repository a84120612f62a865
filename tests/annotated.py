"""Texts of our own taken through the first stages, for tests of what comes after them."""

from functools import cache

from spacy.tokens import Doc

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.extract.attribution import find_attributions
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
def attributions_of(text: str) -> tuple[Attribution, ...]:
    """Who says what in it."""
    return find_attributions(parsed(text), mentions_of(text))


def chains(text: str) -> list[list[str]]:
    """The words of each chain of two mentions or more, in text order."""
    found: dict[int, list[str]] = {}
    for mention in mentions_of(text):
        found.setdefault(mention.chain, []).append(mention.span.text)
    return [words for words in found.values() if len(words) > 1]

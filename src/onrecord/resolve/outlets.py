"""Which words of an article name an outlet, and its name in full.

Invariant: an outlet is never a person, a country or a town.
"""

import re
from bisect import insort
from collections.abc import Sequence
from functools import cache

from onrecord.record import Article, Form, Kind, Mention, Span
from onrecord.resolve.actors.register import Register
from onrecord.resolve.sourcewords import source_words


class Outlets:
    """The outlets of one article."""

    def __init__(self, mentions: Sequence[Mention], article: Article, register: Register) -> None:
        self._register = register
        self._chains: dict[int, list[Mention]] = {}
        self._chain_at: dict[int, int] = {}
        for mention in mentions:
            self._chains.setdefault(mention.chain, []).append(mention)
            for at in range(mention.span.start, mention.span.end):
                self._chain_at.setdefault(at, mention.chain)
        self._article = article
        #: code points of people's names
        self._people = {
            at
            for mention in mentions
            if mention.form is Form.NAME and mention.kind is Kind.PER
            for at in range(mention.span.start, mention.span.end)
        }
        # names in text order: what "the paper" may stand for
        self._named: list[tuple[int, str]] = []
        for mention in mentions:
            if mention.form is Form.NAME and (name := self._by_name(mention.span)) is not None:
                self._named.append((mention.span.start, name))

    def name(self, span: Span, *, believed: bool = False) -> str | None:
        """The full name of the outlet that some words stand for; None if they stand for none.

        Args:
            span: the words.
            believed: whether something else speaks for their being an outlet, so that any name will do.
        """
        called = _called(self._with_article(span), any(start < span.start for start, _ in self._named))
        if called is not None:
            return self._before(span, called, believed=believed)
        named = self._by_name(span)
        if named is None and believed and _has_name(span.text) and not self._is_known(span):
            named = _plain(span.text)
            # from here on "the paper" may be this one
            insort(self._named, (span.start, named))
        return named

    def _with_article(self, span: Span) -> str:
        text = self._article.text
        return f"the {span.text}" if text[max(0, span.start - 4) : span.start].lower() == "the " else span.text

    def is_outlet(self, span: Span) -> bool:
        """Whether some words name an outlet."""
        return self._by_name(span) is not None

    def is_own(self, name: str) -> bool:
        """Whether a name is the article's own publisher or agency."""
        entry = self._register.outlet(name)
        owns = [own for own in (self._article.publisher, self._article.agency) if own]
        return any(
            _key(own) == _key(name)
            or (entry is not None and (same := self._register.outlet(own)) is not None and same.id == entry.id)
            for own in owns
        )

    def _before(self, span: Span, called: str, *, believed: bool) -> str | None:
        """The outlet that "the paper" or "the agency" stands for: by coreference, else the one named last before."""
        if span.text.lower().startswith("this "):
            return self._article.publisher
        chain = self._chain(span)
        named = [one for one in chain if one.form is Form.NAME]
        if named:
            return next((name for one in named if (name := self._by_name(one.span)) is not None), None)
        before = next((name for start, name in reversed(self._named) if start < span.start), None)
        # an agency may be of any kind, a newspaper is one
        return before or (_plain(span.text) if believed or called in source_words("surely_outlet") else None)

    def _chain(self, span: Span) -> Sequence[Mention]:
        number = next((self._chain_at[at] for at in range(span.start, span.end) if at in self._chain_at), None)
        return self._chains[number] if number is not None else []

    def _by_name(self, span: Span) -> str | None:
        text = _plain(span.text)
        if self._is_person(span) or self._is_land(text) or not (_has_name(text) or looks_like_outlet(text)):
            return None
        short = _key(text)
        for start, name in self._named:
            # "the Times" after "The New York Times"
            if start < span.start and len(name) > len(text) and name.lower().endswith(f" {short}"):
                return name
        entry = self._register.outlet(text)
        if entry is not None:
            # the register's name for a short form; the article's words where they say as much
            return entry.name if len(text.split()) == 1 and text.lower() != entry.name.lower() else text
        return text if looks_like_outlet(text) else None

    def _is_known(self, span: Span) -> bool:
        """Whether somebody or some place is known by that name, to the register or to the rest of the article."""
        if self._is_land(_plain(span.text)):
            return True
        # the recogniser of names takes an unknown outlet for a person now and then; such a one is named once and is in no register
        return self._is_person(span) and (len(self._chain(span)) > 1 or bool(self._register.find(_plain(span.text))))

    def _is_person(self, span: Span) -> bool:
        return any(at in self._people for at in range(span.start, span.end))

    def _is_land(self, text: str) -> bool:
        return bool(self._register.lands(_key(text)))


def _plain(text: str) -> str:
    return re.sub(r"(['’]s?)$", "", text.strip(' \n,.;:"“”'))


def _key(text: str) -> str:
    return text.lower().removeprefix("the ").strip()


def _has_name(text: str) -> bool:
    return any(word[:1].isupper() for word in text.split() if word.lower() not in ("the", "a", "an"))


@cache
def _called(text: str, after_another: bool) -> str | None:
    """What an outlet is called that is not named here: "newspaper" for "the Chennai-based newspaper"; None if it is named.

    Args:
        text: the words.
        after_another: whether an outlet was named before.
    """
    words = re.findall(r"[\w&.'’-]+", _plain(text))
    if len(words) < 2 or words[0].lower() not in ("the", "this", "same", "that"):
        return None
    last = words[-1].lower()
    # "The Paris magazine", "the Port Vila daily": where it comes from is no name, but "the Lusa agency" is one
    named = any(word[:1].isupper() and not word.lower().endswith(("-based", "-language", "-owned")) for word in words[1:])
    if named and not (after_another and len(words) <= 4 and last in source_words("surely_outlet")):
        return None
    longer = " ".join(word.lower() for word in words[-2:])
    if longer in source_words("generic_outlet"):
        return longer
    return last if last in source_words("generic_outlet") else None


@cache
def looks_like_outlet(text: str) -> bool:
    """Whether a name has the shape of an outlet's: a capital, and a word that outlets are called by."""
    words = re.findall(r"[\w&.-]+", text)
    if not words:
        return False
    lowered = [word.lower() for word in words]
    if not any(word[:1].isupper() for word in words if word.lower() not in ("the", "a", "an")):
        # "state television", "local radio" are called by what they are
        return lowered[-1] in source_words("broadcast") and bool(set(lowered[:-1]) & source_words("whose_broadcast"))
    if lowered[-1] in source_words("outlet_names") or lowered[0] in source_words("outlet_first"):
        return True
    if "state" in "-".join(lowered).split("-") and lowered[-1] in source_words("broadcast"):
        return True
    # "the newspaper Sozcu", "the Tasnim news agency": what it is stands beside its name
    kinds = {word for word in words if word.lower() in source_words("outlet_kinds")}
    return bool(kinds) or "news agency" in text.lower() or "press agency" in text.lower()

"""Reprints, cuts, briefs, edited copies, lifts and scanned copies, made from real articles as editors and machines make them.

Invariant: the same articles and the same seed give the same copies; a copy's publisher, headline and day are not those of its
original.
"""

import random
import re
from dataclasses import dataclass, replace
from datetime import timedelta

from onrecord.ingest.assembly import assemble
from onrecord.record import Article, Unread

KINDS = ("reprint", "cut", "brief", "edited", "scanned", "lift")

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[\"“(]*[A-Z])")
_LOOKALIKE = {"l": "1", "o": "0", "e": "c", "m": "rn", "i": "l", "h": "b", "n": "u", "s": "5", "t": "f"}
_SYNONYM = {
    "said": "stated", "told": "informed", "people": "persons", "about": "around", "after": "following", "before": "ahead of",
    "show": "demonstrate", "shows": "demonstrates", "big": "large", "many": "numerous", "also": "as well", "however": "yet",
    "but": "though", "because": "since", "while": "as", "began": "started", "help": "aid", "get": "obtain", "new": "fresh",
    "last": "past", "country": "nation", "million": "m", "would": "will", "could": "might", "including": "among them",
    "against": "versus", "during": "in", "several": "a number of", "called": "termed", "made": "produced", "week": "seven days",
}  # fmt: skip
_FOOTERS = (
    "Sign up for our morning briefing and never miss a story from our newsroom.",
    "This article was produced with material from news agencies and edited for length by our desk.",
    "Follow us on social media for the latest updates from our reporters around the region.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A copy, and what it was made of."""

    article: Article
    kind: str
    #: place of its original in the list that was given
    of: int
    #: for a lift, the place of the article into which the lines were put
    into: int | None = None


def make_copies(articles: list[Article], *, seed: int = 7, every: int = 3) -> list[Made]:
    """Copies of every third article, in all kinds by turns; two kinds of each."""
    chance = random.Random(seed)
    made: list[Made] = []
    for number, place in enumerate(range(0, len(articles), every)):
        for kind in (KINDS[number % len(KINDS)], KINDS[(number + 1 + number // len(KINDS)) % len(KINDS)]):
            original = articles[place]
            into = (place + len(articles) // 2) % len(articles) if kind == "lift" else None
            text = _made(original.text, kind, chance, articles[into].text if into is not None else "")
            if text is None:
                continue
            outlet = f"The {chance.choice(('Harbour', 'Valley', 'County', 'Lakeside'))} {chance.choice(('Post', 'Herald', 'News'))}"
            day = original.published + timedelta(days=chance.randint(0, 2)) if original.published else None
            article = assemble(
                {"text": text, "publisher": outlet, "published": day.isoformat() if day else None}, origin=f"made of {original.id}"
            )
            if isinstance(article, Unread):
                raise ValueError(article.error)  # noqa: TRY004 - what was made of an article is one
            # two outlets may print the very same text: each is an article of its own
            made.append(Made(article=replace(article, id=f"{article.id[:12]}{len(made):04x}"), kind=kind, of=place, into=into))
    return made


def _made(text: str, kind: str, chance: random.Random, other: str) -> str | None:
    paragraphs = [one for one in re.split(r"\n\s*\n|\n", text) if one.strip()]
    sentences = _SENTENCE_END.split(text)
    match kind:
        case "reprint":
            return text + "\n\n" + chance.choice(_FOOTERS)
        case "cut":
            kept = paragraphs[: max(2, round(len(paragraphs) * chance.uniform(0.35, 0.7)))]
            return "\n\n".join(kept) if _own(kept) >= 60 else None
        case "brief":
            kept = sentences[: chance.randint(3, 4)]
            return " ".join(kept) if _own(kept) >= 40 else None
        case "edited":
            return _edited(paragraphs, chance)
        case "scanned":
            return "".join(_scanned(letter, chance) for letter in text)
        case _:
            lifted = paragraphs[1:4]
            if _own(lifted) < 60:
                return None
            others = [one for one in re.split(r"\n\s*\n|\n", other) if one.strip()]
            return "\n\n".join([*others[: len(others) // 2], *lifted, *others[len(others) // 2 :]])


def _own(pieces: list[str]) -> int:
    """Words outside quotations."""
    return len(re.sub(r'["“][^"”]*["”]', " ", " ".join(pieces)).split())


def _edited(paragraphs: list[str], chance: random.Random) -> str:
    """Words replaced and left out, two paragraphs changed about, one dropped, a sentence put in front."""
    kept = list(paragraphs)
    if len(kept) > 4:
        del kept[chance.randrange(2, len(kept))]
        place = chance.randrange(1, len(kept) - 1)
        kept[place], kept[place + 1] = kept[place + 1], kept[place]
    words = [
        [
            _SYNONYM.get(word, word) if chance.random() < 0.7 else word
            for word in one.split(" ")
            if chance.random() > 0.03 or not word.islower()
        ]
        for one in kept
    ]
    return "\n\n".join(["Our desk has followed the matter closely.", *(" ".join(one) for one in words)])


def _scanned(letter: str, chance: random.Random) -> str:
    """One letter as a bad scan has it: one in eighty is wrong."""
    if chance.random() > 1 / 80:
        return letter
    return _LOOKALIKE.get(letter, letter)

"""Our own story sets: articles that tell one story, with copies, events, origins and disputes marked (see docs/gold.md).

Invariant: a telling's words stand in its article, and every origin that a telling names is told.
"""

import re
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.newsarticles import made
from onrecord.record import Article, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldOrigin:
    """Who stands at the head of a chain."""

    key: str
    #: None when it is an outlet's own reporting
    speaker: str | None
    medium: str | None
    outlet: str | None
    #: named, anonymous, partisan or outlet
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One article's report of an event."""

    #: the article's key in its set
    article: str
    span: Span
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEvent:
    """One event of a set."""

    name: str
    type: str
    differs: frozenset[str]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySet:
    """One set."""

    name: str
    articles: dict[str, Article]
    #: original, copy, how
    copies: tuple[tuple[str, str, str], ...]
    origins: dict[str, GoldOrigin]
    events: tuple[GoldEvent, ...]


def read_sets(folder: Path) -> list[StorySet]:
    """All sets in a folder, by name.

    Raises:
        ValueError: words do not stand in their article, or a key is not told.
    """
    return [_set(path) for path in sorted(folder.glob("*.toml"))]


def _set(path: Path) -> StorySet:
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    articles = {}
    for row in told["articles"]:
        published: date = row["published"]
        headline, byline = row.get("headline"), row.get("byline")
        fields = {"text": row["text"].strip("\n"), "publisher": row["publisher"], "published": published.isoformat()}
        # with an address of its own, the same text in two outlets is two articles
        url = f"https://stories.example/{path.stem}/{row['id']}"
        article = made({**fields, "title": headline, "author": byline, "id": f"{path.stem}-{row['id']}", "url": url}, path.name)
        articles[row["id"]] = article
    origins = {
        row["key"]: GoldOrigin(
            key=row["key"], speaker=row.get("speaker"), medium=row.get("medium"), outlet=row.get("outlet"), kind=row["kind"]
        )
        for row in told["origins"]
    }
    return StorySet(
        name=path.stem,
        articles=articles,
        copies=tuple((row["of"], row["copy"], row["how"]) for row in told.get("copies", [])),
        origins=origins,
        events=tuple(
            GoldEvent(
                name=row["name"],
                type=row["type"],
                differs=frozenset(row.get("differs", [])),
                tellings=tuple(_telling(one, articles, origins, path.name) for one in row["tellings"]),
            )
            for row in told["events"]
        ),
    )


def _telling(row: dict[str, str], articles: dict[str, Article], origins: dict[str, GoldOrigin], where: str) -> Telling:
    words, number = row["words"], 1
    if numbered := re.fullmatch(r"(.*\S) #(\d+)", words, re.DOTALL):
        words, number = numbered[1], int(numbered[2])
    text = articles[row["article"]].text
    place = -1
    for _ in range(number):
        place = text.find(words, place + 1)
        if place < 0:
            raise ValueError(f"{where}: {row['words']!r} does not stand in article {row['article']}")
    if row["origin"] not in origins:
        raise ValueError(f"{where}: no origin {row['origin']!r} is told")
    return Telling(article=row["article"], span=Span.of(text, place, place + len(words)), origin=row["origin"])

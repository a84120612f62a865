"""A reader without models: what it yields follows from the text alone, and some words make it fail as a real one might."""

import hashlib
import os
import re
import signal
import time
from datetime import timedelta
from itertools import pairwise

from onrecord.errors import InputError
from onrecord.record import (
    Article,
    Attribution,
    Basis,
    Certainty,
    Entity,
    Form,
    Kind,
    Manner,
    Mention,
    Participant,
    Place,
    Precision,
    Reading,
    Report,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    TimeRange,
    Unread,
    article_id,
)

COUNTRIES = ("USA", "RUS", "FRA", "UNO")


class FakeReader:
    """Capitalised words are mentions, "said" attributes, and every "attacked" or "met" is a report."""

    def __init__(self, digest: str = "fake-1", delay: float = 0.0) -> None:
        self.digest = digest
        self.delay = delay

    def describe(self) -> dict[str, str]:
        return {"fake": self.digest}

    def read(self, article: Article) -> Reading | Unread:
        text = article.text
        time.sleep(self.delay)
        if "KILLS" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "RAISES" in text:
            raise ValueError("a fault\nof two lines")
        if "REFUSED" in text:
            raise InputError("refused on purpose")
        if "UNREADABLE" in text:
            return Unread(id=article.id, origin="here", stage="language", error="not English", reader=self.digest)
        mentions = tuple(
            Mention(number=number, span=_span(found), head=_span(found), form=Form.NAME, kind=Kind.GPE, chain=number)
            for number, found in enumerate(re.finditer(r"[A-Z]\w+", text))
        )
        attributions = tuple(
            Attribution(
                number=number,
                source=mentions[0].span if mentions else None,
                cue=_span(found),
                content=(Span.of(text, 0, found.start()),) if found.start() else (),
                manner=Manner.INDIRECT,
                speaker=Speaker(name=mentions[0].span.text, kind=SpeakerKind.NAMED, span=mentions[0].span) if mentions else None,
            )
            for number, found in enumerate(re.finditer("said", text))
        )
        reports = []
        for found in re.finditer("attacked|met", text):
            around = [
                (one, two) for one, two in pairwise(mentions) if one.span.end <= found.start() and two.span.start >= found.end()
            ]
            participants = tuple(
                Participant(role=role, mention=mention, entity=_entity(mention))
                for pair in around[:1]
                for role, mention in zip(Role, pair, strict=True)
            )
            day = article.published
            reports.append(
                Report(
                    id=f"{article.id}-r{len(reports)}",
                    article_id=article.id,
                    type="ASSAULT" if found.group() == "attacked" else "CONSULT",
                    mode=None,
                    trigger=_span(found),
                    participants=participants,
                    place=Place(span=mentions[-1].span, name="Paris", country="FRA", precision=Precision.CITY, geonames=2988507)
                    if mentions
                    else None,
                    time=None if day is None else TimeRange(earliest=day - timedelta(days=1), latest=day, basis=Basis.PUBLISHED),
                    attribution=attributions[0] if attributions else None,
                    certainty=Certainty(),
                    status=Status.REPORTED if attributions else Status.FACT,
                    score=0.5,
                )
            )
        return Reading(article=article, mentions=mentions, attributions=attributions, reports=tuple(reports), reader=self.digest)


def article(text: str, **fields: object) -> Article:
    """An article of our own."""
    return Article(id=article_id(text), text=text, language="en", **fields)  # type: ignore[arg-type]


def articles(number: int) -> list[Article]:
    """So many small articles, each another."""
    places = ("Avalon", "Borduria", "Cascara", "Drakenia")
    return [
        article(
            f"{places[n % 4]} attacked {places[(n + 1) % 4]} on day {n}. Then {places[n % 3]} met {places[3]}, an envoy said.",
            name=f"a{n}",
        )
        for n in range(number)
    ]


def _span(found: "re.Match[str]") -> Span:
    return Span(start=found.start(), end=found.end(), text=found.group())


def _entity(mention: Mention) -> Entity:
    place = hashlib.sha256(mention.span.text.encode()).digest()[0] % len(COUNTRIES)
    return Entity(country=COUNTRIES[place], sectors=("MIL",), evidence=(mention.span,))

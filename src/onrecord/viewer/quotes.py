"""Quotations of a whole record: who says what, through which outlet, in their own words or not.

Invariant: what is shown as said are the article's words, piece for piece as the attribution has them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Self

from onrecord.errors import InputError
from onrecord.record import Manner, SpeakerKind
from onrecord.viewer.address import Address, read_page
from onrecord.viewer.filters import part_of
from onrecord.viewer.index import Index

PER_PAGE = 40
_MOST = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked(Address):
    """Which quotations to show, as an address says it."""

    speaker: str | None = None
    #: publisher, or outlet that the article cites
    outlet: str | None = None
    #: words that stand in what is said
    topic: str | None = None
    kind: str | None = None
    manner: str | None = None
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """What a query string asks.

        Raises:
            InputError: a value is none that can be asked.
        """
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {name: value.strip() for name, value in query.items() if name in known and value.strip()}
        for name, values in (("kind", SpeakerKind), ("manner", Manner)):
            if name in given and given[name] not in set(values):
                raise InputError(f"{name}={given[name]}: use one of {', '.join(values)}")
        read_page(given)
        return cls(**given)

    def clause(self) -> tuple[str, list[Any]]:
        """A condition over `quotes` q joined to `articles` a, and its values."""
        conditions: list[str] = ["true"]
        values: list[Any] = []
        if self.speaker is not None:
            conditions.append("q.speaker ILIKE ? ESCAPE '\\'")
            values.append(part_of(self.speaker))
        if self.outlet is not None:
            conditions.append("(a.publisher ILIKE ? ESCAPE '\\' OR q.medium ILIKE ? ESCAPE '\\')")
            values += [part_of(self.outlet)] * 2
        for word in (self.topic or "").split():
            conditions.append("q.words ILIKE ? ESCAPE '\\'")
            values.append(part_of(word))
        if self.kind is not None:
            conditions.append("q.speaker_kind = ?")
            values.append(self.kind)
        if self.manner is not None:
            conditions.append("q.manner = ?")
            values.append(self.manner)
        return " AND ".join(conditions), values


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes:
    """One page of quotations, and who is quoted most among all that pass."""

    rows: tuple[dict[str, Any], ...]
    total: int
    page: int
    speakers: tuple[dict[str, Any], ...]
    outlets: tuple[dict[str, Any], ...]

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PER_PAGE))


def quotes(index: Index, asked: Asked) -> Quotes:
    """The page that is asked for: the latest articles first."""
    where, values = asked.clause()
    joined = "quotes AS q JOIN articles AS a ON a.id = q.article_id"
    rows = index.ask(
        f"SELECT q.*, a.publisher, a.headline, a.published FROM {joined} WHERE {where} "
        f"ORDER BY a.published DESC NULLS LAST, a.entry DESC, q.number LIMIT {PER_PAGE} OFFSET {(asked.page - 1) * PER_PAGE}",
        values,
    )
    return Quotes(
        rows=tuple(rows),
        total=index.count(f"SELECT count(*) FROM {joined} WHERE {where}", values),
        page=asked.page,
        speakers=tuple(
            index.ask(
                f"SELECT q.speaker AS name, arg_min(q.speaker_kind, a.entry) AS kind, count(*) AS n FROM {joined} "
                f"WHERE q.speaker IS NOT NULL AND {where} GROUP BY q.speaker ORDER BY n DESC, name LIMIT {_MOST}",
                values,
            )
        ),
        outlets=tuple(
            index.ask(
                f"SELECT a.publisher AS name, count(*) AS n FROM {joined} WHERE a.publisher IS NOT NULL AND {where} "
                "GROUP BY ALL ORDER BY n DESC, name LIMIT 10",
                values,
            )
        ),
    )

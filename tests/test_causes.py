"""Errors are counted under their first cause."""

from typing import Any

import pytest
from benchmarks.causes import causes

from onrecord.score.gold import GoldArticle, GoldReport

TEXT = "Rebels shelled Idlib on Monday. The minister condemned the shelling. Nothing else is told here."


def gold(words: str = "shelled", type_: str = "ASSAULT", status: str = "fact", *, optional: bool = False) -> GoldReport:
    start = TEXT.index(words)
    return GoldReport(
        id=words, spans=((start, start + len(words)),), types=frozenset([type_]), modes=frozenset(), actors=frozenset(["SYR"]),
        recipients=frozenset(["TUR"]), statuses=frozenset([status]), speakers=(), mediums=(), speaker_optional=False, date=None,
        place_countries=frozenset(), optional=optional,
    )  # fmt: skip


def coded(words: str = "shelled", **fields: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    plain = {"type": "ASSAULT", "actors": ["SYR"], "recipients": ["TUR"], "status": "fact"}
    return plain | {"start": start, "end": start + len(words)} | fields


@pytest.mark.parametrize(
    ("reports", "found", "expected"),
    [
        ([gold()], [coded()], []),
        ([gold()], [], [("missed", "nothing reported in its sentence")]),
        ([gold(optional=True)], [], []),
        ([gold()], [coded(status="planned")], [("missed", "taken for what did not happen")]),
        (
            [gold()],
            [coded(type="COERCE")],
            [("missed", "another type in its sentence"), ("false", "another type in its sentence")],
        ),
        ([gold()], [coded(actors=["USA"])], [("missed", "wrong actors"), ("false", "wrong actors")]),
        ([gold()], [coded(recipients=[])], [("missed", "no recipients"), ("false", "no recipients")]),
        ([gold()], [coded(), coded("Idlib")], [("false", "told twice")]),
        ([gold(status="negated")], [coded()], [("false", "did not happen")]),
        ([], [coded("Nothing")], [("false", "no event in its sentence")]),
    ],
)
def test_first_causes(reports: list[GoldReport], found: list[dict[str, Any]], expected: list[tuple[str, str]]) -> None:
    article = GoldArticle(doc="made", reports=tuple(reports), not_events=())
    assert [(kind, cause) for kind, cause, _ in causes(article, TEXT, found)] == expected

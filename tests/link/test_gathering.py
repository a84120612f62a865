"""Reports of a large story are put into events without comparing each with each."""

from datetime import date, timedelta

import pytest
from tests.madereports import TEXT, days

from onrecord.link import gathering
from onrecord.link.cluster import Judged
from onrecord.link.gathering import AT_ONCE, LARGE, gather
from onrecord.link.sketches import Side, Sketch, stems, weighed
from onrecord.link.voices import Voice
from onrecord.record import Place, Precision, Span, Status

SCENES = [
    ("Gunmen", "NGAUAF", "farmers", "NGACVL", "shot", "Gao", "millet field raid at dawn"),
    ("Rebels", "SDNREB", "soldiers", "SDNMIL", "bombed", "Nyala", "convoy bridge explosion convoy fuel"),
    ("Police", "FRACOP", "marchers", "FRAOPP", "beat", "Lyon", "square tear gas batons union march"),
]


def side(word: str, code: str) -> Side:
    return Side(codes=frozenset([code]), countries=frozenset([code[:3]]), entities=frozenset(), words=stems(word), text=word)


def sketch(number: int, scene: int) -> Sketch:
    who, code, whom, other, verb, town, words = SCENES[scene]
    article = f"{number:016x}"
    day = date(2026, 3, 2 + 3 * scene)
    trigger = Span(start=0, end=len(verb), text=verb)
    return Sketch(
        id=f"{article}-r0",
        article_id=article,
        reader="made",
        order=(number, 0),
        published=day + timedelta(days=number % 3),
        headline=None,
        type="ASSAULT",
        mode=None,
        status=Status.FACT,
        trigger=trigger,
        also=(),
        stems=stems(verb),
        all_stems=stems(verb),
        context=weighed(f"{who} {verb} {whom} near {town} {words} {number % 7}"),
        actors=side(who, code),
        recipients=side(whom, other),
        who=(),
        time=days(day.isoformat()),
        place=Place(span=Span.of(TEXT, 0, 4), name=town, country=code[:3], precision=Precision.CITY),
        tolls=(),
        voice=Voice(speaker=None, kind=None, entity=None, medium=None, owner=None, uttered=False, evidence=None),
    )


def parts(found: list[gathering.Gathered]) -> list[set[str]]:
    return [set(group.reports) for group in found]


@pytest.fixture
def pool() -> list[Sketch]:
    return [sketch(number, number % 3) for number in range(LARGE + 90)]


def test_a_large_story_is_put_into_its_events_with_few_comparisons(pool: list[Sketch], monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0
    real = gathering.chance

    def counting(left: Sketch, right: Sketch) -> float:
        nonlocal asked
        asked += 1
        return real(left, right)

    monkeypatch.setattr(gathering, "chance", counting)
    found = gather(pool, {}, Judged(()))
    assert sorted(map(len, parts(found))) == [230, 230, 230]
    assert all(len({int(report[:16], 16) % 3 for report in group}) == 1 for group in parts(found))
    assert asked < len(pool) * AT_ONCE
    assert all(0.45 <= score <= 1 for group in found for score in group.scores.values())


def test_persons_words_and_words_taken_over_hold_in_a_large_story(pool: list[Sketch]) -> None:
    one, other, far = pool[0].id, pool[3].id, pool[1].id
    said = [(one, other, False), (one, far, True)]
    reports = frozenset(report for left, right, _ in said for report in (left, right))
    groups = parts(gather(pool, {pool[9].id: pool[6].id}, Judged(said), reports))
    where = {report: number for number, group in enumerate(groups) for report in group}
    assert where[one] == where[far] != where[other]
    assert where[pool[9].id] == where[pool[6].id]


def test_a_small_story_is_compared_whole() -> None:
    groups = parts(gather([sketch(number, number % 3) for number in range(12)], {}, Judged(())))
    assert sorted(map(len, groups)) == [4, 4, 4]

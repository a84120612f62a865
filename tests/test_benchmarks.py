"""The measures of quality count what they say they count."""

import json
from collections import Counter
from pathlib import Path

import pytest
from benchmarks import actors, codes, cost, dates, places, quality
from benchmarks.attribution import compare
from benchmarks.events import measure_folder
from training import polnear
from training.polnear import Said
from training.sentences import parse

from onrecord.errors import InputError
from onrecord.record import Entity

TEXT = "Ms Ode said: “The dam will hold.” Critics doubt it.\r\n"
BRAT = (
    "T1\tSource 0 6\tMs Ode\n"
    "T2\tCue 7 11\tsaid\n"
    "T3\tContent 13 20;21 33\t“The dam will hold.”\n"
    "broken line\n"
    "E1\tAttribution:T2 Source:T1 Cue2:T2 Content:T3\n"
)


def said(source: str, cue: str, content: str) -> Said:
    held = {"source": source, "cue": cue, "content": content}
    return {role: frozenset([(TEXT.index(words), TEXT.index(words) + len(words))] if words else []) for role, words in held.items()}


def right(gold: list[Said], found: list[Said]) -> Counter[tuple[str, str, str]]:
    counts: Counter[tuple[str, str, str]] = Counter()
    compare(TEXT, gold, found, counts)
    return counts


def test_brat_is_read(tmp_path: Path) -> None:
    (tmp_path / "text").mkdir()
    (tmp_path / "attributions").mkdir()
    (tmp_path / "text" / "a_1.txt").write_bytes(TEXT.encode())
    (tmp_path / "attributions" / "a_1_zoe.ann").write_text("", encoding="utf-8")
    (tmp_path / "attributions" / "a_1_abe.ann").write_text(BRAT, encoding="utf-8")
    [(_, text, [one])] = polnear.read(tmp_path)
    assert text == TEXT
    assert one == {
        "source": frozenset([(0, 6)]),
        "cue": frozenset([(7, 11)]),
        "content": frozenset([(13, 20), (21, 33)]),
    }


def test_a_folder_without_articles_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no annotated article"):
        list(polnear.read(tmp_path))


def test_ends_of_spans_count() -> None:
    gold = [said("Ms Ode", "said", "“The dam will hold.”")]
    counts = right(gold, [said("Ms Ode", "said: ", "The dam will hold")])
    assert counts["exact", "source", "right"] == 1
    assert counts["exact", "cue", "right"] == 0
    assert counts["exact", "content", "right"] == 0
    assert counts["exact but for punctuation", "cue", "right"] == 1
    assert counts["exact but for punctuation", "content", "right"] == 1
    assert counts["A50", "attributions", "right"] == 1


@pytest.mark.parametrize(
    ("source", "content", "pairs"),
    [("Ode", "dam will hold", 1), ("", "The dam will hold", 0), ("Ms Ode", "The", 0), ("Critics", "The dam will hold", 0)],
)
def test_half_of_the_words_make_a_pair(source: str, content: str, pairs: int) -> None:
    gold = [said("Ms Ode", "said", "The dam will hold")]
    assert right(gold, [said(source, "", content)])["A50", "attributions", "right"] == pairs


def test_an_attribution_is_used_in_one_pair() -> None:
    wide, narrow = said("Ms Ode", "said", "The dam will hold"), said("Ms Ode", "said", "dam will")
    # the wide one fits both of the gold, the other only its like: the wide one has to leave it free
    counts = right([narrow, said("Ms Ode", "", "The dam will hold.” Critics doubt")], [wide, narrow])
    assert counts["A50", "attributions", "right"] == 2
    assert right([wide], [wide, wide])["A50", "attributions", "right"] == 1


def test_dates_places_and_actors_give_rows(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    row = {"set": "own", "doc": "d", "phrase": "3 May 2011", "before": "It fell on ", "after": ".", "published": "2011-06-01"}
    wrong = row | {"phrase": "4 May 2011"}
    path.write_text("\n".join(json.dumps(one | {"first": "2011-05-03", "last": "2011-05-03"}) for one in (row, wrong)), "utf-8")
    table = dates.measure(path)
    assert table[0] == ["set", "phrases", "exact range", "found", "same words"]
    assert ["own", "2", "0.500", "1.000", "1.000"] in table

    toponym = {"start": 0, "end": 5, "lat": 48.86, "lon": 2.35, "fcode": "PPLC"}
    path.write_text(json.dumps({"id": "b", "outlet": "o", "text": "Paris is calm.", "toponyms": [toponym]}), "utf-8")
    part = "held back" if places.held_back("b") else "open"
    assert [part, "1", "1", "1.000", "0"] in places.measure(path)

    case = {"id": "c", "mention": "France's foreign ministry", "date": "2011-05-03", "none_expected": False, "country": "FRA"}
    path.write_text(json.dumps(case), "utf-8")
    part = "held back" if actors.held_back(case) else "open"
    assert [part, "country", "1", "1", "1.000"] in actors.measure(path)


def test_a_gold_article_needs_its_text(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text(json.dumps({"doc": "a", "reports": []}), "utf-8")
    with pytest.raises(InputError, match="needs its text"):
        measure_folder(tmp_path)


def test_sections_tell_their_size_and_no_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "phrases.jsonl"
    row = {"set": "own", "doc": "d", "phrase": "2011", "before": "In ", "after": " it fell.", "published": "2011-06-01"}
    path.write_text(json.dumps(row | {"first": "2011-01-01", "last": "2011-12-31"}) + "\n", "utf-8")
    written = []
    monkeypatch.setattr(quality, "write_section", lambda *section: written.append(section))
    monkeypatch.setattr("sys.argv", ["quality", "--dates", str(path), "--write"])
    quality.main()
    [(title, command, data, body)] = written
    assert (title, command) == ("Dates", "python -m benchmarks.quality --dates FILE --write")
    assert data.startswith("1 ")
    assert "| all | 1 | 1.000 |" in body
    assert str(tmp_path) not in capsys.readouterr().out


def test_places_found_are_those_of_the_held_back_articles(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    name = next(one for one in "abcdefgh" if places.held_back(one))
    toponyms = [
        {"start": 15, "end": 20, "lat": 48.86, "lon": 2.35, "fcode": "PPLC"},
        {"start": 25, "end": 31, "lat": 10.0, "lon": 10.0, "fcode": "PPLC"},
    ]
    path.write_text(
        json.dumps({"id": name, "outlet": "o", "text": "He flew from   Paris to  London on Monday.", "toponyms": toponyms})
    )
    rows = places.measure_found(path)
    assert rows[0] == ["what", "right", "found", "gold", "P", "R", "F1"]
    assert rows[1][:4] == ["words", "2", "2", "2"]
    assert rows[2] == ["words and place", "1", "2", "2", "0.500", "0.500", "0.500"]


def test_the_cost_is_told_of_each_step_and_of_all() -> None:
    from onrecord.record import Article, article_id

    text = "Rebels shelled Paris on Monday, the French minister said."
    rows = cost.measure([Article(id=article_id(text), text=text)])
    assert [row[0] for row in rows[1:6]] == ["bare spaCy", *cost.STEPS, "all three"]
    assert all(float(row[1]) >= 0 for row in rows[1:])


def test_codes_are_judged_by_what_gold_tells() -> None:
    [sentence] = [parse("{1a RUS.MIL|Russian forces} [1 ASSAULT|shelled] {1r UKR|it}, {1a|we} said.", "x.txt:1")]
    first, second = codes.marked(sentence)
    assert (first.country, first.sector, second.sector) == ("RUS", "MIL", None)
    read = Entity(country="RUS", sectors=("GOV",))
    assert codes.verdict(first, read, bare=False) == {"country": True, "sector": False, "both": False}
    assert codes.verdict(first, read, bare=True) == {"country": True, "both": True}
    assert codes.verdict(second, None, bare=False) == {"country": False, "both": False}

"""The figures, worked out by hand on a made gold; and against the shared scorer's, where it stands beside the repository."""

import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest
from tests.madereports import reading
from tests.readexamples import EXAMPLES, record_of, texts

from onrecord.errors import InputError
from onrecord.score import figures, read_gold, score_record, tally
from onrecord.score.metrics import roles_right, type_right
from onrecord.store import Record, scored

SHARED = Path(__file__).parents[3] / "shared" / "gold" / "score.py"

TEXT = (
    "Syrian troops shelled Idlib. The minister said rebels killed two. Turkey will sign a treaty. "
    "France and Spain held talks. The troops of the storm won the match."
)


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def gold_row(key: str, words: str, type_: str, **fields: Any) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": key, "spans": [at(words)], "types": [type_], "modes": [], "actors": [], "recipients": [], "status": ["fact"],
        "speakers": [], "mediums": [], "date": None, "place_countries": [], "optional": False,
    }  # fmt: skip
    return row | fields


GOLD = {
    "doc": "made",
    "reports": [
        gold_row("r1", "shelled", "ASSAULT", actors=["SYR"], recipients=["SYR"], modes=["heavy-weapons"],
                 date=["2026-03-01", "2026-03-02"],
                 place_countries=["SYR"]),
        gold_row("r2", "killed", "ASSAULT", actors=["SYR"], status=["reported", "alleged"], speakers=[at("The minister")]),
        gold_row("r3", "sign", "SUPPORT", actors=["TUR"], status=["planned"]),
        gold_row("r4", "talks", "CONSULT", actors=["FRA"], recipients=["ESP"]),
        gold_row("r5", "said", "ACCUSE", actors=["SYR"], optional=True),
    ],
    "not_events": [{"span": at("storm")}],
}  # fmt: skip


def coded(words: str, type_: str, actors: str = "", recipients: str = "", status: str = "fact", **fields: Any) -> dict[str, Any]:
    start, end = at(words)
    return {"doc": "made", "start": start, "end": end, "type": type_, "actors": actors.split(), "recipients": recipients.split(),
            "status": status} | fields  # fmt: skip


def counted(tmp_path: Path, *rows: dict[str, Any]) -> dict[str, Any]:
    (tmp_path / "made.json").write_text(json.dumps(GOLD), encoding="utf-8")
    return figures(tally(read_gold(tmp_path), {"made": TEXT}, {"made": rows}))


PERFECT = (
    coded("shelled", "ASSAULT", "SYR", "SYR", mode="heavy-weapons", date=["2026-03-02", "2026-03-04"], place_country="SYR"),
    coded("killed", "ASSAULT", "SYR", status="reported", speaker="the minister"),
    coded("sign", "SUPPORT", "TUR", status="planned"),
    coded("talks", "CONSULT", "ESP", "FRA"),
)


def test_all_right(tmp_path: Path) -> None:
    found = counted(tmp_path, *PERFECT)
    assert [found[level] for level in ("what", "who_whom", "who_what_whom")] == [{"p": 1.0, "r": 1.0, "f1": 1.0}] * 3
    assert (found["gold"], found["predicted"]) == (3, 3)
    assert found["unreal_counted_as_real"] == 0
    assert found["unreal_marked_right"] == [1, 1]
    assert {name: (one["right"], one["of"]) for name, one in found["attributes"].items()} == {
        "status": (3, 3), "voice": (3, 3), "speaker": (1, 1), "medium": (0, 0), "date": (1, 1),
        "place_country": (1, 1), "mode": (1, 1),
    }  # fmt: skip


def test_worked_out_by_hand(tmp_path: Path) -> None:
    found = counted(
        tmp_path,
        # right in all but the mode, the date and the voice
        coded(
            "shelled",
            "ASSAULT",
            "SYR",
            "SYR",
            mode="aerial",
            date=["2026-03-03", "2026-03-04"],
            speaker="someone",
            place_country="SYR",
        ),
        # a second report of the same event is a false one
        coded("Idlib", "ASSAULT", "SYR", "SYR"),
        # type right, actor wrong; status right
        coded("killed", "ASSAULT", "TUR", status="alleged"),
        # a plan told as a fact: false, and leaked
        coded("sign", "SUPPORT", "TUR"),
        # type wrong, roles right
        coded("talks", "AGREE", "FRA", "ESP"),
        # no event at all, and a material one
        coded("storm", "ASSAULT", "SYR"),
    )
    # what: shelled, killed right of 6 coded and 3 gold
    assert found["what"] == {"p": 0.333, "r": 0.667, "f1": 0.444}
    # who_whom: shelled, talks
    assert found["who_whom"] == {"p": 0.333, "r": 0.667, "f1": 0.444}
    assert found["who_what_whom"] == {"p": 0.167, "r": 0.333, "f1": 0.222}
    assert found["unreal_counted_as_real"] == 2
    assert found["unreal_marked_right"] == [0, 1]
    assert {name: (one["right"], one["of"]) for name, one in found["attributes"].items()} == {
        "status": (1, 1), "voice": (0, 1), "speaker": (0, 0), "medium": (0, 0), "date": (0, 1),
        "place_country": (1, 1), "mode": (0, 1),
    }  # fmt: skip


def test_what_is_optional_costs_and_gains_nothing(tmp_path: Path) -> None:
    without = counted(tmp_path, *PERFECT)
    assert counted(tmp_path, *PERFECT, coded("said", "ACCUSE", "SYR"))["what"] == without["what"]


def test_nothing_coded(tmp_path: Path) -> None:
    found = counted(tmp_path)
    assert found["what"] == {"p": 0.0, "r": 0.0, "f1": 0.0}
    assert found["attributes"]["status"] == {"right": 0, "of": 0, "share": None}


def test_details_name_hits_misses_and_false_reports(tmp_path: Path) -> None:
    (tmp_path / "made.json").write_text(json.dumps(GOLD), encoding="utf-8")
    rows = [PERFECT[0], coded("storm", "ASSAULT", "SYR")]
    details = tally(read_gold(tmp_path), {"made": TEXT}, {"made": rows}).details
    assert [line.split()[0] for line in details] == ["RIGHT", "MISSED", "MISSED", "FALSE"]
    assert "made r1 ASSAULT 'shelled'" in details[0]


@pytest.mark.parametrize(
    ("type_", "wanted", "got", "right"),
    [
        ("ASSAULT", ("SYR", "TUR"), ("SYR", "TUR"), True),
        ("ASSAULT", ("SYR", "TUR"), ("TUR", "SYR"), False),
        ("ASSAULT", ("SYR", ""), ("SYR", "IRQ"), True),
        ("ASSAULT", ("SYR", "TUR"), ("SYR", ""), False),
        # no more wrong codes than right ones
        ("ASSAULT", ("SYR", "TUR"), ("SYR IRQ", "TUR"), True),
        ("ASSAULT", ("SYR", "TUR"), ("SYR IRQ IRN", "TUR"), False),
        ("CONSULT", ("USA", "RUS"), ("RUS", "USA"), True),
        ("CONSULT", ("USA", "RUS"), ("RUS USA", ""), True),
        ("CONSULT", ("USA", "RUS"), ("RUS", ""), False),
        ("CONSULT", ("USA", ""), ("USA", ""), True),
    ],
)
def test_roles(tmp_path: Path, type_: str, wanted: tuple[str, str], got: tuple[str, str], right: bool) -> None:
    row = gold_row("r1", "talks", type_, actors=wanted[0].split(), recipients=wanted[1].split())
    (tmp_path / "made.json").write_text(json.dumps({"doc": "made", "reports": [row]}), encoding="utf-8")
    (article,) = read_gold(tmp_path)
    one = coded("talks", type_, *got)
    assert type_right(article.reports[0], one)
    assert roles_right(article.reports[0], one) is right


def gold_as_coded(path: Path) -> list[dict[str, Any]]:
    """A gold reading as if our reader had written it."""
    table = json.loads(path.read_text(encoding="utf-8"))
    text = texts()[table["doc"]]
    rows = []
    for row in table["reports"]:
        start, end = row["spans"][0]
        rows.append(
            {
                "doc": table["doc"], "start": start, "end": end, "type": row["types"][0], "mode": next(iter(row["modes"]), None),
                "actors": row["actors"], "recipients": row["recipients"], "status": row["status"][0],
                "speaker": text[slice(*row["speakers"][0])] if row["speakers"] else None,
                "medium": text[slice(*row["mediums"][0])] if row["mediums"] else None,
                "date": row["date"], "place_country": next(iter(row["place_countries"]), None),
            }
        )  # fmt: skip
    return rows


def test_gold_against_itself_is_all_right() -> None:
    rows = {path.stem: gold_as_coded(path) for path in sorted((EXAMPLES / "gold").glob("*.json"))}
    found = figures(tally(read_gold(EXAMPLES / "gold"), texts(), rows))
    for level in ("what", "who_whom", "who_what_whom"):
        assert found[level] == {"p": 1.0, "r": 1.0, "f1": 1.0}
    assert found["unreal_counted_as_real"] == 0
    assert found["unreal_marked_right"][0] == found["unreal_marked_right"][1] > 0
    assert {name: one["share"] for name, one in found["attributes"].items()} == dict.fromkeys(found["attributes"], 1.0)


@pytest.mark.skipif(not SHARED.exists(), reason="the shared scorer is not beside the repository")
@pytest.mark.parametrize("whose", ["ours", "gold"])
def test_the_shared_scorer_gives_the_same_figures(tmp_path: Path, whose: str) -> None:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED)
    assert spec is not None
    assert spec.loader is not None
    shared = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(shared)
    gold = EXAMPLES / "gold"
    rows = list(scored(record_of(tmp_path / "record"))) if whose == "ours" else [
        row for path in sorted(gold.glob("*.json")) for row in gold_as_coded(path)
    ]  # fmt: skip
    (tmp_path / "texts").mkdir()
    for doc, text in texts().items():
        (tmp_path / "texts" / f"{doc}.txt").write_text(text, encoding="utf-8")
    (tmp_path / "coded.jsonl").write_text("".join(json.dumps(row, default=str) + "\n" for row in rows), encoding="utf-8")
    theirs = shared.score(str(gold), str(tmp_path / "texts"), str(tmp_path / "coded.jsonl"))
    by_doc: dict[str, list[dict[str, Any]]] = {}
    for line in (tmp_path / "coded.jsonl").read_text(encoding="utf-8").splitlines():
        by_doc.setdefault(json.loads(line)["doc"], []).append(json.loads(line))
    assert figures(tally(read_gold(gold), texts(), by_doc)) == theirs
    if whose == "ours":
        assert figures(score_record(read_gold(gold), Record.open(tmp_path / "record"))) == theirs


def test_an_article_that_was_not_read_is_named(tmp_path: Path) -> None:
    record = Record.create_or_open(tmp_path / "record")
    with record.writing("made-1", {}) as writer:
        writer.write_shard([reading(TEXT, name="another")])
    (tmp_path / "made.json").write_text(json.dumps(GOLD), encoding="utf-8")
    with pytest.raises(InputError, match="1 of 1 gold articles are not in the record, among them made"):
        score_record(read_gold(tmp_path), record)


@pytest.mark.parametrize("content", ["{", "[]", '{"doc": "x", "reports": [{}]}', '{"reports": []}', "7"])
def test_what_is_no_gold_is_named(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content, encoding="utf-8")
    if content == "[]":
        # a list holds no reports: it is another file that happens to lie there
        assert read_gold(tmp_path) == []
        return
    with pytest.raises(InputError, match=r"bad\.json is not a gold reading"):
        read_gold(tmp_path)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no gold"):
        read_gold(tmp_path)
    with pytest.raises(InputError, match="holds no gold"):
        read_gold(tmp_path / "none")


def test_other_json_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "made.json").write_text(json.dumps(GOLD), encoding="utf-8")
    (tmp_path / "other.json").write_text('{"name": "x"}', encoding="utf-8")
    assert [article.doc for article in read_gold(tmp_path)] == ["made"]

"""Labels of ours on shared texts: quoted words become offsets, offsets meet their text again, and another text is refused."""

import json
from pathlib import Path

import pytest
from training import labels
from training.labels import DATA, digest_of, read
from training.placing import event_of, main, placed

from onrecord.errors import CodebookError, InputError

SENTENCE = "On Monday the army shelled  a village after the village had asked the army for talks."


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """A shared folder with one article."""
    folder = tmp_path / "data" / "attribution" / "polnear" / "train" / "text"
    folder.mkdir(parents=True)
    (folder / "made.txt").write_text("Headline.\n" + SENTENCE, encoding="utf-8")
    return tmp_path


def test_quoted_words_become_offsets() -> None:
    event = event_of("shelled | ASSAULT.heavy-weapons,COERCE? | reported | a: the army | r: a village", SENTENCE, 100)
    words = {name: [SENTENCE[start - 100 : end - 100] for start, end in spans] for name, spans in event["roles"].items()}
    assert SENTENCE[event["at"][0] - 100 : event["at"][1] - 100] == "shelled"
    assert words == {"a": ["the army"], "r": ["a village"]}
    assert (event["types"], event["mode"], event["optional"]) == (["ASSAULT", "COERCE"], "heavy-weapons", True)


def test_a_phrase_is_taken_where_it_stands_nearest_to_the_event() -> None:
    event = event_of("asked | REQUEST.meet | fact | a: the village | r: the army", SENTENCE, 0)
    ((start, _),) = event["roles"]["r"]
    assert start == SENTENCE.rindex("the army")
    assert event_of("asked | REQUEST | fact | r: the army#1", SENTENCE, 0)["roles"]["r"][0][0] == SENTENCE.index("the army")


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("shelled | ASSAULT", InputError),
        ("bombed | ASSAULT | fact", InputError),
        ("village | ASSAULT | fact", InputError),
        ("village#3 | ASSAULT | fact", InputError),
        ("shelled | WAR | fact", CodebookError),
        ("shelled | ASSAULT.visit | fact", CodebookError),
        ("shelled | ASSAULT | true", CodebookError),
        ("shelled | ASSAULT | fact | x: the army", InputError),
        ("shelled | ASSAULT | fact | a: the navy", InputError),
    ],
)
def test_what_is_not_well_formed(line: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        event_of(line, SENTENCE, 0)


def test_labels_meet_their_text_again(shared: Path, tmp_path: Path) -> None:
    sentences = [{"source": "polnear", "key": "made", "start": 10, "end": 10 + len(SENTENCE)}]
    rows = placed(sentences, "# a comment\n1 | shelled | ASSAULT | fact | a: the army\n", shared)
    folder = tmp_path / "labels"
    folder.mkdir()
    path = folder / "polnear.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows["polnear"]), encoding="utf-8")
    (sentence,) = read(shared, folder)
    (event,) = sentence.events
    assert sentence.text[event.start : event.end] == "shelled"
    assert [sentence.text[slice(*span)] for span in event.roles["a"]] == ["the army"]
    (shared / "data" / "attribution" / "polnear" / "train" / "text" / "made.txt").write_text(
        "Headline.\n" + SENTENCE.upper(), encoding="utf-8"
    )
    with pytest.raises(InputError, match=r"polnear\.jsonl:1: .* not the one that was labelled"):
        list(read(shared, folder))


def test_nothing_is_written_unless_all_is_well_formed(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("training.placing.DATA", tmp_path)
    listed, quoted = tmp_path / "sentences.jsonl", tmp_path / "quoted.txt"
    listed.write_text(json.dumps({"source": "polnear", "key": "made", "start": 10, "end": 60}) + "\n", encoding="utf-8")
    quoted.write_text("1 | shelled | ASSAULT | fact\n2 | shelled | ASSAULT | fact\n", encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["placing", str(listed), str(quoted), "--shared", str(shared)])
    assert main() == 1
    assert "line 2: there is no sentence 2" in capsys.readouterr().err
    assert not (tmp_path / "polnear.jsonl").exists()
    quoted.write_text("1 | shelled | ASSAULT | fact\n", encoding="utf-8")
    assert main() == 0
    (line,) = (tmp_path / "polnear.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["events"][0]["types"] == ["ASSAULT"]


def test_an_unknown_source_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no source 'wire'"):
        labels.texts("wire", tmp_path)
    with pytest.raises(InputError, match="give --shared"):
        labels.texts("uw", tmp_path)


def test_the_labels_that_ship_hold_no_text() -> None:
    """Offsets, codes and checksums alone: whoever wants the words needs the texts."""
    count = 0
    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert set(row) == {"key", "start", "end", "crc", "events"}
            for event in row["events"]:
                assert set(event) <= {"at", "types", "mode", "status", "optional", "roles", "event"}
                assert row["start"] <= event["at"][0] < event["at"][1] <= row["end"]
            count += len(row["events"])
    assert count > 5_000


def test_a_label_remembers_its_words() -> None:
    assert digest_of("a") != digest_of("b")

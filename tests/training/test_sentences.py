"""The notation of our own sentences: what is well formed, and how the rest is refused."""

from pathlib import Path

import pytest
from training.sentences import main, parse, read

from onrecord.errors import InputError


def test_events_and_roles_stand_in_the_plain_text() -> None:
    line = "{1a SYR.REB|Rebels} [1 ASSAULT.heavy-weapons reported|shelled] {1p|Idlib} {1d|on Monday}, {1s|police} said."
    sentence = parse(line, "x:1")
    assert sentence.text == "Rebels shelled Idlib on Monday, police said."
    (event,) = sentence.events
    assert sentence.text[event.start : event.end] == "shelled"
    assert (event.type, event.mode, event.status) == ("ASSAULT", "heavy-weapons", "reported")
    assert [(role.role, sentence.text[role.start : role.end], role.code) for role in sentence.roles] == [
        ("a", "Rebels", "SYR.REB"), ("p", "Idlib", None), ("d", "on Monday", None), ("s", "police", None),
    ]  # fmt: skip


def test_marks_within_marks_and_words_of_two_events() -> None:
    sentence = parse(
        "{1a 2r|Kenya} [1 ACCUSE|blamed] {1r 2a|{1p|Somali} rebels} for the [2 ASSAULT.primitive alleged|raid].", "x:1"
    )
    assert sentence.text == "Kenya blamed Somali rebels for the raid."
    assert [event.number for event in sentence.events] == [1, 2]
    words = [(role.event, role.role, sentence.text[role.start : role.end]) for role in sentence.roles]
    assert (2, "a", "Somali rebels") in words
    assert (1, "p", "Somali") in words


def test_a_further_mention_names_the_first_one() -> None:
    sentence = parse("{1a|Rebels} [1 ASSAULT|shelled] Idlib; the [2=1 ASSAULT|shelling] went on.", "x:1")
    assert [(event.number, event.same) for event in sentence.events] == [(1, None), (2, 1)]


def test_a_sentence_without_marks_is_a_hard_negative() -> None:
    assert parse("The match was won.", "x:1").events == ()


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[1 ASSAULT|shelled", "never closed"),
        ("shelled]", "closes nothing"),
        ("{1a|Rebels]", "closes nothing"),
        ("[1 ASSAULT|]", "closes nothing"),
        ("a | b", "stray"),
        ("[ASSAULT|shelled]", "is not .NUMBER"),
        ("[1 WAR|shelled]", "no event type 'WAR'"),
        ("[1 ASSAULT.visit|shelled]", "no mode 'visit'"),
        ("[1 ASSAULT true|shelled]", "true"),
        ("{1x|Rebels} [1 ASSAULT|shelled]", "is not NUMBER and one of"),
        ("{2a|Rebels} [1 ASSAULT|shelled]", "belongs to no event"),
        ("[1 ASSAULT|shelled] [1 AID|fed]", "same number"),
        ("[1 ASSAULT|shelled] [2=3 ASSAULT|shelling]", "a mention of 3, which is no other"),
        ("[1=1 ASSAULT|shelled]", "a mention of 1, which is no other"),
    ],
)
def test_what_is_not_well_formed(line: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        parse(line, "file.txt:7")
    assert str(caught.value).startswith("file.txt:7: ")


def test_every_sentence_that_ships_is_well_formed() -> None:
    sentences = read()
    assert len(sentences) > 2_000
    assert len({sentence.origin for sentence in sentences}) == len(sentences)


def test_the_check_counts_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "made.txt"
    path.write_text("# a comment\n\n[1 ASSAULT|Shelling] went on.\nNothing.\n[1 WAR|x]\n", encoding="utf-8")
    assert main([str(path)]) == 1
    assert "2 lines, 1 without an event, 1 wrong" in capsys.readouterr().out

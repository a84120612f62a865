"""What the encoder learns from: labels stand on the pieces of the words that were marked, and what is untold is ignored."""

import json
from pathlib import Path

from training.examples import IGNORED, Example, gold_examples, labels, own_examples
from training.sentences import parse

from onrecord.models.session import load_encoder

TOKENIZER = load_encoder()._tokenizer
LABELS = labels()


def made(line: str) -> tuple[str, Example]:
    sentence = parse(line, "x:1")
    (example,) = own_examples(TOKENIZER, [sentence])
    return sentence.text, example


def words(text: str, example: Example, values: list[int], names: list[str]) -> list[tuple[str, str]]:
    """The pieces that have a label other than none, with its name."""
    return [
        (text[start:end], names[value])
        for (start, end), value in zip(example.window.offsets, values, strict=True)
        if value not in (0, IGNORED)
    ]


def test_the_labels_are_those_of_the_encoder_that_ships() -> None:
    assert load_encoder().labels == LABELS


def test_own_sentences() -> None:
    text, example = made("{1a SYR.REB|Rebels} [1 ASSAULT.heavy-weapons alleged|shelled] {1r SYR.CVL|homes} in {1p|Idlib}.")
    kinds = words(text, example, example.type, LABELS["type"])
    assert {kind for _, kind in kinds} == {"ASSAULT"}
    assert "".join(piece for piece, _ in kinds) == "shelled"
    assert {LABELS["status"][value] for value in example.status if value != IGNORED} == {"alleged"}
    assert {LABELS["mode"][value] for value in example.mode if value != IGNORED} == {"heavy-weapons"}
    ((first, roles),) = example.roles
    assert text[slice(*example.window.offsets[first])].startswith("sh")
    played: dict[str, str] = {}
    for piece, role in words(text, example, roles, LABELS["role"]):
        played[role] = played.get(role, "") + piece
    assert played == {"actor": "Rebels", "recipient": "homes", "place": "Idlib"}
    # marks of begin and end teach nothing
    assert example.type[0] == example.type[-1] == roles[0] == roles[-1] == IGNORED


def test_a_hard_negative_teaches_that_nothing_happened() -> None:
    _, example = made("The match was won.")
    assert set(example.type[1:-1]) == {0}
    assert set(example.status) == {IGNORED}
    assert example.roles == []


def test_a_second_mention_teaches_no_roles() -> None:
    text, example = made("{1a SYR|Syria} [1 ASSAULT|shelled] {1r TUR|Kilis}; the [2 ASSAULT|shelling] went on.")
    assert len(example.roles) == 1
    assert sum(kind == "ASSAULT" for _, kind in words(text, example, example.type, LABELS["type"])) >= 2


def test_articles_read_by_a_coder(tmp_path: Path) -> None:
    text = "Rebels carried out shelling of Idlib. Nothing else happened."
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "made.txt").write_text(text, encoding="utf-8")
    start, end = text.index("carried"), text.index(" of Idlib")
    report = {
        "spans": [[start, end]], "types": ["ASSAULT"], "modes": [], "status": ["fact"], "optional": False,
        "actor_mentions": [["Rebels", "SYR", "REB"]], "recipient_mentions": [],
    }  # fmt: skip
    (tmp_path / "made.json").write_text(json.dumps({"doc": "made", "reports": [report]}), encoding="utf-8")
    first, second = gold_examples(TOKENIZER, tmp_path)
    kinds = words(text, first, first.type, LABELS["type"])
    # the head of the phrase is learned; its other words are neither event nor none
    assert [piece for piece, _ in kinds] == ["carried"]
    within = [value for (left, right), value in zip(first.window.offsets, first.type, strict=True) if start <= left < right <= end]
    assert set(within) == {IGNORED, LABELS["type"].index("ASSAULT")}
    played = words(text, first, first.roles[0][1], LABELS["role"])
    assert {role for _, role in played} == {"actor"}
    assert "".join(piece for piece, _ in played) == "Rebels"
    assert set(second.type[1:-1]) == {0}

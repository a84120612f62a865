"""What the encoder learns from: right answers stand on the pieces of marked words, and what is untold teaches nothing."""

from training.examples import Example, as_printed, factuality_examples, label_examples, labels, own_examples
from training.labels import LabelledEvent, LabelledSentence
from training.sentences import parse

from onrecord.annotate.syntax import load_syntax
from onrecord.models.session import load_encoder

TOKENIZER = load_encoder("events")._tokenizer
LABELS = labels()


def made(line: str) -> tuple[str, Example]:
    sentence = parse(line, "x:1")
    (example,) = own_examples(TOKENIZER, load_syntax(), [sentence])
    return sentence.text, example


def right(bits: int, names: list[str]) -> set[str]:
    """The answers that a set allows."""
    return {name for at, name in enumerate(names) if bits >> at & 1}


def words(text: str, example: Example, values: list[int], names: list[str]) -> list[tuple[str, str]]:
    """The pieces whose one right answer is another than none, with its name."""
    return [
        (text[start:end], name)
        for (start, end), value in zip(example.window.offsets, values, strict=True)
        for name in right(value, names)
        if "none" not in right(value, names)
    ]


def test_the_labels_are_those_of_the_encoder_that_ships() -> None:
    assert load_encoder("events").labels == {name: LABELS[name] for name in ("type", "mode", "status", "role")}
    assert load_encoder("attributions").labels == {name: LABELS[name] for name in ("cue", "kind", "part")}


def test_own_sentences() -> None:
    text, example = made("{1a SYR.REB|Rebels} [1 ASSAULT.heavy-weapons alleged|shelled] {1r SYR.CVL|homes} in {1p|Idlib}.")
    kinds = words(text, example, example.type, LABELS["type"])
    assert {kind for _, kind in kinds} == {"ASSAULT"}
    assert "".join(piece for piece, _ in kinds) == "shelled"
    assert {name for value in example.status for name in right(value, LABELS["status"])} == {"alleged"}
    assert {name for value in example.mode for name in right(value, LABELS["mode"])} == {"heavy-weapons"}
    ((first, roles),) = example.roles
    assert text[slice(*example.window.offsets[first])].startswith("sh")
    played: dict[str, str] = {}
    for piece, role in words(text, example, roles, LABELS["role"]):
        played[role] = played.get(role, "") + piece
    assert played == {"actor": "Rebels", "recipient": "homes", "place": "Idlib"}
    # marks of begin and end teach nothing
    assert example.type[0] == example.type[-1] == roles[0] == roles[-1] == 0


def test_a_hard_negative_teaches_that_nothing_happened() -> None:
    _, example = made("The match was won.")
    assert {frozenset(right(value, LABELS["type"])) for value in example.type[1:-1]} == {frozenset({"none"})}
    assert set(example.status) == {0}
    assert example.roles == []


def test_a_second_mention_teaches_no_roles() -> None:
    text, example = made("{1a SYR|Syria} [1 ASSAULT|shelled] {1r TUR|Kilis}; the [2 ASSAULT|shelling] went on.")
    assert len(example.roles) == 1
    assert sum(kind == "ASSAULT" for _, kind in words(text, example, example.type, LABELS["type"])) >= 2


def test_short_articles_are_learned_sentence_by_sentence() -> None:
    line = "{1a SYR|Syria} [1 ASSAULT|shelled] {1r TUR|Kilis}. The [2=1 ASSAULT|attack] went on all night."
    first, second = own_examples(TOKENIZER, load_syntax(), [parse(line, "x:1")])
    assert len(first.roles) == 1
    assert second.roles == []
    assert {"ASSAULT"} in [right(value, LABELS["type"]) for value in second.type]


def labelled(text: str, **event: object) -> Example:
    at = text.index("shelled")
    known: dict[str, object] = {
        "types": ("ASSAULT",),
        "mode": None,
        "status": "fact",
        "optional": False,
        "event": None,
        "roles": {},
    }
    sentence = LabelledSentence(
        source="uw",
        key="1",
        text=text,
        start=0,
        end=len(text),
        events=(LabelledEvent(start=at, end=at + 7, **(known | event)),),  # type: ignore[arg-type]
    )
    (example,) = label_examples(TOKENIZER, [sentence])
    return example


def test_alternatives_and_what_may_be_left_out_are_all_right() -> None:
    example = labelled("Rebels shelled Idlib.", types=("ASSAULT", "COERCE"), optional=True)
    told = {frozenset(right(value, LABELS["type"])) for value in example.type[1:-1]}
    assert told == {frozenset({"none"}), frozenset({"ASSAULT", "COERCE", "none"})}


def test_roles_that_shared_labels_never_mark_stay_open() -> None:
    text = "Rebels shelled Idlib, he said."
    example = labelled(text, roles={"a": ((0, 6),)})
    ((_, roles),) = example.roles
    assert words(text, example, roles, LABELS["role"])[0] == ("Rebels"[: example.window.offsets[1][1]], "actor")
    assert right(roles[-2], LABELS["role"]) == {"none", "speaker", "medium", "date"}
    assert example.group == "uw:1"


def test_text_of_a_tokenised_corpus_is_read_as_printed_and_nothing_else_moves() -> None:
    split = "He did n't say `` no '' , the boy 's father said . ' ' Why ? ' '"
    printed = as_printed(split)
    assert len(printed) == len(split)
    assert "didn't" in printed
    assert "boy's" in printed
    assert printed.index("father") == split.index("father")
    assert "``" not in printed
    assert "' '" not in printed


def test_factuality_stands_on_the_first_piece_of_its_word() -> None:
    text = "Troops may have shelled it ."
    (example,) = factuality_examples(TOKENIZER, [(text, [(16, 23, 0.4)])])
    ((at, value),) = example.factuality
    assert example.window.offsets[at][0] == 16
    assert value == 0.4
    assert set(example.type) == {0}

"""What the encoder learns of attributions: sets of right answers that claim no more than was marked."""

from training import cases
from training.attribution import Passage, Saying, of_cases, passage_examples
from training.examples import labels

from onrecord.annotate.syntax import load_syntax
from onrecord.models.session import load_encoder

TOKENIZER = load_encoder("attributions")._tokenizer
TEXT = "Officials said the army had warned that it would fire."


def passage(*, complete: bool) -> Passage:
    def piece(words: str) -> tuple[tuple[int, int], ...]:
        at = TEXT.index(words)
        return ((at, at + len(words)),)

    parts = {"source": piece("Officials"), "cue": piece("said"), "content": piece("the army had warned that it would fire")}
    saying = Saying(parts=parts, inner=False, kind="anonymous")
    return Passage(text=TEXT, sentences=((0, len(TEXT)),), sayings=(saying,), complete=complete, origin="x")


def words_with(sets: list[int], label: int) -> list[str]:
    (example,) = passage_examples(TOKENIZER, [passage(complete=True)])
    return [TEXT[slice(*place)] for place, bits in zip(example.window.offsets, sets, strict=True) if bits >> label & 1]


def test_parts_stand_at_their_words() -> None:
    (example,) = passage_examples(TOKENIZER, [passage(complete=True)])
    ((anchor, sets),) = example.parts
    assert TEXT[slice(*example.window.offsets[anchor])] == "said"
    parts = labels()["part"]
    assert words_with(sets, parts.index("source")) == ["Officials"]
    assert words_with(sets, parts.index("content"))[:3] == ["the", "army", "had"]
    assert example.kind[anchor] == 1 << labels()["kind"].index("anonymous")


def test_what_is_marked_outermost_only_says_nothing_of_inner_cues() -> None:
    inner = labels()["cue"].index("inner")
    (some,) = passage_examples(TOKENIZER, [passage(complete=False)])
    (all_,) = passage_examples(TOKENIZER, [passage(complete=True)])
    assert "warned" in words_with(some.cue, inner)
    assert words_with(all_.cue, inner) == []


def test_windows_of_several_sentences_cover_a_passage() -> None:
    found = passage_examples(TOKENIZER, of_cases(load_syntax(), cases.read()[:6]))
    assert sum(len(one.parts) for one in found) == sum(
        one.cue is not None for case in cases.read()[:6] for one in case.attributions
    )
    for one in found:
        assert len(one.window.ids) == len(one.cue) == len(one.kind)
        assert all(len(sets) == len(one.cue) for _, sets in one.parts)

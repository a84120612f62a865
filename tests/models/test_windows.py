"""Text in pieces: every piece knows its letters, and no sentence is too long."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from tests.oddtexts import odd_texts
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from onrecord.errors import WeightsError
from onrecord.models.session import load_encoder
from onrecord.models.windows import LONGEST, windows

TOKENIZER = load_encoder("events")._tokenizer


@settings(deadline=None, max_examples=60)
@given(odd_texts)
def test_pieces_cover_the_letters_that_they_say(text: str) -> None:
    for window in windows(TOKENIZER, text, [(0, len(text))]):
        assert len(window.ids) == len(window.offsets) <= LONGEST
        assert window.offsets[0] == window.offsets[-1] == (0, 0)
        inner = window.offsets[1:-1]
        assert all(0 <= start < end <= len(text) for start, end in inner)
        assert all(left[0] <= right[0] for left, right in pairwise(inner))


def test_offsets_count_in_the_whole_text() -> None:
    text = "First one. Second."
    (window,) = windows(TOKENIZER, text, [(11, 18)])
    assert text[window.offsets[1][0] : window.offsets[1][1]] == "Second"


def test_a_long_sentence_is_cut_between_words() -> None:
    text = "The ambassadorship extraordinarily reconsidered. " * 60
    found = windows(TOKENIZER, text, [(0, len(text))])
    assert len(found) > 1
    for window in found:
        start = window.offsets[1][0]
        assert start == 0 or not text[start].isalpha() or not text[start - 1].isalpha()
    assert sum(len(window.ids) - 2 for window in found) == len(TOKENIZER.encode(text, add_special_tokens=False).ids)


def test_one_word_that_fills_several_windows() -> None:
    text = "ab" * 1_000
    found = windows(TOKENIZER, text, [(0, len(text))])
    assert all(len(window.ids) <= LONGEST for window in found)


def test_sentences_without_a_piece_yield_no_window() -> None:
    assert windows(TOKENIZER, "  \n ", [(0, 4)]) == []
    assert windows(TOKENIZER, "", []) == []


def test_a_tokenizer_without_marks_is_refused() -> None:
    with pytest.raises(WeightsError, match=r"lacks \[CLS\]"):
        windows(Tokenizer(WordPiece({"a": 0}, unk_token="a")), "a", [(0, 1)])

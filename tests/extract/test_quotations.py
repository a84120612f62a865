"""Quotation marks as typists set them: paired where they pair, and never a reason to fail."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.oddtexts import odd_texts

from onrecord.extract.quotations import find_quotations


def quoted(text: str) -> list[str]:
    return [quotation.span.text for quotation in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # plain pairs
        ('"We will go," he said.', ["We will go,"]),
        ("“We will go,” he said.", ["We will go,"]),
        ("«We will go», he said.", ["We will go"]),
        ("»We will go«, he said.", ["We will go"]),
        ("„We will go“, he said.", ["We will go"]),
        ("„We will go”, he said.", ["We will go"]),
        ("‟We will go” he said.", ["We will go"]),
        ("``We will go,'' he said.", ["We will go,"]),
        ("''We will go,'' he said.", ["We will go,"]),
        # several in a paragraph
        ('He said "yes" and "no" to them.', ["yes", "no"]),
        ('"One." "Two." "Three."', ["One.", "Two.", "Three."]),
        ("“We will go”, “we will stay”", ["We will go", "we will stay"]),
        ('"We will go", he said, "soon".', ["We will go", "soon"]),
        ("“We will go”—he said—“soon”", ["We will go", "soon"]),
        ('"We will go"--he said--"soon"', ["We will go", "soon"]),
        ('He wrote "We will go".\nThen he left. "Why?" she asked.', ["We will go", "Why?"]),
        # nested
        ("He said “the so-called ‘safe zone’ is gone” there.", ["the so-called ‘safe zone’ is gone"]),
        ("He said \"the 'safe zone' is gone\" there.", ["the 'safe zone' is gone"]),
        ("“She told me “never again” twice,” he said.", ["She told me “never again” twice,"]),
        ("“We said “no,”” he recalled.", ["We said “no,”"]),
        ("“We said ‘no,’” he recalled.", ["We said ‘no,’"]),
        ("«He said “no” twice», she wrote.", ["He said “no” twice"]),
        ("«He said „no“ twice», she wrote.", ["He said „no“ twice"]),
        ("“I told him, ‘Don’t go,’ ” she said.", ["I told him, ‘Don’t go,’"]),
        ("\"The 'hero'' of ''it\" fell", ["The 'hero'' of ''it"]),
        # apostrophes are no marks
        ("The soldiers' camp and the generals' homes burned.", []),
        ("It's the ministers' view that they're done.", []),
        ("‘We will go,’ he said.", []),
        ("\"It was '48,\" he said.", ["It was '48,"]),
        # inches
        ('The 6" gun fired.', []),
        ('The 6" gun and the 8" gun fired.', []),
        ('A 6"-gun and an 8"-gun fired.', []),
        ("The 5' 10\" man fled.", []),
        ('He said "the 6" gun fired" there.', ['the 6" gun fired']),
        ('"We lost 6" he said, "or more".', ["We lost 6", "or more"]),
        # unbalanced
        ('"We will go, he said.', ["We will go, he said."]),
        ("He said: “We will go", ["We will go"]),
        ('We will go," he said.', []),
        ("We will go,” he said.", []),
        ("“We will go,\n\nHe left on Monday.", ["We will go,"]),
        ("“We will go,\" he said.", ["We will go,"]),
        ("\"We will go,” he said.", ["We will go,"]),
        # nothing inside
        ('""', []),
        ('" "', []),
        ("“”", []),
        ('"', []),
        ("”“", []),
        ("““““", []),
        ('"""', []),
        ('"…"', []),
        # odd surroundings
        ("(“We will go”)", ["We will go"]),
        ("“[We] will go … soon”", ["[We] will go … soon"]),
        ("“  We will go  ” he said.", ["We will go"]),
        ('"عربية" he said', ["عربية"]),
        ('"We go 😀" he said', ["We go 😀"]),
        ("&quot;We will go&quot; he said.", []),
        # scare quotes and titles are quotations here; who takes them for speech asks how long they are
        ('A so-called "hero" of "the people\'s war"', ["hero", "the people's war"]),
    ],
)  # fmt: skip
def test_marks(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "continues"),
    [
        ("“We will go,\n\n“and we will come back,” he said.", [False, True]),
        ('"We will go,\n\n"and we will come back," he said.', [False, True]),
        ("“We will go,\n“and come back,” he said.", [False, True]),
        ("He said: “We will go.\n\n“And come back.”", [False, True]),
        ("“One.\n\n“Two.\n\n“Three.”", [False, True, True]),
        ("“We will go.”\n\n“We will come back,” he said.", [False, False]),
        ("“We will go,\n\nHe left. “And I stay.”", [False, False]),
        ('"We will go,\nand come back," he said.', [False]),
    ],
)
def test_paragraphs_that_go_on(text: str, continues: list[bool]) -> None:
    assert [quotation.continues for quotation in find_quotations(text)] == continues


def test_a_quotation_left_open_ends_with_its_paragraph() -> None:
    assert quoted("“We will go, he said.\n\nThe army attacked.") == ["We will go, he said."]


def test_words_are_counted() -> None:
    assert [quotation.words for quotation in find_quotations('"One two three." "Four"')] == [3, 1]


@given(st.text(st.sampled_from("ab1 \n.,'\"“”„«»‟‘’`"), max_size=60) | odd_texts | st.text())
def test_any_text(text: str) -> None:
    found = find_quotations(text)
    for quotation in found:
        span = quotation.span
        assert text[span.start : span.end] == span.text == span.text.strip()
        assert any(letter.isalnum() for letter in span.text)
        assert "\n\n" not in span.text
    assert all(left.span.end <= right.span.start for left, right in pairwise(found))


@pytest.mark.parametrize("mark", ['"', "“", "”", "«", "''", '6" '])
def test_a_text_of_nothing_but_marks(mark: str) -> None:
    assert quoted(mark * 20_000) == []

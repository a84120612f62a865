"""A bundle is the same only if every row comes out of the texts again."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from tests.fakereader import FakeReader, article, articles
from tests.test_cli import EXAMPLES, right, run

from onrecord.batch import read
from onrecord.export import export
from onrecord.record import Article, Part, PartKind, Reading, Span, Unread, article_id
from onrecord.store import Record
from onrecord.verify import verify

TEXT = "By Ann\nAvalon attacked Borduria; an envoy said."


class OtherReader(FakeReader):
    """One that sees no meetings, and finds the attack negated."""

    def read(self, article: Article) -> Reading | Unread:
        found = super().read(article)
        if not isinstance(found, Reading):
            return found
        kept = tuple(replace(one, mode="beat") for one in found.reports if one.type == "ASSAULT")
        return replace(found, reports=kept)


def items() -> list[Article]:
    dated = replace(
        article(TEXT),
        id=article_id(TEXT, "https://x.example/1"),
        url="https://x.example/1",
        publisher='The, "Line"\nof x',
        published=date(2026, 3, 3),
        parts=(Part(kind=PartKind.BYLINE, span=Span.of(TEXT, 0, 6)),),
    )
    return [dated, *articles(3), article("UNREADABLE")]


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    record = Record.create_or_open(tmp_path / "record")
    read(items(), record, workers=1, make_reader=FakeReader)
    export(record, tmp_path / "bundle", "bundle")
    return tmp_path / "bundle"


def test_the_same_texts_in_another_order_are_the_same(bundle: Path) -> None:
    outcome = verify(bundle, [article("A stranger."), *items()[::-1]], workers=1, make_reader=FakeReader)
    assert outcome.same
    assert outcome.found == 4
    assert outcome.tables["reports"].same == 7
    assert outcome.reader in outcome.readers


def test_a_bare_text_is_found_by_its_hash(bundle: Path) -> None:
    bare = [article(TEXT), *items()[1:]]
    assert bare[0].id != items()[0].id
    assert verify(bundle, bare, workers=1, make_reader=FakeReader).same


def test_a_missing_text_is_told(bundle: Path) -> None:
    outcome = verify(bundle, items()[1:], workers=1, make_reader=FakeReader)
    assert not outcome.same
    assert outcome.missing == (items()[0].id,)
    assert outcome.tables["reports"].lost == 1
    # it is told once, not in every row
    assert outcome.tables["reports"].told == ()


def test_rows_that_come_out_otherwise_are_told(bundle: Path) -> None:
    outcome = verify(bundle, items(), workers=1, make_reader=OtherReader)
    assert not outcome.same
    reports = outcome.tables["reports"]
    assert (reports.same, reports.changed, reports.lost, reports.new) == (0, 4, 3, 0)
    assert any("mode was None, is 'beat'" in line for line in reports.told)
    assert any("does not come out again" in line for line in reports.told)
    assert outcome.tables["mentions"].changed == 0


def test_another_text_is_not_taken_for_it(bundle: Path) -> None:
    changed = [article(TEXT + " Later."), *items()[1:]]
    outcome = verify(bundle, changed, workers=1, make_reader=FakeReader)
    assert outcome.missing == (items()[0].id,)


def test_the_command(tmp_path: Path) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    name = "05-tbilisi-protest.txt"
    (texts / name).write_bytes((EXAMPLES / "articles" / name).read_bytes())
    right("read", texts, "--to", tmp_path / "record", "--workers", 1)
    right("export", tmp_path / "record", "--format", "bundle", "--to", tmp_path / "bundle")
    assert right("verify", tmp_path / "bundle", "--texts", texts, "--workers", 1).endswith("the record is the same\n")
    (texts / name).unlink()
    result = run("verify", tmp_path / "bundle", "--texts", texts, "--workers", 1)
    assert result.exit_code == 1
    assert "1 texts were not found" in result.stdout
    assert result.stdout.endswith("the record is not the same\n")
    result = run("verify", texts, "--texts", texts)
    assert result.exit_code == 1
    assert "is no bundle" in result.stderr

"""What people say of reports: only ever appended, whole lines only."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.errors import InputError, StoreError
from onrecord.record import Judgement, Verdict
from onrecord.store.judgements import JUDGEMENTS, append_judgement, read_judgements

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def said(verdict: Verdict, *reports: str, **more: object) -> Judgement:
    return Judgement(verdict=verdict, reports=reports, judge="Ana", at=AT, **more)  # type: ignore[arg-type]


def test_what_was_said_is_read_again(tmp_path: Path) -> None:
    first = said(Verdict.FIX, "a-r1", changes={"type": "ACCUSE"}, reason="it is a charge")
    append_judgement(tmp_path, first)
    append_judgement(tmp_path, said(Verdict.SAME, "b-r1", "a-r1"))
    assert read_judgements(tmp_path) == (first, said(Verdict.SAME, "a-r1", "b-r1"))


def test_nobody_judged(tmp_path: Path) -> None:
    assert read_judgements(tmp_path) == ()


def test_many_at_once_lose_nothing(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: append_judgement(tmp_path, said(Verdict.ACCEPT, f"a-r{n}")), range(100)))
    assert {judgement.reports[0] for judgement in read_judgements(tmp_path)} == {f"a-r{n}" for n in range(100)}


def test_a_line_cut_short_was_never_said(tmp_path: Path) -> None:
    append_judgement(tmp_path, said(Verdict.ACCEPT, "a-r1"))
    with (tmp_path / JUDGEMENTS).open("ab") as file:
        file.write(b'{"at": "2026-05-')
    append_judgement(tmp_path, said(Verdict.REJECT, "a-r2"))
    assert [judgement.verdict for judgement in read_judgements(tmp_path)] == [Verdict.ACCEPT, Verdict.REJECT]


@pytest.mark.parametrize(
    ("verdict", "reports"), [(Verdict.SAME, ("a",)), (Verdict.ACCEPT, ("a", "b")), (Verdict.DIFFERENT, ("a", "a"))]
)
def test_the_wrong_number_of_reports(tmp_path: Path, verdict: Verdict, reports: tuple[str, ...]) -> None:
    with pytest.raises(InputError, match="is said of"):
        append_judgement(tmp_path, said(verdict, *reports))
    assert not (tmp_path / JUDGEMENTS).exists()


def test_a_line_that_is_no_judgement(tmp_path: Path) -> None:
    (tmp_path / JUDGEMENTS).write_text('{"verdict": "maybe"}\n', encoding="utf-8")
    with pytest.raises(StoreError, match="line 1"):
        read_judgements(tmp_path)

"""The command line from end to end, and every way in which it is asked wrongly: one message, exit status 1, no traceback."""

import csv
import io
import json
import re
import shutil
from pathlib import Path

import pytest
from tests.madereports import reading, report, span_of
from typer.testing import CliRunner, Result

from onrecord import __version__
from onrecord.cli import app
from onrecord.record import Entity, Form, Kind, Mention, Participant, Role
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[1] / "examples"
NAMES = ("05-tbilisi-protest", "11-bissau-coup-attempt")
RUNNER = CliRunner()


def run(*words: object) -> Result:
    return RUNNER.invoke(app, [str(word) for word in words])


def right(*words: object) -> str:
    """What a command prints that ends well."""
    result = run(*words)
    assert result.exit_code == 0, result.output
    return result.stdout


def wrong(*words: object) -> str:
    """What a command says that ends badly: on standard error, in exit status 1, without a traceback."""
    result = run(*words)
    assert result.exit_code == 1, result.output
    assert isinstance(result.exception, SystemExit)
    assert result.stdout == ""
    assert result.stderr.startswith("onrecord: ")
    assert "Traceback" not in result.stderr
    return result.stderr.removeprefix("onrecord: ").strip()


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two of the examples, read by the command."""
    folder = tmp_path_factory.mktemp("cli")
    (folder / "articles").mkdir()
    for name in NAMES:
        shutil.copy(EXAMPLES / "articles" / f"{name}.txt", folder / "articles")
    output = right("read", folder / "articles", "--to", folder / "record", "--workers", 1)
    assert output.startswith("2 articles read, ")
    assert "0 known already, 0 unread → " in output
    return folder / "record"


@pytest.fixture(scope="module")
def report_id(record: Path) -> str:
    return str(Record.open(record).sql("SELECT id FROM reports ORDER BY trigger_start").column(0)[0].as_py())


def test_reading_again_reads_nothing(record: Path) -> None:
    output = right("read", record.parent / "articles", "--to", record, "--workers", 1)
    assert output.startswith("0 articles read, 0 reports, 2 known already, 0 unread → ")


def test_show(record: Path) -> None:
    output = right("show", record)
    assert output.startswith("2 articles, ")
    assert "Nairobi" not in output


def test_show_one(record: Path, report_id: str) -> None:
    output = right("show", record, report_id)
    assert output.startswith(report_id)
    assert "words that carry it" in output


@pytest.mark.parametrize(
    "words",
    [
        ("--type", "protest"),
        ("--actor", "GEO"),
        ("--country", "GEO"),
        ("--since", "2026-01-01"),
        ("--until", "2030-01-01"),
        ("--status", "Fact"),
        ("--said-by", "minister"),
        ("--limit", "1"),
        ("--type", "ASSAULT", "--country", "GNB", "--since", "2026-01-01"),
    ],
)
def test_show_some(record: Path, words: tuple[str, ...]) -> None:
    assert right("show", record, *words).startswith("2 articles, ")


def test_sql_in_three_formats(record: Path) -> None:
    query = "select doc, published, byline from articles order by doc"
    assert NAMES[0] in right("sql", record, query)
    rows = list(csv.reader(io.StringIO(right("sql", record, query, "--format", "csv"))))
    assert rows[0] == ["doc", "published", "byline"]
    assert [row[0] for row in rows[1:]] == list(NAMES)
    lines = [json.loads(line) for line in right("sql", record, query, "--format", "jsonl").splitlines()]
    assert [line["doc"] for line in lines] == list(NAMES)
    assert lines[0]["published"].startswith("2026-")


def test_sql_without_rows(record: Path) -> None:
    assert right("sql", record, "select doc from articles where false", "--format", "csv") == "doc\n"
    assert right("sql", record, "select doc from articles where false", "--format", "jsonl") == ""
    assert "doc" in right("sql", record, "select doc from articles where false")


@pytest.mark.parametrize("format_", ["csv", "jsonl", "parquet"])
def test_export_tables(record: Path, tmp_path: Path, format_: str) -> None:
    assert right("export", record, "--format", format_, "--to", tmp_path / "tables").startswith("written to ")
    names = {path.name for path in (tmp_path / "tables").iterdir()}
    assert {"datapackage.json", f"reports.{format_}", f"articles.{format_}"} <= names


def test_export_says_what_it_left_out(record: Path, tmp_path: Path) -> None:
    output = right("export", record, "--format", "polecat", "--to", tmp_path / "polecat.txt")
    [(held, out)] = re.findall(r": (\d+) events\nleft out: (\d+) reports that did not happen", output)
    whole = right("export", record, "--format", "polecat", "--to", tmp_path / "polecat.txt", "--all-statuses")
    assert f": {int(held) + int(out)} events" in whole
    assert "left out" not in whole
    said = wrong("export", record, "--format", "csv", "--to", tmp_path / "csv", "--all-statuses")
    assert "csv holds every status as it is" in said


def test_export_for_the_scorer(record: Path, tmp_path: Path) -> None:
    right("export", record, "--format", "scored", "-o", tmp_path / "scored.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "scored.jsonl").read_text(encoding="utf-8").splitlines()]
    assert {row["doc"] for row in rows} <= set(NAMES)
    assert rows


def test_score(record: Path, tmp_path: Path) -> None:
    for name in NAMES:
        shutil.copy(EXAMPLES / "gold" / f"{name}.json", tmp_path)
    figures = json.loads(right("score", tmp_path, record))
    assert figures["gold"] > 0
    assert 0 <= figures["what"]["f1"] <= 1
    detailed = right("score", tmp_path, record, "--details")
    assert json.loads(detailed[detailed.index("\n{") :]) == figures
    assert all(line.split()[0] in ("RIGHT", "MISSED", "FALSE") for line in detailed[: detailed.index("\n{")].splitlines())


def test_version() -> None:
    assert right("--version") == f"onrecord {__version__}\n"


def test_standard_input(tmp_path: Path) -> None:
    line = json.dumps({"id": "a1", "text": "The army attacked the village on Monday, officials said.", "language": "en"})
    result = RUNNER.invoke(app, ["read", "-", "--to", str(tmp_path / "record"), "--workers", "1"], input=line + "\n")
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("1 articles read")


def test_fields_of_another_name(tmp_path: Path) -> None:
    line = json.dumps({"nr": 7, "body": "The army attacked the village on Monday."})
    (tmp_path / "in.jsonl").write_text(line + "\n", encoding="utf-8")
    right("read", tmp_path / "in.jsonl", "--to", tmp_path / "record", "--workers", 1, "--field", "text=body", "--field", "id=nr")
    assert Record.open(tmp_path / "record").sql("SELECT doc FROM articles").column(0).to_pylist() == ["7"]


# -- asked wrongly


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert "no such file or folder" in wrong("read", tmp_path / "nowhere", "--to", tmp_path / "record")


@pytest.mark.parametrize("field", ["text", "=body", "text=", "="])
def test_a_field_that_is_none(tmp_path: Path, field: str) -> None:
    assert (
        wrong("read", EXAMPLES, "--to", tmp_path / "record", "--field", field)
        == f"--field {field}: write NOUN=NAME, as in --field text=body"
    )


def test_a_field_that_no_article_has(tmp_path: Path) -> None:
    assert "'nonsense' is nothing that an article has" in wrong(
        "read", EXAMPLES, "--to", tmp_path / "record", "--field", "nonsense=body"
    )


def test_a_place_that_can_hold_no_record(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    assert "choose another path" in wrong("read", EXAMPLES / "articles", "--to", tmp_path / "file")


@pytest.mark.parametrize("words", [["show"], ["sql", "select 1"], ["export", "--format", "csv", "--to", "x"]])
def test_what_is_no_record(tmp_path: Path, words: list[str]) -> None:
    command, *rest = words
    assert "is no record" in wrong(command, tmp_path, *rest)
    assert "is no record" in wrong(command, tmp_path / "nowhere", *rest)


@pytest.mark.parametrize(
    "query", ["selec 1", "select nope from reports", "drop table reports", "select 1; select 2", "", "select * from 'x.csv'"]
)
def test_sql_that_is_none(record: Path, query: str) -> None:
    said = wrong("sql", record, query)
    assert "the views are articles, reports, participants, attributions, mentions, unread" in said


def test_formats_that_there_are_not(record: Path, tmp_path: Path) -> None:
    assert wrong("sql", record, "select 1", "--format", "xml") == "--format xml: use table, csv or jsonl"
    assert "no export format 'xml'" in wrong("export", record, "--format", "xml", "--to", tmp_path / "out")


@pytest.mark.parametrize("option", ["--since", "--until"])
@pytest.mark.parametrize("day", ["tomorrow", "2026-13-01", "03/04/2026", ""])
def test_a_day_that_is_none(record: Path, option: str, day: str) -> None:
    assert wrong("show", record, option, day) == f"{option} {day}: write the day as YYYY-MM-DD"


@pytest.mark.parametrize("report_id", ["nothing", "-", "0123456789abcdef-r0", "x-r", "'; drop table reports"])
def test_a_report_that_there_is_not(record: Path, report_id: str) -> None:
    assert "has no report" in wrong("show", record, "--", report_id)


def test_types_and_statuses_that_there_are_not(record: Path) -> None:
    assert "no event type 'WAR'" in wrong("show", record, "--type", "war")
    assert wrong("show", record, "--status", "true").startswith("--status true: use one of fact, reported")


def test_gold_that_is_none(record: Path, tmp_path: Path) -> None:
    assert "holds no gold" in wrong("score", tmp_path, record)
    assert "are not in the record" in wrong("score", EXAMPLES / "gold", record)


@pytest.mark.parametrize(
    "words",
    [["read"], ["show"], ["nothing"], ["show", "x", "--limit", "0"], ["read", "x"], ["read", "x", "--to", "y", "--workers", "0"]],
)
def test_usage(words: list[str]) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert "Usage:" in result.stderr
    assert "Traceback" not in result.stderr


# -- nothing of an article acts on the terminal

ESCAPES = "\x1b[31m\x1b]0;owned\x07\u202e\u2066\x9b"


@pytest.fixture
def nasty(tmp_path: Path) -> tuple[Path, str]:
    """A record whose article has escape sequences and markup everywhere, and the id of its report."""
    text = f"Reb{ESCAPES}els[/red] shelled [bold]Idlib."
    span = span_of(text, f"Reb{ESCAPES}els")
    actor = Mention(number=0, span=span, head=span, form=Form.NAME, kind=Kind.PER, chain=0)
    entity = Entity(country="SYR", name=ESCAPES + "x", evidence=(span,))
    made = report(words="shelled", text=text)
    attack = type(made)(
        **{name: getattr(made, name) for name in type(made).__slots__}
        | {"participants": (Participant(role=Role.ACTOR, mention=actor, entity=entity),)}
    )
    item = reading(text, attack, publisher=f"M[/b]{ESCAPES}", headline=ESCAPES + "h", name="n" + ESCAPES, url=ESCAPES)
    record = Record.create_or_open(tmp_path / "record")
    with record.writing("made-1", {}) as writer:
        writer.write_shard([item])
    return tmp_path / "record", attack.id


def test_escapes_and_markup(nasty: tuple[Path, str]) -> None:
    record, report_id = nasty
    outputs = [
        right("show", record),
        right("show", record, report_id),
        right("sql", record, "select text, url, publisher from articles"),
        right("sql", record, "select actor_text, text, name from reports, participants"),
    ]
    for output in outputs:
        assert not set(output) & set("\x1b\x07\x9b\u202e\u2066\r")
    assert "[/red]" in outputs[2]
    assert "shelled [bold]Idlib." in outputs[2]


def test_a_file_gets_the_text_as_it_is(nasty: tuple[Path, str]) -> None:
    output = right("sql", nasty[0], "select text from articles", "--format", "jsonl")
    assert ESCAPES in json.loads(output)["text"]
    rows = list(csv.reader(io.StringIO(right("sql", nasty[0], "select text from articles", "--format", "csv"))))
    assert ESCAPES in rows[1][0]


def test_escapes_in_what_could_not_be_read(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "\\u001b[31m", "text": ""}\n{"text": 7}\n', encoding="utf-8")
    output = right("read", tmp_path / "in.jsonl", "--to", tmp_path / "record", "--workers", 1)
    assert output.startswith("0 articles read, 0 reports, 0 known already, 2 unread")
    assert "\x1b" not in right("sql", tmp_path / "record", "select * from unread")
    assert "2 unread" in right("show", tmp_path / "record")


def test_the_register_is_asked_and_added_to(tmp_path: Path) -> None:
    told = right("register", "find", "Angela Merkel", "--on", "2017-04-01")
    assert "Angela Merkel reads as DEUGOV" in told
    first = json.loads(right("register", "find", "Angela Merkel", "--on", "2022-04-01", "--format", "jsonl").splitlines()[0])
    assert (first["code"], first["standing"]) == ("DEUELI", "former")
    assert "no entry of that name" in right("register", "find", "Ilse Ownling")
    mine, kept = tmp_path / "mine.csv", tmp_path / "kept.csv"
    mine.write_text("name,country,sector\nIlse Ownling,NOR,GOV\n", encoding="utf-8")
    assert right("register", "add", mine, "--register", kept).startswith("1 entries added, 1 in all")
    assert right("register", "add", mine, "--register", kept).startswith("0 entries added, 1 in all")
    assert "Ilse Ownling reads as NORGOV" in right("register", "find", "Ilse Ownling", "--register", kept)


def test_the_register_is_asked_wrongly(tmp_path: Path) -> None:
    assert "YYYY-MM-DD" in wrong("register", "find", "x", "--on", "May")
    assert "table or jsonl" in wrong("register", "find", "x", "--format", "xml")
    assert "own entries cannot be read" in wrong("register", "add", tmp_path / "none.csv", "--register", tmp_path / "kept.csv")

"""Promises that no single module keeps: public names, help texts, the README's commands, the floors, the house's words."""

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import onrecord
from onrecord.cli import app

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "onrecord"
MODULES = sorted(SOURCE.rglob("*.py"))
# of click or, in later versions of typer, of its own copy
GROUP: Any = typer.main.get_command(app)
#: by what one types after "onrecord": "read", "register find"
COMMANDS: dict[str, Any] = {
    " ".join(words): command
    for name, one in GROUP.commands.items()
    for words, command in (
        [((name, below), two) for below, two in one.commands.items()] if hasattr(one, "commands") else [((name,), one)]
    )
}
UsageError = typer.BadParameter.__bases__[0]
#: names that say nothing of what a module is for
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "base", "core", "manager", "factory", "misc"}
LONGEST_MODULE = 400


def check_command(line: str) -> None:
    """That a command line names a command and options that exist; whole ones are parsed as they stand."""
    program, *words = shlex.split(line, comments=True)
    assert program == "onrecord"
    if not words or words[0].startswith("-"):
        GROUP.make_context("onrecord", list(words), resilient_parsing=True)
        return
    name, *rest = words
    if name not in COMMANDS and rest:
        name, *rest = f"{name} {rest[0]}", *rest[1:]
    assert name in COMMANDS, f"{line!r}: there is no command {name!r}"
    options = {option for parameter in COMMANDS[name].params for option in (*parameter.opts, *parameter.secondary_opts)} | {
        "--help"
    }
    for word in rest:
        if re.match(r"--?[a-z]", word):
            assert word.partition("=")[0] in options, f"{line!r}: {name} has no option {word}"
    if rest and "…" not in line:
        COMMANDS[name].make_context(name, list(rest))


def told(path: Path) -> Iterator[str]:
    """Every `onrecord …` command line of a page: in its console blocks and in its words."""
    text = path.read_text(encoding="utf-8")
    for block in re.findall(r"```(?:console|bash|sh)\n(.*?)```", text, re.DOTALL):
        for line in block.splitlines():
            for part in line.removeprefix("$ ").partition("  #")[0].split("&&"):
                words = part.strip().removeprefix(".venv/bin/")
                if words.startswith("onrecord "):
                    yield words
    for words in re.findall(r"`(onrecord [^`\n]*)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL)):
        yield str(words)


def test_public_names() -> None:
    assert sorted(onrecord.__all__) == [
        "Article", "Attribution", "CodebookError", "InputError", "OnRecordError", "Reading", "Report", "StoreError", "Unread",
        "WeightsError", "__version__", "load", "open", "quotes", "read",
    ]  # fmt: skip
    public = {name for name in vars(onrecord) if not name.startswith("_") and name not in ("TYPE_CHECKING", "annotations")}
    modules = {name for name in public if isinstance(getattr(onrecord, name), type(sys))}
    assert public - modules == set(onrecord.__all__) - {"__version__"}


def test_commands() -> None:
    assert sorted(COMMANDS) == [
        "export", "judge", "link", "plot", "quotes", "read", "register add", "register find", "score", "show", "sql", "verify",
        "view",
    ]  # fmt: skip


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_command_has_help_and_an_example_that_parses(name: str) -> None:
    help_ = COMMANDS[name].help or ""
    examples = re.findall(r"^Example: `(onrecord .+)`$", help_, re.MULTILINE)
    assert len(help_.splitlines()) > 1
    assert len(examples) == 1, f"{name}: the help should have one line 'Example: `onrecord …`'"
    assert examples[0].split()[1:][: len(name.split())] == name.split()
    check_command(examples[0])


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_each_parameter_has_help(name: str) -> None:
    for parameter in COMMANDS[name].params:
        assert getattr(parameter, "help", None), f"{name}: {parameter.name} has no help"


def test_the_readme_begins_with_two_commands() -> None:
    blocks = re.findall(r"```console\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks[:2]:
        assert re.fullmatch(r"\$ [^\n]+\n", block), "the first two blocks are one line each: what runs is what stands there"
    assert "onrecord read examples/articles" in blocks[0]
    assert "pytest" in blocks[1]


@pytest.mark.parametrize("page", ["README.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))])
def test_every_command_that_is_told_exists(page: str) -> None:
    found = list(told(ROOT / page))
    if page == "README.md":
        assert all(any(line.split()[1:][: len(name.split())] == name.split() for line in found) for name in COMMANDS)
    for line in found:
        check_command(line)


@pytest.mark.parametrize(
    "line", ["onrecord reed x --to y", "onrecord read x --too y", "onrecord show", "onrecord show x --limit no"]
)
def test_the_check_itself_can_fail(line: str) -> None:
    if line == "onrecord show":
        # a command alone is named, not run
        check_command(line)
        return
    with pytest.raises((AssertionError, UsageError)):
        check_command(line)


@pytest.mark.parametrize(
    "page", ["README.md", "CONTRIBUTING.md", *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md"))]
)
def test_links_lead_to_files(page: str) -> None:
    path = ROOT / page
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), f"{page}: {target} is not there"


def test_floors() -> None:
    command = [sys.executable, "-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))"]
    done = subprocess.run(command, cwd=ROOT, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_importing_loads_no_model() -> None:
    heavy = ("spacy", "torch", "onnxruntime", "duckdb", "pyarrow", "starlette")
    code = f"import sys, onrecord; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], env=_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_reading_needs_no_torch() -> None:
    # spaCy takes torch in where it finds it: here it finds none
    code = (
        "import sys; sys.modules['torch'] = sys.modules['transformers'] = None; import onrecord; "
        "print(len(onrecord.read('Rebels shelled the harbour of Oslo on Monday, the minister said.').attributions))"
    )
    done = subprocess.run([sys.executable, "-c", code], env=_environment(), capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


def _environment() -> dict[str, str]:
    return {"PYTHONPATH": f"{ROOT / 'src'}", "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_each_module(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert path.stem not in EMPTY_NAMES
    assert text == "" or text.startswith(('"""', "__version__", "#")), "a module opens with what it is for"
    assert not re.search(r"^\s*except\s*:", text, re.MULTILINE)
    if path.parent.name != "cli":
        assert not re.search(r"^\s*print\(", text, re.MULTILINE), "only cli prints"


@pytest.mark.parametrize("folder", ["src", "training", "benchmarks", "tests"])
def test_no_empty_names(folder: str) -> None:
    names = {path.stem for path in (ROOT / folder).rglob("*") if path.suffix in ("", ".py")}
    assert not names & EMPTY_NAMES


def test_the_data_ships_with_the_package() -> None:
    for name in (
        "plover.toml",
        "states.toml",
        "resolve/places/homes.csv",
        "annotate/nouns.toml",
        "extract/cues.toml",
        "extract/certainty.toml",
        "link/common.tsv",
        "link/pairs.json",
        "link/meanings/vectors.bin",
        "link/meanings/words.txt",
        "viewer/templates/base.html",
        "viewer/static/htmx.min.js",
        "export/cameo.toml",
        "export/countries.tsv",
        "world-110m.json",
        "models/weights/events/encoder.onnx",
        "models/weights/attributions/encoder.onnx",
    ):
        assert (SOURCE / name).exists()

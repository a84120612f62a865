"""A real run of the command line, killed at random moments, goes on to the same bytes as one that was never disturbed.

Shards of many articles and many kills are tried in test_batch.py with a reader that is quick; here the real one reads. Linking is
cut short at each of its steps in link/test_again.py; here it is killed.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.link.test_again import DatedReader, made, tables

from onrecord.batch import read
from onrecord.link import link
from onrecord.store import Record

EXAMPLES = Path(__file__).parents[1] / "examples" / "articles"


def _command(articles: Path, record: Path) -> list[str]:
    return [sys.executable, "-m", "onrecord.cli", "read", str(articles), "--to", str(record), "--workers", "2"]


def _bytes(record: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(record)): path.read_bytes()
        for path in sorted(record.rglob("*"))
        if path.suffix in (".parquet", ".json")
    }


@pytest.mark.slow
def test_a_killed_run_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    paragraphs = [
        paragraph
        for path in sorted(EXAMPLES.glob("*.txt"))
        for paragraph in path.read_text(encoding="utf-8").split("---\n", 2)[2].split("\n\n")
        if len(paragraph) > 80
    ]
    articles = tmp_path / "articles.jsonl"
    lines = [json.dumps({"text": f"{text} ({number})", "published": "2026-03-04"}) for number, text in enumerate(4 * paragraphs)]
    articles.write_text("\n".join(lines), encoding="utf-8")

    undisturbed, disturbed = tmp_path / "undisturbed", tmp_path / "disturbed"
    started = time.monotonic()
    subprocess.run(_command(articles, undisturbed), check=True, capture_output=True)
    seconds = time.monotonic() - started

    moments = random.Random(20261123)
    killed = 0
    for _ in range(3):
        run = subprocess.Popen(
            _command(articles, disturbed), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            run.wait(timeout=moments.uniform(0.3, 0.9) * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            killed += 1
    assert killed, "no run lasted long enough to be killed"
    subprocess.run(_command(articles, disturbed), check=True, capture_output=True)
    assert _bytes(disturbed) == _bytes(undisturbed)


@pytest.mark.slow
def test_linking_that_was_killed_goes_on_to_the_same_bytes(tmp_path: Path) -> None:
    disturbed = Record.create_or_open(tmp_path / "disturbed", shard_size=8)
    read(made(40, 11), disturbed, workers=1, make_reader=DatedReader)
    link(disturbed)
    read(made(20, 12), disturbed, workers=1, make_reader=DatedReader)
    shutil.copytree(disturbed.path, tmp_path / "undisturbed")

    command = [sys.executable, "-m", "onrecord.cli", "link"]
    started = time.monotonic()
    subprocess.run([*command, str(tmp_path / "undisturbed")], check=True, capture_output=True)
    seconds = time.monotonic() - started

    moments = random.Random(20261125)
    killed = 0
    for _ in range(4):
        run = subprocess.Popen(
            [*command, str(disturbed.path)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            run.wait(timeout=moments.uniform(0.5, 0.95) * seconds)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            killed += 1
    assert killed, "no run lasted long enough to be killed"
    subprocess.run([*command, str(disturbed.path)], check=True, capture_output=True)
    assert tables(disturbed) == tables(Record.open(tmp_path / "undisturbed"))

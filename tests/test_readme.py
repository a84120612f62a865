"""The report that the README shows is the one that the program prints."""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def _onrecord(*arguments: str) -> str:
    environment = {**os.environ, "COLUMNS": "104"}
    done = subprocess.run(
        [sys.executable, "-m", "onrecord.cli", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_readme_shows_a_real_report(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```text\n\$ onrecord show record (\S+)\n\n(.*?)```", readme, re.DOTALL)
    assert block is not None
    _onrecord("read", "examples/articles", "--to", str(tmp_path / "record"), "--workers", "1")
    printed = _onrecord("show", str(tmp_path / "record"), block[1])
    assert [line.rstrip() for line in printed.strip().splitlines()] == block[2].strip().splitlines()

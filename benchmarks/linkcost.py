"""What copies and stories cost: time and memory for ten and for a hundred thousand articles, and for a thousand more.

The articles are made of real ones. Six of ten are shifted: names replaced by others, every fourth word by another, sentences of two
articles mixed, so that each tells a story of its own; four of ten are reprints, cuts or edits of one made before. 500 a day.
"""

import json
import math
import os
import random
import re
import resource
import subprocess
import sys
import time
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.newsarticles import basil, polnear
from benchmarks.scores import table, write_section
from onrecord.link import link
from onrecord.link.copies import find_copies
from onrecord.link.standing import standings
from onrecord.link.stories import find_stories
from onrecord.record import Article, Reading, article_id
from onrecord.store import Record

SIZES = (10_000, 100_000)
#: articles on the record, and how many come to it
MORE = (99_000, 1_000)
_DAY = 500
_SYLLABLES = [
    "ba",
    "ko",
    "ri",
    "ne",
    "tu",
    "sa",
    "mo",
    "li",
    "da",
    "ve",
    "zu",
    "pa",
    "fe",
    "go",
    "hi",
    "ju",
    "wa",
    "qo",
    "xe",
    "ny",
]


def make_articles(texts: list[str], number: int, *, seed: int = 3) -> list[Article]:
    """So many articles, made of these texts."""
    chance = random.Random(seed)
    vocabulary = sorted({word for text in texts[:200] for word in text.split() if word.islower()})
    made: list[Article] = []
    for place in range(number):
        if made and chance.random() < 0.4:
            original = made[chance.randrange(max(0, len(made) - 2 * _DAY), len(made))].text
            sentences = original.split(". ")
            kept = sentences if chance.random() < 0.5 else sentences[: max(4, int(len(sentences) * chance.uniform(0.3, 0.9)))]
            text = ". ".join(kept) + f". Printed by paper {place}."
        else:
            text = _shifted(chance.choice(texts), chance.choice(texts), vocabulary, chance)
        day = date(2020, 1, 1) + timedelta(days=place // _DAY)
        outlet = f"Paper {chance.randrange(300)}"
        key = article_id(text, str(place))
        made.append(Article(id=key, text=text, publisher=outlet, published=day, language="en"))
    return made


def _shifted(one: str, other: str, vocabulary: list[str], chance: random.Random) -> str:
    left, right = one.split(". "), other.split(". ")
    sentences = [chance.choice((left, right))[number] for number in range(min(len(left), len(right), 25))]
    names: dict[str, str] = {}
    words = []
    for word in re.findall(r"\S+", ". ".join(sentences)):
        if word[:1].isupper():
            new = names.setdefault(word, "".join(chance.choice(_SYLLABLES) for _ in range(3)).capitalize())
        else:
            new = chance.choice(vocabulary) if chance.random() < 0.25 else word
        words.append(new)
    return " ".join(words)


def measure_cost(folder: Path, more: Path | None, *, write: bool) -> None:
    """Both sizes, each in a process of its own so that its memory can be told.

    Args:
        folder: PolNeAR's train folder.
        more: basil.jsonl.
        write: whether to put the figures into docs/scores.md.
    """
    rows = [["articles", "copies, s", "stories, s", "both, processor s", "peak memory, GB", "copies found", "stories found"]]
    totals = []
    for size in SIZES:
        command = [sys.executable, "-m", "benchmarks.linkcost", str(size), str(folder), *([str(more)] if more else [])]
        done = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
        totals.append(done["processor"])
        rows.append([f"{size:,}", *(f"{done[name]:.1f}" for name in ("copies", "stories", "processor", "memory")), *done["found"]])
        print(rows[-1], flush=True)
    growth = totals[1] / totals[0]
    allowed = SIZES[1] * math.log(SIZES[1]) / (SIZES[0] * math.log(SIZES[0]))
    known, new = MORE
    command = [sys.executable, "-m", "benchmarks.linkcost", f"{known}+{new}", str(folder), *([str(more)] if more else [])]
    done = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()[-1])
    again = [["on the record", "more", "first run, processor s", "second, processor s", "looked at again", "peak memory, GB"]]
    again.append([f"{known:,}", f"{new:,}", *(f"{done[name]:.1f}" for name in ("first", "second")), f"{done['again']:,}"])
    again[-1].append(f"{done['memory']:.1f}")
    body = (
        table(rows)
        + f"\n\nFrom 10,000 to 100,000 articles the processor time grows {growth:.1f} times; n log n would be {allowed:.1f}. "
        f"{os.cpu_count()} cores; the processor's seconds are what counts.\n\n"
        "The whole of `onrecord link` on a record of such articles, without reports, and again when more have come:\n\n"
        + table(again)
    )
    print(body)
    if write:
        command_line = "python -m benchmarks.linking --cost --copies DIR --basil FILE --write"
        write_section(
            "Linking: cost", command_line, "articles made by reprinting and shifting real ones (PolNeAR train, BASIL)", body
        )


def main() -> None:
    """One size, in this process: one line of JSON."""
    size, folder, *more = sys.argv[1:]
    real = polnear(Path(folder)) + (basil(Path(more[0])) if more else [])
    if "+" in size:
        print(json.dumps(_again([article.text for article, _ in real], *map(int, size.split("+")))))
        return
    articles = make_articles([article.text for article, _ in real], int(size))
    before = time.process_time()
    start = time.perf_counter()
    copies = find_copies(articles, standings(articles))
    middle = time.perf_counter()
    stories = find_stories(articles, {copy.article_id: copy.original for copy in copies if copy.joined})
    end = time.perf_counter()
    told = {
        "copies": middle - start,
        "stories": end - middle,
        "processor": time.process_time() - before,
        # Linux counts kilobytes
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6,
        "found": [str(len({copy.article_id for copy in copies})), str(len({one.story for one in stories}))],
    }
    print(json.dumps(told))


def _again(texts: list[str], known: int, new: int) -> dict[str, float]:
    """A record linked, and linked again when more has come."""
    articles = make_articles(texts, known + new)
    with TemporaryDirectory() as folder:
        record = Record.create_or_open(Path(folder) / "record")
        told: dict[str, float] = {}
        for name, some in (("first", articles[:known]), ("second", articles[known:])):
            with record.writing("made", {}) as writer:
                for start in range(0, len(some), record.shard_size):
                    writer.write_shard([Reading(article=one, reader="made") for one in some[start : start + record.shard_size]])
            before = time.process_time()
            outcome = link(record)
            told[name] = time.process_time() - before
            told["again"] = outcome.articles - outcome.known
        told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
        return told


if __name__ == "__main__":
    main()

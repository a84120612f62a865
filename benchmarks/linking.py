"""Copies, stories, events, origins and disputes against gold; what linking costs.

`python -m benchmarks.linking --copies DIR --basil FILE` and so on; `--write` puts the figures into docs/scores.md.
"""

import argparse
from pathlib import Path

from benchmarks.copying import measure_copies
from benchmarks.ecb import measure_ecb
from benchmarks.linkcost import measure_cost
from benchmarks.storying import measure_stories
from benchmarks.storyscores import measure_sets


def main() -> None:
    """Measures what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=Path, metavar="DIR", help="PolNeAR's train folder: copies (with --basil, of both)")
    parser.add_argument("--basil", type=Path, metavar="FILE", help="basil.jsonl: stories")
    parser.add_argument("--stories", type=Path, metavar="DIR", help="story sets of our own: events, origins, disputes")
    parser.add_argument("--ecb", type=Path, metavar="FILE", help="ecbplus_dev.jsonl: event coreference of gold mentions")
    parser.add_argument("--cost", action="store_true", help="time and memory, on articles made of those of --copies and --basil")
    parser.add_argument("--write", action="store_true", help="put the figures into docs/scores.md")
    given = parser.parse_args()
    if given.cost:
        if given.copies is None:
            parser.error("--cost needs --copies DIR: its articles are made of these")
        measure_cost(given.copies, given.basil, write=given.write)
    elif given.copies is not None:
        measure_copies(given.copies, given.basil, write=given.write)
    elif given.ecb is not None:
        measure_ecb(given.ecb, write=given.write)
    elif given.stories is not None:
        name = "for development" if "training" in given.stories.parts else "gold"
        measure_sets(given.stories, write=given.write, name=name)
    elif given.basil is not None:
        measure_stories(given.basil, write=given.write)


if __name__ == "__main__":
    main()

"""How often reports are right by their score: what a reader gets who asks for the surest only.

    python -m benchmarks.sureness --gold DIR [--write]

Reports of what happened; those that match an optional report of the gold count for nothing.
"""

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.events import articles_of, coded_as
from benchmarks.scores import table, write_section
from onrecord.reader import load_reader
from onrecord.record import Article, Reading
from onrecord.score import read_gold
from onrecord.score.metrics import matched

LEAST = (0.0, 0.5, 0.7, 0.8, 0.9)
LEVELS = ("what", "who_what_whom")


def measure(folder: Path) -> list[list[str]]:
    """For each least score: how many reports have it, and the share that is right in type, and in type and participants."""
    gold = {article.doc: article for article in read_gold(folder)}
    counts = {least: dict.fromkeys([*LEVELS, *(f"{level} judged" for level in LEVELS)], 0) for least in LEAST}
    with TemporaryDirectory() as held:
        for article in articles_of(folder, Path(held)):
            reading = load_reader().read(article) if isinstance(article, Article) else article
            if not isinstance(reading, Reading):
                continue
            known = gold[reading.article.name or reading.article.id]
            reports = [report for report in reading.reports if report.status.happened]
            coded = [coded_as(report) for report in reports]
            for level in LEVELS:
                found = {id(one): report for report, one in matched(known, reading.article.text, coded, level)}
                for report, one in zip(reports, coded, strict=True):
                    hit = found.get(id(one))
                    for least in LEAST:
                        if report.score >= least and (hit is None or not hit.optional):
                            counts[least][f"{level} judged"] += 1
                            counts[least][level] += hit is not None
    rows = [["score from", *(f"{level}: {what}" for level in LEVELS for what in ("right", "of", "share"))]]
    for least, row in counts.items():
        cells = []
        for level in LEVELS:
            right, judged = row[level], row[f"{level} judged"]
            cells += [str(right), str(judged), f"{right / judged:.3f}" if judged else ""]
        rows.append([f"{least:.1f}", *cells])
    return rows


def main() -> None:
    """Print the figures, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR", help="gold readings with their texts")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    body = table(measure(options.gold))
    print(body)
    if options.write:
        size = f"{len(read_gold(options.gold))} articles of gold"
        write_section(f"Precision by score: {options.gold.name}", "python -m benchmarks.sureness --gold DIR --write", size, body)


if __name__ == "__main__":
    main()

"""Why reports are missed or false: each error of a record against gold under its first cause.

    python -m benchmarks.causes --gold DIR [--list] [--write]

A gold report that happened and was not found (type and participants) is counted under the first of: nothing was reported in its
sentences; it was reported, but as not having happened; another type; a side's participants (none, or wrong ones); its report
serves another gold event. A report that is not in the gold under the first of: the gold has the event as one that did not
happen; it has the event already (told twice); the gold has another type there; wrong participants; the gold has no event in
that sentence.
"""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.events import articles_of, coded_as
from benchmarks.scores import table, write_section
from onrecord.models.session import Encoder
from onrecord.reader import Reader, load_reader
from onrecord.record import Article, Reading, Status
from onrecord.score.gold import GoldArticle, GoldReport, read_gold
from onrecord.score.metrics import Coded, Sentences, matched, type_right

_HAPPENED = frozenset(status.value for status in Status if status.happened)


def causes(article: GoldArticle, text: str, coded: Sequence[Coded]) -> Iterator[tuple[str, str, str]]:
    """ "missed" or "false", the cause, and what it is about, for each error of one article."""
    sentences = Sentences(text)
    real = [report for report in article.reports if report.statuses & _HAPPENED]
    happened = [one for one in coded if one["status"] in _HAPPENED]
    pairs = matched(article, text, coded, "who_what_whom")
    found = {id(report) for report, _ in pairs}
    used = {id(one) for _, one in pairs}
    for report in real:
        if id(report) not in found and not report.optional:
            start, end = report.spans[0]
            words = f"{'/'.join(sorted(report.types))} {sorted(report.actors)} {sorted(report.recipients)} «{text[start:end]}»"
            yield "missed", _missed(report, [one for one in coded if sentences.anchored(report, one)], used), words
    for one in happened:
        if id(one) not in used:
            there = [report for report in article.reports if sentences.anchored(report, one)]
            words = f"{one['type']} {one['actors']} {one['recipients']} «{text[one['start'] - 30 : one['end'] + 30]}»"
            yield "false", _false(one, there, found), words.replace("\n", " ")


def _missed(report: GoldReport, there: Sequence[Coded], used: set[int]) -> str:
    free = [one for one in there if one["status"] in _HAPPENED and id(one) not in used]
    typed = [one for one in free if type_right(report, one)]
    if typed:
        return min((_side(report, one) for one in typed), key=len)
    if any(type_right(report, one) and one["status"] not in _HAPPENED for one in there):
        return "taken for what did not happen"
    if any(type_right(report, one) for one in there):
        return "its report serves another event"
    if free:
        return "another type in its sentence"
    return "nothing reported in its sentence" if not there else "only other events reported in its sentence"


def _false(one: Coded, there: Sequence[GoldReport], found: set[int]) -> str:
    typed = [report for report in there if type_right(report, one)]
    if any(not report.statuses & _HAPPENED for report in typed):
        return "did not happen"
    if any(id(report) in found for report in typed):
        return "told twice"
    if typed:
        return min((_side(report, one) for report in typed), key=len)
    if there:
        return "another type in its sentence"
    return "no event in its sentence"


def _side(report: GoldReport, one: Coded) -> str:
    """Which participants are wrong."""
    wrong = []
    for side in ("actors", "recipients"):
        wanted, got = getattr(report, side), set(one[side])
        if wanted and not got:
            wrong.append(f"no {side}")
        elif wanted and len(wanted & got) < max(len(got - wanted), 1):
            wrong.append(f"wrong {side}")
    return ", ".join(wrong) or "participants on the wrong sides"


def measure(folder: Path, reader: Reader, *, listed: bool = False) -> list[list[str]]:
    """Counts of causes over a folder of gold with its texts."""
    gold = {article.doc: article for article in read_gold(folder)}
    counts: Counter[tuple[str, str]] = Counter()
    with TemporaryDirectory() as held:
        for article in articles_of(folder, Path(held)):
            reading = reader.read(article) if isinstance(article, Article) else article
            if not isinstance(reading, Reading):
                continue
            doc = reading.article.name or reading.article.id
            for kind, cause, words in causes(gold[doc], reading.article.text, [coded_as(report) for report in reading.reports]):
                counts[kind, cause] += 1
                if listed:
                    print(f"{kind}: {cause}: {doc[:24]}: {words}")
    rows = [["error", "cause", "reports"]]
    rows += [[kind, cause, str(count)] for (kind, cause), count in sorted(counts.items(), key=lambda item: (item[0][0], -item[1]))]
    return rows


def main() -> None:
    """Print the counts, and write them where that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True, metavar="DIR")
    parser.add_argument("--weights", type=Path, metavar="DIR", help="another encoder than the package's own")
    parser.add_argument("--list", action="store_true", help="print each error")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    make = partial(Reader, encoder=Encoder(options.weights)) if options.weights else load_reader
    body = table(measure(options.gold, make(), listed=options.list))
    print(body)
    if options.write:
        size = f"{len(read_gold(options.gold))} articles of gold"
        write_section(f"Errors by cause: {options.gold.name}", "python -m benchmarks.causes --gold DIR --write", size, body)


if __name__ == "__main__":
    main()

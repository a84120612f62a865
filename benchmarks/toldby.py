"""Which telling of the gold a report of the reader's is.

Invariant: a telling is given to one report at most, a report to one telling at most.
"""

from collections.abc import Iterable, Mapping, Sequence

from benchmarks.storysets import StorySet
from onrecord.link.sentences import Sentences
from onrecord.record import Reading, Report, Span


def tellings_of(one: StorySet, readings: Iterable[Reading]) -> dict[str, tuple[str, str, str]]:
    """For each report that is a telling of the gold: its event, its origin, and the telling's key.

    A report is a telling if its words or those of its other mentions overlap; else if it has the event's type and stands in the
    same sentence.
    """
    found: dict[str, tuple[str, str, str]] = {}
    key_of = {article.id: key for key, article in one.articles.items()}
    for reading in readings:
        key = key_of[reading.article.id]
        told = [
            (telling.span, event.type, (event.name, telling.origin, f"{key}:{event.name}:{telling.span.start}"))
            for event in one.events
            for telling in event.tellings
            if telling.article == key
        ]
        found.update(_matched(reading, told))
    return found


def all_tellings(one: StorySet) -> dict[str, str]:
    """The event of each telling, by the telling's key."""
    return {
        f"{telling.article}:{event.name}:{telling.span.start}": event.name for event in one.events for telling in event.tellings
    }


def _matched(reading: Reading, told: Sequence[tuple[Span, str, tuple[str, str, str]]]) -> Mapping[str, tuple[str, str, str]]:
    sentences = Sentences(reading.article.text)
    offers = []
    for place, (span, type_, _) in enumerate(told):
        for report in reading.reports:
            worth = _worth(report, span, type_, sentences)
            if worth:
                offers.append((-worth, report.trigger.start, report.id, place))
    found: dict[str, tuple[str, str, str]] = {}
    taken: set[int] = set()
    for _, _, report_id, place in sorted(offers):
        if report_id not in found and place not in taken:
            found[report_id] = told[place][2]
            taken.add(place)
    return found


def _worth(report: Report, span: Span, type_: str, sentences: Sentences) -> int:
    same = report.type == type_
    if report.trigger.overlaps(span):
        return 4 + same
    if any(one.overlaps(span) for one in report.also):
        return 3 if same else 0
    here = sentences.around(span.start)
    return 2 if same and any(sentences.around(one.start) == here for one in (report.trigger, *report.also)) else 0

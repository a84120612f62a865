"""The sentence around a report, with its words marked.

Invariant: what is shown is the article's own text, character for character, with control characters made visible.
"""

import re
from collections.abc import Iterable

from rich.text import Text

from onrecord.record import Article, Report, Span, sentence_around

#: what a terminal would act upon (escape sequences, line ends, changes of writing direction)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
STYLES = {"event": "bold yellow", "actor": "cyan", "recipient": "magenta", "source": "green", "time": "blue", "place": "blue"}


def marked(article: Article, report: Report) -> Text:
    """The sentence of the trigger; event, participants, source, time and place in their colours."""
    start, end = sentence_around(article.text, report.trigger)
    text = Text(plain(article.text[start:end]))
    for kind, span in words_of(report):
        if start <= span.start and span.end <= end:
            text.stylize(STYLES[kind], span.start - start, span.end - start)
    return text


def plain(text: str) -> str:
    """The text on one line, with nothing in it that a terminal would act upon; as long as before."""
    return _CONTROL.sub("\N{REPLACEMENT CHARACTER}", text.replace("\n", " ").replace("\t", " "))


def words_of(report: Report) -> Iterable[tuple[str, Span]]:
    """Each kind of word that a report rests on; the trigger last, so that its mark lies on top."""
    for one in report.participants:
        if one.mention is not None:
            yield one.role.value, one.mention.span
    if report.time is not None and report.time.span is not None:
        yield "time", report.time.span
    if report.place is not None:
        yield "place", report.place.span
    if report.attribution is not None and report.attribution.source is not None:
        yield "source", report.attribution.source
    yield "event", report.trigger

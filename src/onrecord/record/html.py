"""Readings and reports as HTML for a notebook: the article with its words marked, the reports beside it.

Invariant: every character that comes from an article is escaped; nothing in it can act. Colours have contrast on light and
dark grounds.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onrecord.record.attribution import Attribution
    from onrecord.record.reading import Reading, Unread
    from onrecord.record.report import Participant, Report
    from onrecord.record.span import Span

_STYLE = (
    "<style>.onrecord{display:flex;gap:1.5em;align-items:flex-start;text-align:left}"
    ".onrecord>*{flex:1;min-width:16em}.onrecord mark{color:#111;padding:0 .1em;border-radius:.2em}"
    ".onrecord .event{background:#ffd27a}.onrecord .actor{background:#a9d1ff}.onrecord .recipient{background:#ffb7c5}"
    ".onrecord .source{background:#c9e8b0}.onrecord .text{white-space:pre-wrap}"
    ".onrecord td{text-align:left;vertical-align:top}</style>"
)
#: where spans share characters, the earlier kind wins
_KINDS = ("event", "source", "actor", "recipient")


def reading_html(reading: Reading) -> str:
    """The whole reading: text at the left, a table of its reports at the right."""
    article = reading.article
    title = escape(article.headline or article.name or article.id)
    rows = "".join(report_row(report) for report in reading.reports) or "<tr><td>No reports.</td></tr>"
    return (
        f"{_STYLE}<div class='onrecord'><div><b>{title}</b>"
        f"<div class='text'>{marked_text(article.text, _spans(reading))}</div></div>"
        f"<table><tbody>{rows}</tbody></table></div>"
    )


def report_html(report: Report) -> str:
    """One report by itself: its row, and the words that carry it."""
    also = f" (also: {escape(', '.join(span.text for span in report.also))})" if report.also else ""
    return (
        f"{_STYLE}<div class='onrecord'><table><tbody>{report_row(report)}</tbody></table></div>"
        f"<p>{escape(report.id)}, score {report.score:.2f}{also}</p>"
    )


def unread_html(unread: Unread) -> str:
    """Why something could not be read, and how it begins."""
    return (
        f"<p><b>{escape(unread.origin)}</b> could not be read ({escape(unread.stage)}): {escape(unread.error)}</p>"
        f"<pre>{escape(unread.excerpt)}</pre>"
    )


def marked_text(text: str, spans: list[tuple[str, Span]]) -> str:
    """The text, escaped, with the spans marked by the kind that each stands with."""
    kind_at: list[str | None] = [None] * len(text)
    for kind, span in sorted(spans, key=lambda one: -_KINDS.index(one[0])):
        kind_at[span.start : span.end] = [kind] * (span.end - span.start)
    pieces = []
    start = 0
    for end in range(1, len(text) + 1):
        if end == len(text) or kind_at[end] != kind_at[start]:
            words = escape(text[start:end])
            pieces.append(f"<mark class='{kind_at[start]}'>{words}</mark>" if kind_at[start] else words)
            start = end
    return "".join(pieces)


def report_row(report: Report) -> str:
    """One report as a row of a table."""
    kind = report.type + (f" / {report.mode}" if report.mode else "")
    when = ""
    if report.time is not None:
        days = sorted({report.time.earliest.isoformat(), report.time.latest.isoformat()})
        when = " to ".join(days)
    where = report.place.name if report.place is not None else ""
    cells = [
        f"<b>{escape(kind)}</b><br>{escape(report.trigger.text)}",
        f"{_names(report.actors)} → {_names(report.recipients)}",
        f"{escape(report.status.value)}<br>{escape(says(report.attribution))}",
        f"{escape(when)}<br>{escape(where)}",
    ]
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def says(attribution: Attribution | None) -> str:
    """The chain of sources in words, from the inside out; "" when the outlet speaks for itself."""
    if attribution is None:
        return ""
    links = []
    for link in attribution.chain():
        name = link.speaker.name if link.speaker is not None else "unnamed"
        links.append(name + (f" (through {link.medium.name})" if link.medium is not None else ""))
    return " ← ".join(links)


def _names(participants: tuple[Participant, ...]) -> str:
    return (
        ", ".join(escape(f"{one.mention.span.text if one.mention else 'unknown'} [{one.entity.code}]") for one in participants)
        or "–"
    )


def _spans(reading: Reading) -> list[tuple[str, Span]]:
    spans: list[tuple[str, Span]] = []
    for report in reading.reports:
        spans.append(("event", report.trigger))
        spans.extend((one.role.value, one.mention.span) for one in report.participants if one.mention is not None)
        if report.attribution is not None and report.attribution.source is not None:
            spans.append(("source", report.attribution.source))
    return spans

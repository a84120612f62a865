"""One report whole: each value, and the words that carry it."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from onrecord.record import Article, Certainty, Entity, Participant, Reading, Report, RunnerUp, Span
from onrecord.show.chain import chain
from onrecord.show.passage import marked, plain


def whole(reading: Reading, report: Report) -> RenderableType:
    """A table of the report's values, with words and offsets beside each, under its sentence."""
    article = reading.article
    table = Table(box=None, pad_edge=False, show_header=True, header_style="dim")
    for column in ("", "value", "words that carry it", "characters"):
        table.add_column(column, overflow="fold")
    _row(table, "type", f"{report.type}" + (f" / {report.mode}" if report.mode else ""), [report.trigger])
    if report.also:
        _row(table, "also told", f"{len(report.also)} more", list(report.also))
    for one in (*report.actors, *report.recipients):
        _row(table, one.role.value, _entity(one.entity), _words(one))
        if one.entity.others:
            _row(table, "  or", "; ".join(_other(other) for other in one.entity.others), [])
    _row(table, "status", report.status.value, [cue.span for cue in report.certainty.cues])
    certainty = report.certainty
    _row(table, "certainty", _told(certainty), [])
    for depth, attribution in enumerate(report.attribution.chain() if report.attribution is not None else ()):
        label = "source" if depth == 0 else "  within"
        speaker = attribution.speaker
        value = (
            f"{speaker.name} ({speaker.kind.value}), {attribution.manner.value}"
            if speaker
            else f"not named, {attribution.manner.value}"
        )
        _row(table, label, value, [span for span in (attribution.source, attribution.cue) if span is not None])
        if attribution.medium is not None:
            _row(table, "  through", attribution.medium.name, [attribution.medium.span])
        _row(table, "  says", "", list(attribution.content))
    if report.time is not None:
        days = f"{report.time.earliest} to {report.time.latest} ({report.time.basis.value})"
        _row(table, "date", days, [report.time.span] if report.time.span is not None else [])
    elif article.published is None:
        _row(table, "date", "not known: the article has no date of publication, so relative dates stay unresolved", [])
    if report.place is not None:
        place = report.place
        value = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        _row(table, "place", f"{value} ({place.precision.value}, from the {place.basis})", [place.span])
        if place.others:
            others = (
                "{}, {:.2f}".format(", ".join(filter(None, (one.name, one.admin1, one.country))), one.score) for one in place.others
            )
            _row(table, "  or", "; ".join(others), [])
    _row(table, "score", f"{report.score:.2f} (our model's, not the source's)", [])
    head = Text.assemble((report.id, "bold"), "  ", plain(_title(article)))
    return Group(head, Text(chain(report, article), style="green"), Text(), marked(article, report), Text(), table)


def _told(certainty: Certainty) -> str:
    words = f"{certainty.degree.value}, {certainty.polarity.value}, {certainty.setting.value}"
    return words if certainty.factuality is None else f"{words}; factuality {certainty.factuality:+.1f} of 3"


def _title(article: Article) -> str:
    parts = [
        article.headline or article.name or article.id,
        article.publisher,
        str(article.published) if article.published else None,
    ]
    return " | ".join(part for part in parts if part)


def _other(other: RunnerUp) -> str:
    """Who else could be meant: codes, name unless the country's own, score."""
    return " ".join(filter(None, (other.country, *other.sectors, other.id and other.name, f"{other.score:.2f}")))


def _entity(entity: Entity) -> str:
    sectors = " ".join(entity.sectors)
    name = f" {entity.name}" if entity.name else ""
    capacity = f", {entity.capacity}" if entity.capacity else ""
    return f"{entity.country} {sectors}{name}{capacity} ({entity.basis})".replace("  ", " ")


def _words(one: Participant) -> list[Span]:
    spans = [one.mention.span] if one.mention is not None else []
    return spans + [span for span in one.entity.evidence if not any(known.covers(span) for known in spans)]


def _row(table: Table, label: str, value: str, spans: list[Span]) -> None:
    words = Text("\n".join(plain(span.text) for span in spans))
    places = Text("\n".join(f"{span.start}-{span.end}" for span in spans), style="dim")
    table.add_row(Text(label, style="bold"), Text(plain(value)), words, places)

"""Reports, mentions and attributions put together by hand, for tests of what judges them."""

from datetime import date

from onrecord.record import (
    Article,
    Attribution,
    Basis,
    Certainty,
    Entity,
    Form,
    Kind,
    Manner,
    Medium,
    Mention,
    Participant,
    Place,
    Precision,
    Reading,
    Report,
    Role,
    Span,
    Status,
    TimeRange,
    article_id,
)

TEXT = "word " * 60


def span_of(text: str, words: str) -> Span:
    """Where some words first stand in a text."""
    start = text.index(words)
    return Span.of(text, start, start + len(words))


def mention(
    text: str, words: str, *, number: int = 0, chain: int | None = None, form: Form = Form.NAME, kind: Kind = Kind.PER
) -> Mention:
    """A mention whose phrase and head are the same words."""
    span = span_of(text, words)
    return Mention(number=number, span=span, head=span, form=form, kind=kind, chain=number if chain is None else chain)


def participant(code: str, role: Role = Role.ACTOR, *, named: Mention | None = None, key: str | None = None) -> Participant:
    """Someone with a code like "SYRMIL"."""
    entity = Entity(country=code[:3], sectors=(code[3:],) if len(code) > 3 else (), id=key)
    return Participant(role=role, mention=named, entity=entity)


def days(first: str, last: str | None = None, basis: Basis = Basis.STATED) -> TimeRange:
    """A time range from ISO days."""
    return TimeRange(earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), basis=basis)


def place(country: str = "SYR", name: str = "Aleppo") -> Place:
    """A town."""
    return Place(span=Span.of(TEXT, 0, 4), name=name, country=country, precision=Precision.CITY)


def attribution(
    text: str, source: str | None, content: str, *, number: int = 0, named: Mention | None = None, medium: str | None = None,
    within: Attribution | None = None, distanced: bool = False,
) -> Attribution:  # fmt: skip
    """An attribution whose speaker is not yet told."""
    through = span_of(text, medium) if medium is not None else None
    return Attribution(
        number=number,
        source=span_of(text, source) if source is not None else None,
        mention=named.number if named is not None else None,
        cue=None,
        content=(span_of(text, content),),
        manner=Manner.INDIRECT,
        speaker=None,
        medium=Medium(name=through.text, span=through) if through is not None else None,
        within=within,
        distanced=distanced,
    )


def report(
    type_: str = "ASSAULT", actors: str = "", recipients: str = "", *, start: int = 0, mode: str | None = None,
    also: tuple[Span, ...] = (),
    time: TimeRange | None = None, where: Place | None = None, status: Status = Status.FACT, score: float = 0.5,
    said: Attribution | None = None, text: str = TEXT, words: str | None = None,
) -> Report:  # fmt: skip
    """A report; `actors` and `recipients` are codes with spaces between."""
    trigger = span_of(text, words) if words is not None else Span.of(text, start, start + 4)
    identity = article_id(text)
    return Report(
        id=f"{identity}-r{start}",
        article_id=identity,
        type=type_,
        mode=mode,
        trigger=trigger,
        also=also,
        participants=tuple(
            [participant(code) for code in actors.split()] + [participant(code, Role.RECIPIENT) for code in recipients.split()]
        ),
        place=where,
        time=time,
        attribution=said,
        certainty=Certainty(),
        status=status,
        score=score,
    )


def reading(text: str, *reports: Report, **fields: object) -> Reading:
    """A reading of a text with some reports; `fields` go to its article."""
    article = Article(id=article_id(text), text=text, language="en", **fields)  # type: ignore[arg-type]
    attributions = tuple(dict.fromkeys(link for one in reports if one.attribution is not None for link in one.attribution.chain()))
    mentions = tuple(dict.fromkeys(one.mention for row in reports for one in row.participants if one.mention is not None))
    return Reading(article=article, mentions=mentions, attributions=attributions, reports=reports, reader="made-1")

"""Readings of every shape that the nouns allow, for hypothesis."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from onrecord.record import (
    Article,
    Attribution,
    Basis,
    Certainty,
    Cue,
    Dateline,
    Degree,
    Entity,
    Form,
    Kind,
    Manner,
    Medium,
    Mention,
    OtherPlace,
    Part,
    Participant,
    PartKind,
    Place,
    Polarity,
    Precision,
    Reading,
    Report,
    Role,
    RunnerUp,
    Setting,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    TimeRange,
    Unread,
    article_id,
)

READER = "reader-1"

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
maybe = st.none() | texts
scores = st.floats(0, 1)
moments = st.none() | st.datetimes(
    min_value=datetime(1900, 1, 1), max_value=datetime(2200, 1, 1), timezones=st.sampled_from([UTC, timezone(timedelta(hours=5))])
)
codes = st.sampled_from(["USA", "RUS", "UNO", "UNK"])
sectors = st.lists(st.sampled_from(["GOV", "MIL", "REB"]), max_size=3).map(tuple)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span.of(text, start, draw(st.integers(start + 1, len(text))))


def several(strategy: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
    span = spans(text)
    url = draw(maybe)
    return Article(
        id=article_id(text, url),
        text=text,
        name=draw(maybe),
        url=url,
        publisher=draw(maybe),
        agency=draw(maybe),
        byline=draw(maybe),
        headline=draw(maybe),
        dateline=draw(
            st.none() | st.builds(Dateline, span=span, place=st.none() | span, day=st.none() | span, agency=st.none() | span)
        ),
        published=draw(st.none() | st.dates()),
        retrieved=draw(moments),
        language=draw(maybe),
        origin=draw(maybe),
        parts=draw(several(st.builds(Part, kind=st.sampled_from(PartKind), span=span))),
    )


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    article = draw(articles())
    span = spans(article.text)
    mentions = tuple(
        Mention(
            number=number,
            span=draw(span),
            head=draw(span),
            form=draw(st.sampled_from(Form)),
            kind=draw(st.sampled_from(Kind)),
            chain=draw(st.integers(0, 3)),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    attributions: list[Attribution] = []
    for number in draw(st.permutations(range(draw(st.integers(0, 3))))):
        attributions.append(
            Attribution(
                number=number,
                source=draw(st.none() | span),
                mention=draw(st.none() | st.integers(0, 3)),
                cue=draw(st.none() | span),
                content=draw(several(span)),
                manner=draw(st.sampled_from(Manner)),
                speaker=draw(st.none() | st.builds(Speaker, name=texts, kind=st.sampled_from(SpeakerKind), span=span)),
                medium=draw(st.none() | st.builds(Medium, name=texts, span=span)),
                distanced=draw(st.booleans()),
                within=draw(st.sampled_from([None, *attributions])),
                score=draw(scores),
            )
        )
    # the outer one need not stand first
    attributions = draw(st.permutations(attributions))
    held = st.none() | st.tuples(st.none() | st.dates(), st.none() | st.dates())
    entities = st.builds(
        Entity,
        country=codes,
        sectors=sectors,
        name=maybe,
        id=maybe,
        capacity=maybe,
        held=held,
        evidence=several(span),
        basis=texts,
        others=several(st.builds(RunnerUp, country=codes, sectors=sectors, name=texts, id=maybe, score=scores)),
    )
    participants = st.builds(
        Participant, role=st.sampled_from(Role), mention=st.sampled_from([None, *mentions]), entity=entities, score=scores
    )
    places = st.builds(
        Place,
        span=span,
        name=texts,
        country=st.none() | codes,
        precision=st.sampled_from(Precision),
        geonames=st.none() | st.integers(1, 2**40),
        admin1=maybe,
        latitude=st.none() | st.floats(-90, 90),
        longitude=st.none() | st.floats(-180, 180),
        basis=texts,
        others=several(
            st.builds(OtherPlace, name=texts, country=st.none() | codes, admin1=maybe, geonames=st.none(), score=scores)
        ),
    )
    times = st.tuples(st.dates(), st.dates(), st.sampled_from(Basis), st.none() | span).map(
        lambda drawn: TimeRange(earliest=min(drawn[:2]), latest=max(drawn[:2]), basis=drawn[2], span=drawn[3])
    )
    certainties = st.builds(
        Certainty,
        degree=st.sampled_from(Degree),
        polarity=st.sampled_from(Polarity),
        setting=st.sampled_from(Setting),
        cues=several(st.builds(Cue, span=span, bears=texts)),
    )
    reports = tuple(
        Report(
            id=f"{article.id}-r{number}",
            article_id=article.id,
            type=draw(st.sampled_from(["ASSAULT", "CONSULT"])),
            mode=draw(st.sampled_from([None, "phone"])),
            contexts=draw(several(texts)),
            trigger=draw(span),
            also=draw(several(span)),
            participants=draw(several(participants)),
            place=draw(st.none() | places),
            time=draw(st.none() | times),
            attribution=draw(st.sampled_from([None, *attributions])),
            certainty=draw(certainties),
            status=draw(st.sampled_from(Status)),
            score=draw(scores),
        )
        for number in range(draw(st.integers(0, 3)))
    )
    return Reading(article=article, mentions=mentions, attributions=tuple(attributions), reports=reports, reader=READER)


def unread() -> st.SearchStrategy:
    return st.builds(
        Unread,
        id=st.text("0123456789abcdef", min_size=16, max_size=16),
        origin=texts,
        stage=texts,
        error=texts,
        name=maybe,
        url=maybe,
        excerpt=texts,
        reader=st.sampled_from([None, READER]),
    )

"""From rows back to a Reading.

Invariant: what `Rows.add` takes apart is put together again, equal in every field.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from onrecord.errors import StoreError
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
)

Row = Mapping[str, Any]


def to_readings(
    articles: Iterable[Row], mentions: Iterable[Row], attributions: Iterable[Row], reports: Iterable[Row]
) -> Iterator[Reading]:
    """Put readings together again, in the order of `articles`.

    The rows are those of one shard's tables, in the order in which they were stored.
    """
    mentions_of, attributions_of, reports_of = (_by_article(rows) for rows in (mentions, attributions, reports))
    for row in articles:
        key = row["id"]
        yield to_reading(row, mentions_of[key], attributions_of[key], reports_of[key])


def to_reading(article: Row, mentions: Iterable[Row], attributions: Iterable[Row], reports: Iterable[Row]) -> Reading:
    """Put one reading together again from its rows, in the order in which they were stored."""
    said = list(attributions)
    held = tuple(_mention(row) for row in mentions)
    attribution_of = _attributions(said)
    mention_of = {mention.number: mention for mention in held}
    return Reading(
        article=_article(article),
        mentions=held,
        attributions=tuple(attribution_of[row["number"]] for row in said),
        reports=tuple(_report(row, mention_of, attribution_of) for row in reports),
        reader=article["reader"],
    )


def to_unread(row: Row) -> Unread:
    """Put one Unread together again from its row."""
    return Unread(
        id=row["id"],
        origin=row["origin"],
        stage=row["stage"],
        error=row["error"],
        name=row["name"],
        url=row["url"],
        excerpt=row["excerpt"],
        reader=row["reader"] if row["reached_reader"] else None,
    )


def _by_article(rows: Iterable[Row]) -> defaultdict[str, list[Row]]:
    grouped: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["article_id"]].append(row)
    return grouped


def _span(row: Row) -> Span:
    return Span(start=row["start"], end=row["end"], text=row["text"])


def _maybe_span(row: Row | None) -> Span | None:
    return None if row is None else _span(row)


def _article(row: Row) -> Article:
    dateline = row["dateline"]
    return Article(
        id=row["id"],
        text=row["text"],
        name=row["name"],
        url=row["url"],
        publisher=row["publisher"],
        agency=row["agency"],
        byline=row["byline"],
        headline=row["headline"],
        dateline=None
        if dateline is None
        else Dateline(
            span=_span(dateline["span"]),
            place=_maybe_span(dateline["place"]),
            day=_maybe_span(dateline["day"]),
            agency=_maybe_span(dateline["agency"]),
        ),
        published=row["published"],
        retrieved=row["retrieved"],
        language=row["language"],
        origin=row["origin"],
        parts=tuple(Part(kind=PartKind(part["kind"]), span=_span(part["span"])) for part in row["parts"]),
    )


def _mention(row: Row) -> Mention:
    return Mention(
        number=row["number"],
        span=_span(row["span"]),
        head=_span(row["head"]),
        form=Form(row["form"]),
        kind=Kind(row["kind"]),
        chain=row["chain"],
    )


def _attributions(rows: list[Row]) -> dict[int, Attribution]:
    """Attributions by number; an outer one is built before those within it, whatever their numbers."""
    waiting = {row["number"]: row for row in rows}
    built: dict[int, Attribution] = {}
    while waiting:
        ready = [row for row in waiting.values() if row["within"] is None or row["within"] in built]
        if not ready:
            raise StoreError(
                f"attributions {sorted(waiting)} of article {rows[0]['article_id']} lie within each other: read it again"
            )
        for row in ready:
            built[row["number"]] = _attribution(row, built)
            del waiting[row["number"]]
    return built


def _attribution(row: Row, built: Mapping[int, Attribution]) -> Attribution:
    speaker, medium = row["speaker"], row["medium"]
    return Attribution(
        number=row["number"],
        source=_maybe_span(row["source"]),
        mention=row["mention"],
        cue=_maybe_span(row["cue"]),
        content=tuple(_span(span) for span in row["content"]),
        manner=Manner(row["manner"]),
        speaker=None
        if speaker is None
        else Speaker(
            name=speaker["name"],
            kind=SpeakerKind(speaker["kind"]),
            span=_span(speaker["span"]),
            ground=_maybe_span(speaker["ground"]),
        ),
        medium=None if medium is None else Medium(name=medium["name"], span=_span(medium["span"])),
        distanced=row["distanced"],
        within=None if row["within"] is None else built[row["within"]],
        score=row["score"],
    )


def _participant(row: Row, mention_of: Mapping[int, Mention]) -> Participant:
    held = row["held"]
    return Participant(
        role=Role(row["role"]),
        mention=None if row["mention"] is None else mention_of[row["mention"]],
        entity=Entity(
            country=row["country"],
            sectors=tuple(row["sectors"]),
            name=row["name"],
            id=row["entity_id"],
            capacity=row["capacity"],
            held=None if held is None else (held["first"], held["last"]),
            evidence=tuple(_span(span) for span in row["evidence"]),
            basis=row["basis"],
            others=tuple(
                RunnerUp(
                    country=one["country"],
                    sectors=tuple(one["sectors"]),
                    name=one["name"],
                    id=one["entity_id"],
                    score=one["score"],
                )
                for one in row["others"] or ()
            ),
        ),
        score=row["score"],
    )


def _place(row: Row) -> Place:
    return Place(
        span=_span(row["span"]),
        name=row["name"],
        country=row["country"],
        precision=Precision(row["precision"]),
        geonames=row["geonames"],
        admin1=row["admin1"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        basis=row["basis"],
        others=tuple(OtherPlace(**one) for one in row["others"] or ()),
    )


def _report(row: Row, mention_of: Mapping[int, Mention], attribution_of: Mapping[int, Attribution]) -> Report:
    time, certainty = row["time"], row["certainty"]
    return Report(
        id=row["id"],
        article_id=row["article_id"],
        type=row["type"],
        mode=row["mode"],
        contexts=tuple(row["contexts"]),
        trigger=_span(row["trigger"]),
        also=tuple(_span(span) for span in row["also"]),
        participants=tuple(_participant(participant, mention_of) for participant in row["participants"]),
        place=None if row["place"] is None else _place(row["place"]),
        time=None
        if time is None
        else TimeRange(
            earliest=time["earliest"], latest=time["latest"], basis=Basis(time["basis"]), span=_maybe_span(time["span"])
        ),
        attribution=None if row["attribution"] is None else attribution_of[row["attribution"]],
        certainty=Certainty(
            degree=Degree(certainty["degree"]),
            polarity=Polarity(certainty["polarity"]),
            setting=Setting(certainty["setting"]),
            cues=tuple(Cue(span=_span(cue["span"]), bears=cue["bears"]) for cue in certainty["cues"]),
            factuality=certainty["factuality"],
        ),
        status=Status(row["status"]),
        score=row["score"],
    )

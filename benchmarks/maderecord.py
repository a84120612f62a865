"""A made record of any size, for measuring what looks at records: readings put together by chance (seeded), written as shards.

A few shards are made whole; the others are these with other ids and other days. Texts and offsets agree throughout.
"""

import random
from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from onrecord.codebook import load_codebook
from onrecord.record import (
    Article,
    Attribution,
    Basis,
    Certainty,
    Entity,
    Form,
    Kind,
    Manner,
    Mention,
    Participant,
    Place,
    Precision,
    Reading,
    Report,
    Role,
    Span,
    Speaker,
    SpeakerKind,
    Status,
    TimeRange,
    article_id,
)
from onrecord.store import Record
from onrecord.store.manifest import SHARD_SIZE
from onrecord.store.rows import Rows
from onrecord.store.shards import SHARDS, shard_name
from onrecord.store.tables import SCHEMAS, write_table

READER = "made"
REPORTS = 10
TEMPLATES = 8
FIRST = date(2015, 1, 1)
DAYS = 4000
_COUNTRIES = {
    "SYR": ("Aleppo", 36.2, 37.16), "SDN": ("El Obeid", 13.18, 30.22), "UKR": ("Kharkiv", 49.98, 36.25),
    "NGA": ("Gusau", 12.16, 6.66), "MMR": ("Lashio", 22.94, 97.75), "COL": ("Cali", 3.44, -76.52), "FRA": ("Lyon", 45.75, 4.85),
    "USA": ("Austin", 30.27, -97.74), "IRN": ("Shiraz", 29.61, 52.53), "IND": ("Imphal", 24.81, 93.94),
    "PHL": ("Davao", 7.07, 125.61), "PER": ("Cusco", -13.53, -71.97),
}  # fmt: skip
_SECTORS = ("GOV", "MIL", "COP", "REB", "CVL", "OPP", "JRN", "UAF")
_WHO = ("troops", "police", "rebels", "ministers", "marchers", "reporters", "gunmen", "judges")
_SAYS = ("a spokesman", "officials", "Mara Lindqvist", "the ministry", "a clerk", "Tomas Orel", "the Sahel Report")
_KINDS = (SpeakerKind.ROLE, SpeakerKind.ANONYMOUS, SpeakerKind.NAMED, SpeakerKind.INSTITUTION, SpeakerKind.ROLE, SpeakerKind.NAMED,
          SpeakerKind.OUTLET)  # fmt: skip
_OUTLETS = ("Meridian", "The Courier", "Sahel Report", "Channel Nine", "Alborz News", "Prairie Post")


def make_record(path: Path, reports: int, *, seed: int = 7) -> Record:
    """A record with at least so many reports, ten an article, in shards of the usual size.

    Args:
        path: a folder that is not there yet.
        reports: how many.
        seed: of chance.
    """
    record = Record.create_or_open(path)
    articles = -(-reports // REPORTS)
    chance = random.Random(seed)
    size = min(SHARD_SIZE, articles)
    made = [_template(chance, number, size) for number in range(min(TEMPLATES, -(-articles // size)))]
    with record.writing(READER, {}):
        (path / SHARDS).mkdir(exist_ok=True)
        for place in range(-(-articles // size)):
            _write(path, place, made[place % len(made)], size, chance.randrange(-1500, 1500) if place >= len(made) else 0)
    return record


def _write(path: Path, place: int, tables: dict[str, pa.Table], size: int, days: int) -> None:
    mark = f"{place:04x}"
    name = shard_name(place + 1, [mark], READER)
    folder = path / SHARDS / name
    folder.mkdir()
    for table, rows in tables.items():
        changed = {}
        for column in rows.column_names if len(rows) else ():
            if column in ("id", "article_id"):
                # 16 digits stay 16 digits: the first four say which shard it is
                changed[column] = pc.binary_join_element_wise(mark, pc.utf8_slice_codeunits(rows[column], 4), "")
            elif column in ("published", "date_first", "date_last"):
                changed[column] = pc.add(rows[column].cast(pa.int32()), pa.scalar(days, pa.int32())).cast(pa.date32())
            elif column == "entry":
                changed[column] = pc.add(rows[column], place * size)
        columns = [changed.get(column, rows[column]) for column in rows.column_names]
        write_table(pa.table(columns, schema=rows.schema), folder / f"{table}.parquet")


def _template(chance: random.Random, number: int, size: int) -> dict[str, pa.Table]:
    rows = Rows()
    for entry in range(size):
        rows.add(_reading(chance, number, entry), entry=entry, reader=READER)
    return {table: pa.Table.from_pylist(getattr(rows, table), schema=schema) for table, schema in SCHEMAS.items()}


def _reading(chance: random.Random, number: int, entry: int) -> Reading:
    sentences, drawn = [], []
    for _ in range(REPORTS):
        type_ = chance.choice(sorted(load_codebook().types))
        actor, recipient = chance.choice(sorted(_COUNTRIES)), chance.choice(sorted(_COUNTRIES))
        who, whom, speaker = chance.randrange(8), chance.randrange(8), chance.randrange(len(_SAYS))
        town = _COUNTRIES[recipient][0]
        said = chance.random() < 0.5
        words = [_WHO[who], f"{type_.lower()}ed", _WHO[whom], town]
        sentences.append(
            f"The {words[0]} {words[1]} the {words[2]} near {words[3]}" + (f", {_SAYS[speaker]} said. " if said else ". ")
        )
        drawn.append((type_, actor, recipient, who, whom, speaker if said else None, town))
    text = f"{number} {entry} {chance.random()}. " + "".join(sentences)
    published = FIRST + timedelta(days=chance.randrange(DAYS))
    key = article_id(text)
    reports, mentions = [], []
    attributions: list[Attribution] = []
    at = text.index(". ") + 2
    for place, (sentence, one) in enumerate(zip(sentences, drawn, strict=True)):
        type_, actor, recipient, who, whom, speaker_, town = one
        spans = _spans(text, at, sentence, (_WHO[who], f"{type_.lower()}ed", _WHO[whom], town))
        sides = [
            Mention(number=2 * place + side, span=span, head=span, form=Form.NOMINAL, kind=Kind.PER, chain=2 * place + side)
            for side, span in enumerate((spans[0], spans[2]))
        ]
        mentions += sides
        said_by = None
        if speaker_ is not None:
            [source] = _spans(text, at + sentence.rindex(", "), sentence[sentence.rindex(", ") :], (_SAYS[speaker_],))
            said_by = Attribution(
                number=len(attributions),
                source=source,
                cue=Span.of(text, source.end + 1, source.end + 5),
                content=(Span.of(text, at, at + sentence.rindex(", ")),),
                manner=chance.choice(list(Manner)),
                speaker=Speaker(name=_SAYS[speaker_], kind=_KINDS[speaker_], span=source),
            )
            attributions.append(said_by)
        modes = load_codebook().types[type_].modes
        _, latitude, longitude = _COUNTRIES[recipient]
        day = published - timedelta(days=chance.randrange(7))
        reports.append(
            Report(
                id=f"{key}-r{place + 1}",
                article_id=key,
                type=type_,
                mode=chance.choice(modes) if modes else None,
                trigger=spans[1],
                participants=(
                    Participant(role=Role.ACTOR, mention=sides[0], entity=Entity(country=actor, sectors=(_SECTORS[who],))),
                    Participant(role=Role.RECIPIENT, mention=sides[1], entity=Entity(country=recipient, sectors=(_SECTORS[whom],))),
                ),
                place=Place(
                    span=spans[3],
                    name=town,
                    country=recipient,
                    precision=Precision.CITY,
                    latitude=latitude + chance.randrange(-9, 9) / 10,
                    longitude=longitude + chance.randrange(-9, 9) / 10,
                ),
                time=TimeRange(earliest=day, latest=day, basis=Basis.STATED),
                attribution=said_by,
                certainty=Certainty(),
                status=chance.choices(list(Status), (50, 20, 12, 3, 3, 7, 5))[0],
                score=chance.random(),
            )
        )
        at += len(sentence)
    outlet = chance.choice(_OUTLETS)
    article = Article(
        id=key, text=text, name=f"{number}-{entry}", publisher=outlet, headline=f"Day {entry} of the {outlet}", published=published,
        language="en", url=f"https://example.org/{key}",
    )  # fmt: skip
    return Reading(
        article=article, mentions=tuple(mentions), attributions=tuple(attributions), reports=tuple(reports), reader=READER
    )


def _spans(text: str, at: int, sentence: str, words: tuple[str, ...]) -> list[Span]:
    """Where words stand in a sentence, one after the other."""
    found, here = [], 0
    for word in words:
        here = sentence.index(word, here)
        found.append(Span.of(text, at + here, at + here + len(word)))
        here += len(word)
    return found


def size_of(path: Path) -> int:
    """Bytes of a folder."""
    return sum(file.stat().st_size for file in path.rglob("*") if file.is_file())

"""What can be asked of a record in SQL: the views, each column with its meaning, and the sandbox in which a query runs.

Invariant: a query sees these views and nothing else. The connection is handed its data by Arrow and has no access to files at all,
so that whatever SQL it is given it can neither read, write nor overwrite any: not even the record that it asks about.
"""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from onrecord.codebook import load_codebook
from onrecord.states import load_states
from onrecord.store.corrections import CORRECTED
from onrecord.store.linkviews import LINK_ORDER, LINK_SQL, LINK_VIEWS

#: each view: what one row is, and what each column says
VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "articles": (
        "one row an article that was read",
        {
            "id": "16 hexadecimal digits of the SHA-256 of url and text",
            "entry": "number of the article in the record, from 0, in the order of reading",
            "doc": "the input's own id, or the file's name without its ending",
            "url": "address",
            "publisher": "who published it",
            "agency": "agency that the story is credited to",
            "byline": "author as the article gives it",
            "headline": "headline",
            "dateline": "the dateline's words",
            "dateline_place": "its place",
            "dateline_day": "its day, in words",
            "dateline_agency": "its agency",
            "published": "day of publication",
            "retrieved": "when it was fetched, UTC",
            "language": "ISO 639-1",
            "text": "the whole text, exactly as it came in; every offset counts code points of it",
            "origin": "path, and position where a file has several",
            "furniture": "kinds of its parts that tell no events: byline, agency, dateline, footer, link, notice, sourcing",
            "furniture_start": "where each of them starts",
            "furniture_end": "where each of them ends",
            "reader": "digest of the models, codebook and version that read it",
        },
    ),
    "reports": (
        "one row a report: one event, as told by one article",
        {
            "id": "article id, -r and a number in text order",
            "article_id": "the article that tells it",
            "number": "place of the report among those of its article, from 0",
            "entry": "number of the article in the record",
            "doc": "the input's own id of the article",
            "url": "the article's address",
            "publisher": "the article's publisher",
            "agency": "agency that the article is credited to",
            "headline": "the article's headline",
            "published": "the article's day of publication",
            "type": "PLOVER type",
            "mode": "PLOVER mode",
            "quad": "quad class of the type: verbal or material, cooperation or conflict",
            "contexts": "PLOVER contexts",
            "trigger": "the words that tell the event, at its fullest mention",
            "trigger_start": "where they start",
            "trigger_end": "where they end",
            "also": "words of its other mentions in the article",
            "also_start": "where each of them starts",
            "also_end": "where each of them ends",
            "actors": "codes of who did it: country and first sector",
            "actor_countries": "countries of the actors, each once",
            "actor_text": "the actors' words, joined by '; '; null when there are none",
            "recipients": "codes of to whom it was done",
            "recipient_countries": "countries of the recipients, each once",
            "recipient_text": "the recipients' words, joined by '; '; null when there are none",
            "status": "fact, reported, alleged, denied, negated, planned or hypothetical",
            "happened": "whether it happened according to someone: status fact, reported or alleged, and not rejected",
            "degree": "how sure the source is: certain, probable, possible, unstated",
            "polarity": "positive or negative",
            "setting": "actual, historical, future or hypothetical",
            "cues": "words that degree, polarity and setting rest on",
            "factuality": "how certain readers would find it, from -3 (did not happen) to 3 (happened); null if not reckoned",
            "speaker": "whose words they are; null when the outlet speaks for itself",
            "speaker_kind": "named, role, anonymous, institution, document or outlet",
            "manner": "direct, indirect or mixed quotation",
            "medium": "outlet that the article cites",
            "origin": "who stands at the head of the chain: the speaker, through the medium, or else the agency or publisher",
            "attribution": "number of the innermost attribution around the trigger",
            "date_first": "first day on which it took place",
            "date_last": "last day on which it took place",
            "date_basis": "how the days are known: stated, inferred, said (by when it was told) or published",
            "date_text": "the words that tell the days",
            "place_text": "the words that name the place",
            "place_name": "the gazetteer's name for it",
            "place_country": "ISO 3166-1 alpha-3",
            "place_precision": "site, city, region or country",
            "place_basis": "how it was tied to the event: event, sentence, dateline, participants or article",
            "geonames": "GeoNames id",
            "admin1": "GeoNames first-order division",
            "place_others": "places elsewhere that bear the name, the likeliest first, three at most",
            "latitude": "degrees, WGS 84",
            "longitude": "degrees, WGS 84",
            "score": "our model's chance that type and reality are as a careful reader has them, 0 to 1; not that it is true",
            "reader": "digest of what read the article",
            "verdict": "what a person said of it last: accept, reject or fix; null when nobody judged",
            "judge": "who said so",
            "judged": "when, UTC",
        },
    ),
    "participants": (
        "one row an actor or recipient of a report",
        {
            "report_id": "the report",
            "article_id": "its article",
            "number": "place among the report's participants, from 0",
            "role": "actor or recipient",
            "code": "country and first sector",
            "country": "ISO 3166-1 alpha-3, or UNO EUR IGO NGO MNC IMG ISM UNK",
            "cow": "Correlates of War number of the country; null where it has none",
            "gw": "Gleditsch-Ward number of the country; null where it has none",
            "sectors": "PLOVER sectors, the most telling one first",
            "text": "its words; null for attackers of whom nothing is said",
            "text_start": "where they start",
            "text_end": "where they end",
            "mention": "number of the mention",
            "form": "name, nominal or pronoun",
            "kind": "PER, ORG, GPE, LOC or FAC",
            "name": "the register's name",
            "entity_id": "the register's key",
            "capacity": "office or rank that the code rests on",
            "held_first": "first day of the office, as far as known",
            "held_last": "last day of the office, as far as known",
            "basis": "how the code was found: register, composition, country, coreference, context …",
            "evidence": "words that the code rests on",
            "evidence_start": "where each of them starts",
            "evidence_end": "where each of them ends",
            "others": "names of who else the words could stand for, the likeliest first, three at most",
            "others_code": "country and first sector of each",
            "others_id": "the register's key of each; null for a country that the article speaks of",
            "others_score": "its share of all that fitted, 0 to 1: weights by hand, no measured chance",
            "score": "how sure our model is of the role, 0 to 1",
        },
    ),
    "attributions": (
        "one row an attribution: a source, its cue and its words",
        {
            "article_id": "the article",
            "number": "number of the attribution in its article",
            "within": "number of the attribution around it",
            "speaker": "whose words they are, resolved",
            "speaker_kind": "named, role, anonymous, institution, document or outlet",
            "speaker_start": "where the fullest form starts",
            "speaker_end": "where it ends",
            "ground": "the words that say why the speaker is not named",
            "ground_start": "where they start",
            "ground_end": "where they end",
            "source": "the source's words as they stand here",
            "source_start": "where they start",
            "source_end": "where they end",
            "mention": "number of the mention that the source is",
            "cue": "the word that ties source and content",
            "cue_start": "where it starts",
            "cue_end": "where it ends",
            "content": "what was said, in pieces",
            "content_start": "where each piece starts",
            "content_end": "where each piece ends",
            "manner": "direct, indirect or mixed quotation",
            "medium": "outlet that the article cites",
            "medium_start": "where it stands",
            "medium_end": "where it ends",
            "distanced": "whether the article keeps its distance: claimed, allegedly",
            "score": "how sure our model is, 0 to 1",
        },
    ),
    "mentions": (
        "one row a mention of a person, body, place or thing that can act",
        {
            "article_id": "the article",
            "number": "number of the mention in its article",
            "chain": "number of the coreference chain; equal numbers stand for the same thing in this article",
            "text": "the phrase",
            "text_start": "where it starts",
            "text_end": "where it ends",
            "head": "its head word or, for a name, the name",
            "head_start": "where it starts",
            "head_end": "where it ends",
            "form": "name, nominal or pronoun",
            "kind": "PER, ORG, GPE, LOC or FAC",
        },
    ),
    "unread": (
        "one row an article, line or file that could not be read",
        {
            "id": "hash of what could be got hold of",
            "entry": "number in the record, counted together with the articles",
            "doc": "the input's own id, if it could be read",
            "url": "address, if it could be read",
            "origin": "path, and line or row where there are several",
            "stage": "where it failed: ingest, language, annotate, extract, resolve, read",
            "error": "what was wrong and what can be done",
            "excerpt": "the beginning of what was there",
            "reader": "digest of the reader that gave up on it; null when it never came to one",
        },
    ),
    **LINK_VIEWS,
}


def _list(path: str, name: str) -> str:
    """SQL for a list of spans as three lists: words, starts, ends."""
    return (
        f"list_transform({path}, lambda x: x.text) AS {name}, "
        f'list_transform({path}, lambda x: x."start") AS {name}_start, list_transform({path}, lambda x: x."end") AS {name}_end'
    )


def _span(path: str, name: str) -> str:
    """SQL for a span as three columns."""
    return f'{path}.text AS {name}, {path}."start" AS {name}_start, {path}."end" AS {name}_end'


def _side(role: str) -> str:
    """SQL for one side of a report."""
    side = f"list_filter(r.participants, lambda p: p.role = '{role}')"
    countries = f"list_transform({side}, lambda p: p.country)"
    return (
        f"list_transform({side}, lambda p: p.country || coalesce(p.sectors[1], '')) AS {role}s, "
        f"list_filter({countries}, lambda c, i: list_position({countries}, c) = i) AS {role}_countries, "
        f"nullif(array_to_string(list_transform({side}, lambda p: p.span.text), '; '), '') AS {role}_text"
    )


# a row of an earlier reader is passed over when a later one came to the same article (see `Record`)
_CURRENT = "NOT EXISTS (SELECT 1 FROM superseded AS s WHERE s.id = {id} AND s.reader = {reader})"


def _current(table: str, key: str) -> str:
    return _CURRENT.format(id=f"{table}.{key}", reader=f"{table}.reader")


#: an outlet alone is both speaker and medium, and stands once
_ORIGIN = """coalesce(
    r.speaker || CASE WHEN r.medium <> r.speaker AND r.speaker_kind <> 'outlet' THEN ' via ' || r.medium ELSE '' END,
    r.medium, a.agency, a.publisher)"""

_SQL = {
    "articles": f"""
        SELECT a.id, a.entry, a.name AS doc, a.url, a.publisher, a.agency, a.byline, a.headline, a.dateline.span.text AS dateline,
            a.dateline.place.text AS dateline_place, a.dateline.day.text AS dateline_day, a.dateline.agency.text AS dateline_agency,
            a.published, a.retrieved, a.language, a.text, a.origin, list_transform(a.parts, lambda p: p.kind) AS furniture,
            list_transform(a.parts, lambda p: p.span."start") AS furniture_start,
            list_transform(a.parts, lambda p: p.span."end") AS furniture_end, a.reader
        FROM stored_articles AS a WHERE {_current("a", "id")}""",
    "reports": f"""
        SELECT r.id, r.article_id, r.number, a.entry, a.name AS doc, a.url, a.publisher, a.agency, a.headline, a.published, r.type,
            r.mode, q.quad, r.contexts, {_span("r.trigger", "trigger")}, {_list("r.also", "also")}, {_side("actor")},
            {_side("recipient")}, r.status,
            r.status IN ('fact', 'reported', 'alleged') AND r.verdict IS DISTINCT FROM 'reject' AS happened, r.certainty.degree,
            r.certainty.polarity, r.certainty.setting, list_transform(r.certainty.cues, lambda c: c.span.text) AS cues,
            r.certainty.factuality, r.speaker, r.speaker_kind, r.manner, r.medium, {_ORIGIN} AS origin,
            r.attribution, r.date_first, r.date_last,
            r.time.basis AS date_basis, r.time.span.text AS date_text, r.place.span.text AS place_text, r.place_name,
            r.place_country, r.place.precision AS place_precision, r.place.basis AS place_basis, r.place.geonames, r.place.admin1,
            list_transform(r.place.others, lambda o: concat_ws(', ', o.name, o.admin1, o.country)) AS place_others,
            r.place.latitude, r.place.longitude, r.score, r.reader,
            r.verdict, r.judge, r.judged
        FROM corrected AS r
        JOIN (SELECT id, reader, entry, name, url, publisher, agency, headline, published FROM stored_articles) AS a
            ON a.id = r.article_id AND a.reader = r.reader
        LEFT JOIN quads AS q ON q.type = r.type WHERE {_current("r", "article_id")}""",
    "participants": f"""
        SELECT r.report_id, r.article_id, r.number - 1 AS number, r.p.role, r.p.country || coalesce(r.p.sectors[1], '') AS code,
            r.p.country, n.cow, n.gw, r.p.sectors,
            {_span("r.p.span", "text")}, r.p.mention, r.p.form, r.p.kind, r.p.name, r.p.entity_id,
            r.p.capacity, r.p.held.first AS held_first, r.p.held.last AS held_last, r.p.basis, {_list("r.p.evidence", "evidence")},
            list_transform(r.p.others, lambda o: o.name) AS others,
            list_transform(r.p.others, lambda o: o.country || coalesce(o.sectors[1], '')) AS others_code,
            list_transform(r.p.others, lambda o: o.entity_id) AS others_id,
            list_transform(r.p.others, lambda o: o.score) AS others_score, r.p.score
        FROM (SELECT id AS report_id, article_id, reader, unnest(participants) AS p,
            unnest(range(1, len(participants) + 1)) AS number FROM corrected) AS r
        LEFT JOIN states AS n ON n.country = r.p.country WHERE {_current("r", "article_id")}""",
    "attributions": f"""
        SELECT t.article_id, t.number, t.within, t.speaker.name AS speaker, t.speaker.kind AS speaker_kind,
            t.speaker.span."start" AS speaker_start, t.speaker.span."end" AS speaker_end, {_span("t.speaker.ground", "ground")},
            {_span("t.source", "source")}, t.mention,
            {_span("t.cue", "cue")}, {_list("t.content", "content")}, t.manner, t.medium.name AS medium,
            t.medium.span."start" AS medium_start, t.medium.span."end" AS medium_end, t.distanced, t.score
        FROM stored_attributions AS t WHERE {_current("t", "article_id")}""",
    "mentions": f"""
        SELECT m.article_id, m.number, m.chain, {_span("m.span", "text")}, {_span("m.head", "head")}, m.form, m.kind
        FROM stored_mentions AS m WHERE {_current("m", "article_id")}""",
    "unread": f"""
        SELECT u.id, u.entry, u.name AS doc, u.url, u.origin, u.stage, u.error, u.excerpt,
            CASE WHEN u.reached_reader THEN u.reader END AS reader
        FROM stored_unread AS u WHERE {_current("u", "id")}""",
    **LINK_SQL,
}

#: queries for the whole of a view, in the order of reading
IN_ORDER = {
    "articles": "SELECT * FROM articles ORDER BY entry",
    "reports": "SELECT * FROM reports ORDER BY entry, number",
    "participants": "SELECT p.* FROM participants p JOIN reports r ON r.id = p.report_id ORDER BY r.entry, r.number, p.number",
    "attributions": "SELECT t.* FROM attributions t JOIN articles a ON a.id = t.article_id ORDER BY a.entry, t.number",
    "mentions": "SELECT m.* FROM mentions m JOIN articles a ON a.id = m.article_id ORDER BY a.entry, m.number",
    "unread": "SELECT * FROM unread ORDER BY entry",
    **LINK_ORDER,
}


def superseded(entries: Mapping[str, Any], readers: list[str]) -> pa.Table:
    """What no view shows: (id, reader) of all that a later reader came to again.

    Args:
        entries: the stored articles and unread, each as an Arrow dataset with `id` and `reader`.
        readers: digests, the one that ran last at the end.
    """
    empty = pa.table({"id": pa.array([], pa.string()), "reader": pa.array([], pa.string())})
    if len(readers) < 2:
        return empty
    connection = duckdb.connect(":memory:")
    try:
        for table, rows in entries.items():
            connection.register(table, rows)
        connection.register("readers", pa.table({"reader": readers, "rank": list(range(len(readers)))}))
        union = " UNION ALL ".join(f"SELECT id, reader FROM {table}" for table in entries)
        return connection.sql(
            f"SELECT id, reader FROM ({union}) JOIN readers USING (reader) "
            "QUALIFY rank < max(rank) OVER (PARTITION BY id) ORDER BY id, rank"
        ).to_arrow_table()
    finally:
        connection.close()


def connect(stored: Mapping[str, Any], passed_over: pa.Table, mended: pa.Table) -> duckdb.DuckDBPyConnection:
    """A closed room with the views in it.

    Args:
        stored: Arrow datasets or tables by the names of `tables.SCHEMAS` and `linktables.LINK_SCHEMAS`.
        passed_over: what `superseded` gave.
        mended: what `corrections` gave.
    """
    connection = duckdb.connect(
        ":memory:",
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "python_enable_replacements": "false",
        },
    )
    for table, rows in stored.items():
        connection.register(f"stored_{table}", rows)
    connection.register("superseded", passed_over)
    connection.register("corrections", mended)
    connection.execute(f"CREATE TEMP VIEW corrected AS {CORRECTED}")
    types = load_codebook().types.values()
    connection.register("quads", pa.table({"type": [kind.name for kind in types], "quad": [kind.quad for kind in types]}))
    states = load_states()
    numbers = {"cow": [one.cow for one in states.values()], "gw": [one.gw for one in states.values()]}
    connection.register("states", pa.table({"country": list(states), **numbers}))
    for view, sql in _SQL.items():
        connection.execute(f"CREATE TEMP VIEW {view} AS {sql}")
    # a sort that outgrows the memory spills into the system's own folder for such things; the default is the working folder
    spill = Path(tempfile.gettempdir(), f"onrecord-{os.getpid()}").as_posix().replace("'", "''")
    connection.execute(f"SET temp_directory = '{spill}'")
    connection.execute("SET TimeZone = 'UTC'")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection

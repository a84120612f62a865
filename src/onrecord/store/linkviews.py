"""The views of a linking: what one row is, what each column says, and the SQL behind it.

Invariant: what an event says of itself is derived here from its reports; a report that a later reader has replaced counts nowhere.
"""

#: each view: what one row is, and what each column says
LINK_VIEWS: dict[str, tuple[str, dict[str, str]]] = {
    "events": (
        "one row an event: reports of several articles that tell the same",
        {
            "id": "id of its first report, with e for r; it stays when the event grows",
            "type": "PLOVER type that most of its reports have",
            "mode": "PLOVER mode that most of these have",
            "types": "all types that its reports have, the most frequent first",
            "date_first": "first day that a report gives",
            "date_last": "last day that a report gives",
            "place_name": "name of the most exact place that its reports give",
            "place_country": "that place's country, ISO 3166-1 alpha-3",
            "places": "names of all places that its reports give",
            "actors": "codes of all that reports tell to have done it, the most frequent first",
            "recipients": "codes of all to whom reports tell it to have been done",
            "reports": "number of reports",
            "articles": "number of articles",
            "publishers": "number of publishers",
            "stories": "number of stories",
            "origins": "number of independent origins",
            "named_origins": "of these, with a name, office or institution to them",
            "anonymous_origins": "of these, that want no name",
            "partisan_origins": "of these, that are a party to the event",
            "outlet_origins": "of these, outlets by their own reporting",
            "disputed": "whether origins contradict one another",
            "differs": "in what they do: happened, who, toll, when, where",
            "status": "the strongest status among its reports: fact, reported, alleged, denied, negated, planned, hypothetical",
            "statuses": "all of them, the strongest first",
            "happened": "whether it happened according to someone",
            "trigger": "words of its first report's trigger",
            "headline": "headline of its first report's article",
            "first_published": "day of publication of the first article that tells it",
            "first_report": "its first report: the earliest published",
        },
    ),
    "event_reports": (
        "one row a report in its event, and on whose word it rests",
        {
            "event_id": "the event",
            "report_id": "the report",
            "article_id": "its article",
            "publisher": "the article's publisher",
            "published": "the article's day of publication",
            "status": "the report's status",
            "score": "our model's chance that the report tells this event, 0 to 1; 1 if a person said so or it stands alone",
            "origin": "key of the origin on which it rests",
            "origin_name": "the origin's name",
            "origin_kind": "named, anonymous, partisan (a party to the event) or outlet (its own reporting)",
            "via": "outlets through which the word came here, the one next to the origin first",
            "copy_of": "report of another article that this one repeats, if it was taken from one",
            "copy_of_article": "that article; it may be known without the report",
            "because": "how the origin was found: speaker, medium, publisher, agency, copy or citation",
            "evidence": "the words that tell the origin; null when it is the publisher itself",
            "evidence_article": "the article in which they stand",
            "evidence_start": "where they start",
            "evidence_end": "where they end",
        },
    ),
    "origins": (
        "one row an independent origin of an event",
        {
            "event_id": "the event",
            "origin": "key, the same wherever the same one speaks through the same medium",
            "name": "who it is: the fullest name in use",
            "kind": "named, anonymous, partisan or outlet",
            "speaker_kind": "named, role, anonymous, institution, document or outlet",
            "medium": "outlet that was first cited for it; null when none was",
            "reports": "number of the event's reports that rest on it",
            "publishers": "number of publishers of these",
            "first_report": "the earliest of them",
        },
    ),
    "accounts": (
        "one row what one report says of an event that others may tell otherwise",
        {
            "event_id": "the event",
            "about": "happened, who, toll, when or where",
            "value": "what it says: yes or no; codes; killed=N, wounded=N; days; a place",
            "differs": "whether origins contradict one another in it",
            "origin": "key of the origin",
            "origin_name": "its name",
            "report_id": "the report",
            "article_id": "its article",
            "words": "the words that say so",
            "words_start": "where they start in the article",
            "words_end": "where they end",
        },
    ),
    "copies": (
        "one row an article that was taken from another",
        {
            "article_id": "the copy",
            "copy_of": "the article that it was taken from",
            "original": "the first one of its whole family",
            "containment": "share of the copy's words (runs of five, quotations left out) that stand in the other",
            "share": "share of the other's words that stand in the copy",
            "how": "reprint, cut, brief, edited or lift",
            "because": "why the other is taken for the first: agency (it is credited) or earliest",
            "passages": "the words that both have",
            "passages_start": "where each starts in the copy",
            "passages_end": "where it ends",
            "of_start": "where it starts in the other",
            "of_end": "where it ends",
        },
    ),
    "stories": (
        "one row an article in its story",
        {
            "story_id": "id of its first article with -s; it stays when the story grows",
            "article_id": "the article",
            "similarity": "how near the article is to the nearest other one of its story, 0 to 1; null when it is alone",
        },
    ),
    "trail": (
        "one row what a run of linking did to an event",
        {
            "run": "number of the run, from 1",
            "event_id": "the event",
            "what": "founded, grew, merged (into other), split (from other), lost or ended",
            "other": "the other event, if there is one",
            "reports": "the reports that came or went",
            "judge": "model, or the person whose judgement did it",
        },
    ),
}

_CURRENT_TELLINGS = """(SELECT t.*, r.article_id, r.entry, r.number, r.published, r.publisher, r.agency, r.headline, r.status,
    r.type, r.mode, r.trigger, r.date_first, r.date_last, r.place_name, r.place_country, r.place_precision, r.actors, r.recipients
    FROM stored_tellings AS t JOIN reports AS r ON r.id = t.report_id AND r.reader = t.reader
    WHERE r.verdict IS DISTINCT FROM 'reject')"""

_STATUSES = "['fact', 'reported', 'alleged', 'denied', 'negated', 'planned', 'hypothetical']"
_PRECISIONS = "['site', 'city', 'region', 'country']"


def _ranked(values: str) -> str:
    """SQL for the values of (event_id, value) rows as a list an event: the most frequent first, then by first standing."""
    return (
        f"(SELECT event_id, list(value ORDER BY n DESC, first, value) AS items FROM (SELECT event_id, value, count(*) AS n, "
        f"min(place) AS first FROM ({values}) WHERE value IS NOT NULL GROUP BY event_id, value) GROUP BY event_id)"
    )


def _codes(column: str) -> str:
    return _ranked(f"SELECT event_id, unnest({column}) AS value, entry * 10000 + number AS place FROM told")


LINK_SQL = {
    "events": f"""
        WITH told AS MATERIALIZED {_CURRENT_TELLINGS},
        firsts AS (
            SELECT event_id, arg_min(report_id, place) AS first_report, arg_min(trigger, place) AS trigger,
                arg_min(headline, place) AS headline, min(published) AS first_published, min(date_first) AS date_first,
                max(date_last) AS date_last, min(list_position({_STATUSES}, status)) AS strongest,
                list_transform(list_sort(list(DISTINCT list_position({_STATUSES}, status))), lambda s: {_STATUSES}[s]) AS statuses,
                count(*) AS reports, count(DISTINCT article_id) AS articles,
                count(DISTINCT coalesce(publisher, agency, article_id)) AS publishers,
                arg_min(place_name, (coalesce(list_position({_PRECISIONS}, place_precision), 9), entry, number))
                    FILTER (place_name IS NOT NULL) AS place_name,
                arg_min(place_country, (coalesce(list_position({_PRECISIONS}, place_precision), 9), entry, number))
                    FILTER (place_name IS NOT NULL) AS place_country
            FROM (SELECT *, (coalesce(published, DATE '9999-12-31'), entry, number) AS place FROM told) GROUP BY event_id),
        kinds AS {_ranked("SELECT event_id, type AS value, entry * 10000 + number AS place FROM told")},
        modes AS (SELECT t.event_id, arg_min(t.mode, (-t.n, t.mode)) AS mode FROM (
            SELECT event_id, type, mode, count(*) AS n FROM told WHERE mode IS NOT NULL GROUP BY ALL) AS t
            JOIN kinds AS k ON k.event_id = t.event_id AND k.items[1] = t.type GROUP BY t.event_id),
        sites AS {_ranked("SELECT event_id, place_name AS value, entry * 10000 + number AS place FROM told")},
        doers AS {_codes("actors")},
        targets AS {_codes("recipients")},
        heads AS (SELECT o.event_id, count(*) AS origins, count(*) FILTER (o.kind = 'named') AS named_origins,
            count(*) FILTER (o.kind = 'anonymous') AS anonymous_origins, count(*) FILTER (o.kind = 'partisan') AS partisan_origins,
            count(*) FILTER (o.kind = 'outlet') AS outlet_origins FROM stored_origins AS o
            WHERE EXISTS (SELECT 1 FROM told AS t WHERE t.event_id = o.event_id AND t.origin = o.origin) GROUP BY o.event_id),
        told_in AS (SELECT t.event_id, count(DISTINCT s.story_id) AS stories FROM told AS t
            JOIN stored_stories AS s ON s.article_id = t.article_id GROUP BY t.event_id),
        disputes AS (SELECT a.event_id, list(DISTINCT a.about ORDER BY a.about) AS differs FROM stored_accounts AS a
            WHERE a.differs GROUP BY a.event_id)
        SELECT f.event_id AS id, k.items[1] AS type, m.mode, k.items AS types, f.date_first, f.date_last, f.place_name,
            f.place_country, coalesce(w.items, []) AS places, coalesce(d.items, []) AS actors, coalesce(g.items, []) AS recipients,
            f.reports, f.articles, f.publishers, coalesce(n.stories, 0) AS stories, coalesce(h.origins, 0) AS origins,
            coalesce(h.named_origins, 0) AS named_origins, coalesce(h.anonymous_origins, 0) AS anonymous_origins,
            coalesce(h.partisan_origins, 0) AS partisan_origins, coalesce(h.outlet_origins, 0) AS outlet_origins,
            x.event_id IS NOT NULL AS disputed, coalesce(x.differs, []) AS differs, {_STATUSES}[f.strongest] AS status, f.statuses,
            f.strongest <= 3 AS happened, f.trigger, f.headline, f.first_published, f.first_report
        FROM firsts AS f JOIN kinds AS k USING (event_id) LEFT JOIN modes AS m USING (event_id)
        LEFT JOIN sites AS w USING (event_id) LEFT JOIN doers AS d USING (event_id) LEFT JOIN targets AS g USING (event_id)
        LEFT JOIN heads AS h USING (event_id) LEFT JOIN told_in AS n USING (event_id) LEFT JOIN disputes AS x USING (event_id)""",
    "event_reports": f"""
        SELECT t.event_id, t.report_id, t.article_id, t.publisher, t.published, t.status, t.score, t.origin, o.name AS origin_name,
            o.kind AS origin_kind, t.via, t.taken_from AS copy_of, t.taken_from_article AS copy_of_article, t.because, t.evidence,
            t.evidence_article, t.evidence_start, t.evidence_end
        FROM {_CURRENT_TELLINGS} AS t LEFT JOIN stored_origins AS o ON o.event_id = t.event_id AND o.origin = t.origin""",
    "origins": f"""
        SELECT o.event_id, o.origin, o.name, o.kind, o.speaker_kind, o.medium, count(*) AS reports,
            count(DISTINCT coalesce(t.publisher, t.agency, t.article_id)) AS publishers, o.first_report
        FROM stored_origins AS o JOIN {_CURRENT_TELLINGS} AS t ON t.event_id = o.event_id AND t.origin = o.origin
        GROUP BY o.event_id, o.origin, o.name, o.kind, o.speaker_kind, o.medium, o.first_report""",
    "accounts": f"""
        SELECT a.event_id, a.about, a.value, a.differs, a.origin, o.name AS origin_name, a.report_id, t.article_id, a.words,
            a."start" AS words_start, a."end" AS words_end
        FROM stored_accounts AS a JOIN {_CURRENT_TELLINGS} AS t ON t.event_id = a.event_id AND t.report_id = a.report_id
        LEFT JOIN stored_origins AS o ON o.event_id = a.event_id AND o.origin = a.origin""",
    "copies": """
        SELECT c.article_id, c.copy_of, c.original, c.containment, c.share, c.how, c.because,
            list_transform(c.passages, lambda p: substring(a.text, p."start" + 1, p."end" - p."start")) AS passages,
            list_transform(c.passages, lambda p: p."start") AS passages_start,
            list_transform(c.passages, lambda p: p."end") AS passages_end,
            list_transform(c.passages, lambda p: p.of_start) AS of_start, list_transform(c.passages, lambda p: p.of_end) AS of_end
        FROM stored_copies AS c LEFT JOIN articles AS a ON a.id = c.article_id""",
    "stories": "SELECT story_id, article_id, similarity FROM stored_stories",
    "trail": "SELECT run, event_id, what, other, reports, judge FROM stored_trail",
}

#: queries for the whole of a view, in the order of reading
LINK_ORDER = {
    "events": "SELECT * FROM events ORDER BY date_first NULLS LAST, first_published NULLS LAST, id",
    "event_reports": "SELECT * FROM event_reports ORDER BY event_id, published NULLS LAST, report_id",
    "origins": "SELECT * FROM origins ORDER BY event_id, reports DESC, origin",
    "accounts": "SELECT * FROM accounts ORDER BY event_id, about, value, origin, report_id, words_start",
    "copies": "SELECT * FROM copies ORDER BY original, article_id",
    "stories": "SELECT s.* FROM stories s LEFT JOIN articles a ON a.id = s.article_id ORDER BY s.story_id, a.published, a.id",
    "trail": "SELECT * FROM trail ORDER BY run, event_id, what, other",
}

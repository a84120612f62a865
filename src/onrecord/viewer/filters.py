"""What is shown of the reports, as an address says it: every filter stands in the query string, so that a view can be shared.

Invariant: what is not understood is refused, and never passed over in silence; a value is handed to DuckDB beside the query, never
within it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any, Self

from onrecord.codebook import QUADS, load_codebook
from onrecord.errors import InputError
from onrecord.record import SpeakerKind, Status
from onrecord.viewer.address import Address, read_page

#: happened according to someone, or whatever the status
ANY, HAPPENED = "any", "happened"
VERDICTS = ("none", "accept", "reject", "fix")
SHOWS = ("list", "map", "dyads")
GROUPS = ("events", "reports")
#: how a list can be ordered
ORDERS = {
    "latest": "date_first DESC NULLS LAST, entry DESC, number",
    "earliest": "date_first ASC NULLS LAST, entry, number",
    "reading": "entry, number",
    "surest": "score DESC, entry, number",
    "least sure": "score ASC, entry, number",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters(Address):
    """What to show. None, or a default, does not filter. Words are compared without case, as a part."""

    #: words that stand in the headline, or among those that tell event, actors, recipients, place or speaker
    q: str | None = None
    type: str | None = None
    mode: str | None = None
    quad: str | None = None
    #: beginning of a code, or part of the words
    actor: str | None = None
    recipient: str | None = None
    #: code of a participant's or the place's country
    country: str | None = None
    place: str | None = None
    #: code of the country of the place
    at: str | None = None
    since: date | None = None
    until: date | None = None
    status: str = HAPPENED
    #: part of the name of a speaker or of an outlet that is cited
    said_by: str | None = None
    kind: str | None = None
    publisher: str | None = None
    verdict: str | None = None
    #: at least so many independent origins tell the event
    origins: int | None = None
    #: whether origins contradict one another
    disputed: bool = False
    #: reports of one event together, where the record is linked; or each apart
    group: str = "events"
    order: str = "latest"
    show: str = "list"
    page: int = 1

    @classmethod
    def read(cls, query: Mapping[str, str]) -> Self:
        """The filters of a query string; names that are no filters are passed over, empty values filter nothing.

        Raises:
            InputError: a value is none that the filter can have.
        """
        known = {field.name for field in fields(cls)}
        given: dict[str, Any] = {name: value.strip() for name, value in query.items() if name in known and value.strip()}
        codebook = load_codebook()
        for name in ("type", "country", "at"):
            if name in given:
                given[name] = given[name].upper()
        _one_of(given, "type", codebook.types)
        _one_of(given, "mode", {mode for kind in codebook.types.values() for mode in kind.modes})
        _one_of(given, "quad", QUADS)
        _one_of(given, "status", (ANY, HAPPENED, *Status))
        _one_of(given, "kind", SpeakerKind)
        _one_of(given, "verdict", VERDICTS)
        _one_of(given, "order", ORDERS)
        _one_of(given, "show", SHOWS)
        for name in ("since", "until"):
            if name in given:
                try:
                    given[name] = date.fromisoformat(given[name])
                except ValueError as error:
                    raise InputError(f"{name}={given[name]}: write the day as YYYY-MM-DD") from error
        _one_of(given, "group", GROUPS)
        if "disputed" in given:
            _one_of(given, "disputed", ("True", "yes"))
            given["disputed"] = True
        if "origins" in given:
            if not given["origins"].isascii() or not given["origins"].isdigit() or int(given["origins"]) > 1000:
                raise InputError(f"origins={given['origins']}: write a number")
            given["origins"] = int(given["origins"]) or None
        read_page(given)
        return cls(**given)

    @property
    def chosen(self) -> dict[str, str]:
        """What filters, by name; the way of showing does not."""
        ways = ("order", "show", "page", "group")
        return {
            field.name: str(getattr(self, field.name))
            for field in fields(self)
            if field.name not in ways and getattr(self, field.name) != field.default
        }

    def clause(self) -> tuple[str, list[Any]]:
        """A condition over the index's table `reports`, and its values."""
        conditions: list[str] = ["true"]
        values: list[Any] = []

        def add(condition: str, *given: Any) -> None:
            conditions.append(condition)
            values.extend(given)

        for name in ("type", "mode", "quad", "publisher"):
            if (value := getattr(self, name)) is not None:
                add(f"{name} = ?", value)
        if self.kind is not None:
            add("speaker_kind = ?", self.kind)
        if self.at is not None:
            add("place_country = ?", self.at)
        if self.status == HAPPENED:
            add("happened")
        elif self.status != ANY:
            add("status = ?", self.status)
        for role in ("actor", "recipient"):
            if (value := getattr(self, role)) is not None:
                codes = f"len(list_filter({role}s, lambda c: starts_with(c, ?))) > 0"
                add(f"({role}_text ILIKE ? ESCAPE '\\' OR {codes})", part_of(value), value.upper())
        if self.country is not None:
            listed = "list_contains(actor_countries, ?) OR list_contains(recipient_countries, ?)"
            add(f"(place_country = ? OR {listed})", *[self.country] * 3)
        if self.place is not None:
            add("place_name ILIKE ? ESCAPE '\\'", part_of(self.place))
        if self.since is not None:
            add("date_last >= ?", self.since)
        if self.until is not None:
            add("date_first <= ?", self.until)
        if self.said_by is not None:
            add("(speaker ILIKE ? ESCAPE '\\' OR medium ILIKE ? ESCAPE '\\')", *[part_of(self.said_by)] * 2)
        if self.verdict is not None:
            add("verdict IS NOT DISTINCT FROM ?", None if self.verdict == "none" else self.verdict)
        told_by = "id IN (SELECT t.report_id FROM event_reports AS t JOIN events AS e ON e.id = t.event_id WHERE {})"
        if self.origins is not None:
            add(told_by.format("e.origins >= ?"), self.origins)
        if self.disputed:
            add(told_by.format("e.disputed"))
        if self.q is not None:
            columns = ("headline", "trigger", "actor_text", "recipient_text", "place_name", "speaker")
            for word in self.q.split():
                held = " OR ".join(f"{column} ILIKE ? ESCAPE '\\'" for column in columns)
                add(f"({held})", *[part_of(word)] * len(columns))
        return " AND ".join(conditions), values


def part_of(words: str) -> str:
    """A pattern for ILIKE that finds some words anywhere, whatever signs are in them."""
    escaped = words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def _one_of(given: dict[str, Any], name: str, values: Any) -> None:
    if name in given and given[name] not in set(map(str, values)):
        raise InputError(f"{name}={given[name]}: use one of {', '.join(sorted(map(str, values)))}")

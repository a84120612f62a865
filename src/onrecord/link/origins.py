"""Origins: at whose word the chain of each report of an event ends, and how many independent ones there are.

Invariant: every report has one origin. A report that was taken from another has that one's origin; so has a report that cites an
outlet whose own report of the event is on the record. Nothing is counted twice because it was printed twice.

The rules stand in docs/origins.md, with cases.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.link.outlets import name_key, outlet_key
from onrecord.link.sketches import Sketch
from onrecord.link.speakers import Claim, claim_of, same_source
from onrecord.record import Span, SpeakerKind

#: sectors that are one side in a conflict
_ARMED_STATE = frozenset(["GOV", "MIL", "SPY", "COP", ""])
_CONFLICT = frozenset(["ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "SANCTION", "THREATEN", "ACCUSE", "REJECT"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Words that one report has from an article before it."""

    article_id: str
    #: the report of that article that tells it, if there is one
    report: str | None
    #: the outlet whose text it is: the agency credited, else the publisher
    owner: str | None
    publisher: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """A report and its origin."""

    report: str
    origin: str
    #: the report from which it was taken or which it cites, and its article
    taken_from: str | None
    taken_from_article: str | None
    #: outlets through which the word came, the one next to the origin first
    via: tuple[str, ...]
    #: speaker, medium, publisher, agency, copy or citation
    because: str
    evidence: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent origin of an event."""

    key: str
    name: str
    #: named, anonymous, partisan or outlet
    kind: str
    speaker_kind: SpeakerKind | None
    medium: str | None
    first_report: str


def find_origins(
    told: Sequence[Sketch], taken: Mapping[str, Taken], publishers: Mapping[str, str | None]
) -> tuple[list[Telling], list[Origin]]:
    """The origin of each report of one event.

    Args:
        told: the event's reports, the earliest published first.
        taken: for reports in words taken over, from where.
        publishers: of each article.
    """
    here = {one.id for one in told}
    claims = [claim_of(one, owner=taken[one.id].owner if one.id in taken else one.voice.owner) for one in told]
    groups = _Groups(len(told))
    place = {one.id: number for number, one in enumerate(told)}
    followed: dict[int, int] = {}
    for number, one in enumerate(told):
        source = taken.get(one.id)
        if source is not None and source.report in here and source.report is not None:
            groups.join(place[source.report], number)
            followed[number] = place[source.report]
    for number in range(len(told)):
        if number not in followed and (cited := _cited(number, told, claims, publishers)) is not None:
            groups.join(cited, number)
            followed[number] = cited
    settled: dict[int, Claim] = {}
    for number, claim in enumerate(claims):
        if number in followed:
            continue
        match = next((other for other, known in settled.items() if same_source(known, claim)), None)
        if match is not None:
            groups.join(match, number)
        settled[number] = claim
    origins: dict[int, Origin] = {}
    for head, members in groups.all().items():
        origins[head] = _origin([number for number in members if number not in followed] or members, told, claims)
    tellings = [
        _telling(number, told, claims, taken, publishers, followed, origins[groups.head(number)]) for number in range(len(told))
    ]
    return tellings, list({origin.key: origin for origin in origins.values()}.values())


class _Groups:
    """Union-find over places; the head is the earliest."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def head(self, place: int) -> int:
        while self._above[place] != place:
            place = self._above[place]
        return place

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.head(one), self.head(other)))
        self._above[second] = first

    def all(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for place in range(len(self._above)):
            found.setdefault(self.head(place), []).append(place)
        return found


def _cited(number: int, told: Sequence[Sketch], claims: Sequence[Claim], publishers: Mapping[str, str | None]) -> int | None:
    """The report of the outlet that this one cites, if the record has it: the latest that is not later."""
    claim = claims[number]
    if claim.medium is None:
        return None
    found = None
    for other, known in enumerate(claims):
        if other == number or told[other].article_id == told[number].article_id or known.medium == claim.medium:
            continue
        owners = {known.owner, outlet_key(publishers.get(told[other].article_id))}
        dated = told[other].published, told[number].published
        later = dated[0] is not None and dated[1] is not None and dated[0] > dated[1]
        if claim.medium in owners and not later and _compatible(claim, known):
            found = other if found is None or _compatible_rank(claim, known) > _compatible_rank(claim, claims[found]) else found
    return found


def _compatible(citing: Claim, cited: Claim) -> bool:
    """Whether the word that is cited may be the one that the outlet itself has."""
    if citing.name is None:
        return True
    if cited.name is None:
        return False
    if citing.anonymous != cited.anonymous:
        return citing.country is not None and citing.country == cited.country
    return citing.anonymous or same_source(citing, cited) or not (citing.own_name and cited.own_name)


def _compatible_rank(citing: Claim, cited: Claim) -> int:
    return 2 * (citing.name is not None and bool(citing.words & cited.words)) + (citing.name is None and cited.name is not None)


def _origin(members: Sequence[int], told: Sequence[Sketch], claims: Sequence[Claim]) -> Origin:
    first = min(members)
    spoken = [claims[number] for number in members if claims[number].name is not None]
    medium = next((claims[number].medium_name for number in members if claims[number].medium_name is not None), None)
    if not spoken:
        claim = claims[first]
        name = claim.medium_name or claim.owner_name or "the article itself"
        key = f"outlet:{claim.through or told[first].article_id}"
        return Origin(key=key, name=name, kind="outlet", speaker_kind=None, medium=claim.medium_name, first_report=told[first].id)
    fullest = max(spoken, key=lambda claim: (claim.kind is SpeakerKind.NAMED, len(claim.name or ""), claim.name or ""))
    name = fullest.name or ""
    anonymous = all(claim.anonymous for claim in spoken)
    key = name_key(name)
    if anonymous:
        # officials of whom nothing is told are others in each outlet
        key += f"|{spoken[0].through or told[first].article_id}"
    elif medium is not None:
        key += f"|{outlet_key(medium)}"
    party = any(_partisan(claim, told) for claim in spoken)
    kind = "anonymous" if anonymous else "partisan" if party else "named"
    return Origin(key=key, name=name, kind=kind, speaker_kind=fullest.kind, medium=medium, first_report=told[first].id)


def _partisan(claim: Claim, told: Sequence[Sketch]) -> bool:
    """Whether the speaker is a party to the event: its country, where two are in conflict; its side, within one country."""
    # whoever utters something is no party to a quarrel about whether it was uttered
    if claim.uttered or claim.country is None or told[0].type not in _CONFLICT:
        return False
    sides = [side for one in told for side in (one.actors, one.recipients)]
    countries = Counter(country for side in sides for country in side.countries)
    if len(countries) > 1 and claim.country in countries and claim.sector in _ARMED_STATE:
        return True
    codes = {code for side in sides for code in side.codes if code[:3] == claim.country}
    sectors = {code[3:] for code in codes}
    if claim.sector and claim.sector in sectors:
        return True
    return claim.sector in ("GOV", "MIL") and bool(sectors & {"GOV", "MIL"})


def _telling(
    number: int, told: Sequence[Sketch], claims: Sequence[Claim], taken: Mapping[str, Taken], publishers: Mapping[str, str | None],
    followed: Mapping[int, int], origin: Origin,
) -> Telling:  # fmt: skip
    one, claim = told[number], claims[number]
    publisher = publishers.get(one.article_id)
    via: list[str | None] = [claim.medium_name] if claim.medium_name is not None and origin.kind != "outlet" else []
    if claim.owner is not None and claim.owner != outlet_key(publisher) and origin.name != claim.owner_name:
        via.append(claim.owner_name)
    source = taken.get(one.id)
    origin_article: str | None = None
    report: str | None = None
    if source is not None:
        if source.publisher is not None and outlet_key(source.publisher) not in (outlet_key(publisher), claim.owner):
            via.append(source.publisher)
        because, origin_article = "copy", source.article_id
        report = source.report
    elif number in followed:
        because, origin_article, report = "citation", told[followed[number]].article_id, told[followed[number]].id
    elif claim.name is not None:
        because = "speaker"
    elif claim.medium is not None:
        because = "medium"
    else:
        because = "publisher" if claim.owner == outlet_key(publisher) else "agency"
    return Telling(
        report=one.id,
        origin=origin.key,
        taken_from=report,
        taken_from_article=origin_article,
        via=tuple(dict.fromkeys(name for name in via if name)),
        because=because,
        evidence=one.voice.evidence,
    )

"""Whether two reports of one event name the same source.

Invariant: the answer does not depend on the order of the two; two people with different names are never the same source.

The rules stand in docs/origins.md, with cases.
"""

from dataclasses import dataclass

from onrecord.link.outlets import name_key, outlet_key
from onrecord.link.sketches import Sketch, stems
from onrecord.record import SpeakerKind
from onrecord.resolve.actors.register import load_register

#: offices that make two bodies of one government different sources
_PORTFOLIOS = frozenset(
    [
        "defen",
        "forei",
        "inter",
        "finan",
        "justi",
        "healt",
        "educa",
        "polic",
        "army",
        "navy",
        "force",
        "milit",
        "parli",
        "presi",
        "prime",
        "comme",
        "energ",
        "trans",
        "agric",
        "labou",
        "labor",
        "intel",
        "court",
        "prose",
        "gover",
        "mayor",
        "distr",
        "feder",
        "elect",
        "centr",
        "treas",
        "secur",
        "borde",
        "coast",
    ]
)
#: those who speak for a body, and words that tell nothing of who it is
_SPEAKING = frozenset(["spoke", "offic", "state", "press", "servi", "repre", "deleg"])
_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "gener",
        "lt",
        "maj",
        "major",
        "col",
        "colon",
        "capt",
        "brig",
        "briga",
        "sgt",
        "sen",
        "senat",
        "rep",
        "gov",
        "minis",
        "direc",
        "chief",
        "head",
        "deput",
        "leade",
        "chair",
        "comma",
        "commi",
        "membe",
        "secre",
        "state",
        "ambas",
        "judge",
    ]
)
#: words for a body that leave open which one, as "the agency", "the force"
_BODIES = frozenset(
    [
        "agenc",
        "autho",
        "body",
        "burea",
        "commi",
        "counc",
        "depar",
        "force",
        "group",
        "gover",
        "minis",
        "offic",
        "organ",
        "party",
        "servi",
        "union",
    ]
)
#: sectors of a state's forces, and of those who fight them
_ARMIES = frozenset(["GOV", "MIL", "COP", "SPY"])
_REBELS = frozenset(["REB"])
_GOVERNMENT = frozenset(["", "GOV"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One report's source, ready to be compared."""

    report: str
    #: the speaker's fullest name; None when an outlet is the source
    name: str | None
    kind: SpeakerKind | None
    #: stems of all that the article calls the speaker
    words: frozenset[str]
    #: of these, such as are a person's own name
    own_name: frozenset[str]
    country: str | None
    #: whether the country stands in the speaker's own words, or is known of it, and is not merely the article's
    of_country: bool
    sector: str
    #: the outlet cited, in the name by which outlets are known
    medium: str | None
    medium_name: str | None
    #: the outlet whose text it is
    owner: str | None
    owner_name: str | None
    #: whether it is the actor of an act of speech, told by the outlet
    uttered: bool

    @property
    def anonymous(self) -> bool:
        """Whether the source wants no name."""
        return self.kind is SpeakerKind.ANONYMOUS

    @property
    def through(self) -> str | None:
        """The outlet to which the source spoke, as far as is told."""
        return self.medium or self.owner


def claim_of(one: Sketch, *, owner: str | None) -> Claim:
    """The source of one report.

    Args:
        one: the report.
        owner: the outlet whose text it is: the original's, where the words were taken over.
    """
    voice = one.voice
    names = (voice.speaker or "", *voice.names)
    words = frozenset().union(*(stems(_without_lands(name)) for name in names if name)) if any(names) else frozenset()
    person = voice.kind is SpeakerKind.NAMED
    own = frozenset(
        stem
        for name in names
        for word in name.replace("'s", "").replace("’s", "").split()
        if person and word[:1].isupper() and not load_register().lands(name_key(word))
        for stem in stems(word)
        if stem not in _TITLES | _SPEAKING | _PORTFOLIOS
    )
    medium, owner_key = outlet_key(voice.medium), outlet_key(owner)
    if medium is not None and medium == owner_key:
        medium = None
    outlet = voice.speaker is None and medium is None
    return Claim(
        report=one.id,
        name=voice.speaker,
        kind=None if outlet and voice.speaker is None else voice.kind,
        words=words,
        own_name=own,
        country=voice.entity.country if voice.entity is not None and voice.entity.country != "UNK" else None,
        of_country=voice.entity is not None and voice.entity.basis != "context",
        sector=voice.entity.sectors[0] if voice.entity is not None and voice.entity.sectors else "",
        medium=medium,
        medium_name=voice.medium if medium is not None else None,
        owner=owner_key,
        owner_name=owner,
        uttered=voice.uttered,
    )


def _without_lands(name: str) -> str:
    """A name without the words for countries: these are compared by code."""
    kept = [word for word in name.replace("'s", "").replace("’s", "").split() if not load_register().lands(name_key(word))]
    return " ".join(kept)


def same_source(left: Claim, right: Claim) -> bool:
    """Whether both rest on the word of the same speaker, or on the same outlet."""
    if left.name is None and right.name is None:
        # an outlet's own word, or an outlet cited as such
        return left.through is not None and left.through == right.through
    if left.name is None or right.name is None:
        outlet, spoken = (left, right) if left.name is None else (right, left)
        # "the Post reported" and "officials told the Post" are one chain; what the Post says in its own voice is another
        return outlet.medium is not None and outlet.medium in (spoken.medium, spoken.owner)
    if left.uttered and right.uttered:
        return _same_utterer(left, right)
    if left.anonymous or right.anonymous:
        return _same_unnamed(left, right)
    return _same_named(left, right)


def _same_utterer(left: Claim, right: Claim) -> bool:
    """Whoever uttered one act of speech, in two articles' own words: the same, unless they are surely two."""
    if left.own_name and right.own_name:
        return bool(left.own_name & right.own_name)
    if _of_two_countries(left, right):
        return False
    ours, theirs = left.words & _PORTFOLIOS - _BODIES, right.words & _PORTFOLIOS - _BODIES
    return not (ours and theirs and not ours & theirs)


def _same_unnamed(left: Claim, right: Claim) -> bool:
    """Officials without a name are the same only through the same outlet: nobody can tell otherwise."""
    if not (left.anonymous and right.anonymous) or left.through is None or left.through != right.through:
        return False
    if _of_two_countries(left, right):
        return False
    nouns = left.words & right.words
    return bool(nouns) or not left.words or not right.words or "sourc" in left.words | right.words


def _same_named(left: Claim, right: Claim) -> bool:
    if left.own_name and right.own_name:
        return bool(left.own_name & right.own_name)
    if _of_two_countries(left, right):
        return False
    if (left.sector in _REBELS and right.sector in _ARMIES) or (left.sector in _ARMIES and right.sector in _REBELS):
        return False
    if _only_a_body(left) or _only_a_body(right):
        # "the force": of that name, or whichever of that country has such a sector
        known = left.country is not None and left.country == right.country
        return left.words <= right.words or right.words <= left.words or (known and _same_body(left, right))
    ours, theirs = left.words & _PORTFOLIOS, right.words & _PORTFOLIOS
    if ours and theirs and not ours & theirs:
        return False
    tell = (
        left.words - _SPEAKING - _TITLES - (_BODIES - _PORTFOLIOS),
        right.words - _SPEAKING - _TITLES - (_BODIES - _PORTFOLIOS),
    )
    smaller, larger = sorted(tell, key=len)
    if smaller and smaller <= larger:
        # "the army" is no movement that calls itself somebody's army
        known = left.country is not None and left.country == right.country
        bodies = left.kind is SpeakerKind.INSTITUTION and right.kind is SpeakerKind.INSTITUTION
        return known or not (bodies and smaller <= _PORTFOLIOS and len(larger - _PORTFOLIOS) > 1)
    if smaller and len(smaller & larger) >= 2 and len(smaller & larger) >= 0.6 * len(smaller):
        return True
    speaking = not (left.own_name or right.own_name) or bool((left.words | right.words) & _SPEAKING)
    return speaking and left.country is not None and left.country == right.country and _same_body(left, right)


def _of_two_countries(left: Claim, right: Claim) -> bool:
    known = left.of_country and right.of_country and None not in (left.country, right.country)
    return known and left.country != right.country


def _only_a_body(one: Claim) -> bool:
    return bool(one.words) and one.words <= _BODIES and not one.own_name


def _same_body(left: Claim, right: Claim) -> bool:
    """One government, or one force of a country, by its code."""
    if left.sector in _GOVERNMENT and right.sector in _GOVERNMENT:
        return True
    return bool(left.sector) and left.sector == right.sector

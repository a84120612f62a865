"""Whom a mention stands for: a country or supranational code and sectors, from its words, its chain, its article.

Invariant: an entity's evidence is spans of the article, and `basis` says how far from the mention they had to be sought.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from onrecord.record import Article, Entity, Form, Kind, Mention, Span
from onrecord.resolve.actors.around import Surroundings, Telling, lands_in
from onrecord.resolve.actors.chart import SUPRANATIONAL
from onrecord.resolve.actors.finding import Finding
from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.likeness import ends_in, may_be_same, singular
from onrecord.resolve.actors.names import key, tokens
from onrecord.resolve.actors.owners import ahead, owners, quantity, tells_by_own_name
from onrecord.resolve.actors.phrase import PhraseReader
from onrecord.resolve.actors.prominent import prominent
from onrecord.resolve.actors.register import OUTLETS, Entry, Register
from onrecord.resolve.actors.rivals import namesakes, other_countries
from onrecord.resolve.places.gazetteer import Gazetteer, load_gazetteer

#: how much the words of the headline and of the first lines weigh in what an article is about
_LEAD, _LEAD_WEIGHT, _DATELINE_WEIGHT = 400, 2, 2
#: people who are of no country by what they are
_HOMELESS = words("homeless")
_OFFICES = words("offices")
#: up to three words in small letters after a country's name
_NOUN = re.compile(r"(?P<of>['’]s)? (?P<role>[a-z]+(?:[ -][a-z]+){0,2})\b")
_REST = re.compile(r"-\w+")
_PLACES = frozenset([Kind.GPE, Kind.LOC, Kind.FAC])
#: whose owner is of another country: "his counterpart"
_OPPOSITE = words("opposite")
#: of whom whose they are tells what they are: "his men", "its spokesman"; and the sectors that are told so
_SHARING = words("sharing")
_SHARED = frozenset(
    ["MIL", "COP", "SPY", "LEG", "JUD", "PTY", "OPP", "REB", "PRM", "UAF", "CRM", "LAB", "REL", "BUS", "SOC", "AGR"]
)
#: people that a town must have to tell the country of those around it
_TOWN = 500
#: sectors of which a country has one, or one of which an article speaks: the one named before is meant again
_DOMESTIC = frozenset(["GOV", "MIL", "COP", "LEG", "JUD", "SPY", "OPP", "PTY", "REB", "PRM"])
#: a kind of thing that cannot stand for another in one chain
_CLASHING = {(Kind.PER, Kind.GPE), (Kind.GPE, Kind.PER), (Kind.PER, Kind.LOC), (Kind.LOC, Kind.PER)}


@dataclass(frozen=True, slots=True)
class _Read:
    """A finding, and where its phrase stands."""

    finding: Finding
    start: int


class EntityResolver:
    """Resolves the mentions of one article.

    Args:
        register: persons, bodies, countries, role words.
        article: the article; its text, dateline and day are used.
        mentions: all its mentions, numbered in text order.
        gazetteer: places, for towns inside phrases; the package's own by default.
        on: the day of which the article speaks; its day of publication by default.
    """

    def __init__(
        self,
        register: Register,
        article: Article,
        mentions: Sequence[Mention],
        *,
        gazetteer: Gazetteer | None = None,
        on: date | None = None,
    ) -> None:
        self._register = register
        self._article = article
        self._mentions = mentions
        self._on = on or article.published
        self._reader = PhraseReader(register, gazetteer or load_gazetteer())
        self._reads: dict[int, _Read] = {}
        self._chains: dict[int, list[Mention]] = {}
        self._by_name: dict[str, list[Mention]] = {}
        self._entities: dict[int, Entity | None] = {}
        self._near: tuple[str, ...] = ()
        self._surroundings: Surroundings | None = None
        for mention in mentions:
            self._chains.setdefault(mention.chain, []).append(mention)
            if mention.form is Form.NAME:
                words = tokens(mention.head.text)
                if words:
                    self._by_name.setdefault(words[-1].key, []).append(mention)
        self.countries: Counter[str] = self._count()
        #: countries of the article, the likeliest first
        self._near = tuple(code for code, _ in sorted(self.countries.items(), key=lambda item: (-item[1], item[0])))
        # namesakes are chosen among only now that the article's countries are known
        self._reads.clear()

    @property
    def country(self) -> str | None:
        """The country that the article is about: the one it names most, the dateline's and the headline's counting more."""
        return self._near[0] if self._near else None

    def resolve(self, mention: Mention) -> Entity | None:
        """Whom a mention stands for; None for a pronoun that stands for nothing known, and for words that can stand for no actor.

        The mention's own words come first, then those of its chain, then the article: a fuller form of the same name,
        the ministry or government named last, the article's country. What only the article tells has the basis "context".
        """
        if mention.number not in self._entities:
            self._entities[mention.number] = self._resolve(mention)
        return self._entities[mention.number]

    def unknown(self, country: str | None, *, evidence: tuple[Span, ...] = ()) -> Entity:
        """Attackers of whom nothing is said (codebook, section 7, case 11): UAF with the country of the event."""
        return Entity(country=country or self.country or "UNK", sectors=("UAF",), evidence=evidence, basis="context")

    # -- the steps

    def _resolve(self, mention: Mention) -> Entity | None:
        if mention.form is Form.PRONOUN:
            return self._from_chain(mention)
        read = self._read(mention)
        finding = read.finding
        evidence = self._spans(read)
        country, sectors, entry, basis = finding.country, finding.sectors, finding.entry, finding.basis
        rivals: Sequence[Entry] = finding.rivals
        ranked: list[tuple[str, float]] = []
        standing = basis == "standing"
        plain = basis == "country" and not sectors
        wanting = country is None or (not sectors and not plain and country not in SUPRANATIONAL)
        if wanting or standing:
            for other in self._fuller(mention):
                there = self._read(other)
                found = there.finding
                if found.basis in ("nothing", "standing") and not found.sectors:
                    continue
                if (country is None or standing) and found.country and found.basis != "standing":
                    rivals = rivals if entry else found.rivals
                    country, entry, basis, standing = found.country, entry or found.entry, "coreference", False
                    evidence += self._spans(there)
                if found.country in (None, country) and found.sectors and (not sectors or finding.vague) and not finding.former:
                    sectors = found.sectors
                    evidence += self._spans(there)
                if country is not None and sectors and not standing:
                    break
        if entry is not None and entry.kind == "person" and entry.standing in ("former", "future"):
            # what the article calls someone today outweighs an office that is over: "the Democratic candidate"
            now = next((self._read(other) for other in self._chains[mention.chain] if self._calls(other)), None)
            if now is not None:
                sectors, evidence = now.finding.sectors, evidence + self._spans(now)
        if country is None and mention.form is Form.NAME and mention.kind in _PLACES:
            country = self._reader.place_country(mention.head.text, self._near)
            basis = "gazetteer" if country is not None else basis
        if country is None and mention.form is Form.NAME and finding.entry is None:
            entry = prominent(self._register, mention.head.text, self._on, self._near, alone=not self._fuller(mention))
            if entry is not None:
                country, sectors, basis = entry.country, sectors or entry.sectors, "register"
                rivals = self._register.find(tokens(mention.head.text)[-1].text, self._on)
                evidence += (mention.head,)
        if finding.head and not finding.named and (country is None or finding.vague):
            owner = self._owner(mention)
            if owner is not None:
                foreign = singular(finding.head) in _OPPOSITE
                if country is None and not foreign and owner.basis != "context":
                    country, basis, evidence = owner.country, "coreference", evidence + owner.evidence
                if owner.sectors[:1] and (
                    singular(finding.head) in _SHARING and set(owner.sectors[:1]) & _SHARED and not finding.former
                ):
                    sectors, evidence = owner.sectors, evidence + owner.evidence
                if country is None and foreign:
                    country, found_at = self._nearest(mention, owner.country)
                    if found_at is not None:
                        basis, evidence = "context", (*evidence, found_at)
        if country is None and finding.head and not finding.named and set(sectors) & _DOMESTIC:
            before = self._named_before(mention, finding)
            if before is not None:
                country, basis = before.finding.country, "context"
                evidence += self._spans(before)
        if country is None and finding.head and not finding.named and singular(finding.head) in _HOMELESS:
            country, basis = "UNK", "nothing"
        if country is None:
            # a bare name belongs where the article does, a bare noun where its sentence does
            country, found_at = self._nearest(mention) if mention.form is not Form.NAME else (self.country, None)
            if country is None:
                country, found_at = self._nearest(mention)
            if country is None and mention.kind in _PLACES:
                country = self._reader.place_country(mention.head.text, least=_TOWN)
            country, basis = country or "UNK", "context"
            total = self.countries.total()
            ranked = (
                [(code, round(self.countries[code] / total, 3)) for code in self._near]
                if mention.form is Form.NAME
                else [(code, share) for code, share, _ in self._around().ranked(mention.head.start, ahead(mention))]
            )
            if found_at is not None:
                evidence += (found_at,)
        if not sectors and mention.form is Form.NOMINAL and quantity(mention.span.text):
            # "at least 58": people of whom nothing but their number is told
            sectors = ("CVL",)
        return Entity(
            country=country,
            sectors=sectors,
            name=entry.name if entry else None,
            id=entry.id if entry else None,
            capacity=finding.capacity or (entry.capacity if entry else None),
            held=entry.held if entry and entry.held != (None, None) else None,
            evidence=tuple(dict.fromkeys(evidence)) or (mention.head,),
            basis=basis,
            others=(namesakes(entry, rivals, self._near) if entry else other_countries(country, sectors, ranked, self._register)),
        )

    def _owner(self, mention: Mention) -> Entity | None:
        """Whose a phrase says that it is ("its border guards", "Putin's envoy", "members of his own party"), if that is told."""
        for other in owners(mention, self._mentions, self._article.text):
            entity = self.resolve(other)
            if entity is not None and entity.country != "UNK":
                return entity
        return None

    def _nearest(self, mention: Mention, without: str | None = None) -> tuple[str | None, Span | None]:
        """The country that the words around a mention speak of, and the words that tell it."""
        for country, _, span in self._around().ranked(mention.head.start, ahead(mention)):
            if country != without:
                return country, span
        return (self.country if self.country != without else None), None

    def _around(self) -> Surroundings:
        if self._surroundings is None:
            self._surroundings = Surroundings(self._article.text, self._tellings())
        return self._surroundings

    def _tellings(self) -> list[Telling]:
        """All that tells a country in the article: names, demonyms, bodies, and towns."""
        found: list[Telling] = []
        for mention in self._mentions:
            if mention.form is Form.PRONOUN:
                continue
            read = self._read(mention)
            finding = read.finding
            if finding.entry is not None and finding.entry.kind.startswith(OUTLETS):
                continue
            if finding.country is not None:
                if finding.country not in SUPRANATIONAL:
                    found.append(Telling(span=(*self._spans(read), mention.head)[0], country=finding.country))
            elif mention.form is Form.NAME and mention.kind in _PLACES:
                country = self._reader.place_country(mention.head.text, self._near, least=_TOWN)
                if country is not None:
                    found.append(Telling(span=mention.head, country=country))
        return found

    def _calls(self, mention: Mention) -> bool:
        """Whether a mention's words name a part in public life other than an office of state."""
        if mention.form is Form.PRONOUN:
            return False
        finding = self._read(mention).finding
        said = finding.capacity is not None and finding.capacity in mention.span.text
        return said and not finding.former and bool(finding.sectors) and not set(finding.sectors) & (_OFFICES | {"ELI"})

    def _read(self, mention: Mention) -> _Read:
        found = self._reads.get(mention.number)
        if found is None:
            first = self._own_words(mention)
            finding = self._reader.read(self._phrase(mention)[first:], on=self._on, near=self._near)
            if mention.form is Form.NAME and finding.basis == "country" and not finding.sectors:
                finding = self._with_noun(mention, first) or finding
            if mention.kind is Kind.PER and finding.entry is not None and finding.entry.kind.startswith(OUTLETS):
                # "Hill" of "Christopher Hill" is no newspaper
                finding = Finding(head=finding.head, named=True)
            if tells_by_own_name(mention, finding, self._chains[mention.chain]):
                finding = replace(finding, country=None, basis="nothing")
            found = self._reads[mention.number] = _Read(finding, mention.span.start + first)
        return found

    def _with_noun(self, mention: Mention, first: int) -> Finding | None:
        """What a country's name tells together with the role that stands right after it: "Russian" of "Russian warships"."""
        text = self._article.text
        noun = _NOUN.match(text, mention.span.end)
        if noun is None or (
            not noun["of"] and not any(land.kind == "demonym" for land in self._register.lands(key(mention.head.text)))
        ):
            return None
        role = noun["role"].split(" ")
        for size in range(len(role), 0, -1):
            title = self._register.title(key(" ".join(role[:size])))
            if title is not None and title.sectors:
                whole = text[mention.span.start + first : noun.start("role") + len(" ".join(role[:size]))]
                return self._reader.read(whole, on=self._on, near=self._near)
        return None

    def _own_words(self, mention: Mention) -> int:
        """Where in its phrase a mention's own words begin: after "and" where another country's begin there."""
        before = mention.span.text[: max(0, mention.head.start - mention.span.start)]
        cut = before.rfind(" and ") + len(" and ")
        if cut < len(" and "):
            return 0
        ahead = tokens(mention.span.text[cut:])
        if not ahead or not ahead[0].capital:
            return 0
        names = (" ".join(word.key for word in ahead[:size]) for size in (3, 2, 1))
        if any(self._register.lands(name) for name in names):
            return cut
        # "Mali's government and Tuareg rebels": what stands before "and" is somebody of its own
        behind = tokens(before[: cut - len(" and ")])
        return cut if behind and not behind[-1].capital and self._register.title(behind[-1].key) is not None else 0

    def _phrase(self, mention: Mention) -> str:
        """A mention's words, with the end of a name that was cut off at a hyphen: "Yoon Suk" of "Yoon Suk-yeol"."""
        rest = _REST.match(self._article.text, mention.span.end) if mention.form is Form.NAME and mention.kind is Kind.PER else None
        return mention.span.text + (rest.group() if rest is not None else "")

    def _spans(self, read: _Read) -> tuple[Span, ...]:
        text = self._article.text
        return tuple(Span.of(text, read.start + first, read.start + last) for first, last in read.finding.evidence)

    def _fuller(self, mention: Mention) -> list[Mention]:
        """Other mentions of the same thing: those of the chain, then those whose name ends in this one; the fullest name first."""
        rest = [other for other in self._chains[mention.chain] if other.number != mention.number and other.form is not Form.PRONOUN]
        rest = [other for other in rest if (mention.kind, other.kind) not in _CLASHING]
        rest.sort(key=lambda other: (other.form is not Form.NAME, -len(other.span.text), other.number))
        if mention.form is Form.NAME:
            words = tokens(mention.head.text)
            if words:
                same = [
                    other
                    for other in self._by_name.get(words[-1].key, ())
                    if other.number != mention.number
                    and (mention.kind is Kind.PER) == (other.kind is Kind.PER)
                    and other not in rest
                ]
                same.sort(key=lambda other: (-len(other.span.text), other.number))
                rest.extend(other for other in same if may_be_same(mention.head.text, other.head.text))
        return rest[:8]

    def _from_chain(self, mention: Mention) -> Entity | None:
        for other in self._chains[mention.chain]:
            if other.form is not Form.PRONOUN and (mention.kind, other.kind) not in _CLASHING:
                entity = self.resolve(self._fullest(mention.chain) or other)
                if entity is None:
                    return None
                return replace(entity, basis="coreference" if entity.basis != "context" else "context")
        return None

    def _fullest(self, chain: int) -> Mention | None:
        forms = [other for other in self._chains[chain] if other.form is not Form.PRONOUN]
        return min(forms, key=lambda other: (other.form is not Form.NAME, -len(other.span.text), other.number), default=None)

    def _named_before(self, mention: Mention, finding: Finding) -> _Read | None:
        """The nearest mention before this one with the same head word and a country: "the Syrian government … the government"."""
        best: _Read | None = None
        for other in self._mentions:
            if other.span.start >= mention.span.start:
                break
            if other.form is Form.PRONOUN:
                continue
            found = self._read(other)
            if (
                found.finding.country
                and found.finding.country not in SUPRANATIONAL
                and found.finding.basis != "standing"
                and (found.finding.head == finding.head or ends_in(found.finding.capacity, finding.head))
            ):
                best = found
        return best

    def _count(self) -> Counter[str]:
        """How often the article names each country, by itself or in a phrase."""
        counts: Counter[str] = Counter()
        for mention in self._mentions:
            if mention.form is Form.PRONOUN:
                continue
            finding = self._read(mention).finding
            country = finding.country
            if finding.entry is not None and finding.entry.kind.startswith(OUTLETS):
                # who is cited says nothing of what an article is about
                continue
            if country and country not in SUPRANATIONAL:
                counts[country] += _LEAD_WEIGHT if mention.span.start < _LEAD else 1
        if self._article.headline:
            for word_country in lands_in(self._register, self._article.headline):
                counts[word_country] += 1
        dateline = self._article.dateline
        if dateline is not None and dateline.place is not None:
            place = dateline.place.text
            country = next(
                iter(lands_in(self._register, place.title() if place.isupper() else place)), None
            ) or self._reader.place_country(place)
            if country:
                counts[country] += _DATELINE_WEIGHT
        return counts

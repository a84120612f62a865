"""What the words of one noun phrase tell of an actor, with no look at the rest of the article.

Invariant: every code in the `Finding` rests on words of the phrase, which stand in its `evidence`.
"""

from collections.abc import Container, Sequence
from dataclasses import replace
from datetime import date

from onrecord.resolve.actors.chart import SUPRANATIONAL, Chart, Piece
from onrecord.resolve.actors.finding import Finding, merged
from onrecord.resolve.actors.lexicon import table, words
from onrecord.resolve.actors.register import Entry, Register
from onrecord.resolve.places.gazetteer import Gazetteer

_BACKED = words("backed")
_LED = words("led")
_BREAKS = words("breaks")
_BELONGING = words("belonging")
_STANDING = words("standing")
_FORMER = words("former")
_OFFICES = words("offices")
_VAGUE = words("vague")
_ALWAYS_VAGUE = words("always_vague")
_SUFFIX = {word: sector for sector, listed in table("suffixes").items() for word in listed.split()}
_ABROAD = words("abroad")
_HONORIFICS = words("honorifics")
_NOT_NAMES = words("not_names")
_COMPASS = words("compass")


class PhraseReader:
    """Reads noun phrases with a register, and a gazetteer for the towns in them."""

    def __init__(self, register: Register, gazetteer: Gazetteer | None = None) -> None:
        self._register = register
        self._gazetteer = gazetteer

    def read(self, phrase: str, *, on: date | None = None, near: Sequence[str] = ()) -> Finding:
        """What a phrase tells of the actor that it stands for.

        Args:
            phrase: the whole noun phrase, as it stands.
            on: the day of which the article speaks.
            near: countries of the article, the likeliest first; they choose between namesakes.
        """
        composer = _Composer(self._register, self._gazetteer, phrase, on=on, near=near)
        return composer.compose(0, len(composer.words)) if composer.words else Finding()

    def place_country(self, name: str, near: Container[str] = ()) -> str | None:
        """The country of a town, division or region; small ones count only in a country of the article."""
        return place_country(self._gazetteer, name, near)


class _Composer(Chart):
    """What the pieces of a phrase say together."""

    def compose(self, first: int, last: int, depth: int = 0) -> Finding:
        covered = {position: piece for piece in self.pieces for position in range(piece.first, piece.last)}
        stop = last
        for position in range(first, last):
            piece = covered.get(position)
            if piece is not None and piece.first < position:
                continue
            gap = self.phrase[self.words[position - 1].end : self.words[position].start] if position > first else ""
            if position > first and ("," in gap or "(" in gap or ";" in gap or "--" in gap):
                stop = position
                break
            if piece is None and self.words[position].key in _BREAKS and position > first and not self.words[position].tied:
                stop = position
                break
        core = [piece for piece in self.pieces if first <= piece.first and piece.last <= stop]
        here = self._core(core, first, stop)
        if stop >= last or depth > 3:
            return here
        return self._tail(stop, last, here, depth)

    def _core(self, core: list[Piece], first: int, stop: int) -> Finding:
        def spot(piece: Piece) -> tuple[int, int]:
            return self.words[piece.first].start, self.words[piece.last - 1].end

        # "Israeli-backed", "U.S.-led": set aside
        led: Piece | None = None
        kept: list[Piece] = []
        for piece in core:
            follower = self.words[piece.last] if piece.last < stop else None
            if piece.first > first and self.words[piece.first].tied and self.words[piece.first - 1].key in ("anti", "pro", "non"):
                continue
            if follower is not None and follower.tied and piece.kind in ("land", "body"):
                if follower.key in _BACKED:
                    continue
                if follower.key in _LED:
                    led = piece
                    continue
            kept.append(piece)
        titles = [piece for piece in kept if piece.kind == "title"]
        people = [piece for piece in kept if piece.kind == "person"]
        bodies = [piece for piece in kept if piece.kind == "body"]
        lands = [piece for piece in kept if piece.kind == "land"]
        title = titles[-1] if titles else None
        # a land inside an unknown name is no land: "Michael Jordan"
        lands = [piece for piece in lands if not self._in_name(piece, core, first, stop)]
        unknown = [
            position
            for position in range(first, stop)
            if self.words[position].capital
            and not any(piece.first <= position < piece.last for piece in core)
            and self.words[position].key not in _NOT_NAMES
            and self.words[position].key not in _HONORIFICS
            and self.words[position].key not in _FORMER
            and not (self.words[position].tied and self.words[position].key in _BACKED | _LED)
        ]
        if people and bodies and bodies[-1].first > people[-1].first:
            people = [] if not titles else people
        former = any(
            self.words[position].key in _FORMER
            and not any(piece.kind == "land" and piece.first == position + 1 and not titles for piece in core)
            for position in range(first, stop)
        )

        evidence: list[tuple[int, int]] = []
        country: str | None = None
        sectors: tuple[str, ...] = ()
        entry: Entry | None = None
        basis = "nothing"
        vague = False
        capacity = self.phrase[slice(*spot(title))] if title else None

        end = max((piece.last for piece in kept), default=first)
        last_body = bodies[-1] if bodies else None
        last_land = lands[-1] if lands else None
        head_is_body = last_body is not None and (title is None or title.last <= last_body.first) and not people

        if last_land is not None and (last_body is None or last_land.first > last_body.first or not head_is_body):
            country, basis = last_land.country, "country" if last_land.sort in ("name", "demonym") else "seat"
            evidence.append(spot(last_land))
        if last_body is not None:
            chosen = last_body.entries[0]
            beside = (
                last_land is not None
                and last_land.last == last_body.first
                and chosen.country not in (last_land.country, *SUPRANATIONAL)
            )
            if beside and last_land is not None:
                country, basis = last_land.country, "composition"
                evidence.extend((spot(last_land), spot(last_body)))
                sectors = chosen.sectors
            elif country is None or head_is_body or chosen.country == country or chosen.country in SUPRANATIONAL - {"MNC"}:
                # "Russia's UN envoy" serves Russia
                serves = (
                    last_land is not None
                    and title is not None
                    and title.first >= last_body.last
                    and last_land.first < last_body.first
                )
                if not (serves and chosen.country in SUPRANATIONAL):
                    country, basis, entry = chosen.country, "register", chosen
                    evidence.append(spot(last_body))
            sectors = chosen.sectors if chosen.country == country else sectors
        if title is not None and title.title is not None:
            evidence.append(spot(title))
            word = title.title.phrase
            vague = word in _VAGUE
            if title.country and not (country and country not in SUPRANATIONAL):
                if country is None or title.country in SUPRANATIONAL:
                    country, basis = title.country, "composition"
            elif country is not None:
                basis = "composition"
            if title.sectors and not (sectors and (word in _VAGUE) and last_body is not None):
                sectors = title.sectors
            # a modifier that is a role of its own tells more than a vague head: "rebel leader", "army spokesman"
            if vague and len(titles) > 1 and titles[-2].sectors and last_body is None:
                sectors = titles[-2].sectors
                vague = titles[-2].title is not None and titles[-2].title.phrase in _VAGUE
            if len(titles) > 1 and titles[-2].sectors[:1] == ("OPP",) and sectors[:1] in (("CVL",), ("PTY",), ("REB",)):
                sectors = ("OPP", *sectors)
        elif titles and not sectors:
            sectors = titles[-1].sectors
        if country is None:
            town = self._town(core, first, title.first) if title else None
            if town is not None:
                country, basis = town[0], "composition"
                evidence.append(town[1])
        if country is None and led is not None:
            country, basis = led.country, "composition"
            evidence.append(spot(led))
            if country in SUPRANATIONAL:
                country = "IGO"
        if people:
            chosen_person = self._person(people[-1], country)
            if chosen_person is not None:
                entry, capacity = chosen_person, capacity or chosen_person.capacity
                basis = "register"
                evidence.append(spot(people[-1]))
                country = country if country and country not in SUPRANATIONAL else chosen_person.country
                if not sectors or vague:
                    sectors, vague = chosen_person.sectors or sectors, False
        named = bool(people or bodies or unknown)
        if not sectors and unknown and not people:
            sector = _SUFFIX.get(self.words[unknown[-1]].key)
            if sector and not title:
                sectors = (sector,)
                evidence.append((self.words[unknown[-1]].start, self.words[unknown[-1]].end))
                if basis == "country":
                    basis = "composition"
        if basis == "seat" and title is None and not sectors and last_land is not None and not unknown:
            sectors = last_land.sectors
        if country is None and sectors and any(self.words[position].key in _ABROAD for position in range(first, stop)):
            # a business from abroad is multinational, a body of many countries is what its sector makes it
            country = {"BUS": "MNC", "SOC": "NGO"}.get(sectors[0])
            basis = "composition" if country else basis
        if former and any(sector in _OFFICES for sector in sectors):
            sectors = ("ELI",)
        if country in ("UNO", "EUR", "IGO"):
            sectors = tuple(sector for sector in sectors if sector != "GOV")
        if basis == "seat" and title is None and (unknown or people):
            basis = "composition"
        if (
            unknown
            and not people
            and not bodies
            and title is None
            and country is not None
            and last_land is not None
            and basis == "seat"
        ):
            sectors = ()
        head = self.words[end - 1].key if end > first else ""
        if title is not None and not named and title.title is not None:
            head = title.title.phrase.rpartition(" ")[2]
        elif unknown and (not kept or unknown[-1] >= end):
            head = self.words[unknown[-1]].key
        return Finding(
            country=country,
            sectors=sectors,
            entry=entry,
            capacity=capacity,
            basis=basis if country or sectors else "nothing",
            evidence=tuple(sorted(set(evidence))),
            head=head or self.words[stop - 1].key,
            named=named,
            former=former,
            vague=vague,
        )

    def _in_name(self, piece: Piece, core: list[Piece], first: int, stop: int) -> bool:
        """Whether a country's name is the end of an unknown person's name."""
        before = piece.first - 1
        if piece.sort not in ("name", "demonym") or piece.last < stop or before < first or self.words[piece.first].tied:
            return False
        if any(other.first <= before < other.last for other in core):
            return False
        word = self.words[before]
        return word.capital and not word.possessive and len(word.key) > 2 and word.key not in _COMPASS | _NOT_NAMES

    def _person(self, piece: Piece, country: str | None) -> Entry | None:
        if country is not None and country not in SUPRANATIONAL:
            return next((entry for entry in piece.entries if entry.country in (country, *SUPRANATIONAL)), None)
        rank = {code: place for place, code in enumerate(self.near)}
        standing = {"held": 0, "open": 1, "former": 1, "future": 3}
        return min(
            piece.entries,
            key=lambda entry: (rank.get(entry.country, 20) // 5, standing[entry.standing], rank.get(entry.country, 20)),
        )

    def _tail(self, stop: int, last: int, here: Finding, depth: int) -> Finding:
        gap = self.phrase[self.words[stop - 1].end : self.words[stop].start]
        word = self.words[stop].key
        after_comma = "," in gap or "--" in gap
        if "(" in gap:
            closing = next(
                (
                    p
                    for p in range(stop, last)
                    if ")" in self.phrase[self.words[p].end : self.words[p + 1].start if p + 1 < last else len(self.phrase)]
                ),
                None,
            )
            if closing is None or closing + 1 >= last:
                return here
            rest = self.compose(closing + 1, last, depth + 1)
            return merged(here, rest) if not here.country or not here.sectors else here
        start = stop if (after_comma and word not in _BREAKS) else stop + 1
        if start >= last:
            return here
        there = self.compose(start, last, depth + 1)
        if after_comma and word not in _BREAKS:
            # the words of an apposition tell more than the register: "Paul Wolfowitz, president of the World Bank"
            alone = here.entry is not None and here.entry.kind == "person" and len(here.evidence) == 1
            if alone and there.country and there.capacity and there.basis != "standing":
                return replace(
                    here,
                    country=there.country,
                    sectors=there.sectors,
                    capacity=there.capacity,
                    evidence=(*here.evidence, *there.evidence),
                )
            # an apposition: "Paul Wolfowitz, president of the World Bank"; in a list the first one counts
            return merged(here, there) if not here.country or not here.sectors else here
        if word in _BELONGING:
            if there.country and (not here.country or here.head in _ALWAYS_VAGUE):
                weak = here.vague or not here.sectors
                sectors = (
                    there.sectors if weak and there.sectors and there.basis not in ("seat",) else here.sectors or there.sectors
                )
                if there.country in ("UNO", "EUR", "IGO"):
                    sectors = tuple(sector for sector in sectors if sector != "GOV")
                if here.former and sectors:
                    sectors = ("ELI",)
                return replace(
                    here, country=there.country, sectors=sectors, basis="composition", evidence=(*here.evidence, *there.evidence),
                    entry=here.entry or there.entry, vague=here.vague and there.vague, named=here.named or there.named,
                )  # fmt: skip
            if (here.vague or not here.sectors) and there.sectors and there.basis != "seat" and word == "of":
                sectors = ("ELI",) if here.former else there.sectors
                return replace(
                    here,
                    sectors=sectors,
                    evidence=(*here.evidence, *there.evidence),
                    basis=here.basis if here.country else there.basis,
                )
            if not here.country and there.basis == "nothing" and word != "for":
                return self._where(start, last, here)
            return here
        if word in _STANDING and not here.country:
            if there.country and there.country not in SUPRANATIONAL:
                return replace(here, country=there.country, basis="standing", evidence=(*here.evidence, *there.evidence))
            return self._where(start, last, here)
        if word in ("who", "which", "that", "whose", "and", "or", "as", "including") and not here.country:
            return here if word not in ("and", "or") else merged(here, there)
        if not here.country and word not in ("to", "with", "against", "by"):
            # further prepositions may still tell: "officials at the ministry in Tehran"
            return here
        return here

    def _where(self, start: int, last: int, here: Finding) -> Finding:
        for first in range(start, last):
            for size in (3, 2, 1):
                inside = self.words[first : first + size]
                if len(inside) < size or first + size > last or not inside[0].capital or inside[0].key in _NOT_NAMES:
                    continue
                country = place_country(self.gazetteer, self.phrase[inside[0].start : inside[-1].end], self.near)
                if country is not None:
                    return replace(
                        here, country=country, basis="standing", evidence=(*here.evidence, (inside[0].start, inside[-1].end))
                    )
        return here

    def _town(self, core: list[Piece], first: int, stop: int) -> tuple[str, tuple[int, int]] | None:
        """The country of a town among the words before a role: "Karachi police"."""
        if self.gazetteer is None:
            return None
        for size in (3, 2, 1):
            for start in range(first, stop - size + 1):
                inside = self.words[start : start + size]
                if not inside[0].capital or any(piece.first < start + size and start < piece.last for piece in core):
                    continue
                if inside[0].key in _NOT_NAMES | _FORMER or (size == 1 and inside[0].key in _COMPASS):
                    continue
                place = place_country(self.gazetteer, self.phrase[inside[0].start : inside[-1].end], self.near)
                if place is not None:
                    return place, (inside[0].start, inside[-1].end)
        return None


def place_country(gazetteer: Gazetteer | None, name: str, near: Container[str] = ()) -> str | None:
    """The country of a town, division or region; small ones count only in a country of the article."""
    if gazetteer is None:
        return None
    found = [place for place in gazetteer.find(name) if place.country]
    at_hand = [place for place in found if place.country in near and not place.other and place.population >= 5000]
    large = [place for place in found if place.population >= 100_000 or place.kind in ("region", "site")]
    chosen = at_hand or large
    return chosen[0].country if chosen else None

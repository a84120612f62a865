"""What the words of a noun phrase up to its first comma or preposition tell of an actor.

Invariant: a word inside an unknown person's name tells no country, and one of the phrase's own tells more than one tied to it
("Israeli-backed").
"""

from onrecord.resolve.actors.chart import SUPRANATIONAL, Chart, Piece
from onrecord.resolve.actors.finding import Finding
from onrecord.resolve.actors.lexicon import table, words
from onrecord.resolve.actors.register import Entry
from onrecord.resolve.actors.towns import place_country

_BACKED = words("backed")
_BASED = words("based")
_JOINT = words("joint")
_PLURALS = words("several")
_LED = words("led")
_FORMER = words("former")
_OFFICES = words("offices")
_VAGUE = words("vague")
_SUFFIX = {word: sector for sector, listed in table("suffixes").items() for word in listed.split()}
_ABROAD = words("abroad")
_HONORIFICS = words("honorifics")
_NOT_NAMES = words("not_names")
_COMPASS = words("compass")
_QUANTITIES = words("quantities") - {"the", "a", "and", "of", "other", "these", "those"}


class SimplePhrase(Chart):
    """The pieces of a phrase, and what those of one stretch say together."""

    def simple(self, core: list[Piece], first: int, stop: int) -> Finding:
        def spot(piece: Piece) -> tuple[int, int]:
            return self.words[piece.first].start, self.words[piece.last - 1].end

        # "Israeli-backed", "U.S.-led": set aside
        led: Piece | None = None
        based: Piece | None = None
        kept: list[Piece] = []
        for piece in core:
            follower = self.words[piece.last] if piece.last < stop else None
            if piece.first > first and self.words[piece.first].tied and self.words[piece.first - 1].key in ("anti", "pro", "non"):
                continue
            if follower is not None and follower.tied and piece.kind in ("land", "body"):
                if follower.key in _BACKED:
                    continue
                if follower.key in _BASED:
                    based = piece
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
            and not (self.words[position].tied and self.words[position].key in _BACKED | _BASED | _LED)
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
            if vague and len(titles) > 1 and titles[-2].sectors not in ((), ("CVL",)) and last_body is None:
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
        if country is None and based is not None:
            country, basis = based.country, "composition"
            evidence.append(spot(based))
        if people:
            chosen_person = self._person(people[-1], country)
            if chosen_person is not None:
                entry, capacity = chosen_person, capacity or chosen_person.capacity
                basis = "register"
                evidence.append(spot(people[-1]))
                country = country if country and country not in SUPRANATIONAL else chosen_person.country
                # whom the text itself gives an office holds it: "President Charles Taylor" of a piece on his time
                styled = (
                    title is not None
                    and title.last == people[-1].first
                    and not former
                    and chosen_person.standing == "former"
                    and bool(set(sectors) & _OFFICES)
                )
                if (not sectors or vague) and not styled:
                    sectors = chosen_person.sectors or sectors
                vague = vague and bool(sectors) and not people
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
        if not sectors and not named and basis == "country" and last_land is not None and self._counted(last_land, first, stop):
            sectors, basis = ("CVL",), "composition"
        if country is None and sectors and any(self.words[position].key in _ABROAD for position in range(first, stop)):
            # a business from abroad is multinational, a body of many countries is what its sector makes it
            country = {"BUS": "MNC", "SOC": "NGO"}.get(sectors[0])
            basis = "composition" if country else basis
        if country is None and title is not None and not named and self._of_several(title, first, stop):
            country, basis = "IGO", "composition"
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
            rivals=tuple({one.id: one for piece in (*people, *bodies) if entry in piece.entries for one in piece.entries}.values()),
            capacity=capacity,
            basis=basis if country or sectors else "nothing",
            evidence=tuple(sorted(set(evidence))),
            head=head or self.words[stop - 1].key,
            named=named,
            former=former,
            vague=vague,
        )

    def _counted(self, land: Piece, first: int, stop: int) -> bool:
        """Whether people of a country are counted or told by how they are: "five Americans", "wounded Ukrainians"."""
        if land.sort != "demonym" or land.last != stop:
            return False
        before = self.words[first : land.first]
        plural = self.words[stop - 1].key.endswith(("s", "ese", "men"))
        return any(word.key in _QUANTITIES or word.key[:1].isdigit() or (plural and word.key.endswith("ed")) for word in before)

    def _of_several(self, title: Piece, first: int, stop: int) -> bool:
        """Whether a body or force is one of several countries: "a five-nation committee", "neighbouring governments"."""
        for position in range(first, stop):
            word = self.words[position]
            if word.key in _JOINT or (word.tied and word.key in ("nation", "country", "power") and position > first):
                return True
        last = self.words[title.last - 1].key
        return title.title is not None and last in _PLURALS

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

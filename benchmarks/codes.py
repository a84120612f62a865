"""Measures the codes of actors and recipients: country and sector of every phrase that carries a code in our own sentences.

    python -m benchmarks.codes [--practice DIR] [--wrong N] [--write]

The sentences are those of `training/data/sentences`; most names in them are made up, so that role words, composition and context
must tell. Each line is read as an article of its own, published on one day, by the steps of a reading: mentions, coreference,
actors. Lines with an odd number are open; those with an even one are held back: their figures are told, and their errors never
looked at. First and second persons ("we", "you") are left out: who speaks is not read here.

With `--practice`, the phrases of gold articles that carry a code (`actor_mentions`, `recipient_mentions`), each where it stands
nearest to its report's words.

Invariant: whether a phrase is right depends on its words and its gold code alone; a country's bare name ("Iran") is judged by its
country, since gold gives it GOV, MIL or no sector in the same breath.
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from training import sentences

from benchmarks.scores import table, write_section
from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.annotate.syntax import load_syntax
from onrecord.record import Article, Entity, Form, Kind, Mention, Span, article_id
from onrecord.resolve.actors.entities import EntityResolver
from onrecord.resolve.actors.heads import head_of
from onrecord.resolve.actors.names import key
from onrecord.resolve.actors.register import Register, load_register
from onrecord.resolve.places.gazetteer import load_gazetteer

#: the day on which all our own sentences are taken to be published: the offices and states in them are those of these years
PUBLISHED = date(2024, 7, 1)
_WHAT = ("country", "sector", "both")
_SPEAKING = frozenset(["i", "me", "my", "we", "us", "our", "ours", "you", "your", "yours"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """A phrase of a text and the code that a careful writer gave it. `start` and `end` are code points."""

    start: int
    end: int
    country: str
    #: None where the code has none
    sector: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of one phrase."""

    #: "open", "held back", "practice"
    part: str
    #: file and line, or the article
    origin: str
    words: str
    #: "country" (its bare name), "name", "nominal", "pronoun"; "unfound" where no mention stands there
    kind: str
    gold: Coded
    entity: Entity | None
    right: dict[str, bool]


def marked(sentence: sentences.Sentence) -> tuple[Coded, ...]:
    """The actors and recipients of a sentence that carry a code, each phrase once."""
    found: dict[tuple[int, int], Coded] = {}
    for role in sentence.roles:
        speaking = sentence.text[role.start : role.end].lower() in _SPEAKING
        if role.role in "ar" and role.code is not None and not speaking:
            country, _, sector = role.code.partition(".")
            # "XXX.IMG": a body across borders
            country, sector = (sector, "") if sector in ("IMG", "ISM") else (country, sector)
            found.setdefault((role.start, role.end), Coded(start=role.start, end=role.end, country=country, sector=sector or None))
    return tuple(found.values())


def read(article: Article, phrases: Sequence[Coded]) -> list[tuple[str, Entity | None]]:
    """The kind and the entity of each phrase, read in its article."""
    doc = load_syntax().annotate(article)
    mentions = list(find_chains(doc, find_mentions(doc, article)))
    chosen = []
    for phrase in phrases:
        mention = _mention(article.text, mentions, phrase)
        kind = "unfound" if mention is None else mention.form.value
        if mention is None:
            mention = _made(article.text, phrase, len(mentions))
            mentions.append(mention)
        chosen.append((kind, mention))
    resolver = EntityResolver(load_register(), article, mentions, gazetteer=load_gazetteer())
    return [(kind, resolver.resolve(mention)) for kind, mention in chosen]


def _mention(text: str, mentions: Iterable[Mention], phrase: Coded) -> Mention | None:
    """The mention that a marked phrase is: it has the phrase's head, or else a head inside it and shares the most words."""
    inside = [one for one in mentions if phrase.start <= one.head.start and one.head.end <= phrase.end]
    first, last = (phrase.start + offset for offset in head_of(text[phrase.start : phrase.end]))

    def shared(one: Mention) -> tuple[bool, int, int]:
        common = min(one.span.end, phrase.end) - max(one.span.start, phrase.start)
        return (
            one.head.start < last and one.head.end == last and one.head.start >= first,
            2 * common - len(one.span.text),
            -one.number,
        )

    return max(inside, key=shared, default=None)


def _made(text: str, phrase: Coded, number: int) -> Mention:
    span = Span.of(text, phrase.start, phrase.end)
    first, last = head_of(span.text)
    head = Span.of(text, span.start + first, span.start + last)
    form = Form.NAME if head.text[:1].isupper() else Form.NOMINAL
    return Mention(number=number, span=span, head=head, form=form, kind=Kind.PER, chain=number)


def verdict(gold: Coded, entity: Entity | None, *, bare: bool) -> dict[str, bool]:
    """Which parts of a code are right; a part that gold does not tell is not judged.

    Args:
        gold: what the writer gave.
        entity: what the reading gave.
        bare: whether the words are a country's bare name, whose sector is not judged.
    """
    right: dict[str, bool] = {}
    if gold.country != "UNK":
        right["country"] = entity is not None and entity.country == gold.country
    if gold.sector not in (None, "UNK") and not bare:
        right["sector"] = entity is not None and entity.sectors[:1] == (gold.sector,)
    if right:
        right["both"] = all(right.values())
    return right


def outcomes(lines: Iterable[sentences.Sentence] | None = None) -> Iterator[Outcome]:
    """Every phrase with a code in our own sentences, read."""
    for sentence in lines if lines is not None else sentences.read():
        article = Article(id=article_id(sentence.text), text=sentence.text, published=PUBLISHED)
        part = "open" if int(sentence.origin.rpartition(":")[2]) % 2 else "held back"
        yield from _outcomes(article, marked(sentence), part, sentence.origin)


def practice(folder: Path) -> Iterator[Outcome]:
    """Every phrase with a code in gold articles, read.

    Args:
        folder: gold readings, with the texts in `texts/` beside them.
    """
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode()
        phrases: dict[tuple[int, int], Coded] = {}
        for report in gold.get("reports", ()):
            for words, country, sector in (*report["actor_mentions"], *report["recipient_mentions"]):
                at = _nearest(text, words, report["spans"][0][0]) if words and country else None
                if at is not None:
                    phrases.setdefault(
                        (at, at + len(words)), Coded(start=at, end=at + len(words), country=country, sector=sector or None)
                    )
        published = date.fromisoformat(gold["published"])
        article = Article(id=article_id(text), text=text, published=published, headline=gold.get("title"))
        yield from _outcomes(article, tuple(phrases.values()), "practice", path.stem)


def _nearest(text: str, words: str, to: int) -> int | None:
    """Where words stand nearest to a place of a text; None if they do not."""
    places = []
    at = text.find(words)
    while at >= 0:
        places.append(at)
        at = text.find(words, at + 1)
    return min(places, key=lambda place: abs(place - to), default=None)


def _outcomes(article: Article, phrases: Sequence[Coded], part: str, origin: str) -> Iterator[Outcome]:
    for gold, (kind, entity) in zip(phrases, read(article, phrases), strict=True):
        words = article.text[gold.start : gold.end]
        bare = is_country(load_register(), words)
        yield Outcome(
            part=part,
            origin=origin,
            words=words,
            kind="country" if bare and kind != "unfound" else kind,
            gold=gold,
            entity=entity,
            right=verdict(gold, entity, bare=bare),
        )


def is_country(register: Register, words: str) -> bool:
    """Whether words are the bare name of a country or its people: "Iran", "the Iranians"; not a capital, which is a government."""
    return any(land.kind in ("name", "demonym") for land in register.lands(key(words)))


def shares(found: Sequence[Outcome]) -> list[list[str]]:
    """Shares of right countries, sectors and both, by part and kind of phrase, as rows of a table."""
    counts: Counter[tuple[str, str, str, bool]] = Counter()
    for one in found:
        for what, good in one.right.items():
            for kind in ("all", one.kind):
                counts[one.part, kind, what, good] += 1
    rows = [["part", "phrases", "of", *_WHAT]]
    for part in ("open", "held back", "practice"):
        for kind in ("all", "name", "nominal", "country", "pronoun", "unfound"):
            sizes = [counts[part, kind, what, True] + counts[part, kind, what, False] for what in _WHAT]
            if sizes[2]:
                got = [
                    f"{counts[part, kind, what, True] / size:.3f}" if size else "–" for what, size in zip(_WHAT, sizes, strict=True)
                ]
                rows.append([part, kind, str(sizes[2]), *got])
    return rows


def sectors(found: Iterable[Outcome], part: str, most: int = 20) -> list[list[str]]:
    """By sector of the gold: how many, how many right, what was read instead most often."""
    given: dict[str, Counter[str]] = {}
    for one in found:
        if one.part == part and "sector" in one.right and one.gold.sector is not None:
            given.setdefault(one.gold.sector, Counter())[
                one.entity.sectors[0] if one.entity and one.entity.sectors else "none"
            ] += 1
    rows = [["sector", "of", "right", "instead"]]
    for sector, got in sorted(given.items(), key=lambda item: (-item[1].total(), item[0]))[:most]:
        others = sorted(((count, name) for name, count in got.items() if name != sector), key=lambda pair: (-pair[0], pair[1]))
        told = ", ".join(f"{name} {count}" for count, name in others[:4])
        rows.append([sector, str(got.total()), f"{got[sector] / got.total():.3f}", told])
    return rows


def main() -> None:
    """Reads the command line, prints tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--practice", type=Path, metavar="DIR", help="gold articles with their texts, measured too")
    parser.add_argument(
        "--wrong", type=int, default=0, metavar="N", help="print the first N wrong ones of the open half and of practice"
    )
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    found = list(outcomes())
    if options.practice:
        found.extend(practice(options.practice))
    wrong = [one for one in found if one.part != "held back" and not all(one.right.values())]
    for one in wrong[: options.wrong]:
        print(told(one))
    body = f"{table(shares(found))}\n\nSectors, open half:\n\n{table(sectors(found, 'open'))}"
    print(body)
    if options.write:
        ours = sum(one.part != "practice" for one in found)
        data = f"{ours} actors and recipients with a code in our own sentences (`training/data/sentences`)"
        if options.practice:
            data += f", {sum(one.part == 'practice' for one in found)} in gold readings for practice"
        command = "python -m benchmarks.codes" + (" --practice DIR" if options.practice else "") + " --write"
        write_section("Codes of actors", command, f"{data}; half of the sentences' lines held back", body)


def told(one: Outcome) -> str:
    """One outcome as a line: words, gold, reading."""
    gold = f"{one.gold.country}.{one.gold.sector or '-'}"
    got = one.entity and f"{one.entity.country}.{'.'.join(one.entity.sectors) or '-'} {one.entity.basis} {one.entity.name or ''}"
    return f"{one.origin} [{one.kind}] {one.words!r} {gold} -> {got}"


if __name__ == "__main__":
    main()

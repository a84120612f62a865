"""How well a record's reports agree with gold: the measures of the shared scorer, from inside the tool.

Invariant: the same reports and gold give the same figures as `score.py` gives for the record's `scored` export.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.codebook import load_codebook
from onrecord.record import Status
from onrecord.score.gold import GoldArticle, GoldReport

#: a coded report as the `scored` export has it
Coded = Mapping[str, Any]
_HAPPENED = frozenset(status.value for status in Status if status.happened)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+(?=[\"'“‘(]*[A-Z])|\n\s*\n")
#: words that tell no name from another
_IDLE = frozenset(["the", "a", "an", "of", "mr", "ms", "president"])
#: types whose false positives the gold's "not events" are there to catch
_MATERIAL = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "RETREAT"])
ATTRIBUTES = ("status", "voice", "speaker", "medium", "date", "place_country", "mode")


def type_right(gold: GoldReport, coded: Coded) -> bool:
    """Level `what`."""
    return coded["type"] in gold.types


def roles_right(gold: GoldReport, coded: Coded) -> bool:
    """Level `who_whom`: a right code on each side, and no more wrong codes than right ones."""
    actors, recipients = set(coded.get("actors") or ()), set(coded.get("recipients") or ())
    if load_codebook().mutual & gold.types:
        wanted, got = gold.actors | gold.recipients, actors | recipients
        return len(wanted & got) >= max(min(2, len(wanted)), len(got - wanted), 1)
    return _mostly(gold.actors, actors) and (not gold.recipients or _mostly(gold.recipients, recipients))


def _mostly(wanted: frozenset[str], got: set[str]) -> bool:
    return len(wanted & got) >= max(len(got - wanted), 1)


LEVELS: dict[str, Callable[[GoldReport, Coded], bool]] = {
    "what": type_right,
    "who_whom": roles_right,
    "who_what_whom": lambda gold, coded: type_right(gold, coded) and roles_right(gold, coded),
}


@dataclass(slots=True)
class Tally:
    """Counts over all articles."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    coded: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LEVELS, 0))
    gold: int = 0
    leaked: int = 0
    unreal_marked: int = 0
    unreal: int = 0
    attributes: dict[str, list[int]] = field(default_factory=lambda: {name: [0, 0] for name in ATTRIBUTES})
    #: one line a hit, miss or false report, for reading errors by cause
    details: list[str] = field(default_factory=list)


class Sentences:
    """Sentence borders as the scorer sees them: after an end mark before a capital, and at blank lines."""

    def __init__(self, text: str) -> None:
        ends = [match.end() for match in _SENTENCE_END.finditer(text)]
        self.bounds = list(zip([0, *ends], [*ends, len(text)], strict=True))

    def of(self, offset: int) -> int | None:
        return next((number for number, (start, end) in enumerate(self.bounds) if start <= offset < end), None)

    def anchored(self, gold: GoldReport, coded: Coded) -> int:
        """2: the trigger overlaps a mention of the event; 1: it stands in a sentence of one; 0: neither."""
        if any(coded["start"] < end and start < coded["end"] for start, end in gold.spans):
            return 2
        return int(self.of(coded["start"]) in {self.of(start) for start, _ in gold.spans})


def tally(gold: Sequence[GoldArticle], texts: Mapping[str, str], coded: Mapping[str, Sequence[Coded]]) -> Tally:
    """Counts agreement.

    Args:
        gold: articles of the gold.
        texts: text of each article, by its id in the input.
        coded: coded reports of each article, by the same id.
    """
    counts = Tally()
    for article in gold:
        _count(article, texts[article.doc], coded.get(article.doc, ()), counts)
    return counts


def matched(article: GoldArticle, text: str, coded: Sequence[Coded], level: str) -> list[tuple[GoldReport, Coded]]:
    """The coded reports that are right at a level, each with its gold report; optional ones among them."""
    happened = [one for one in coded if one.get("status", "fact") in _HAPPENED]
    real = [report for report in article.reports if report.statuses & _HAPPENED]
    return _match(real, happened, Sentences(text), LEVELS[level])


def _count(article: GoldArticle, text: str, coded: Sequence[Coded], counts: Tally) -> None:
    sentences = Sentences(text)
    happened = [one for one in coded if one.get("status", "fact") in _HAPPENED]
    unreal_coded = [one for one in coded if one.get("status", "fact") not in _HAPPENED]
    real = [report for report in article.reports if report.statuses & _HAPPENED]
    unreal = [report for report in article.reports if not report.statuses & _HAPPENED]
    counts.gold += sum(not report.optional for report in real)
    for level, right in LEVELS.items():
        pairs = _match(real, happened, sentences, right)
        free = sum(report.optional for report, _ in pairs)
        counts.right[level] += len(pairs) - free
        counts.coded[level] += len(happened) - free
        if level == "who_what_whom":
            for report, one in pairs:
                _attributes(report, one, text, counts)
            _describe(article, text, real, happened, pairs, counts)

    def touching(report: GoldReport, one: Coded) -> bool:
        return sentences.anchored(report, one) == 2 and type_right(report, one)

    counts.leaked += len(_match(unreal, happened, sentences, touching))
    for start, end in article.not_events:
        counts.leaked += any(one["start"] < end and start < one["end"] and one["type"] in _MATERIAL for one in happened)
    for report in unreal:
        if not report.optional:
            counts.unreal += 1
            counts.unreal_marked += any(
                sentences.anchored(report, one) and type_right(report, one) and one.get("status") in report.statuses
                for one in unreal_coded
            )


def _match(
    gold: Sequence[GoldReport], coded: Sequence[Coded], sentences: Sentences, right: Callable[[GoldReport, Coded], bool]
) -> list[tuple[GoldReport, Coded]]:
    """Pairs, each side used once: nearest anchors first, required reports before optional ones, then in order."""
    candidates = sorted(
        (-anchored, report.optional, left, other)
        for left, report in enumerate(gold)
        for other, one in enumerate(coded)
        if (anchored := sentences.anchored(report, one)) and right(report, one)
    )
    lefts, others, pairs = set(), set(), []
    for *_, left, other in candidates:
        if left not in lefts and other not in others:
            lefts.add(left)
            others.add(other)
            pairs.append((gold[left], coded[other]))
    return pairs


def _attributes(report: GoldReport, one: Coded, text: str, counts: Tally) -> None:
    def count(name: str, right: object) -> None:
        counts.attributes[name][0] += bool(right)
        counts.attributes[name][1] += 1

    speakers = [text[start:end] for start, end in report.speakers]
    mediums = [text[start:end] for start, end in report.mediums]
    count("status", one.get("status") in report.statuses)
    if not report.speaker_optional:
        count("voice", bool(speakers or mediums) == bool(one.get("speaker") or one.get("medium")))
        if speakers:
            count("speaker", _same_name(speakers, one.get("speaker")))
    if mediums:
        count("medium", _same_name(mediums, one.get("medium")) or _same_name(mediums, one.get("speaker")))
    if report.date:
        dates = one.get("date")
        count("date", dates and report.date[0] <= dates[1] and dates[0] <= report.date[1])
    if report.place_countries:
        count("place_country", one.get("place_country") in report.place_countries)
    if report.modes:
        count("mode", one.get("mode") in report.modes)


def _same_name(names: Sequence[str], got: str | None) -> bool:
    """Whether half of the words of the shorter of two names are in both."""
    words = _words(got or "")
    return any(words and _words(name) and len(_words(name) & words) / min(len(_words(name)), len(words)) >= 0.5 for name in names)


def _words(name: str) -> set[str]:
    return set(re.sub(r"\W+", " ", name.lower()).split()) - _IDLE


def _describe(
    article: GoldArticle,
    text: str,
    real: Sequence[GoldReport],
    happened: Sequence[Coded],
    pairs: Sequence[tuple[GoldReport, Coded]],
    counts: Tally,
) -> None:
    found = {report.id for report, _ in pairs}
    used = [one for _, one in pairs]
    for report, one in pairs:
        counts.details.append(f"RIGHT  {article.doc} {report.id} {one['type']} {text[one['start'] : one['end']]!r}")
    for report in real:
        if report.id not in found and not report.optional:
            start, end = report.spans[0]
            roles = f"{sorted(report.actors)} -> {sorted(report.recipients)}"
            counts.details.append(f"MISSED {article.doc} {report.id} {sorted(report.types)} {roles} {text[start:end]!r}")
    for one in happened:
        if not any(one is other for other in used):
            around = text[max(0, one["start"] - 40) : one["end"] + 40]
            counts.details.append(f"FALSE  {article.doc} {one['type']} {one.get('actors')} -> {one.get('recipients')} {around!r}")


def figures(counts: Tally) -> dict[str, Any]:
    """The counts as the shared scorer prints them: precision, recall and F1 a level, shares of right attributes."""
    table: dict[str, Any] = {level: _prf(counts.right[level], counts.coded[level], counts.gold) for level in LEVELS}
    table |= {
        "gold": counts.gold,
        "predicted": counts.coded["what"],
        "unreal_counted_as_real": counts.leaked,
        "unreal_marked_right": [counts.unreal_marked, counts.unreal],
        "attributes": {
            name: {"right": right, "of": of, "share": round(right / of, 3) if of else None}
            for name, (right, of) in counts.attributes.items()
        },
    }
    return table


def _prf(right: int, coded: int, gold: int) -> dict[str, float]:
    precision = right / coded if coded else 0.0
    recall = right / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"p": round(precision, 3), "r": round(recall, 3), "f1": round(f1, 3)}

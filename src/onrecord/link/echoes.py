"""Reports of one event in articles of different stories: the bombing, and the piece that names it on its anniversary.

Invariant: two reports are echoes of one another for what they say themselves, whatever else is on the record: of one type, of the
same told day and the same town or site, with words of an actor or recipient in common, and very likely one by the model of `pairs`.
Doubt keeps them apart. A report is held against the first ones on the record with its type, day and place; these never change.
"""

from collections.abc import Iterator, Mapping, Sequence

from onrecord.codebook import load_codebook
from onrecord.link.pairs import chance
from onrecord.link.rooms import Echo, article_of
from onrecord.link.sketches import Sketch

#: chance from which on two reports are one event though their articles tell different stories
SURE = 0.9
#: reports with one type, day and place that later ones are held against
FIRST = 20


def echo_pairs(marks: Mapping[str, Sequence[str]], known: frozenset[str]) -> list[tuple[str, str]]:
    """Pairs of reports that are to be looked at, the later on the record first.

    Args:
        marks: reports in the record's order, by type, day and place.
        known: articles whose reports were looked at before.
    """
    found = []
    for reports in marks.values():
        for place, report in enumerate(reports):
            if article_of(report) in known:
                continue
            found += [(report, other) for other in reports[: min(place, FIRST)] if article_of(other) != article_of(report)]
    return found


def echoes_of(pairs: Sequence[tuple[str, str]], told: Mapping[str, Sketch]) -> Iterator[Echo]:
    """Those that tell one event.

    Args:
        pairs: what `echo_pairs` gave.
        told: the reports.
    """
    for report, of in pairs:
        left, right = told[report], told[of]
        who, whom = left.actors.words & right.actors.words, left.recipients.words & right.recipients.words
        mixed = (left.actors.words & right.recipients.words) | (left.recipients.words & right.actors.words)
        if not (who or whom or (mixed and left.type in load_codebook().mutual)) or not left.all_stems & right.all_stems:
            continue
        if (likely := chance(left, right)) >= SURE:
            yield Echo(report=report, of=of, chance=round(likely, 6))

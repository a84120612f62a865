"""From copies to reports: which report of a copy was taken, words and all, from which report of its original.

Invariant: a report is taken from another article only if the words that tell it stand in a passage that both have.
"""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.link.copies import Copy
from onrecord.link.origins import Taken
from onrecord.link.passages import Passage
from onrecord.link.sketches import Sketch
from onrecord.record import Article


def takings(copies: Iterable[Copy], told: Sequence[Sketch], articles: Mapping[str, Article]) -> dict[str, Taken]:
    """For each report in words taken over, from where they are.

    Args:
        copies: who was taken from whom.
        told: all reports.
        articles: by id.
    """
    of: dict[str, list[Sketch]] = {}
    for one in told:
        of.setdefault(one.article_id, []).append(one)
    found: dict[str, Taken] = {}
    # the nearest of the family first: a lift of a few lines counts where nothing else does
    for copy in sorted(copies, key=lambda copy: (not copy.joined, -copy.containment, copy.copy_of)):
        original = articles[copy.copy_of]
        for one in of.get(copy.article_id, ()):
            if one.id in found:
                continue
            at = _there(one.trigger.start, copy.passages)
            if at is None:
                continue
            theirs = [other for other in of.get(copy.copy_of, ()) if any(span.start <= at < span.end for span in other.spans)]
            match = min(theirs, key=lambda other: (other.type != one.type, abs(other.trigger.start - at)), default=None)
            found[one.id] = Taken(
                article_id=copy.copy_of,
                report=match.id if match is not None else None,
                owner=original.agency or original.publisher,
                publisher=original.publisher,
            )
    return found


def _there(place: int, passages: Sequence[Passage]) -> int | None:
    """The place in the original of a place in the copy; within a passage the two may differ in blanks and case alone."""
    for passage in passages:
        if passage.start <= place < passage.end:
            return min(passage.of_start + place - passage.start, passage.of_end - 1)
    return None

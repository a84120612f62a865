"""Who copied whom: articles that share their wording, the earlier one first.

Invariant: wording alone decides. Two articles on the same event that share people, facts and quotations but no sentences are never
copies; whether one article was taken from another depends on these two and on the outlets' boilerplate, on nothing else.

Method: runs of five words with quotations masked (`words`), an outlet's own boilerplate left out, containment of the smaller in the
larger (`wording`), families (`families`), and the passages that two have in common (`passages`).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.link.families import Standing, families
from onrecord.link.passages import Passage, longest_own, passages
from onrecord.link.wording import LIFTED, Wording, find_alike
from onrecord.link.words import Runs, own_words
from onrecord.record import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """One article that was taken from another."""

    article_id: str
    copy_of: str
    #: first of the whole family; for a lift of a few lines, the other article
    original: str
    #: share of the copy's runs that stand in the other
    containment: float
    #: share of the other's runs that stand in the copy
    share: float
    #: reprint, cut, brief, edited or lift
    how: str
    #: agency (the other is the agency that is credited) or earliest
    because: str
    passages: tuple[Passage, ...]
    #: whether the two are copies as wholes and make a family; else it is a few lines that one has from the other
    joined: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Looked:
    """What looking at the words of two articles gave."""

    passages: tuple[Passage, ...]
    #: the longest stretch of the later one that is its own, in words
    own: int
    #: length of the later one, in words
    words: int

    @property
    def lift(self) -> bool:
        """Whether there are enough words on end to make a lift."""
        return any(passage.words >= LIFTED for passage in self.passages)


def find_copies(
    articles: Sequence[Article], standings: Sequence[Standing], *, progress: Callable[[int], None] | None = None
) -> list[Copy]:
    """All copies among some articles.

    Args:
        articles: whichever; the order does not matter.
        standings: for each article its place in time and whose text it is, by which the earlier of two is told.
        progress: called with the number of articles whose words were looked at.

    Returns:
        One for each article that was taken from another; for lifts, one for each other article.
    """
    order = sorted(range(len(articles)), key=lambda number: standings[number].order)
    runs_of = Runs()
    runs = []
    for done, number in enumerate(order, start=1):
        runs.append(runs_of.of(articles[number]))
        if progress is not None:
            progress(done)
    wording = find_alike(runs, [articles[number].publisher or articles[number].agency for number in order])
    ids = [articles[number].id for number in order]
    by_id = {article.id: article for article in articles}

    def ask(wanted: Sequence[tuple[str, str]]) -> Iterator[tuple[Article, Article]]:
        return ((by_id[later], by_id[earlier]) for later, earlier in wanted)

    return copies_of(ids, [standings[number] for number in order], wording, ask, {})


def copies_of(
    ids: Sequence[str], standings: Sequence[Standing], wording: Wording,
    ask: Callable[[Sequence[tuple[str, str]]], Iterator[tuple[Article, Article]]], looked: dict[tuple[str, str], Looked],
) -> list[Copy]:  # fmt: skip
    """Who was taken from whom, of articles whose wording was compared.

    Args:
        ids: of the articles, in the order of time.
        standings: theirs.
        wording: what was found alike, by places in `ids`.
        ask: gives pairs of articles by their ids, in that order; asked for those alone that were never looked at.
        looked: what looking at pairs gave, the later first; what is looked at now is added.

    Returns:
        As `find_copies`, by id of the article, families first, then by that of the other one.
    """
    runs = {place: many for one in wording.pairs for place, many in ((one.one, one.of_one), (one.other, one.of_other))}
    taken = list(families(standings, [(one.one, one.other, one.shared, one.whole) for one in wording.pairs]))
    wanted = [pair for one in taken if (pair := (ids[one.later], ids[one.earlier])) not in looked]
    for pair, (later, earlier) in zip(wanted, ask(wanted), strict=True):
        theirs = own_words(later)
        shared = passages(theirs, own_words(earlier))
        looked[pair] = Looked(passages=shared, own=longest_own(theirs, shared), words=len(theirs.words))
    found = []
    for one in taken:
        seen = looked[ids[one.later], ids[one.earlier]]
        if not one.joined and not seen.lift:
            continue
        contained, share = one.shared / runs[one.later], one.shared / runs[one.earlier]
        found.append(
            Copy(
                article_id=ids[one.later],
                copy_of=ids[one.earlier],
                original=ids[one.root],
                containment=contained,
                share=share,
                how=_how(contained, share, seen.own, seen.words),
                because=one.because,
                passages=seen.passages,
                joined=one.joined,
            )
        )
    return sorted(found, key=lambda copy: (copy.article_id, not copy.joined, copy.copy_of))


def _how(contained: float, share: float, own: int, words: int) -> str:
    """In what way the copy was made.

    Args:
        contained: share of the copy's runs that stand in the other.
        share: share of the other's runs that stand in the copy.
        own: the longest stretch of the copy that is its own, in words.
        words: its length, in words.
    """
    if own >= max(20, 0.12 * words):
        return "lift"
    if contained >= 0.9:
        if share >= 0.85:
            return "reprint"
        return "cut" if share >= 0.4 else "brief"
    return "brief" if share < 0.3 else "edited"

"""What a phrase says of its actor beside a role: whose it is, nothing but a number, nothing but a name.

Invariant: an owner is another mention inside the phrase: before its head with an ending of possession, or after "of".
"""

from collections.abc import Iterator, Sequence

from onrecord.record import Form, Kind, Mention, Span
from onrecord.resolve.actors.finding import Finding
from onrecord.resolve.actors.lexicon import words
from onrecord.resolve.actors.names import tokens

_QUANTITIES = words("quantities")
_POSSESSIVES = frozenset(["his", "her", "its", "their", "whose"])
_ENDINGS = ("'s", "’s", "s'", "s’")


def owners(mention: Mention, mentions: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The mentions inside a phrase that its actor belongs to.

    Args:
        mention: the phrase.
        mentions: all mentions of the article.
        text: the article's.
    """
    for other in mentions:
        if other.number == mention.number or not mention.span.covers(other.head):
            continue
        if other.head.end <= mention.head.start:
            pronoun = other.form is Form.PRONOUN and other.head.text.lower() in _POSSESSIVES
            if pronoun or other.span.text.endswith(_ENDINGS) or text.startswith(_ENDINGS[:2], other.head.end):
                yield other
        elif other.head.start >= mention.head.end and text[mention.head.end : other.span.start].strip() in ("of", "for"):
            yield other


def quantity(phrase: str) -> bool:
    """Whether a phrase tells nothing but how many: "at least 58", "dozens of them"."""
    found = tokens(phrase)
    return bool(found) and all(word.key in _QUANTITIES or word.key[:1].isdigit() for word in found)


def tells_by_own_name(mention: Mention, finding: Finding, chain: Sequence[Mention]) -> bool:
    """Whether a person's own name is all that tells a country ("Mark Cuban", then "Cuban"): then nothing does."""
    if mention.kind is not Kind.PER or mention.form is not Form.NAME or finding.entry is not None or finding.basis != "country":
        return False
    first, last = mention.head.start - mention.span.start, mention.head.end - mention.span.start
    if not all(first <= start and end <= last for start, end in finding.evidence):
        return False
    told = sum(end - start for start, end in finding.evidence)
    fullest = max(len(other.head.text) for other in chain if other.form is Form.NAME)
    return max(last - first, fullest) > told + 1


def ahead(mention: Mention) -> Span:
    """A phrase up to the end of its head: whom "Israeli-backed" names there is somebody else."""
    start, end = mention.span.start, mention.head.end
    return Span(start=start, end=end, text=mention.span.text[: end - start])

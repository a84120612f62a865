"""Whose "I" and "we" it is: first persons inside a quotation stand for its source.

Invariant: only the chains of first-person pronouns change; outside of quotations they stay alone.
"""

from collections.abc import Sequence
from dataclasses import replace

from onrecord.record import Attribution, Form, Manner, Mention

_FIRST = frozenset(["i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"])


def bind_first_persons(mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> tuple[Mention, ...]:
    """The same mentions, with first-person pronouns in the chain of whoever speaks."""
    bound = []
    for mention in mentions:
        speaker = None
        if mention.form is Form.PRONOUN and mention.head.text.lower() in _FIRST:
            speaker = _speaker(mention, mentions, attributions)
        bound.append(mention if speaker is None else replace(mention, chain=speaker.chain))
    return tuple(bound)


def _speaker(mention: Mention, mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> Mention | None:
    around = [
        attribution
        for attribution in attributions
        if attribution.mention is not None
        and attribution.manner is not Manner.INDIRECT
        and any(span.covers(mention.span) for span in attribution.content)
    ]
    # the outermost quotation speaks: inside it "I think" is a cue of its own whose source is this very pronoun
    outermost = max(around, key=lambda one: (sum(len(span.text) for span in one.content), -one.number), default=None)
    if outermost is None or outermost.mention is None or outermost.mention == mention.number:
        return None
    return mentions[outermost.mention]

"""Why a source is not named, in the words of the article."""

import re

from onrecord.record import Attribution, Span

_GROUNDS = re.compile(
    r"""
      (?:(?:speaking|spoke|talking|who\ spoke|granted\ anonymity)\ )?(?:on|under)\ (?:the\ )?condition
      \ (?:of\ anonymity|that\ (?:he|she|they|it)\b|of\ not) REST
    | (?:who\ |and\ )?(?:asked|requested|declined|refused|insisted|wished|wanted|demanded)\ [^.;,”"]{0,60}?
      (?:anonymity|not\ (?:to\ )?be\ (?:named|identified|quoted)|be\ (?:named|identified)|withheld
        |(?:use|give|reveal)\ (?:his|her|their)\ (?:full\ )?names?) REST
    | (?:who\ |because\ (?:he|she|they)\ |as\ (?:he|she|they)\ )?(?:was|were|is|are|am)\ not\ authori[sz]ed\ to REST
    | (?:who\ )?(?:spoke|speaking|talked|granted)\ anonym REST
    | (?:for\ fear\ of|fearing|out\ of\ fear) REST
    | because\ of\ the\ sensitivity REST
    """.replace("REST", r"[^.;”\"]*"),
    re.VERBOSE | re.IGNORECASE,
)


def ground(text: str, attribution: Attribution) -> Span | None:
    """The words that give the ground, near the source of an attribution; None if the text gives none."""
    near = attribution.source or attribution.cue
    if near is None:
        return None
    start = max(text.rfind(". ", 0, near.start), text.rfind("\n", 0, near.start), -1) + 1
    found = _GROUNDS.search(text, start, _end(text, near.end))
    if found is None:
        return None
    words = found[0].rstrip(" ,\n")
    # "…, a person who asked not to be named told": the cue is no part of it
    if attribution.cue is not None and found.start() < attribution.cue.start < found.start() + len(words):
        words = text[found.start() : attribution.cue.start].rstrip(" ,\n")
    return Span.of(text, found.start(), found.start() + len(words)) if words else None


def _end(text: str, start: int) -> int:
    """Where the sentence ends that some words stand in, or the paragraph."""
    match = re.compile(r"[.?!][”\"]?\s|\n").search(text, start)
    return match.end() if match is not None else len(text)

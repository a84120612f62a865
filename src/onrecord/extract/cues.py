"""The words that tie a source to what it says, read from `cues.toml`."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Lemmas of cue words. A verb may be in several sets ("insist" relays, with distance)."""

    verbs: frozenset[str]
    #: verbs and nouns with which an article keeps its distance
    distant: frozenset[str]
    #: verbs that in the passive tell what is said without saying by whom: "is said to"
    rumour: frozenset[str]
    #: attitudes
    belief: frozenset[str]
    #: verbs that ask, promise, threaten or refuse: what they tell of has not happened
    acts: frozenset[str]
    nouns: frozenset[str]


@cache
def load_cues() -> Cues:
    """The cue words that come with the package."""
    table = tomllib.loads(files("onrecord.extract").joinpath("cues.toml").read_text(encoding="utf-8"))
    verbs = {kind: frozenset(words.split()) for kind, words in table["verbs"].items()}
    nouns = {kind: frozenset(words.split()) for kind, words in table["nouns"].items()}
    return Cues(
        verbs=frozenset().union(*verbs.values()),
        # "insist" and its like stand in both lists: relayed, not distanced, unless a hedge is there too
        distant=(verbs["distant"] - verbs["plain"]) | nouns["distant"],
        rumour=verbs["rumour"],
        belief=verbs["belief"] - verbs["plain"],
        acts=verbs["acts"],
        nouns=frozenset().union(*nouns.values()),
    )

"""A mention: words that stand for a person, body, place or thing that can act."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.record.span import Span


class Form(StrEnum):
    """How a mention names (ACE 2005)."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


class Kind(StrEnum):
    """What a mention stands for (ACE 2005 entity types)."""

    PER = "PER"
    ORG = "ORG"
    GPE = "GPE"
    LOC = "LOC"
    FAC = "FAC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One mention. Mentions with the same `chain` stand for the same thing in this article."""

    #: number of the mention in its article, in text order
    number: int
    #: the whole phrase, without relative clauses and appositions
    span: Span
    #: its head word or, for a name, the name
    head: Span
    form: Form
    kind: Kind
    #: number of the coreference chain; unique to this mention when it is alone
    chain: int

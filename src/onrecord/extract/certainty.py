"""How sure the text is that something happened: polarity, degree and setting of an event word, each with the words that carry it.

Whether it happened the model decides; the words of the parse that speak for it are its cues. Invariant: every value that is not
the plain one (certain, positive, actual) comes with at least one cue; where no word speaks for what the model says, the cue is
the event word itself.

Degree and polarity are FactBank's (Saurí and Pustejovsky 2009); the walk up the parse follows their "source-introducing" and
"polarity" predicates, with word lists of our own.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token

from onrecord.record import Certainty, Cue, Degree, Polarity, Setting, Span

#: from this chance on, over all statuses of what did not happen, the model has it so; chosen on practice articles
_UNREAL = 0.4
#: statuses of what did not happen, and what the cues that speak for each bear; where no word does, the first
_SPEAKING = {
    "planned": ("future",),
    "hypothetical": ("hypothetical", "condition", "modal"),
    "negated": ("negation",),
    "denied": ("denial",),
}
#: cues that speak of how sure, not of whether
_HEDGES = ("hedge", "likely", "possible")


@cache
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("onrecord.extract").joinpath("certainty.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in table.items()}


@dataclass(slots=True)
class _Findings:
    """What the walk has met so far."""

    degree: Degree = Degree.CERTAIN
    negative: bool = False
    setting: Setting = Setting.ACTUAL


def find_certainty(doc: Doc, token: int, statuses: dict[str, float], *, accusing: bool = False) -> Certainty:
    """Certainty of an event word, from its clause and the words above it, and from the model.

    Args:
        doc: the parsed text.
        token: number of the event word.
        statuses: the model's probabilities of the statuses.
        accusing: whether the event is an accusation: who denies it does not deny that it was made.
    """
    walk = _Walk(accusing=accusing)
    walk.go(doc[token])
    if statuses:
        walk.heed(doc[token], statuses)
    seen = walk.findings
    return Certainty(
        degree=seen.degree,
        polarity=Polarity.NEGATIVE if seen.negative else Polarity.POSITIVE,
        setting=seen.setting,
        cues=tuple(sorted(set(walk.cues), key=lambda cue: (cue.span, cue.bears))),
    )


class _Walk:
    """From an event word up to the head of its sentence."""

    def __init__(self, *, accusing: bool) -> None:
        self.accusing = accusing
        self.cues: list[Cue] = []
        self.findings = _Findings()

    def go(self, word: Token) -> None:
        self._around(word)
        child, head = word, word.head
        while head.i != child.i:
            if head.pos_ in ("VERB", "AUX", "NOUN", "ADJ"):
                self._above(head, child)
            if child.dep_ in ("ccomp", "relcl", "parataxis") or (
                child.dep_ == "conj" and child.pos_ == "VERB" and head.pos_ == "VERB"
            ):
                # what is above belongs to another clause: a source's certainty, not the event's
                break
            child, head = head, head.head

    def heed(self, word: Token, statuses: dict[str, float]) -> None:
        """Lets the model decide whether it happened: of the words above, those stay that speak for what it says."""
        chances = {status: statuses.get(status, 0.0) for status in _SPEAKING if not (self.accusing and status == "denied")}
        likeliest = max(chances, key=lambda status: chances[status])
        unreal = sum(chances.values()) >= _UNREAL
        speaking = _SPEAKING[likeliest] if unreal else ()
        found = [cue for cue in self.cues if cue.bears in speaking]
        hedges = [cue for cue in self.cues if cue.bears in _HEDGES]
        self.cues, self.findings = [], _Findings()
        for cue in hedges:
            self._weigh(cue)
        # two words that undo each other speak for nothing
        if unreal and (not found or (likeliest == "negated" and len(found) % 2 == 0)):
            found = [Cue(span=Span(start=word.idx, end=word.idx + len(word), text=word.text), bears=speaking[0])]
        for cue in found:
            self._weigh(cue)

    def _around(self, word: Token) -> None:
        """The words that stand by the event word itself."""
        words = _words()
        for child in word.children:
            lower = child.lower_
            if child.dep_ == "neg" or (child.dep_ in ("det", "preconj") and lower in ("no", "neither")):
                self._cue(child, "negation")
            elif child.dep_ in ("nsubj", "nsubjpass") and (none := _none_of(child)) is not None:
                self._cue(none, "negation")
            elif child.dep_ == "aux" and child.tag_ == "MD":
                self._modal(child)
            elif lower in words["hedges"]:
                self._cue(child, "hedge")
            elif lower in words["likely"]:
                self._cue(child, "likely")
            elif lower in words["possible"]:
                self._cue(child, "possible")
            elif child.dep_ == "mark" and lower in words["conditional"]:
                self._cue(child, "condition")
            elif child.dep_ == "amod" and lower in ("planned", "scheduled", "upcoming", "forthcoming", "proposed"):
                self._cue(child, "future")
            elif child.dep_ in ("det", "amod") and lower in ("any", "potential") and word.pos_ == "NOUN":
                self._cue(child, "hypothetical")

    def _above(self, head: Token, child: Token) -> None:
        """A word that governs the event word, directly or through others."""
        words = _words()
        lemma = head.lemma_.lower()
        governed = child.dep_ in ("xcomp", "ccomp", "pcomp", "dobj", "acl", "prep", "pobj", "nsubjpass", "attr", "oprd")
        if head.pos_ in ("VERB", "AUX") and child.dep_ not in ("advcl", "relcl", "conj", "ccomp", "parataxis", "npadvmod"):
            self._around_governor(head, child)
        if not governed:
            return
        if lemma in words["failing"] and child.dep_ in ("xcomp", "pcomp", "dobj", "prep", "nsubjpass"):
            self._cue(head, "negation")
        elif lemma in words["denying"] and not self.accusing and child.dep_ in ("xcomp", "pcomp", "dobj", "ccomp"):
            self._cue(head, "denial")
        elif child.dep_ in ("xcomp", "ccomp", "acl") or (child.dep_ in ("pobj", "pcomp", "prep") and head.pos_ in ("VERB", "NOUN")):
            if child.dep_ == "prep" and child.lower_ == "for" and lemma in words["asking_for"]:
                self._cue(head, "hypothetical")
                return
            infinitive = any(part.dep_ == "aux" and part.lower_ == "to" for part in child.children)
            if lemma in words["planning"] and infinitive:
                self._cue(head, "future")
            elif (lemma in words["imagining"] and (infinitive or (head.pos_ == "NOUN" and child.dep_ != "ccomp"))) or (
                lemma in words["imagining_clauses"] and child.dep_ == "ccomp"
            ):
                self._cue(head, "hypothetical")

    def _around_governor(self, head: Token, child: Token) -> None:
        """Negation and modals of a light or governing verb reach the event word: "did not launch an attack", "will hold talks"."""
        for part in head.children:
            if part.i == child.i:
                continue
            if part.dep_ == "neg":
                self._cue(part, "negation")
            elif part.dep_ == "aux" and part.tag_ == "MD":
                self._modal(part)
            elif part.dep_ == "mark" and part.lower_ in _words()["conditional"]:
                self._cue(part, "condition")

    def _modal(self, modal: Token) -> None:
        words = _words()
        if modal.lower_ in words["future"]:
            self._cue(modal, "future")
        elif modal.lower_ in words["modals_possible"] or modal.lower_ in words["modals_hypothetical"]:
            self._cue(modal, "modal")

    def _cue(self, token: Token, bears: str) -> None:
        self._weigh(Cue(span=Span(start=token.idx, end=token.idx + len(token), text=token.text), bears=bears))

    def _weigh(self, cue: Cue) -> None:
        self.cues.append(cue)
        seen = self.findings
        match cue.bears:
            case "negation":
                seen.negative = not seen.negative
            case "denial":
                seen.negative = True
            case "future":
                seen.setting = Setting.FUTURE if seen.setting is Setting.ACTUAL else seen.setting
            case "hypothetical" | "condition" | "modal":
                seen.setting = Setting.HYPOTHETICAL
                seen.degree = Degree.POSSIBLE
            case "hedge":
                seen.degree = Degree.PROBABLE if seen.degree is Degree.CERTAIN else seen.degree
            case "likely":
                seen.degree = Degree.PROBABLE
            case "possible":
                seen.degree = Degree.POSSIBLE


def _none_of(subject: Token) -> Token | None:
    """The word that says that there was none of it: "No soldiers were killed", "nobody was hurt"."""
    if subject.lower_ in ("nobody", "none", "neither"):
        return subject
    return next((child for child in subject.children if child.dep_ == "det" and child.lower_ in ("no", "neither")), None)

"""The annotators as spaCy components, for pipelines of one's own that parse English and find names.

    nlp = spacy.load("en_core_web_sm")
    nlp.add_pipe("onrecord_attribution")
    nlp("Officials said …")._.attributions

Invariant: a component changes nothing of a doc but its own extension attributes `mentions` and `attributions`.
"""

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from onrecord.annotate.coreference import find_chains
from onrecord.annotate.mentions import find_mentions
from onrecord.errors import InputError
from onrecord.extract.attribution import find_attributions
from onrecord.extract.voices import bind_first_persons
from onrecord.models.session import load_encoder
from onrecord.record import Article, article_id
from onrecord.resolve.actors.register import load_register
from onrecord.resolve.sources import name_speakers

for _name in ("mentions", "attributions"):
    # a module may be loaded twice, by us and by spaCy's entry point
    if not Doc.has_extension(_name):
        Doc.set_extension(_name, default=())


class _Component:
    """What spaCy asks of a component that has nothing to keep."""

    def to_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> None:
        """Nothing to keep: the weights are the package's."""

    def from_disk(self, path: str | Path, *, exclude: tuple[str, ...] = ()) -> "_Component":
        """Nothing was kept."""
        return self


class MentionComponent(_Component):
    """Puts the mentions of persons, bodies and places, with their chains, on `doc._.mentions`."""

    def __call__(self, doc: Doc) -> Doc:
        """Raises:
        InputError: the doc is not parsed.
        """
        _check(doc)
        doc._.mentions = find_chains(doc, find_mentions(doc, _article(doc)))
        return doc


class AttributionComponent(_Component):
    """Puts who says what on `doc._.attributions`; finds the mentions first, if no component before it did."""

    def __call__(self, doc: Doc) -> Doc:
        """Raises:
        InputError: the doc is not parsed.
        """
        _check(doc)
        article = _article(doc)
        mentions = doc._.mentions or find_chains(doc, find_mentions(doc, article))
        encoder = load_encoder("attributions")
        sentences = [(sentence.start_char, sentence.end_char) for sentence in doc.sents]
        attributions, through = find_attributions(doc, mentions, encoder.read(doc.text, sentences), encoder.labels)
        doc._.mentions = bind_first_persons(mentions, attributions)
        doc._.attributions = name_speakers(attributions, through, doc._.mentions, article, load_register())
        return doc


def _check(doc: Doc) -> None:
    if len(doc) and not (doc.has_annotation("DEP") and doc.has_annotation("TAG")):
        raise InputError("onrecord's components need a parsed doc: add them after the tagger and the parser")


def _article(doc: Doc) -> Article:
    return Article(id=article_id(doc.text), text=doc.text)


@Language.factory("onrecord_mentions", assigns=["doc._.mentions"])
def make_mentions(nlp: Language, name: str) -> MentionComponent:
    """Makes the component; spaCy calls this."""
    return MentionComponent()


@Language.factory("onrecord_attribution", assigns=["doc._.mentions", "doc._.attributions"])
def make_attribution(nlp: Language, name: str) -> AttributionComponent:
    """Makes the component; spaCy calls this."""
    return AttributionComponent()

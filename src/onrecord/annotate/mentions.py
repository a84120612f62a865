"""Who and what the text speaks of: names, nouns for those who act, pronouns.

Invariant: mentions stand in text order, `mentions[i].number == i`, no two have the same head word.
"""

import tomllib
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from onrecord.record import Article, Form, Kind, Mention, Span

_NAMES = {
    "PERSON": Kind.PER,
    "NORP": Kind.GPE,
    "ORG": Kind.ORG,
    "GPE": Kind.GPE,
    "LOC": Kind.LOC,
    "FAC": Kind.FAC,
    "EVENT": None,
    "LAW": None,
    "PRODUCT": None,
}
_PRONOUNS = {
    **dict.fromkeys(
        ["he", "him", "his", "himself", "she", "her", "hers", "herself", "who", "whom", "i", "me", "my", "myself"], Kind.PER
    ),
    **dict.fromkeys(["they", "them", "their", "theirs", "themselves", "we", "us", "our", "ours", "ourselves"], Kind.PER),
    **dict.fromkeys(["it", "its", "itself"], Kind.ORG),
}
#: words to the left of a head that belong to its phrase
_LEFT = frozenset(["det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "case", "advmod", "punct"])
#: prepositions whose phrase tells which one is meant rather than what was done
_WHICH = frozenset(["of", "in", "from", "at", "for", "on", "to", "within", "across", "throughout", "inside", "near"])


#: prepositions before a place
_PLACING = frozenset(["in", "near", "outside", "inside", "around", "across", "throughout", "off"])
#: many, without a word for whom
_HOSTS = frozenset(["dozens", "scores", "hundreds", "thousands"])
#: what a word does in a clause when it stands for those who act or suffer
_PLAYING = frozenset(["nsubj", "nsubjpass", "dobj"])


@cache
def _nouns() -> dict[str, Kind]:
    table = tomllib.loads(files("onrecord.annotate").joinpath("nouns.toml").read_text(encoding="utf-8"))
    return {lemma: Kind(kind) for kind in reversed(table) for lemma in table[kind].split()}


def _noun(token: Token) -> Kind | None:
    """The kind that a noun tells, also where the tagger took it for a name and left it in the plural ("Gunmen on Friday …")."""
    word = token.lower_
    singulars = (
        token.lemma_.lower(),
        word,
        word.removesuffix("s"),
        word.removesuffix("men") + "man",
        word.removesuffix("ies") + "y",
    )
    return next((kind for form in singulars if (kind := _nouns().get(form)) is not None), None)


def find_mentions(doc: Doc, article: Article) -> tuple[Mention, ...]:
    """The mentions of a parsed article outside its furniture, each in a chain of its own (coreference comes after)."""
    furniture = [part.span for part in article.parts]
    names = {token.i: name for name in map(_whole_name, doc.ents) if name.label_ in _NAMES for token in name}
    short = _short_names(doc)
    found: dict[int, Mention] = {}
    for token in doc:
        if token.pos_ not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or token.is_space:
            continue
        if any(span.start <= token.idx < span.end for span in furniture):
            continue
        mention = _mention(token, names, short)
        if mention is not None and mention.head.start not in found:
            found[mention.head.start] = mention
    ordered = [found[start] for start in sorted(found)]
    return tuple(
        Mention(number=number, span=mention.span, head=mention.head, form=mention.form, kind=mention.kind, chain=number)
        for number, mention in enumerate(ordered)
    )


def _whole_name(name: Words) -> Words:
    """A name of a people with the capitalised word that makes it a body's: "Islamic" of "Islamic State", "Islamic Jihad"."""
    if name.label_ != "NORP" or name.end >= len(name.doc):
        return name
    after = name.doc[name.end]
    joined = after.tag_ == "NNP" and after.is_title and not after.ent_type_ and name.root.head.i == after.i
    if not joined or _noun(after) not in (None, Kind.GPE):
        return name
    return Words(name.doc, name.start, after.i + 1, label="ORG")


def _short_names(doc: Doc) -> dict[str, Kind]:
    """Surnames and acronyms of the full names of an article: spaCy often misses them where they stand alone."""
    short: dict[str, Kind] = {}
    for name in doc.ents:
        words = [word.text for word in name if word.text[0].isupper()]
        if len(words) < 2:
            continue
        if name.label_ == "PERSON" and len(words[-1]) > 2 and words[-1].istitle():
            short[words[-1]] = Kind.PER
        elif name.label_ == "ORG":
            short.setdefault("".join(word[0] for word in words if word != "The"), Kind.ORG)
    return short


def _mention(token: Token, names: dict[int, Words], short: dict[str, Kind]) -> Mention | None:
    if token.lower_ in _PRONOUNS and token.pos_ == "PRON":
        span = Span(start=token.idx, end=token.idx + len(token), text=token.text)
        return _unnumbered(span, span, Form.PRONOUN, _PRONOUNS[token.lower_])
    name = names.get(token.i)
    if name is not None and name.root.i != token.i:
        return None
    if name is not None:
        kind = _NAMES[name.label_]
        if kind is None:
            return None
        if token.pos_ == "NOUN" and token.ent_type_ in ("ORG", "PERSON", "FAC") and token.text[0].islower():
            kind = _noun(token) or kind
        words = (name.start, name.end) if token.dep_ in ("amod", "compound", "nmod") else _phrase(token, name)
        return _unnumbered(_trim(token.doc, *words), _trim(token.doc, name.start, name.end), Form.NAME, kind)
    if _counted(token):
        span = _trim(token.doc, token.left_edge.i, token.i + 1)
        return _unnumbered(span, Span(start=token.idx, end=token.idx + len(token), text=token.text), Form.NOMINAL, Kind.PER)
    if token.pos_ not in ("NOUN", "PROPN") or token.dep_ in ("compound", "amod", "nmod"):
        return None
    start, end = _phrase(token, None)
    if token.pos_ == "PROPN" and token.text in short and not token.ent_type_:
        return _unnumbered(_trim(token.doc, start, end), _trim(token.doc, token.i, token.i + 1), Form.NAME, short[token.text])
    if (kind := _missed(token)) is not None:
        return _unnumbered(_trim(token.doc, start, end), _trim(token.doc, start, token.i + 1), Form.NAME, kind)
    lemma = token.lemma_.lower()
    # a plural that begins a sentence is taken for a name, and keeps its ending: "Rebels shelled …"
    noun = _nouns().get(lemma) or (_nouns().get(lemma.removesuffix("s")) if token.tag_ == "NNPS" else None)
    if noun is None:
        return None
    return _unnumbered(
        _trim(token.doc, start, end),
        Span(start=token.idx, end=token.idx + len(token), text=token.text),
        Form.NOMINAL,
        noun,
    )


def _missed(token: Token) -> Kind | None:
    """The likely kind of a name that the recogniser left out, where it stands for one who plays a part ("missiles hit Kharkiv")."""
    if token.pos_ != "PROPN" or token.ent_type_ or not token.text[0].isupper() or _noun(token) is not None:
        return None
    if token.dep_ == "pobj" and token.head.lower_ in _PLACING:
        return Kind.GPE
    return Kind.ORG if token.dep_ in _PLAYING or token.dep_ in ("poss", "pobj", "conj") else None


def _counted(token: Token) -> bool:
    """People told by their number alone: "killed at least 58", "hundreds marched"."""
    number = (token.pos_ == "NUM" and token.ent_type_ == "CARDINAL") or token.lower_ in _HOSTS
    return (
        number
        and token.dep_ in _PLAYING
        and not any(child.dep_ in ("prep", "quantmod", "nmod", "pobj") and child.i > token.i for child in token.children)
    )


def _unnumbered(span: Span, head: Span, form: Form, kind: Kind) -> Mention:
    return Mention(number=0, span=span, head=head, form=form, kind=kind, chain=0)


def _phrase(token: Token, name: Words | None) -> tuple[int, int]:
    """First and one past the last token of the noun phrase, without relative clauses, appositions and coordination."""
    start, end = (name.start, name.end) if name is not None else (token.i, token.i + 1)
    doc = token.doc
    # "director-general": the tokenizer parts at hyphens
    while start > 1 and doc[start - 1].text in ("-", "‑") and not (doc[start - 1].whitespace_ or doc[start - 2].whitespace_):
        start -= 2
    for child in reversed(list(token.lefts)):
        if child.i >= start:
            continue
        if child.dep_ not in _LEFT or child.right_edge.i != start - 1 or child.dep_ == "punct":
            break
        start = child.left_edge.i
    for child in token.rights:
        if child.i < end:
            continue
        person = name is not None and name.label_ == "PERSON"
        if child.dep_ != "prep" or child.i != end or child.lower_ not in _WHICH or (person and child.lower_ != "of"):
            # "met Anna Weber in Bonn" tells where they met
            break
        objects = [grandchild for grandchild in child.rights if grandchild.dep_ == "pobj"]
        if not objects:
            break
        end = max(_phrase(objects[0], None)[1], objects[0].i + 1)
    return start, end


def _trim(doc: Doc, start: int, end: int) -> Span:
    """The words from token `start` to `end`, without a possessive ending, quotation marks and white space at either side."""
    while end - start > 1 and (doc[end - 1].tag_ == "POS" or doc[end - 1].is_quote or doc[end - 1].is_space):
        end -= 1
    while end - start > 1 and (doc[start].is_space or doc[start].is_quote or doc[start].is_punct):
        start += 1
    # not doc.text: it is put together anew, from all its words, each time
    words = doc[start:end]
    return Span(start=words.start_char, end=words.end_char, text=words.text)


def head_token(doc: Doc, mention: Mention) -> Token | None:
    """The token that heads a mention; None when its head does not fall on token borders."""
    words = doc.char_span(mention.head.start, mention.head.end)
    return words.root if words is not None else None

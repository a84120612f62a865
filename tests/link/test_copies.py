"""Who copied whom: by wording alone, the earlier first."""

from datetime import date

import numpy as np

from onrecord.ingest.assembly import assemble
from onrecord.link.boilerplate import without_boilerplate
from onrecord.link.copies import Copy, find_copies
from onrecord.link.passages import passages
from onrecord.link.standing import standings
from onrecord.link.words import Runs, own_words
from onrecord.record import Article

AGENCY = """\
GAO, March 4 (Reuters) - Gunmen on motorcycles shot dead eleven farmers in a millet field near the Malian town of Gao on Monday, the
regional governor said after a visit to the place.

"They came at dawn and left nobody standing who was big enough to carry a hoe," said a woman whose two brothers were among the dead.

The governor, Moussa Traore, promised to send soldiers to the villages along the river, which have been without any garrison since
the army withdrew from them last summer. Farmers there have started to sow at night for fear of further raids.
"""
OTHER = """\
BAMAKO - At least nine villagers have been massacred in their fields outside Gao, officials told this newspaper by telephone
yesterday.

"They came at dawn and left nobody standing who was big enough to carry a hoe," a survivor recalled in tears.

Governor Moussa Traore announced that troops would soon return to the river. The villages have had no protection for nearly a year,
and many families are already packing their belongings onto carts bound for the regional capital.
"""


def article(text: str, publisher: str, day: int, number: int = 0) -> Article:
    made = assemble(
        {"text": text, "publisher": publisher, "published": f"2026-03-{day:02d}", "url": f"https://{number}.example/{publisher}"},
        origin="made",
    )
    assert isinstance(made, Article)
    return made


def found(*articles: Article) -> list[Copy]:
    return find_copies(articles, standings(articles))


def test_independent_reports_with_the_same_quotation_are_no_copies() -> None:
    assert found(article(AGENCY, "Reuters", 4), article(OTHER, "Mali Matin", 4)) == []


def test_a_reprint_goes_back_to_the_agency_that_it_credits_even_if_it_is_dated_earlier() -> None:
    paper, agency = article(AGENCY, "Harbour Post", 4), article(AGENCY, "Reuters", 5)
    [copy] = found(paper, agency)
    assert (copy.article_id, copy.copy_of, copy.because) == (paper.id, agency.id, "agency")
    assert (copy.how, copy.containment) == ("reprint", 1.0)


def test_otherwise_the_earlier_one_is_the_original() -> None:
    text = AGENCY.replace(" (Reuters)", "")
    early, late = article(text, "Valley News", 4), article(text, "Harbour Post", 5)
    [copy] = found(late, early)
    assert (copy.article_id, copy.copy_of, copy.because) == (late.id, early.id, "earliest")


def test_a_cut_and_its_passages() -> None:
    whole, cut = article(AGENCY, "Reuters", 4), article(AGENCY[: AGENCY.index("The governor, Moussa")], "Harbour Post", 5)
    [copy] = found(whole, cut)
    assert copy.article_id == cut.id
    for passage in copy.passages:
        assert cut.text[passage.start : passage.end] == whole.text[passage.of_start : passage.of_end]
    assert "shot dead eleven farmers" in cut.text[copy.passages[0].start : copy.passages[0].end]


def test_a_paragraph_within_an_article_of_ones_own_is_a_lift() -> None:
    lifted = AGENCY[AGENCY.index("The governor, Moussa") :]
    own = " ".join(f"Sentence {number} of the paper's own about harbour dues and the price of nets." for number in range(20))
    [copy] = found(article(AGENCY, "Reuters", 4), article(f"{own}\n\n{lifted}\n{own}", "Harbour Post", 5))
    assert copy.how == "lift"


def test_three_generations_are_one_family() -> None:
    first = article(AGENCY, "Reuters", 4)
    second = article(AGENCY + "\nThe Harbour Post has asked the army for its view and will print what it says.", "Harbour Post", 5)
    third = article(AGENCY[: AGENCY.index("Farmers there")], "Valley News", 6)
    copies = found(third, second, first)
    assert {copy.original for copy in copies} == {first.id}
    assert {copy.article_id for copy in copies} == {second.id, third.id}


def test_the_order_in_which_articles_come_changes_nothing() -> None:
    articles = [article(AGENCY, "Reuters", 4), article(AGENCY, "Harbour Post", 5), article(OTHER, "Mali Matin", 4)]
    told = [{(copy.article_id, copy.copy_of) for copy in found(*order)} for order in (articles, articles[::-1])]
    assert told[0] == told[1] != set()


def test_an_outlets_boilerplate_makes_no_copies() -> None:
    line = " Sign up for the morning letter of this paper and read each day what our reporters have found out about the harbour."
    texts = [" ".join(f"Word{number}x{place} stands here alone." for place in range(30)) + line for number in range(6)]
    assert found(*(article(text, "Harbour Post", 4, number) for number, text in enumerate(texts))) == []


def test_versions_of_one_article_are_not_boilerplate() -> None:
    runs = [np.arange(100, dtype=np.uint32) for _ in range(5)]
    assert [len(one) for one in without_boilerplate(runs, ["Post"] * 5)] == [100] * 5


def test_quotations_and_datelines_are_no_own_words() -> None:
    words = own_words(article(AGENCY, "Reuters", 4)).words
    assert "hoe" not in words
    assert "reuters" not in words
    assert "farmers" in words


def test_runs_are_the_same_in_every_process() -> None:
    one = article("one two three four five six", "Post", 4)
    assert Runs().of(one).tolist() == Runs().of(one).tolist() == [576639503, 3930281733]


def test_passages_stand_in_both() -> None:
    left, right = article("a b c d e f g x y z p q r s t", "A", 1), article("p q r s t u v a b c d e f g", "B", 2)
    shared = passages(own_words(left), own_words(right))
    assert [left.text[one.start : one.end] for one in shared] == ["a b c d e f g", "p q r s t"]
    assert [right.text[one.of_start : one.of_end] for one in shared] == ["a b c d e f g", "p q r s t"]


def test_without_days_the_record_decides() -> None:
    made = [assemble({"text": AGENCY, "publisher": name, "url": f"https://x.example/{name}"}, origin="x") for name in ("A", "B")]
    articles = [one for one in made if isinstance(one, Article)]
    assert [one.published for one in articles] == [None, None] or articles[0].published == date(2026, 3, 4)
    [copy] = found(*articles)
    assert copy.copy_of == articles[0].id

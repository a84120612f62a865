"""Articles on one happening are one story, within a window of days that moves on."""

from tests.link.test_copies import AGENCY, OTHER, article

from onrecord.link.stories import find_stories
from onrecord.link.terms import vectors
from onrecord.record import Article

STRIKE = """\
Dockers in the harbour of Valparaiso walked off their jobs for a second day over pay, and cruise ships were diverted to San Antonio.
The dockers' union said that the port company had broken off talks on wages and on the safety of cranes.
"""


def stories(*articles: Article) -> list[int]:
    return [told.story for told in find_stories(articles, {})]


def test_two_outlets_on_one_raid_are_one_story_and_a_strike_is_another() -> None:
    one, two, three = stories(article(AGENCY, "Reuters", 4), article(OTHER, "Mali Matin", 5), article(STRIKE, "Post", 4))
    assert one == two != three


def test_the_same_words_weeks_later_are_another_story() -> None:
    one, two = stories(article(AGENCY, "Reuters", 4), article(OTHER, "Mali Matin", 24))
    assert one != two


def test_the_window_moves_on_with_the_story() -> None:
    first, second, third = stories(
        article(AGENCY, "Reuters", 4), article(OTHER, "Mali Matin", 7), article(AGENCY + OTHER, "Harbour Post", 10)
    )
    assert first == second == third


def test_a_copy_is_in_its_originals_story_even_when_it_is_a_line_long() -> None:
    first, brief = article(AGENCY, "Reuters", 4), article("Eleven dead near Gao, governor says.", "Harbour Post", 4)
    told = find_stories([first, brief], {brief.id: first.id})
    assert told[0].story == told[1].story


def test_the_order_changes_nothing() -> None:
    articles = [article(AGENCY, "Reuters", 4), article(STRIKE, "Post", 4), article(OTHER, "Mali Matin", 5)]
    for order in (articles, articles[::-1]):
        told = {told.article_id: told.story for told in find_stories(order, {})}
        assert told[articles[0].id] == told[articles[2].id] != told[articles[1].id]


def test_vectors_have_length_one() -> None:
    weighed = vectors([article(AGENCY, "Reuters", 4), article(STRIKE, "Post", 4)])
    for place in range(2):
        terms, weights = weighed.of(place)
        assert abs(float((weights * weights).sum()) - 1) < 1e-5
        assert (terms[1:] > terms[:-1]).all()


def test_no_articles_make_no_stories() -> None:
    assert stories() == []

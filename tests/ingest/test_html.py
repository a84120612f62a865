"""Articles from web pages."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest.html import html_article
from onrecord.record import Article, Unread

PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8">
<title>Two towns sign truce | Example Times</title>
<meta name="author" content="Jane Doe"><meta property="og:site_name" content="Example Times">
<meta property="article:published_time" content="2024-03-03T10:00:00Z"><meta property="og:title" content="Two towns sign truce">
<link rel="canonical" href="https://times.example/a/1"></head><body><nav>Home</nav><article>
<p>ANVILLE, March 3 (Reuters) - The mayors of two towns signed a truce on Sunday,
officials said, ending a feud over a bridge.</p>
<p>The deal was signed in the café before monitors from abroad,
who said that they would stay for a month. 😀 \u200f\u05e9\u05dc\u05d5\u05dd</p>
</article></body></html>"""


def test_text_and_what_the_page_says_of_it() -> None:
    article = html_article(PAGE.encode(), "a.html", name="a")
    assert isinstance(article, Article)
    assert article.text.startswith("ANVILLE, March 3 (Reuters) - The mayors")
    assert "café" in article.text
    assert "😀" in article.text
    assert "Home" not in article.text
    assert (article.headline, article.byline, article.publisher) == ("Two towns sign truce", "Jane Doe", "Example Times")
    assert (article.published, article.url, article.language) == (date(2024, 3, 3), "https://times.example/a/1", "en")
    assert article.name == "a"
    assert article.agency == "Reuters"
    assert article.dateline is not None
    assert article.text[article.dateline.span.start : article.dateline.span.end] == "ANVILLE, March 3 (Reuters) -"


def test_a_date_to_come_is_kept() -> None:
    article = html_article(PAGE.replace("2024-03-03T", "2150-03-03T").encode(), "a.html")
    assert isinstance(article, Article)
    assert article.published == date(2150, 3, 3)


def test_a_date_is_not_guessed_from_prose() -> None:
    bare = PAGE.replace('<meta property="article:published_time" content="2024-03-03T10:00:00Z">', "").replace(
        "on Sunday", "on May 5, 2019"
    )
    article = html_article(bare.encode(), "a.html")
    assert isinstance(article, Article)
    assert article.published is None


def test_the_address_that_was_asked_for_goes_first() -> None:
    article = html_article(PAGE.encode(), "a.html", url="https://asked.example/")
    assert isinstance(article, Article)
    assert article.url == "https://asked.example/"


@pytest.mark.parametrize(
    ("codec", "charset"), [("utf-8", None), ("utf-8", "utf-8"), ("cp1252", "windows-1252"), ("utf-8", "no-such-thing")]
)
def test_charsets(codec: str, charset: str | None) -> None:
    content = PAGE.replace("😀", "").replace("\u200f\u05e9\u05dc\u05d5\u05dd", "").replace('<meta charset="utf-8">', "")
    article = html_article(content.encode(codec), "a.html", charset=charset)
    assert isinstance(article, Article)
    assert "café" in article.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<html></html>", "no article text"),
        (b"%PDF-1.4\0\1\2", "NUL"),
        (b"just words", "no article text"),
    ],
)
def test_what_is_no_article_is_told(content: bytes, words: str) -> None:
    found = html_article(content, "a.html")
    assert isinstance(found, Unread)
    assert words in found.error


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.integers(0, 900))
def test_nothing_breaks_it(noise: bytes, position: int) -> None:
    page = PAGE.encode()
    for content in (noise, page[:position] + noise + page[position:], b"<html>" + noise):
        assert isinstance(html_article(content, "a.html"), Article | Unread)

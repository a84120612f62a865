"""A reading as HTML: marked, and with nothing of the article that a browser would act upon."""

from html.parser import HTMLParser

from hypothesis import given, settings
from tests.madereports import attribution, days, reading, report, span_of
from tests.store.strategies import readings

from onrecord.record import Reading, Unread
from onrecord.record.html import marked_text, reading_html

NASTY = "Rebels <script>alert(1)</script> & 'x' \"y\" <img src=x onerror=alert(1)> shelled Idlib."


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.words += data


def read(html: str) -> _Tags:
    tags = _Tags()
    tags.feed(html)
    tags.close()
    return tags


@settings(deadline=None, max_examples=50)
@given(readings())
def test_only_our_own_tags(item: Reading) -> None:
    tags = read(reading_html(item))
    assert tags.tags <= {"style", "div", "b", "mark", "table", "tbody", "tr", "td", "br"}
    assert tags.attributes <= {"class"}


def test_scripts_are_words() -> None:
    said = attribution(NASTY, "<script>alert(1)</script>", "shelled")
    item = reading(NASTY, report("ASSAULT", "SYR", words="shelled", text=NASTY, said=said), headline="<script>h</script>")
    html = item._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;h" in html
    assert NASTY in read(html).words


def test_words_are_marked_once_by_the_telling_kind() -> None:
    text = "Rebels shelled Idlib"
    spans = [("actor", span_of(text, "Rebels shelled")), ("event", span_of(text, "shelled"))]
    assert marked_text(text, spans) == "<mark class='actor'>Rebels </mark><mark class='event'>shelled</mark> Idlib"
    assert marked_text("", []) == ""


def test_a_report_is_a_row() -> None:
    text = "Rebels shelled Idlib"
    said = attribution(text, "Rebels", "shelled", medium="Idlib")
    html = reading(
        text,
        report(
            "ASSAULT", "SYRREB", "TUR", words="shelled", text=text, said=said, mode="drone", time=days("2026-03-01", "2026-03-02")
        ),
    )._repr_html_()
    for words in (
        "ASSAULT / drone",
        "unknown [SYRREB] → unknown [TUR]",
        "fact",
        "unnamed (through Idlib)",
        "2026-03-01 to 2026-03-02",
    ):
        assert words in html


def test_no_reports() -> None:
    assert "No reports." in reading("Nothing happened.")._repr_html_()


def test_a_report_by_itself() -> None:
    said = attribution(NASTY, "<script>alert(1)</script>", "shelled")
    again = (span_of(NASTY, "<img src=x onerror=alert(1)>"),)
    one = report("ASSAULT", "SYR", words="shelled", text=NASTY, said=said, also=again)
    html = one._repr_html_()
    assert one.id in html
    assert "score 0.50" in html
    assert read(html).tags <= {"style", "div", "table", "tbody", "tr", "td", "b", "br", "p"}
    assert "onerror" in read(html).words


def test_what_is_unread_says_why() -> None:
    html = Unread(id="x", origin="a<b>.txt", stage="ingest", error="not <i>English</i>", excerpt="<script>")._repr_html_()
    assert read(html).tags == {"p", "b", "pre"}
    assert "not <i>English</i>" in read(html).words

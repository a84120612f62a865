"""The chain of sources in words: speaker, medium, publisher."""

from onrecord.record import Article, Report
from onrecord.show.passage import plain


def chain(report: Report, article: Article) -> str:
    """Who says so, from the inside out: "two officials (anonymous) → The Courier → Meridian"."""
    links: list[str] = []
    if report.attribution is not None:
        for attribution in report.attribution.chain():
            speaker = attribution.speaker
            links.append(f"{speaker.name} ({speaker.kind.value})" if speaker is not None else "a source that is not named")
            if attribution.medium is not None and (speaker is None or attribution.medium.name != speaker.name):
                links.append(attribution.medium.name)
    publisher = article.publisher or article.agency or "the article itself"
    if article.agency is not None and article.agency != article.publisher:
        links.append(article.agency)
    links.append(publisher)
    distinct = [link for number, link in enumerate(links) if number == 0 or link != links[number - 1]]
    return plain(" → ".join(distinct))

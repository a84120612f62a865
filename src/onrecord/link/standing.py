"""Where an article stands: when it came out, in whose name, on whose credit.

Invariant: an outlet has one name however it is written; two articles without a day stand in the order of the record.
"""

from collections.abc import Sequence

from onrecord.link.families import Standing
from onrecord.link.outlets import outlet_key
from onrecord.record import Article


def standings(articles: Sequence[Article]) -> list[Standing]:
    """For each article, in the record's order, what tells the earlier of two."""
    return [
        Standing(
            published=article.published,
            length=len(article.text),
            entry=entry,
            publisher=outlet_key(article.publisher),
            agency=outlet_key(article.agency),
        )
        for entry, article in enumerate(articles)
    ]

"""Articles of the shared sets, as the reader would be given them."""

import json
from pathlib import Path

from onrecord.ingest.assembly import assemble
from onrecord.record import Article, Unread


def made(fields: dict[str, str | None], origin: str) -> Article:
    """An article from its fields.

    Raises:
        ValueError: it is none.
    """
    article = assemble(fields, origin=origin)
    if isinstance(article, Unread):
        raise ValueError(f"{origin}: {article.error}")  # noqa: TRY004 - a fault of the data
    return article


def basil(path: Path) -> list[tuple[Article, str]]:
    """BASIL's articles, each with the story that it tells."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    names = ("text", "published", "publisher", "title", "url")
    return [(made({name: row[name] for name in names}, row["id"]), row["event"]) for row in rows]


def polnear(folder: Path) -> list[tuple[Article, str]]:
    """PolNeAR's articles, each with its file's name, which begins with outlet and day."""
    found = []
    for path in sorted((folder / "text").glob("*.txt")):
        outlet, day, _ = path.stem.split("_", 2)
        found.append(
            (made({"text": path.read_text(encoding="utf-8"), "publisher": outlet, "published": day}, path.name), path.stem)
        )
    return found

"""Turns hand-written readings of the example articles, which quote words, into gold readings with offsets.

A reading is a TOML file beside its article: a list `reports`, each with the words that tell the event. Invariant: every span of
a gold reading holds exactly the words that the hand-written one quotes; words that do not occur, or that occur more than once
without a number, stop the run.

    python -m training.gold examples/readings examples/articles --out examples/gold

Words are matched whole and with their case. Where they occur more than once, a number says which one is meant:
`"raid #2"` is the second "raid" of the text.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.codebook import load_codebook
from onrecord.errors import CodebookError, InputError, OnRecordError
from onrecord.record import SpeakerKind, Status

_NUMBERED = re.compile(r"(?P<words>.+) #(?P<number>[1-9]\d*)", re.DOTALL)
_COUNTRY = re.compile(r"[A-Z]{3}")
_MANNERS = ("direct", "indirect", "mixed")
_KEYS = {
    "predicate", "also", "types", "modes", "actors", "recipients", "status", "speakers", "kind", "quoted", "mediums", "date",
    "place", "countries", "optional",
}  # fmt: skip
_NEEDED = ("predicate", "types", "actors", "status")


def read_article(path: Path) -> tuple[dict[str, str], str]:
    """Reads an article with front matter between two `---` lines.

    Returns:
        The front matter, and the text: all that follows the newline of the closing `---` line, unchanged.

    Raises:
        InputError: there is no front matter, or a line of it is not `key: value`.
    """
    content = path.read_bytes().decode("utf-8")
    found = re.match(r"---\n(?P<front>.*?\n)---\n(?P<text>.*)\Z", content, re.DOTALL)
    if found is None:
        raise InputError(f"{path}: no front matter; begin the file with `key: value` lines between two lines of `---`")
    front = {}
    for line in found["front"].splitlines():
        key, colon, value = line.partition(":")
        if not colon or not value.strip():
            raise InputError(f"{path}: {line!r} in the front matter is not `key: value`; write one key on each line")
        front[key.strip()] = value.strip()
    return front, found["text"]


def occurrences(text: str, words: str) -> list[tuple[int, int]]:
    """Every place where `words` stand whole in `text`, as half-open offsets in code points."""
    return [found.span() for found in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]


def locate(text: str, quoted: str) -> tuple[int, int]:
    """Where the quoted words stand in `text`.

    Args:
        text: the article's text.
        quoted: words of the text, followed by " #" and a number (from 1) if they occur more than once.

    Returns:
        Half-open offsets in code points.

    Raises:
        InputError: the words do not occur, occur more than once without a number, or not as often as the number says.
    """
    numbered = _NUMBERED.fullmatch(quoted)
    words, number = (numbered["words"], int(numbered["number"])) if numbered else (quoted, None)
    found = occurrences(text, words)
    if not found:
        raise InputError(f"{words!r} does not occur; quote the text word for word")
    if number is None and len(found) > 1:
        raise InputError(f"{words!r} occurs {len(found)} times; say which one is meant, as in {words + ' #1'!r}")
    if number is not None and (number > len(found) or len(found) == 1):
        raise InputError(f"{quoted!r}: the words occur {len(found)} time(s); give a number that there is, or none for one")
    return found[(number or 1) - 1]


def _participants(text: str, row: Mapping[str, Any], side: str) -> list[list[str]]:
    """Checked `[mention, country, sector]` of one side; the mention is empty for attackers of whom nothing is said."""
    codebook = load_codebook()
    participants: list[list[str]] = row.get(side, [])
    if wrong := [participant for participant in participants if len(participant) != 3]:
        raise InputError(
            f"{side}: {wrong[0]!r} is not [mention, country, sector]; give all three, the sector empty if it cannot be told"
        )
    for mention, country, sector in participants:
        if mention and not occurrences(text, mention):
            raise InputError(f"{side[:-1]} {mention!r} does not occur; quote the text word for word")
        if not _COUNTRY.fullmatch(country):
            raise CodebookError(f"{country!r} of {mention!r} is no country code; use ISO 3166-1 alpha-3 or a supranational code")
        if sector and sector not in codebook.sectors:
            raise CodebookError(f"no sector {sector!r} (of {mention!r}): the sectors are {', '.join(sorted(codebook.sectors))}")
    return participants


def _days(row: Mapping[str, Any]) -> list[str] | None:
    """First and last day, ISO; one day alone may be written without a list."""
    given = row.get("date")
    if given is None:
        return None
    first, last = [given, given] if isinstance(given, date) else given
    if last < first:
        raise InputError(f"the date ends ({last}) before it begins ({first})")
    return [first.isoformat(), last.isoformat()]


def gold_report(text: str, row: Mapping[str, Any], number: int) -> dict[str, Any]:
    """One hand-written report with offsets in place of words.

    Raises:
        InputError: a key is unknown or missing, words do not stand in the text, or dates are out of order.
        CodebookError: a type, mode, status, kind or code is not of the codebook.
    """
    if strangers := set(row) - _KEYS:
        raise InputError(f"unknown key(s) {', '.join(sorted(strangers))}: the keys are {', '.join(sorted(_KEYS))}")
    if missing := [key for key in _NEEDED if key not in row]:
        raise InputError(f"no {' and no '.join(missing)}; every report needs {', '.join(_NEEDED)}")
    codebook = load_codebook()
    for type_ in row["types"]:
        codebook.check(type_)
    for mode in row.get("modes", []):
        if not any(mode in codebook.types[type_].modes for type_ in row["types"]):
            raise CodebookError(f"no mode {mode!r} of {' or '.join(row['types'])}; see the codebook's list of modes")
    for status in row["status"]:
        if status not in list(Status):
            raise CodebookError(f"no status {status!r}: they are {', '.join(Status)}")
    spans = [locate(text, words) for words in (row["predicate"], *row.get("also", []))]
    speakers = [locate(text, words) for words in row.get("speakers", [])]
    kind, quoted = row.get("kind"), row.get("quoted")
    if bool(speakers) != (kind is not None) or bool(speakers) != (quoted is not None):
        raise InputError("speakers, kind and quoted go together; give all three or none")
    if kind is not None and kind not in list(SpeakerKind):
        raise CodebookError(f"no kind of speaker {kind!r}: they are {', '.join(SpeakerKind)}")
    if quoted is not None and quoted not in _MANNERS:
        raise CodebookError(f"quoted is {quoted!r}; it is one of {', '.join(_MANNERS)}")
    place, countries = row.get("place"), row.get("countries", [])
    if place is not None and not occurrences(text, place):
        raise InputError(f"place {place!r} does not occur; quote the text word for word")
    for country in countries:
        if not _COUNTRY.fullmatch(country) or country in codebook.supranational:
            raise CodebookError(f"{country!r} is no country to be in; use ISO 3166-1 alpha-3")
    actors, recipients = _participants(text, row, "actors"), _participants(text, row, "recipients")
    begin, end = spans[0]
    return {
        "id": f"r{number}",
        "predicate": text[begin:end],
        "spans": [list(span) for span in spans],
        "types": row["types"],
        "modes": row.get("modes", []),
        "actors": [country for _, country, _ in actors],
        "recipients": [country for _, country, _ in recipients],
        "actor_mentions": actors,
        "recipient_mentions": recipients,
        "status": row["status"],
        "speakers": [list(span) for span in speakers],
        "speaker": text[speakers[0][0] : speakers[0][1]] if speakers else None,
        "speaker_kind": kind,
        "quoted": quoted,
        "mediums": [list(locate(text, words)) for words in row.get("mediums", [])],
        "date": _days(row),
        "place": place,
        "place_countries": countries,
        "optional": row.get("optional", False),
    }


def gold_reading(reading: Path, articles: Path) -> dict[str, Any]:
    """The gold reading of one article, in the form of `onrecord score`.

    Args:
        reading: the hand-written reading, `<id>.toml`.
        articles: the folder that holds `<id>.txt`.

    Raises:
        InputError: the article is missing or bears another id, or a report does not fit it; the message names file and report.
        CodebookError: something is not of the codebook.
    """
    path = articles / f"{reading.stem}.txt"
    if not path.is_file():
        raise InputError(f"{reading}: there is no article {path}; give both the same name")
    front, text = read_article(path)
    if missing := [key for key in ("id", "published", "publisher", "title") if key not in front]:
        raise InputError(f"{path}: no {' and no '.join(missing)} in the front matter; write the line")
    if front["id"] != reading.stem:
        raise InputError(f"{path}: its id is {front['id']!r}; it must be the file's name, {reading.stem!r}")
    try:
        table = tomllib.loads(reading.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{reading}: {error}; mend the TOML") from error
    reports = []
    for number, row in enumerate(table.get("reports", []), 1):
        try:
            reports.append(gold_report(text, row, number))
        except OnRecordError as error:
            raise type(error)(f"{reading}: report {number} ({row.get('predicate')!r}): {error}") from error
    gold: dict[str, Any] = {"doc": reading.stem}
    gold |= {key: front[key] for key in ("published", "publisher", "title")}
    gold["reports"] = reports
    if table.get("not_events"):
        gold["not_events"] = [{"span": list(locate(text, words))} for words in table["not_events"]]
    return gold


def as_json(gold: Mapping[str, Any]) -> str:
    """The gold reading as JSON with one line for each report, so that a change shows where it is."""
    lines = []
    for key, value in gold.items():
        if isinstance(value, list):
            items = ",\n".join("  " + json.dumps(item, ensure_ascii=False) for item in value)
            lines.append(f" {json.dumps(key)}: [\n{items}\n ]" if value else f" {json.dumps(key)}: []")
        else:
            lines.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("readings", type=Path, help="folder of hand-written readings, <id>.toml")
    parser.add_argument("articles", type=Path, help="folder of articles, <id>.txt")
    parser.add_argument("--out", type=Path, required=True, help="folder for the gold readings, <id>.json")
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    try:
        golds = [gold_reading(path, options.articles) for path in sorted(options.readings.glob("*.toml"))]
    except OnRecordError as error:
        print(error, file=sys.stderr)
        return 1
    for gold in golds:
        (options.out / f"{gold['doc']}.json").write_text(as_json(gold), encoding="utf-8", newline="\n")
    print(f"{len(golds)} articles, {sum(len(gold['reports']) for gold in golds)} reports")
    return 0


if __name__ == "__main__":
    sys.exit(main())

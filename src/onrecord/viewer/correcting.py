"""From a form to a judgement: what a person changed of a report, found again in the article's own words.

Invariant: only what differs from what the page showed becomes a change; words that do not stand in the article are refused.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from onrecord.errors import InputError
from onrecord.record import Judgement, Verdict
from onrecord.viewer.article import Card

#: participants that a form has room for, a side
SIDES = {"actor": 4, "recipient": 4}
_LONGEST_NAME = 80
_LONGEST_REASON = 500


def judgement(card: Card, text: str, reader: str, form: Mapping[str, str], *, at: datetime) -> Judgement:
    """What a form says of a report.

    Args:
        card: the report, as the page shows it now.
        text: its article's text.
        reader: digest of what read it.
        form: `verdict`, `judge`, `reason`, and for a fix `type`, `mode`, `status`, `words`, `speaker`, `speaker_kind`, and for each
            participant `actor-0-code` and `actor-0-words`, and so on.
        at: now, UTC.

    Raises:
        InputError: a value is missing or cannot be followed.
    """
    try:
        verdict = Verdict(form.get("verdict", ""))
    except ValueError as error:
        raise InputError("choose accept, reject or fix") from error
    if verdict.of_a_pair:
        raise InputError(f"{verdict} is said of two reports, not of one")
    return Judgement(
        verdict=verdict,
        reports=(card.row["id"],),
        judge=named(form),
        at=at,
        changes=changes(card, text, form) if verdict is Verdict.FIX else {},
        reason=reason(form),
        reader=reader,
    )


def named(form: Mapping[str, str]) -> str:
    """Who judges.

    Raises:
        InputError: the name is missing, or is none.
    """
    name = " ".join(form.get("judge", "").split())
    if not name or len(name) > _LONGEST_NAME or not name.isprintable():
        raise InputError(f"say who you are: a name of at most {_LONGEST_NAME} characters goes with every judgement")
    return name


def reason(form: Mapping[str, str]) -> str | None:
    """Why, in the judge's words, if they say so."""
    return form.get("reason", "").strip()[:_LONGEST_REASON] or None


def changes(card: Card, text: str, form: Mapping[str, str]) -> dict[str, Any]:
    """What the form has otherwise than the page.

    Raises:
        InputError: words of it do not stand in the article.
    """
    row = card.row
    found: dict[str, Any] = {}
    type_, mode = form.get("type", row["type"]), form.get("mode", row["mode"] or "") or None
    if type_ != row["type"]:
        # a type without a mode is said with the mode that goes with it
        found |= {"type": type_, "mode": mode}
    elif mode != row["mode"]:
        found |= {"type": type_, "mode": mode}
    if (status := form.get("status", row["status"])) != row["status"]:
        found["status"] = status
    words = form.get("words", row["trigger"])
    if words.strip() and _flat(words) != _flat(row["trigger"]):
        found["trigger"] = where(text, words, row["trigger_start"])
    sides = _sides(card, text, form)
    shown = [_told(one) for one in (*card.actors, *card.recipients)]
    if sides is not None and [_told(one) for one in sides] != shown:
        found["participants"] = [
            {"role": one["role"], "country": one["country"], "sectors": one["sectors"], "span": one["span"]} for one in sides
        ]
    speaker = _flat(form.get("speaker", row["speaker"] or ""))
    kind = form.get("speaker_kind", row["speaker_kind"] or "")
    if not speaker and row["speaker"] is not None:
        found["speaker"] = None
    elif speaker and (speaker, kind) != (_flat(row["speaker"] or ""), row["speaker_kind"]):
        found["speaker"] = {"name": speaker, "kind": kind, "span": where(text, speaker, row["trigger_start"])}
    return found


def where(text: str, words: str, near: int) -> dict[str, Any]:
    """The span where some words stand nearest to a place; white space may differ.

    Raises:
        InputError: they do not stand in the text.
    """
    wanted = words.split()
    places, start = [], text.find(wanted[0]) if wanted else -1
    while start >= 0:
        end = _end(text, start, wanted)
        if end is not None:
            places.append((abs(start - near), start, end))
        start = text.find(wanted[0], start + 1)
    if not places:
        raise InputError(f"“{_flat(words)[:80]}” does not stand in the article: give words of its own, letter for letter")
    _, start, end = min(places)
    return {"start": start, "end": end, "text": text[start:end]}


def _end(text: str, start: int, words: Sequence[str]) -> int | None:
    at = start
    for number, word in enumerate(words):
        if number:
            after = at
            while after < len(text) and text[after].isspace():
                after += 1
            if after == at:
                return None
            at = after
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at


def _sides(card: Card, text: str, form: Mapping[str, str]) -> list[dict[str, Any]] | None:
    if not any(f"{role}-0-code" in form for role in SIDES):
        return None
    found = []
    for role, rows in (("actor", card.actors), ("recipient", card.recipients)):
        for number in range(max(SIDES[role], len(rows)) + 1):
            code = form.get(f"{role}-{number}-code", "").strip().upper()
            words = form.get(f"{role}-{number}-words", "")
            if not code and not words.strip():
                continue
            if len(code) not in (3, 6):
                raise InputError(
                    f"{code or 'no code'} for “{_flat(words)[:60]}”: three letters of a country, and three of a sector if any"
                )
            kept = rows[number] if number < len(rows) else None
            span: dict[str, Any] | None = None
            if words.strip():
                if kept is not None and _flat(words) == _flat(kept["text"] or ""):
                    span = {"start": kept["text_start"], "end": kept["text_end"], "text": kept["text"]}
                else:
                    span = where(text, words, card.row["trigger_start"])
            same = kept is not None and code == kept["code"]
            sectors = list(kept["sectors"]) if same and kept is not None else [code[3:]] if code[3:] else []
            found.append({"role": role, "country": code[:3], "sectors": sectors, "span": span, "code": code})
    return found


def _told(one: Mapping[str, Any]) -> tuple[str, str, int | None, int | None]:
    span = one["span"] if "span" in one else {"start": one["text_start"], "end": one["text_end"]}
    return (one["role"], one["code"], None if span is None else span["start"], None if span is None else span["end"])


def _flat(words: str) -> str:
    return " ".join(words.split())

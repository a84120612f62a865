"""Datelines in every style, and sentences that look like them."""

import pytest

from onrecord.ingest.furniture import furniture

REST = " something happened there on Sunday, officials said.\nMore followed in the evening."

STYLES = [
    ("MOSCOW, March 3 (Reuters) - Russia", "MOSCOW, March 3 (Reuters) -", "MOSCOW", "March 3", "Reuters"),
    ("BEIRUT (AP) — Troops", "BEIRUT (AP) —", "BEIRUT", None, "Associated Press"),
    ("NAIROBI, Kenya — Police", "NAIROBI, Kenya —", "NAIROBI, Kenya", None, None),
    ("GENEVA (12 March 2024) – The council", "GENEVA (12 March 2024) –", "GENEVA", "12 March 2024", None),
    ("Jerusalem, 4 May, (Xinhua) -- Two men", "Jerusalem, 4 May, (Xinhua) --", "Jerusalem", "4 May", "Xinhua"),
    ("(ANSA) - ROME, MAR 3 - Italian police", "(ANSA) - ROME, MAR 3 -", "ROME", "MAR 3", "ANSA"),
    ("Moscow, March 3. /TASS/. Russian troops", "Moscow, March 3. /TASS/.", "Moscow", "March 3", "TASS"),
    ("New Delhi, Mar 3 (PTI) Prime Minister", "New Delhi, Mar 3 (PTI)", "New Delhi", "Mar 3", "PTI"),
    ("ISLAMABAD, Mar 03 (APP): Prime", "ISLAMABAD, Mar 03 (APP):", "ISLAMABAD", "Mar 03", "Associated Press of Pakistan"),
    ("NEW DELHI: The government", "NEW DELHI:", "NEW DELHI", None, None),
    ("MOSCOW/KYIV, March 3 (Reuters) - Russia", "MOSCOW/KYIV, March 3 (Reuters) -", "MOSCOW/KYIV", "March 3", "Reuters"),
    ("UNITED NATIONS (AP) — The council", "UNITED NATIONS (AP) —", "UNITED NATIONS", None, "Associated Press"),
    ("KYIV, Ukraine, March 3 (AP) — Troops", "KYIV, Ukraine, March 3 (AP) —", "KYIV, Ukraine", "March 3", "Associated Press"),
    ("Gaza City, Gaza Strip – Israeli", "Gaza City, Gaza Strip –", "Gaza City, Gaza Strip", None, None),
    ("SEOUL, March 3 (Yonhap) -- South Korea", "SEOUL, March 3 (Yonhap) --", "SEOUL", "March 3", "Yonhap"),
    ("ANKARA (AA) - Turkish", "ANKARA (AA) -", "ANKARA", None, "Anadolu Agency"),
    ("TEHRAN, March 3 (IRNA) – Iranian", "TEHRAN, March 3 (IRNA) –", "TEHRAN", "March 3", "IRNA"),
    ("Paris (AFP) – French", "Paris (AFP) –", "Paris", None, "Agence France-Presse"),
    ("Berlin (dpa) - German", "Berlin (dpa) -", "Berlin", None, "dpa"),
    ("TOKYO, March 3 (Kyodo) -- Japan", "TOKYO, March 3 (Kyodo) --", "TOKYO", "March 3", "Kyodo"),
    ("Washington (CNN)President Smith", "Washington (CNN)", "Washington", None, "CNN"),
    ("Madrid, Mar 3 (EFE).- The", "Madrid, Mar 3 (EFE).-", "Madrid", "Mar 3", "EFE"),
    ("New York, 3 March 2024 – The council", "New York, 3 March 2024 –", "New York", "3 March 2024", None),
    (
        "Gaza, Saturday, March 3, 2024 (WAFA) – Israeli",
        "Gaza, Saturday, March 3, 2024 (WAFA) –",
        "Gaza",
        "Saturday, March 3, 2024",
        "WAFA",
    ),
    ("WASHINGTON—The president", "WASHINGTON—", "WASHINGTON", None, None),
    ("WASHINGTON (RNS) Bishops", "WASHINGTON (RNS)", "WASHINGTON", None, "RNS"),
    ("BEIRUT (AP) — al-Qaida fighters", "BEIRUT (AP) —", "BEIRUT", None, "Associated Press"),
    ("PORT-AU-PRINCE, Haiti (AP) _ Gangs", "PORT-AU-PRINCE, Haiti (AP) _", "PORT-AU-PRINCE, Haiti", None, "Associated Press"),
    ("SÃO PAULO (Reuters) - “We", "SÃO PAULO (Reuters) -", "SÃO PAULO", None, "Reuters"),
    ("Dec 29 (Reuters) - The senator", "Dec 29 (Reuters) -", None, "Dec 29", "Reuters"),
    ("(Reuters) - The senator", "(Reuters) -", None, None, "Reuters"),
]

SENTENCES = [
    "Agence France-Presse (AFP) – The agency's office",
    "Saudi Press Agency (SPA) - The kingdom's voice",
    "Democratic Party (DP) - The largest party",
    "Moscow – the capital – was quiet when",
    "Moscow – The city of domes – was quiet when",
    "Israel, Iran – Both sides fired when",
    "OPINION — The war goes on and",
    "BREAKING: Troops enter the capital and",
    "NATO — The alliance met and",
    "EU - The union met and",
    "ISRAEL - HAMAS WAR GOES ON and",
    "TRUMP: We will win and",
    "EXCLUSIVE - Russia moved troops and",
    "On Monday, March 3 — The army struck and",
    "Sunday, 3 March – The army struck and",
    "Prime Minister, 3 March – He said that",
    "Russian troops, March 3 - They said that",
    "Iran (IRNA) said that",
    "KEY POINTS — The accord in short and",
    "Kharkiv (population 1.4 million) – The city where",
    "COVID-19 — The pandemic goes on and",
    "Q&A: What comes next and",
    "WHO: The outbreak is over and",
    "He was in Moscow (Reuters) - The minister and",
]


@pytest.mark.parametrize(("line", "whole", "place", "day", "agency"), STYLES)
def test_every_style_gives_its_pieces(line: str, whole: str, place: str | None, day: str | None, agency: str | None) -> None:
    text = line + REST
    found = furniture(text)
    dateline = found.dateline
    assert dateline is not None
    assert dateline.span.text == whole
    assert (dateline.place and dateline.place.text) == place
    assert (dateline.day and dateline.day.text) == day
    assert found.agency == agency
    for span in (dateline.span, dateline.place, dateline.day, dateline.agency):
        assert span is None or text[span.start : span.end] == span.text
    assert [part.span for part in found.parts] == [dateline.span]


@pytest.mark.parametrize("line", SENTENCES)
def test_a_sentence_is_no_dateline(line: str) -> None:
    found = furniture(line + REST)
    assert found.dateline is None
    assert found.parts == ()


def test_it_may_come_below_headline_and_byline() -> None:
    text = "Mayors sign truce\n\nBy Jane Doe\n\nANVILLE (AP) — The mayors signed a truce on Sunday."
    found = furniture(text)
    assert found.dateline is not None
    assert found.dateline.span.text == "ANVILLE (AP) —"
    assert found.byline == "Jane Doe"


def test_it_may_follow_the_headline_in_its_line() -> None:
    found = furniture("Two men held after blast. ANVILLE, Ohio (AP) — Police held two men on Sunday.")
    assert found.dateline is not None
    assert found.dateline.span.text == "ANVILLE, Ohio (AP) —"
    assert found.dateline.span.start == 26


def test_none_is_looked_for_deep_in_the_story() -> None:
    text = "\n".join(["The mayors of the two towns signed a truce on Sunday after years of trouble over the bridge. " * 2] * 9)
    assert furniture(text + "\nBEIRUT (AP) — Troops entered the town.").dateline is None

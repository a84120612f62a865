"""PLOVER in CAMEO's terms: whole, as GDELT values it, and as docs/cameo.md tells it."""

import json
import re
import sys
from pathlib import Path

import pytest

from onrecord.codebook import load_codebook
from onrecord.export.cameo import load_cameo
from onrecord.export.countries import countries

PAGE = Path(__file__).parents[2] / "docs" / "cameo.md"


def test_each_type_and_mode_has_a_code() -> None:
    cameo = load_cameo()
    for kind in load_codebook().types.values():
        for mode in (None, *kind.modes):
            code = cameo.event(kind.name, mode)
            assert re.fullmatch(r"(0[1-9]|1\d|20)\d{1,2}", code.code)
            assert -10 <= code.goldstein <= 10
    with pytest.raises(KeyError):
        cameo.event("ASSAULT", "tickle")


def test_titles_and_values_are_those_of_gdelt() -> None:
    # the gdelt package ships GDELT's own tables of codes
    table = json.loads((Path(sys.prefix) / "data" / "cameoCodes.json").read_text(encoding="utf-8"))
    for code in load_cameo().codes.values():
        assert code.goldstein == float(table["GoldsteinScale"][code.code]), code
        assert code.title == table["Description"][code.code].replace("'third' location", "third location"), code


def test_the_page_tells_the_whole_mapping() -> None:
    cameo = load_cameo()
    told = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if re.match(r"\| [A-Z]+ \|", line)]
    wanted = []
    for (type_, mode), step in cameo.steps.items():
        code = cameo.codes[step.code]
        shown = step.code if step.military is None else f"{step.code}, {step.military} by MIL"
        quads = load_codebook().types[type_].quad
        theirs = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")[code.quad - 1]
        moved = "" if quads == theirs else f" ({theirs})"
        wanted.append(f"| {type_} | {mode or ''} | {shown} | {code.title}{moved} | {code.goldstein:+} | {step.lost} |")
    assert told == wanted


def test_actors() -> None:
    cameo = load_cameo()
    assert cameo.actor("SYR", ("MIL", "GOV")) == "SYRMILGOV"
    assert cameo.actor("UNO", ()) == "IGOUNO"
    assert cameo.actor("UNK", ("JRN",)) == "MED"
    assert cameo.actor("UNK", ("UNK",)) == ""


def test_countries() -> None:
    table = countries()
    assert len(table) == 250
    assert (table["UKR"].fips, table["UKR"].numeric) == ("UP", "804")
    assert all(re.fullmatch("[A-Z]{3}", code) for code in table)

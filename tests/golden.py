"""The examples' readings in a compact form that a person can read. `python -m tests.golden` writes them anew.

The figures of a model change when it is trained again, and with them the readings: look at the differences before you keep them.
"""

import json
from pathlib import Path
from typing import Any

from tests.readexamples import example_readings

from onrecord.record import Reading, Report

FOLDER = Path(__file__).parent / "golden"


def compact(reading: Reading) -> dict[str, Any]:
    """A reading without offsets and scores."""
    return {
        "reports": [_report(report) for report in reading.reports],
        "attributions": [
            f"{one.source.text if one.source else '–'} | {one.cue.text if one.cue else '–'} | {one.manner.value}"
            for one in reading.attributions
        ],
    }


def _report(report: Report) -> dict[str, Any]:
    said = report.attribution
    return {
        "type": report.type + (f"/{report.mode}" if report.mode else ""),
        "trigger": " + ".join(span.text for span in (report.trigger, *report.also)),
        "actors": [f"{one.mention.span.text if one.mention else '–'} [{one.entity.code}]" for one in report.actors],
        "recipients": [f"{one.mention.span.text if one.mention else '–'} [{one.entity.code}]" for one in report.recipients],
        "status": report.status.value,
        "speaker": f"{said.speaker.name} ({said.speaker.kind.value})" if said and said.speaker else None,
        "medium": said.medium.name if said and said.medium else None,
        "date": f"{report.time.earliest} to {report.time.latest} ({report.time.basis.value})" if report.time else None,
        "place": f"{report.place.name}, {report.place.country} ({report.place.basis})" if report.place else None,
    }


def written(reading: Reading) -> str:
    """The compact form as the file holds it."""
    return json.dumps(compact(reading), ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, reading in example_readings().items():
        (FOLDER / f"{name}.json").write_text(written(reading), encoding="utf-8")


if __name__ == "__main__":
    main()

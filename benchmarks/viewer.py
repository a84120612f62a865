"""How fast the pages of `onrecord view` are, on made records: the first page, and the ten commonest filters.

    python -m benchmarks.viewer --reports 1000 100000 1000000 [--write]

Each page is asked of the application itself, without a network; a figure is the median of several askings, the first one apart.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.maderecord import make_record, size_of
from benchmarks.scores import table, write_section

ADDRESS = "http://127.0.0.1:8000"
ROUNDS = 5
FILTERS = {
    "all events": "/events",
    "type": "/events?type=ASSAULT",
    "type and mode": "/events?type=ASSAULT&mode=aerial",
    "actor, by code": "/events?actor=SYRMIL",
    "recipient, by word": "/events?recipient=reporters",
    "country": "/events?country=SDN",
    "days": "/events?since=2019-01-01&until=2019-03-31",
    "status": "/events?status=alleged",
    "place, on the map": "/events?place=aleppo&show=map",
    "source": "/events?said_by=lindqvist",
    "words": "/events?q=rebels+kharkiv",
    "matrix of dyads": "/events?show=dyads",
    "quotes of a speaker on a topic": "/quotes?speaker=orel&topic=davao",
}


def _memory() -> float:
    """Resident memory of this process, MiB."""
    import psutil

    return float(psutil.Process().memory_info().rss / 2**20)


def measure(reports: int, folder: Path) -> dict[str, Any]:
    """Seconds of each page on a record of so many reports."""
    from starlette.testclient import TestClient

    from onrecord.store import Record
    from onrecord.viewer import Index, make_app

    path = folder / str(reports)
    if not path.exists():
        make_record(path, reports)
    record = Record.open(path)
    kept = folder / f"{reports}.duckdb"
    kept.unlink(missing_ok=True)
    started = time.perf_counter()
    index = Index(record, kept)
    index.catch_up(whole=False)
    with TestClient(make_app(index, follow=True), base_url=ADDRESS) as client:
        _ask(client, "/")
        # what a person waits for who opens a record for the first time: something of it is there at once, the rest follows
        first = time.perf_counter() - started
        while not index.state.whole:
            time.sleep(0.05)
        whole = time.perf_counter() - started
    index.close()
    started = time.perf_counter()
    index = Index(record, kept)
    found: dict[str, Any] = {"first opening: first page": first, "first opening: all in view": whole}
    with TestClient(make_app(index), base_url=ADDRESS) as client:
        _ask(client, "/")
        found["opened again: first page"] = time.perf_counter() - started
        found["overview"] = _median(client, "/")
        for name, address in FILTERS.items():
            found[name] = _median(client, address)
        [row] = index.ask("SELECT article_id FROM reports ORDER BY entry DESC LIMIT 1")
        found["an article"] = _median(client, f"/article/{row['article_id']}")
        found["pulse"] = _median(client, "/pulse?seen=0")
    found["memory, MiB"] = _memory()
    found["articles"], found["reports"] = index.state.articles, index.state.reports
    found["record, MB"], found["index, MB"] = size_of(path) / 1e6, kept.stat().st_size / 1e6
    index.close()
    return found


def _median(client: Any, address: str) -> float:
    return statistics.median(_ask(client, address) for _ in range(ROUNDS))


def _ask(client: Any, address: str) -> float:
    started = time.perf_counter()
    answer = client.get(address)
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}\n{answer.text}")
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, nargs="+", default=[1000, 100_000, 1_000_000])
    parser.add_argument("--records", type=Path, help="folder for the made records; a temporary one if none is given")
    parser.add_argument("--write", action="store_true", help="write docs/scores.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.records or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        measured = []
        for reports in options.reports:
            print(f"{reports} reports …", file=sys.stderr)
            measured.append(measure(reports, folder))
    rows = [["seconds", *(f"{one['reports']:,} reports" for one in measured)]]
    for name in measured[0]:
        if name not in ("articles", "reports"):
            digits = 0 if name.endswith(("MiB", "MB")) else 2
            rows.append([name, *(f"{one[name]:.{digits}f}" for one in measured)])
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    body = table(rows) + f"\n\nOn {os.cpu_count()} cores, with {load:.1f} processes waiting for each at the end of the run."
    print(body)
    if options.write:
        data = f"Made records (seeded), ten reports an article; the median of {ROUNDS} askings"
        write_section("Speed of the pages", "python -m benchmarks.viewer --write", data, body)


if __name__ == "__main__":
    main()

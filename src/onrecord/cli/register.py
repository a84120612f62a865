"""`onrecord register`: what the register knows, and entries of one's own."""

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from onrecord.cli.terminal import OwnEntriesPath, console, day, told
from onrecord.errors import InputError

register = typer.Typer(no_args_is_help=True, help="What the register knows of persons, bodies and roles; entries of your own.")

_FIT = ("name", "surname", "short form")


@register.command()
def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name or phrase: 'Foggy Bottom', 'Armenian troops'.")],
    on: Annotated[str | None, typer.Option("--on", metavar="YYYY-MM-DD", help="The day of which the article speaks.")] = None,
    own: OwnEntriesPath = None,
    format_: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
) -> None:
    """Look a name up: the code that an article of that day would give it, and everything that it may stand for.

    The score is an entry's share of all that fits, by standing on the day and by how the name fits: weights by hand, no chance.

    Example: `onrecord register find "Angela Merkel" --on 2017-04-01`
    """
    from onrecord.resolve.actors.names import key
    from onrecord.resolve.actors.phrase import PhraseReader
    from onrecord.resolve.actors.register import load_register
    from onrecord.resolve.places.gazetteer import load_gazetteer

    with told():
        if format_ not in ("table", "jsonl"):
            raise InputError(f"--format {format_}: use table or jsonl")
        when = day(on, "--on")
        known = load_register(own)
        finding = PhraseReader(known, load_gazetteer()).read(name, on=when)
        rows: list[dict[str, object]] = [
            {
                "score": round(score, 2),
                "code": entry.country + (entry.sectors[0] if entry.sectors else ""),
                "name": entry.name,
                "what": entry.capacity or entry.kind,
                "first": entry.held[0],
                "last": entry.held[1],
                "standing": entry.standing,
                "fits by": _FIT[entry.looseness],
                "source": entry.source,
                "licence": entry.licence,
            }
            for entry, score in known.ranked(name, when)
        ]
        rows += [{"code": land.code, "name": known.land_name(land.code), "what": land.kind} for land in known.lands(key(name))]
        title = known.title(key(name))
        if title is not None:
            rows.append({"code": "".join(title.sectors[:1]), "name": title.phrase, "what": "role"})
    if format_ == "jsonl":
        for row in rows:
            console.print(json.dumps(row, ensure_ascii=False, default=str), markup=False, soft_wrap=True)
        return
    read_as = (finding.country or "UNK") + "".join(finding.sectors[:1]) if finding.basis != "nothing" else "nothing by itself"
    console.print(f"{name} reads as {read_as} ({finding.basis})", markup=False, soft_wrap=True)
    if not rows:
        console.print("The register has no entry of that name.")
        return
    table = Table(box=None, pad_edge=False, header_style="dim")
    for column in ("score", "code", "name", "what", "on that day", "days", "fits by", "source (licence)"):
        table.add_column(column)
    for row in rows:
        told_days = f"{row.get('first') or '…'} – {row.get('last') or '…'}" if row.get("first") or row.get("last") else None
        source = f"{row['source']} ({row['licence']})" if "source" in row else None
        cells = (*(row.get(one) for one in ("score", "code", "name", "what", "standing")), told_days, row.get("fits by"), source)
        table.add_row(*(Text("" if cell is None else str(cell)) for cell in cells))
    console.print(table)


@register.command()
def add(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Columns: name, country; others as docs/register.md tells.")],
    own: OwnEntriesPath = None,
) -> None:
    """Add persons and bodies of your own. They win over the register's, and a record names their digest.

    They are kept in the file that ONRECORD_REGISTER names, else in your own folder for onrecord; edit or remove it as you like.

    Example: `onrecord register add mine.csv`
    """
    from onrecord.resolve.actors.own import VARIABLE, own_file, read_own, write_own
    from onrecord.resolve.actors.register import Register

    with told():
        kept = own or own_file()
        if kept is None:
            raise InputError(f"{VARIABLE} is set to nothing: name a file in it, or with --register")
        countries = Register().countries
        before = read_own(kept, countries) if kept.is_file() else ()
        added = read_own(file, countries)
        write_own(kept, [*before, *added])
        new = len({*before, *added}) - len(set(before))
    console.print(f"{new} entries added, {len({*before, *added})} in all → {kept}", markup=False, soft_wrap=True)

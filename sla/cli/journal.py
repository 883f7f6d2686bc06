"""`journal`: the ledger's postings for other books."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from sla.cli import shown
from sla.cli.acting import AS, signed_in
from sla.values import Findings

DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.command()
@click.option("--period", default="", help="Only of this statement period, as 2026-03.")
@click.option("--from", "first", type=DAY, help="Only posted from this day on, in UTC.")
@click.option("--to", "last", type=DAY, help="Only posted up to this day, in UTC.")
@AS
@click.option(
    "--out",
    required=True,
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    help="The file: .csv for any book-keeping, .beancount for beancount.",
)
def journal(period: str, first: datetime | None, last: datetime | None, email: str, out: Path) -> None:
    """Write every posting that you may see, each entry balanced, with its statement, level, clause and reference."""
    from sla.operations.journal import Chosen, Kind, taken, written

    kind = next((each for each in Kind if out.suffix == f".{each}"), None)
    if kind is None:
        kinds = " or ".join(f".{each}" for each in Kind)
        raise click.BadParameter(f"{out.name} says no kind of journal; name it {kinds}", param_hint="--out")
    chosen = Chosen(period, first.date() if first else None, last.date() if last else None)
    with signed_in(email) as acting:
        found = taken(acting.books, chosen, by=acting.by)
        if isinstance(found, Findings):
            shown.refuse(found)
        out.write_bytes(written(found, kind, acting.clock()))
    click.echo(f"{out}: {len(found.postings):,} postings in {len(tuple(found.entries())):,} entries")

"""`journal`, `statements` and `payments`: what finance takes over into other books, and what it has from them."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
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


@click.command()
@click.option("--period", default="", help="Only of this statement period, as 2026-03.")
@AS
@click.option(
    "--out", required=True, type=click.Path(dir_okay=False, writable=True, path_type=Path), help="The ZIP file."
)
def statements(period: str, email: str, out: Path) -> None:
    """Fetch the issued statements that you may see: papers, index, journal, e-invoices and SHA256SUMS in one file."""
    from sla.operations.apart import ApartPress
    from sla.operations.bundle import bundle
    from sla.operations.pages import list_statements

    with signed_in(email) as acting:
        every = list_statements(acting.books, by=acting.by)
        numbers = [each.number for each in every if not period or each.period.key == period]
        whole, press = BytesIO(), ApartPress(acting.config.sealer, acting.config.archive)
        if refusal := bundle(acting.books, press, numbers, whole, by=acting.by):
            shown.refuse(refusal)
    out.write_bytes(whole.getvalue())
    click.echo(f"{out}: {len(numbers):,} statements; unpack it, and check it with: sha256sum -c SHA256SUMS")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--record", is_flag=True, help="Record what the rows come to; without it you only see it.")
@AS
def payments(file: Path, record: bool, email: str) -> None:
    """Look at a file of payments, or record it: all of its rows, or with anything wrong none.

    FILE is CSV or XLSX with the columns reference, date and amount, and if wanted statement and what.
    """
    from sla.operations.payments import plan

    with signed_in(email) as acting:
        found = plan(acting.books, file.name, file.read_bytes(), by=acting.by, at=acting.clock(), keep=record)
    if isinstance(found, Findings):
        shown.refuse(found)
    for each in found.rows:
        comes_to = "not possible" if not each.record else str(each.record.deed) if each.is_new else "recorded before"
        amount = each.record.amount if each.record else each.payment.amount
        number = each.claim.number if each.claim else "-"
        click.echo(f"{each.payment.day}  {number:<12} {amount!s:>18}  {comes_to:<15} {each.payment.reference}")
    if found.problems:
        shown.refuse(found.problems)
    told = "recorded" if record else "new; nothing is recorded without --record"
    click.echo(f"{file}: {len(found.rows):,} rows, {found.new:,} {told}")

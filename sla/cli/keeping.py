"""`backup`, `restore` and `advance`: the books put aside and put back, and a demonstration's clock put forward."""

from __future__ import annotations

import os
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sla.cli import shown
from sla.cli.acting import now
from sla.config import Config
from sla.values import Findings

if TYPE_CHECKING:
    from sla.operations.restoring import Inspected

FILE = click.argument("file", type=click.Path(dir_okay=False, path_type=Path))


@click.command()
@FILE
def backup(file: Path) -> None:
    """Write the books and every sealed file of this moment to FILE, while people work.

    The keys are not in it: keep the keys' folder apart from the backups, or whoever finds one can seal in your name.
    """
    from sla.operations.backup import back_up

    config = Config.from_environment(os.environ)
    made = back_up(config.owner, config.archive, file, now())
    if isinstance(made, Findings):
        shown.refuse(made)
    rows = sum(part.rows or 0 for part in made.parts.values())
    files = sum(part.rows is None for part in made.parts.values())
    click.echo(f"{file}: {rows:,} rows, {files:,} sealed files, {made.entries:,} entries of the log; head {made.head}")


@click.command()
@FILE
@click.option("--verify", is_flag=True, help="Only look: nothing is restored, and nothing is changed.")
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A receipt that was handed out: the backup must reach as far. May be repeated.",
)
@click.option("--older", is_flag=True, help="Restore it although later entries of the log are known.")
def restore(file: Path, verify: bool, receipts: tuple[Path, ...], older: bool) -> None:
    """Restore FILE into an empty installation (SLA_DATABASE, SLA_INSTANCE), once everything in it was looked at.

    Every part is checked by its hash, every row and file against the log, and the ledgers add up. A backup that is
    older than the present database or a receipt is told apart, and which entries are missing.
    """
    from sla.operations.restoring import inspect, restore
    from sla.store import rights

    config = Config.from_environment(os.environ)
    known = tuple(each.read_bytes() for each in receipts)
    found = inspect(file, database=config.owner if verify else "", receipts=known)
    if isinstance(found, Findings):
        shown.refuse(found)
    _tell(found)
    if verify or found.faults or (found.missing and not older):
        raise SystemExit(1 if found.faults or found.missing else 0)
    done = restore(file, config.owner, config.archive)
    if isinstance(done, Findings):
        shown.refuse(done)
    rights.prepare(config.owner, config.database)
    click.echo("Restored. Put the keys' folder in its place, then look once more: sla audit verify")


@click.command()
@click.argument("days", type=click.FloatRange(min=0, min_open=True, max=3650))
def advance(days: float) -> None:
    """Put the clock of a demonstration DAYS forward, to rehearse deadlines; refused in any other database."""
    from sla.operations.clocks import put_forward
    from sla.operations.demo import ADMINISTRATOR
    from sla.store.books import Books

    config = Config.from_environment(os.environ)
    books = Books.open(config.database)
    try:
        shows = put_forward(books, timedelta(days=days), ADMINISTRATOR, now)
    finally:
        books.close()
    if isinstance(shows, Findings):
        shown.refuse(shows)
    click.echo(f"It is {shows:%A, %d %B %Y, %H:%M %Z} in the demonstration.")


def _tell(found: Inspected) -> None:
    for each in (*found.faults, *found.missing):
        click.echo(str(each), err=True)
    looked = found.verified
    click.echo(
        f"Made {found.manifest.made}, revision {found.manifest.revision}: "
        f"{looked.entries:,} entries, {looked.rows:,} rows, {looked.files:,} files; head {looked.head}"
    )
    if not found.faults:
        click.echo("Whole and unchanged." if not found.missing else "Whole and unchanged, and not the latest.")

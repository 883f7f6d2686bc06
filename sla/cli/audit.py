"""`audit`: the books held against the log, the log written out, and the script that follows it elsewhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

import click

from sla.config import Config
from sla.values import Findings

if TYPE_CHECKING:
    from sla.store.audit import Progress
    from sla.store.books import Books


@click.group()
def audit() -> None:
    """The log: verify everything against it, write it out, prove it by old receipts."""


@audit.command()
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="An old receipt: the log must still be the one it was made under. May be repeated.",
)
def verify(receipts: tuple[Path, ...]) -> None:
    """Look at every entry, row and file; the first that is not what it was is named, and the command ends with 1."""
    from sla.operations import auditing

    config = Config.from_environment(os.environ)
    with opened(config) as books:
        found = auditing.verify(books, config.archive, _telling())
        for fault in found.faults[:1]:
            click.echo(str(fault))
        if found.faults[1:]:
            click.echo(f"{len(found.faults) - 1} more {'is' if len(found.faults) == 2 else 'are'} not as written.")
        click.echo(f"{found.entries:,} entries, {found.rows:,} rows, {found.files:,} files; head {found.head}")
        failed = bool(found.faults)
        if receipts and not failed:
            answer = auditing.proved(books, tuple(each.read_bytes() for each in receipts), config.keys / "root.pem")
            failed = isinstance(answer, Findings)
            for line in map(str, answer):
                click.echo(line)
    raise SystemExit(1 if failed else 0)


@audit.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--for", "company", default="", metavar="COMPANY", help="Show what an entry says only if it concerns them."
)
def export(file: Path, company: str) -> None:
    """Write the log to FILE, one entry a line, for `prove.py` to follow."""
    from sla.operations import auditing

    config = Config.from_environment(os.environ)
    with opened(config) as books:
        lines = auditing.exported(books, company)
        if isinstance(lines, Findings):
            raise click.ClickException("; ".join(lines.sentences()))
        with file.open("w", encoding="utf-8") as out:
            written = sum(1 for line in lines if out.write(f"{line}\n"))
    click.echo(f"{written - 1:,} entries in {file}")


@audit.command()
def script() -> None:
    """Print the stand-alone verifier: one file that needs Python and nothing else (`sla audit script > prove.py`)."""
    from sla.operations import auditing

    click.echo(auditing.SCRIPT.read_text(encoding="utf-8"), nl=False)


@contextmanager
def opened(config: Config) -> Iterator[Books]:
    """The books of the installation."""
    from sla.store.books import Books

    books = Books.open(config.database)
    try:
        yield books
    finally:
        books.close()


def _telling() -> Progress:
    """Say every few seconds how far it is."""
    said = monotonic()

    def tell(what: str, done: int, total: int) -> None:
        nonlocal said
        if monotonic() - said > 2:
            said = monotonic()
            click.echo(f"{done:,}{f' of {total:,}' if total else ''} {what}", err=True)

    return tell

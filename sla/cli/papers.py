"""`statement` and `verify`: paper made and paper checked."""

from __future__ import annotations

import getpass
import os
from datetime import UTC, datetime
from pathlib import Path

import click

from sla.cli import shown
from sla.cli.agreed import JSON, READING, chosen, loaded
from sla.config import Config
from sla.document.standalone.look import EXITS, read_log, told
from sla.operations import papers
from sla.operations.sealing import SealingPress
from sla.values import Findings


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option(
    "--data",
    "files",
    multiple=True,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV or XLSX file with figures. May be repeated.",
)
@click.option("--period", required=True, help="The statement period, as 2026-03.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Where to write the PDF.")
@READING
def statement(path: Path, files: tuple[Path, ...], period: str, out: Path | None, readings: tuple[str, ...]) -> None:
    """Make a sealed draft statement of one period from a contract and figures, without a database.

    Statements with a number are issued at the pages, after two approvals.
    """
    config = Config.from_environment(os.environ)
    definition = loaded(path)
    press = SealingPress.of(config)
    made = papers.drafted(
        definition,
        files,
        period,
        press,
        by=getpass.getuser(),
        at=datetime.now(UTC),
        readings=chosen(definition, readings),
    )
    if isinstance(made, Findings):
        shown.refuse(made)
    target = out or Path(f"{definition.key}-{period}-draft.pdf")
    target.write_bytes(made)
    click.echo(f"{target}: a sealed draft; check it with: sla verify {target}")


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--trust",
    type=click.Path(exists=True, path_type=Path),
    help="Whom to believe: the issuer's keys.json or root.pem. Without it, this installation's own.",
)
@click.option(
    "--newer",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A later statement that you have: says whether it took the place of this one. May be repeated.",
)
@click.option(
    "--log",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The issuer's log (`sla audit export`): says whether this very file was issued, whoever has the key.",
)
@click.option(
    "--receipt",
    "receipts",
    multiple=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A receipt of your own from later: proves that the log is the one of then. May be repeated.",
)
@JSON
def verify(
    file: Path,
    trust: Path | None,
    newer: tuple[Path, ...],
    log: Path | None,
    receipts: tuple[Path, ...],
    in_json: bool,
) -> None:
    """Check a statement: seal, whole file, attachments, and every amount computed again. No network, no database.

    Ends with 0 if it is genuine, unchanged and right to the cent; with 3 if it is all that and a newer one took its
    place; with 1 if it was altered, naming the part, or is not from whom you trust.
    """
    known = trust or Config.from_environment(os.environ).trust
    if receipts and log is None:
        raise click.UsageError("--receipt proves a log: name it with --log, or prove the receipt alone with prove.py")
    later = (each.read_bytes() for each in newer)
    verdict = papers.verified(file.read_bytes(), known, newer=later, log=read_log(log, receipts))
    if in_json:
        shown.as_json(verdict.as_dict())
    else:
        for line in told(verdict):
            click.secho(line, fg="red" if line.startswith("WRONG") else None)
    raise SystemExit(EXITS[verdict.answer])

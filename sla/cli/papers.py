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
    help="The root certificate to believe (PEM). Without it, this installation's own.",
)
@JSON
def verify(file: Path, trust: Path | None, in_json: bool) -> None:
    """Check a statement: seal, whole file, attachments, and every amount computed again. No network, no database.

    Ends with 0 only if it is genuine, unchanged and right to the cent.
    """
    verdict = papers.verified(file.read_bytes(), trust or Config.from_environment(os.environ).keys)
    if in_json:
        shown.as_json(verdict.as_dict())
    else:
        for check in verdict.checks:
            click.secho(
                f"{'ok   ' if check.passed else 'WRONG'}  {check.name:<14} {check.says}",
                fg=None if check.passed else "red",
            )
        if verdict.ok and verdict.facts:
            click.secho(f"{verdict.facts.number}: {verdict.facts.decision}", bold=True)
            click.echo("Genuine, unchanged, and every amount right to the cent.")
        else:
            click.secho("Do not rely on this file.", bold=True)
    raise SystemExit(0 if verdict.ok else 1)

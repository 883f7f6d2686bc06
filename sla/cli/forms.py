"""`template` and `schema`: what a vendor fills in, and what an editor checks a contract against."""

from __future__ import annotations

from pathlib import Path

import click

from sla.cli import shown
from sla.cli.agreed import loaded
from sla.contract.schema import schema as contract_schema
from sla.records import templates
from sla.settlement.trial import Misdated, period_named
from sla.submission.template import template as form_of

FORMS = {
    ".xlsx": templates.xlsx_template,
    ".csv": templates.csv_template,
    ".json": templates.json_template,
}


@click.command()
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--period", required=True, help="The statement period, as 2026-03.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it; .xlsx (a workbook to fill in), .csv, or .json (Table Schema).",
)
def template(path: Path, period: str, out: Path | None) -> None:
    """Write the blank form of one period: what the vendor reports, when, in which unit."""
    definition = loaded(path)
    try:
        wanted = period_named(definition, period)
    except Misdated as wrong:
        raise click.BadParameter(str(wrong)) from None
    form = form_of(definition.on(wanted), wanted)
    target = out or Path(f"{form.name}.xlsx")
    if target.suffix not in FORMS:
        raise click.BadParameter(f"{target.suffix or 'no ending'} is no form; use {', '.join(FORMS)}")
    target.write_bytes(FORMS[target.suffix](form))
    click.echo(str(target))


@click.command()
def schema() -> None:
    """Print the JSON Schema of contract files, for editors that complete and check as one types."""
    shown.as_json(contract_schema())

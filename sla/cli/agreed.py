"""`check`, `explain` and `settle`: contracts and figures from files, with no database and no network."""

from __future__ import annotations

from decimal import Decimal
from itertools import takewhile
from pathlib import Path

import click

from sla.cli import shown
from sla.contract.definition import Definition
from sla.contract.words import explain as explained
from sla.operations import definitions
from sla.settlement.canonical import as_dict, money, span
from sla.settlement.model import Settlement
from sla.settlement.scenarios import scenarios as written
from sla.settlement.trial import Misdated, period_named
from sla.settlement.whatif import differences
from sla.values import Findings, Money

PATH = click.argument("path", type=click.Path(path_type=Path))
JSON = click.option("--json", "in_json", is_flag=True, help="Print JSON instead of text.")
READING = click.option(
    "--reading",
    "readings",
    multiple=True,
    metavar="NAME=ANSWER",
    help="Choose another answer where the text leaves a reading open. May be repeated.",
)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--scenarios", is_flag=True, help="Print boundary cases as Gherkin instead, for people to confirm.")
@JSON
def check(paths: tuple[Path, ...], scenarios: bool, in_json: bool) -> None:
    """Read contracts, look for what they cannot mean, and try their own examples.

    PATHS are contract folders or files. Ends with 0 only without errors.
    """
    contracts = [contract for path in paths for contract in definitions.folders(path)]
    if scenarios:
        for contract in contracts:
            click.echo("\n".join(written(loaded(contract), definitions.called(contract))))
        return
    findings = Findings(finding for contract in contracts for finding in definitions.check(contract))
    if in_json:
        shown.as_json([shown.finding_as_dict(each) for each in findings])
    else:
        for each in findings:
            click.echo(str(each))
        errors, warnings = len(findings.errors), len(findings.warnings)
        click.echo(
            f"{len(contracts)} contract{'s' * (len(contracts) != 1)}: {errors} errors, {warnings} warnings", err=True
        )
    raise SystemExit(1 if findings.errors else 0)


def loaded(path: Path, in_json: bool = False) -> Definition:
    """The contract at a path; findings are printed and end the command."""
    found = definitions.load(path)
    if isinstance(found, Findings):
        shown.refuse(found, in_json)
    return found


def chosen(definition: Definition, readings: tuple[str, ...]) -> dict[str, str]:
    """`--reading NAME=ANSWER` as a mapping; an unknown name or answer is refused with those there are."""
    offered = {each.name: tuple(dict(each.choices)) for each in definition.at(definition.term.start).readings}
    found: dict[str, str] = {}
    for text in readings:
        name, _, answer = text.partition("=")
        if answer not in offered.get(name, ()):
            known = "; ".join(f"{each}={'|'.join(answers)}" for each, answers in offered.items())
            raise click.BadParameter(f"{text} is not a reading of this contract; there is {known or 'none'}")
        found[name] = answer
    return found


@click.command()
@PATH
@click.option("--on", "period", default="", metavar="PERIOD", help="The text in force for this period, as 2026-03.")
@READING
def explain(path: Path, period: str, readings: tuple[str, ...]) -> None:
    """Print a contract in plain sentences made from its rules."""
    definition = loaded(path)
    try:
        wanted = period_named(definition, period) if period else definition.statement_periods()[0]
    except Misdated as wrong:
        raise click.BadParameter(str(wrong)) from None
    for line in explained(definition.on(wanted, chosen(definition, readings))):
        click.echo(line)


@click.command()
@PATH
@click.option(
    "--data",
    "files",
    multiple=True,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV or XLSX file with figures. May be repeated.",
)
@click.option(
    "--period", default="", help="Only this statement period, as 2026-03; those before it still count as history."
)
@click.option(
    "--with",
    "other",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Another text of the contract: print what it would have changed, by period and clause.",
)
@READING
@JSON
def settle(
    path: Path, files: tuple[Path, ...], period: str, other: Path | None, readings: tuple[str, ...], in_json: bool
) -> None:
    """Settle figures under a contract: each line with its clause, result, amount and workings."""
    definition = loaded(path, in_json)
    settled = reached(definition, files, period, readings, in_json)
    if other is not None:
        changed(settled, reached(loaded(other, in_json), files, period, readings, in_json), in_json)
    elif in_json:
        shown.as_json(as_dict(settled))
    else:
        silent = tuple(takewhile(shown.is_silent, settled))
        shown.silence(silent)
        for each in settled[len(silent) :]:
            shown.settlement(definition.on(each.period, chosen(definition, readings)), each)


def reached(
    definition: Definition, files: tuple[Path, ...], period: str, readings: tuple[str, ...], in_json: bool
) -> tuple[Settlement, ...]:
    """The settlements that the files reach under one text; findings are printed and end the command."""
    sent = definitions.submissions(definition, files)
    if isinstance(sent, Findings):
        shown.refuse(sent, in_json)
    figures, warnings = sent
    for warning in warnings:
        click.echo(str(warning), err=True)
    settled = definitions.settle(definition, figures, period, chosen(definition, readings))
    if isinstance(settled, Findings):
        shown.refuse(settled, in_json)
    return settled


def changed(before: tuple[Settlement, ...], after: tuple[Settlement, ...], in_json: bool) -> None:
    """Print what the other text would have changed."""
    found = tuple(differences(before, after))
    total = sum((each.change for each in found), start=Money(Decimal(0), before[-1].currency))
    if in_json:
        rows = [
            {
                "period": span(each.period),
                "clause": each.clause,
                "before": money(each.before),
                "after": money(each.after),
                "change": money(each.change),
            }
            for each in found
        ]
        shown.as_json(
            {"contract": before[-1].contract, "currency": total.currency, "differences": rows, "change": money(total)}
        )
        return
    for each in found:
        amounts = "".join(f"{money(amount):>15}" for amount in (each.before, each.after, each.change))
        click.echo(f"{each.period.label:<24} {each.clause:<15}{amounts}")
    click.secho(f"{'In all, for the vendor':<70} {money(total):>15}", bold=True)

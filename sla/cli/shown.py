"""How findings and settlements look in a terminal."""

from __future__ import annotations

import json
import textwrap
from typing import Any, NoReturn

import click

from sla.contract.model import Contract, Direction
from sla.evaluation.model import Evaluation
from sla.settlement.canonical import scope
from sla.settlement.model import Settlement
from sla.settlement.workings import amount_in_words, sentence
from sla.values import Finding, Findings, Money


def finding_as_dict(finding: Finding) -> dict[str, Any]:
    """One finding as plain data."""
    place = finding.place
    return {
        "code": finding.code,
        "severity": str(finding.severity),
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "row": place.row,
        "heading": place.heading,
        "message": finding.message,
        "found": finding.found,
        "expected": finding.expected,
        "remedy": finding.remedy,
    }


def as_json(what: object) -> None:
    """Print plain data as JSON."""
    click.echo(json.dumps(what, indent=2, ensure_ascii=False))


def refuse(findings: Findings, in_json: bool = False) -> NoReturn:
    """Print what is wrong and end with 1."""
    if in_json:
        as_json({"findings": [finding_as_dict(each) for each in findings]})
    else:
        for each in findings:
            click.echo(str(each), err=True)
    raise SystemExit(1)


def settlement(contract: Contract, of: Settlement) -> None:
    """One period: its lines with workings, totals and the decision."""
    click.secho(f"\n{contract.title}, {of.period.label} (version {of.version})", bold=True)
    known: dict[object, Evaluation] = {
        (each.measurement.level, each.measurement.window, each.measurement.scope): each for each in of.evaluations
    }
    for line in of.lines:
        side = " " if not line.amount else "-" if line.direction is Direction.PENALTY else "+"
        title = contract.level(line.level).title if line.level else line.kind.capitalize()
        where = f"[{scope(line.scope)}] " if line.scope else ""
        when = "" if line.window == of.period else f" ({line.window.label})"
        # What tells lines apart, the clause, the site and the window, is never cut; a long title is.
        title = _short(title, max(8, 66 - len(line.clause or line.kind) - len(where) - len(when)))
        head = f"{line.clause or line.kind}  {where}{title}{when}"
        amount = amount_in_words(contract, line.amount.amount)
        click.echo(f"{head:<68} {line.outcome:>12} {side}{amount:>14}")
        why = sentence(contract, line, known.get((line.level, line.window, line.scope)))
        click.secho(textwrap.fill(why, 96, initial_indent="    ", subsequent_indent="    "), dim=True)
    for clause, says in of.consequences:
        click.echo(f"{clause}  follows: {says}")
    for word, total in (("penalties", of.penalties), ("incentives", of.incentives)):
        click.echo(f"{word:>82} {amount_in_words(contract, total.amount):>15}")
    click.secho(decision(contract, of.net), bold=True)
    for waiting in of.waiting_for:
        click.secho(f"waiting for {waiting}", fg="yellow")


def decision(contract: Contract, net: Money) -> str:
    """Who owes whom how much."""
    vendor, customer = contract.vendor.name or "the vendor", contract.customer.name or "the customer"
    if not net:
        return "Nothing is owed."
    who, whom = (vendor, customer) if net.amount < 0 else (customer, vendor)
    return f"{who} owes {whom} {net.currency} {amount_in_words(contract, abs(net.amount))}."


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"

"""How findings and settlements look in a terminal."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from typing import Any, NoReturn

import click

from sla.contract.model import Contract, Direction
from sla.contract.phrases import said
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import Measurement
from sla.settlement.canonical import scope
from sla.settlement.model import Line, Settlement
from sla.settlement.workings import amount_in_words, sentence
from sla.values import Finding, Findings, Money

MOST_PLACES = 3
"""How many sites or windows that wait for the same figure are named."""


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


def is_silent(of: Settlement) -> bool:
    """Whether nothing was reported for a period, and nothing follows from that."""
    moves = any(line.amount for line in of.lines) or of.consequences
    return not moves and not any(each.measurement.inputs for each in of.evaluations)


def silence(of: tuple[Settlement, ...]) -> None:
    """The periods since the term began for which nothing was reported, on one line."""
    if of:
        first, last = of[0].period, of[-1].period
        span = first.label if first == last else f"{first.label} to {last.label} ({len(of)} statements)"
        waits = "; what was due is waited for" if any(each.waiting_for for each in of) else ""
        click.secho(f"\n{span}: nothing is reported, and nothing is owed so far{waits}.", fg="yellow")


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
    click.secho(decision(contract, of.net, so_far=bool(of.waiting_for)), bold=True)
    for waiting in _waits(contract, of):
        click.secho(f"waiting for {waiting}", fg="yellow")


def _waits(contract: Contract, of: Settlement) -> Iterator[str]:
    """What is still to come, for which level, and of which site and window where those are not the whole."""
    held = [each.measurement for each in of.evaluations if each.outcome is Outcome.UNKNOWN]
    found: dict[tuple[str, str], dict[str, None]] = {}
    waiting: tuple[Measurement | Line, ...] = (*held, *of.lines)
    for here in waiting:
        spot = [scope(here.scope), here.window.label if here.window != of.period else ""]
        for name in here.missing or (("a result",) if here in held else ()):
            found.setdefault((name, here.level), {})[", ".join(filter(None, spot))] = None
    for (name, level), places in found.items():
        named = [place for place in places if place][:MOST_PLACES]
        more = len(places) - MOST_PLACES
        title = f" for {contract.level(level).title}" if level else ""
        where = f" [{'; '.join(named)}]" if named else ""
        yield f"{said(name)}{title}{where}{f' and {more} more' * (more > 0)}"


def decision(contract: Contract, net: Money, *, so_far: bool = False) -> str:
    """Who owes whom how much; so far, where something is still waited for."""
    until = " so far" if so_far else ""
    vendor, customer = contract.vendor.name or "the vendor", contract.customer.name or "the customer"
    if not net:
        return f"Nothing is owed{until}."
    who, whom = (vendor, customer) if net.amount < 0 else (customer, vendor)
    return f"{who} owes {whom} {net.currency} {amount_in_words(contract, abs(net.amount))}{until}."


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"

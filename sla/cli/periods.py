"""`period`: one period of an agreement, as the books know it now or knew it on a day."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import click

from sla.cli import shown
from sla.cli.acting import AS, Acting, signed_in
from sla.values import Findings

if TYPE_CHECKING:
    from sla.operations.pages import Scorecard


@click.command()
@click.argument("series")
@click.argument("period")
@AS
@click.option("--known", metavar="DATE", help="As known on a day (2026-04-09) or at a moment (2026-04-09T18:00).")
@click.option(
    "--json", "in_json", is_flag=True, help="All of it as canonical JSON: the same bytes for the same moment."
)
def period(series: str, period: str, email: str, known: str | None, in_json: bool) -> None:
    """Show PERIOD (2026-03) of the agreement whose statements count in SERIES: figures, decisions, result."""
    with signed_in(email) as acting:
        then = _moment(acting, series, period, known, in_json)
        if in_json:
            _print_json(acting, series, period, then)
        else:
            _print(_card(acting, series, period, then, in_json), then)


def _card(acting: Acting, series: str, period: str, known: datetime | None, in_json: bool) -> Scorecard:
    from sla.operations import pages
    from sla.operations.answers import unknown
    from sla.operations.known import not_open_yet

    number = pages.agreement_named(acting.books, series, by=acting.by)
    if number is None:
        shown.refuse(unknown("agreement", series), in_json)
    at = acting.clock()
    card = pages.scorecard(acting.books, number, period, by=acting.by, at=at, known=known)
    if card is None:
        now = pages.scorecard(acting.books, number, period, by=acting.by, at=at) if known else None
        shown.refuse(not_open_yet(now.log[0].at) if now else unknown("period", period), in_json)
    return card


def _moment(acting: Acting, series: str, period: str, text: str | None, in_json: bool) -> datetime | None:
    """The moment that is meant, on the contract's clock; None for now."""
    from sla.operations.known import moment

    if text is None:
        return None
    zone = _card(acting, series, period, None, in_json).contract.zone
    known = moment(text, zone, acting.clock())
    return shown.refuse(known, in_json) if isinstance(known, Findings) else known


def _print_json(acting: Acting, series: str, period: str, known: datetime | None) -> None:
    from sla.operations.known import told

    agreement = _card(acting, series, period, known, in_json=True).agreement
    answer = told(acting.books, agreement.id, period, by=acting.by, known=known)
    if isinstance(answer, Findings):
        shown.refuse(answer, in_json=True)
    click.echo(answer)


def _print(card: Scorecard, known: datetime | None) -> None:
    if known:
        click.secho(f"As known on {known:%Y-%m-%d %H:%M:%S %Z}", fg="yellow")
    number = f", statement {card.cycle.number}" if card.cycle.number else ""
    click.echo(f"{card.agreement.vendor.name}, {card.cycle.period.label}: {card.cycle.stage}{number}")
    for each in card.uploads:
        click.echo(f"version {each.version}  {each.file_name}  {each.at:%Y-%m-%d %H:%M}  SHA-256 {each.sha256}")
    for matter in card.matters:
        click.echo(f"{matter.kind} {matter.number}  {matter.state}  {matter.opened.name}")
    if card.settlement:
        shown.settlement(card.contract, card.settlement)

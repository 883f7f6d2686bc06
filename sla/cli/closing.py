"""`close`, `approve` and `worker`: a month's end for many agreements at once."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from time import sleep
from typing import TYPE_CHECKING

import click

from sla.cli import shown
from sla.cli.acting import AS, Acting, now, signed_in
from sla.cli.beside import telling
from sla.config import Config
from sla.cycle import Cycle
from sla.values import Findings

if TYPE_CHECKING:
    from sla.operations.approving import Signed
    from sla.operations.closing_hands import Hands
    from sla.store.closings import Closing

GLANCE = 0.5
"""Seconds between two looks at how far a closing has come."""
PERIOD = click.argument("period")


@click.command()
@PERIOD
@AS
@click.option("--workers", default=2, show_default=True, help="Processes that do the work; on SQLite only.")
@click.option("--chunk", default=20, show_default=True, help="Agreements that a worker takes at a time.")
def close(period: str, email: str, workers: int, chunk: int) -> None:
    """Close PERIOD, as 2026-03: settle what is submitted, and print, seal and post what is approved.

    It covers every agreement that you may see, does what your roles allow, and says what each one waits for. Stop it
    at any moment with Ctrl-C: the same command goes on where it stopped. On PostgreSQL the work is done by
    `sla worker`, as many as there are; this command only shows how far they are.
    """
    from sla.operations.closing import order_closing

    with signed_in(email) as acting:
        order = order_closing(acting.books, period, by=acting.by, at=acting.clock(), chunk=chunk)
        if isinstance(order, Findings):
            shown.refuse(order)
        if acting.books.engine.dialect.name == "postgresql":
            _queued(acting, order)
        else:
            _inline(acting, order, workers)
        _conclude(acting, order)


def _inline(acting: Acting, order: Closing, workers: int) -> None:
    """Processes of this command do the work, and results are told as they come."""
    from sla.operations.closing_hands import working

    with working(_hands(acting.config), order, acting.by, workers) as parts:
        _tell(acting, order, lambda: all(part.done() for part in parts))
        for part in parts:
            if part.exception():
                click.echo(f"Broken off: {part.exception()}", err=True)


def _queued(acting: Acting, order: Closing) -> None:
    """Workers elsewhere do the work; Ctrl-C stops looking at it, not the work."""
    from sla.operations import closing_hands
    from sla.operations.closing import left

    closing_hands.queued(acting.books, order, by=acting.by)
    click.echo("Queued for the workers; where none runs, start one with: sla worker", err=True)

    def done() -> bool:
        waiting, taken = closing_hands.under_way(acting.books, order.id, by=acting.by)
        return waiting == taken == 0 or not left(acting.books, order.id, by=acting.by)

    _tell(acting, order, done)


def _tell(acting: Acting, order: Closing, done: Callable[[], bool]) -> None:
    """Print each result once, in the order in which they come, until the work is done."""
    from sla.operations.closing import left, progress

    turn, ended = 0, False
    while True:
        ended = done()
        for each in progress(acting.books, order.id, by=acting.by, after=turn):
            turn = each.turn
            click.echo(f"{each.reference:<24} {each.result:<9} {each.says}")
        if ended:
            return
        click.echo(f"\r{left(acting.books, order.id, by=acting.by)} left ", nl=False, err=True)
        sleep(GLANCE)


def _conclude(acting: Acting, order: Closing) -> None:
    """The sum of it all; ends with 1 where something was refused or broke off."""
    from sla.operations.closing import left, progress, troubles
    from sla.store.closings import Result

    told = Counter(each.result for each in progress(acting.books, order.id, by=acting.by))
    click.echo(", ".join(f"{told[result]} {result}" for result in Result if told[result]) or "Nothing was done.")
    for each in troubles(acting.books, order.id, by=acting.by):
        click.echo(f"{each.reference}: {each.says}", err=True)
    open_still = left(acting.books, order.id, by=acting.by)
    if open_still:
        click.echo(
            f"{open_still} are not done: put right what is said above, and run the same command again.", err=True
        )
    raise SystemExit(1 if open_still or told[Result.REFUSED] else 0)


@click.command()
@PERIOD
@AS
@click.option("--agreement", "references", multiple=True, metavar="REFERENCE", help="Only this one. May be repeated.")
def approve(period: str, email: str, references: tuple[str, ...]) -> None:
    """Sign every settlement of PERIOD, as 2026-03: one signature of two, under each by itself.

    Nobody signs what they prepared or sent in, and nobody signs twice; what is refused is said and stops no other.
    """
    from sla.operations.approving import approve_many

    with signed_in(email) as acting:
        signed = approve_many(
            acting.books, period, by=acting.by, at=acting.clock(), references=references, progress=_told
        )
    refused = sum(isinstance(each.answer, Findings) for each in signed)
    click.echo(f"{len(signed) - refused} signed, {refused} refused")
    raise SystemExit(1 if refused or not signed else 0)


def _told(signed: Signed) -> None:
    if isinstance(signed.answer, Cycle):
        click.echo(f"{signed.reference:<24} {signed.answer.stage}")
    else:
        click.echo(f"{signed.reference:<24} refused   {' '.join(signed.answer.sentences())}")


@click.command()
@click.option("--once", is_flag=True, help="End when nothing waits any more.")
@click.option("--lost-after", default=20, show_default=True, help="Seconds until a silent worker is given up.")
def worker(once: bool, lost_after: int) -> None:
    """Do the work of closings on PostgreSQL, until Ctrl-C; start as many as you like, on any machine.

    All of them need the same database, keys and archive. What a worker leaves behind when it is killed is taken up
    by another. `sla deliver` runs beside it, unless SLA_DELIVER=apart says that it runs elsewhere.
    """
    from sla.operations.closing_hands import work
    from sla.store.database import address
    from sla.store.jobs import Patience

    config = Config.from_environment(os.environ)
    if address(config.database).get_backend_name() != "postgresql":
        raise click.ClickException("Workers need PostgreSQL. On SQLite, sla close does the work itself.")
    if not once:
        telling()
    work(_hands(config), once=once, patience=Patience(sign=lost_after / 4, lost=lost_after))


def _hands(config: Config) -> Hands:
    from sla.operations.closing_hands import Hands
    from sla.operations.sealing import SealingPress

    return Hands(config.database, SealingPress.of(config), now)

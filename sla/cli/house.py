"""`serve`, `db` and `demo`: running an installation."""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import click

from sla.cli.beside import beside, telling
from sla.config import Config

if TYPE_CHECKING:
    from sla.operations.demo import Issued


SECRETS = {"SLA_PASSPHRASE", "SLA_PASSPHRASE_FILE", "SLA_MAIL_PASSWORD"}
"""What the pages are not told."""
PAGES = "sla.web:create_app()"
"""The web door, by the name that servers know it under."""


def now() -> datetime:
    """The one clock of the command line, in UTC."""
    return datetime.now(UTC)


@click.command()
@click.option("--host", help="Address to listen on; the settings' own by default.")
@click.option("--port", type=int, help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the pages on loopback, with gunicorn. The doors do not know each other: it is started by name.

    The key that seals stays out of it: without SLA_SEALER, a sealer is started beside the pages, and ends with them.
    So is `sla deliver`, unless SLA_DELIVER=apart says that it runs elsewhere.
    """
    from sla.store import rights

    config = Config.from_environment(os.environ)
    config.instance.mkdir(parents=True, exist_ok=True)
    rights.prepare(config.owner, config.database)
    where = f"{host or config.host}:{port or config.port}"
    pages = {name: value for name, value in os.environ.items() if name not in SECRETS}
    if "SLA_SEALER" not in os.environ:
        _sealer_beside(config)
    telling()
    click.echo(f"Pages on http://{where}/  (end with Ctrl-C)")
    server = [sys.executable, "-m", "gunicorn", "--bind", where, "--threads", "4", "--log-level", "warning", PAGES]
    os.execve(sys.executable, server, pages)  # noqa: S606 -- our own interpreter, no shell, nothing left to do here


def _sealer_beside(config: Config) -> None:
    """Start a sealer, and wait until it listens."""
    started = beside("sealer")
    while started.poll() is None and not config.sealer.exists():
        sleep(0.05)
    if started.returncode is not None:
        raise click.ClickException("The sealer did not start; what it said stands above.")


@click.command()
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input ends.")
def sealer(beside: bool) -> None:
    """Seal what the pages ask for, in this process alone: give its key (SLA_KEYS) to nobody else.

    It listens on SLA_SEALER, a socket that its owner and group may use. Papers whose amounts do not follow from their
    figures are not sealed.
    """
    from sla.operations.sealer import Occupied, serve
    from sla.operations.sealing import SealingPress

    config = Config.from_environment(os.environ)

    def say(text: str) -> None:
        click.echo(f"{now():%Y-%m-%d %H:%M:%S} {text}", err=True)

    try:
        serve(SealingPress.of(config), config.sealer, say, now, until=sys.stdin.buffer if beside else None)
    except (Occupied, OSError) as wrong:
        raise click.ClickException(f"{wrong}") from None


@click.group()
def db() -> None:
    """The database: bring it up to date, or say where it stands."""


@db.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database to a revision, the newest by default.

    On PostgreSQL with SLA_DATABASE_OWNER: as the owner of the tables, who then lets the role of SLA_DATABASE in.
    """
    from sla.store import database, rights

    config = Config.from_environment(os.environ)
    config.instance.mkdir(parents=True, exist_ok=True)
    try:
        rights.prepare(config.owner, config.database, revision)
    except rights.Overpowered as refused:
        raise click.ClickException(str(refused)) from None
    click.echo(f"{shown_url(config.database)} is at {database.current(config.database)}")


@db.command()
def current() -> None:
    """Say at which revision the database is."""
    from sla.store import database

    config = Config.from_environment(os.environ)
    click.echo(
        f"{shown_url(config.database)} is at {database.current(config.database) or 'nothing yet; run: sla db migrate'}"
    )


def shown_url(url: str) -> str:
    """The database's address without its password."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)


@click.command()
@click.option("--workers", default=2, show_default=True, help="Processes that print and seal.")
@click.option("--serve/--no-serve", "then_serve", default=True, envvar="DEMO_SERVE", help="Serve the pages afterwards.")
@click.pass_context
def demo(context: click.Context, workers: int, then_serve: bool) -> None:
    """Play two contracts on public data from the vendors' files to sealed statements, then serve the pages.

    It goes on where it stopped; delete the instance folder to begin anew. DEMO_SERVE=0 ends before serving.
    """
    from sla.operations import demo as play
    from sla.operations.clocks import clock_of
    from sla.operations.ready import offer
    from sla.operations.sealing import SealingPress
    from sla.store import rights
    from sla.store.books import Books

    config = Config.from_environment(os.environ)
    config.instance.mkdir(parents=True, exist_ok=True)
    rights.prepare(config.owner, config.database)
    books = Books.open(config.database)
    started = monotonic()

    def say(text: str) -> None:
        click.echo(f"[{monotonic() - started:5.0f} s] {text}")

    try:
        issued = play.played(
            books,
            SealingPress.of(config),
            config.contracts,
            clock=clock_of(books, now),
            say=say,
            workers=workers,
        )
    except play.Refused as refused:
        raise click.ClickException(str(refused)) from None
    finally:
        books.close()
    folder = config.instance / "statements"
    table(issued, folder)
    for each in issued:
        named(each, folder)
    click.echo("\nReady sign-ins, all with the password " + play.PASSWORD + ":")
    offer(config.instance, play.sign_ins())
    for who in play.sign_ins():
        click.echo(f"  {who.name:<15} {who.email:<40} {who.says}")
    files = config.contracts / play.SCENES[-1].folder / "data"
    click.echo("To practise: sign in as partner.dell@practice.example and upload, for March 2014,")
    click.echo(f"  {files}/march-with-mistakes.csv, then march.csv beside it.")
    if then_serve:
        context.invoke(serve)


def table(issued: tuple[Issued, ...], folder: Path) -> None:
    """What each vendor owes or is owed, and where its statements are."""
    from sla.statement.wording import money

    totals: dict[tuple[str, str], list[Issued]] = defaultdict(list)
    for each in issued:
        totals[(each.definition, each.vendor)].append(each)
    click.echo(f"\n{'contract':<12} {'vendor':<52} statements {'in all':>16}")
    for (definition, vendor), statements in totals.items():
        net = sum((each.net for each in statements[1:]), start=statements[0].net)
        owes = "owes" if net.amount < 0 else "is owed" if net.amount else ""
        amount = money(-net if net.amount < 0 else net)
        click.echo(f"{definition:<12} {vendor:<52.52} {len(statements):>10} {owes:>8} {amount:>16}")
    click.echo(f"\n{len(issued)} sealed statements, as {folder}/CONTRACT/PERIOD_NUMBER.pdf")


def named(statement: Issued, folder: Path) -> None:
    """A second name, for people, of a statement that the archive keeps under its hash."""
    link = folder / statement.definition / f"{statement.period}_{statement.number}.pdf"
    link.parent.mkdir(parents=True, exist_ok=True)
    if not link.exists():
        os.link(statement.path, link)

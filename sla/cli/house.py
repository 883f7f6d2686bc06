"""`serve`, `db` and `demo`: running an installation."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic

import click

from sla.config import Config


def now() -> datetime:
    """The one clock of the command line, in UTC."""
    return datetime.now(UTC)


@click.command()
@click.option("--host", help="Address to listen on; the settings' own by default.")
@click.option("--port", type=int, help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the pages on loopback."""
    from werkzeug.serving import run_simple

    from sla.web import create_app

    config = Config.from_environment(os.environ)
    where = (host or config.host, port or config.port)
    click.echo(f"Pages on http://{where[0]}:{where[1]}/  (end with Ctrl-C)")
    run_simple(*where, create_app(config), threaded=True)


@click.group()
def db() -> None:
    """The database: bring it up to date, or say where it stands."""


@db.command()
@click.argument("revision", default="head")
def migrate(revision: str) -> None:
    """Bring the database to a revision, the newest by default."""
    from sla.store import database

    config = Config.from_environment(os.environ)
    config.instance.mkdir(parents=True, exist_ok=True)
    database.migrate(config.database, revision)
    click.echo(f"{shown_url(config.database)} is at {database.current(config.database)}")


@db.command()
def current() -> None:
    """Say at which revision the database is."""
    from sla.store import database

    config = Config.from_environment(os.environ)
    click.echo(f"{shown_url(config.database)} is at {database.current(config.database) or 'nothing yet; run: sla db migrate'}")


def shown_url(url: str) -> str:
    """The database's address without its password."""
    from sqlalchemy import make_url

    return make_url(url).render_as_string(hide_password=True)


@click.command()
@click.option("--workers", default=2, show_default=True, help="Processes that print and seal.")
def demo(workers: int) -> None:
    """Play two contracts on public data from the vendors' files to sealed statements, and say what to open."""
    from sla.operations import demo as play
    from sla.operations.press import SealingPress
    from sla.store import database
    from sla.store.books import Books

    config = Config.from_environment(os.environ)
    config.instance.mkdir(parents=True, exist_ok=True)
    database.migrate(config.database)
    books = Books.open(config.database)
    started = monotonic()

    def say(text: str) -> None:
        click.echo(f"[{monotonic() - started:5.0f} s] {text}")

    try:
        issued = play.played(books, SealingPress(config.keys, config.archive), config.contracts, clock=now, say=say,
                             workers=workers)
    except play.Refused as refused:
        raise click.ClickException(str(refused)) from None
    finally:
        books.close()
    table(issued, config.archive)
    click.echo("\nSign in with the password: " + play.PASSWORD)
    for role, company, address in play.sign_ins():
        click.echo(f"  {role:<15} {address:<42} {company}")


def table(issued: tuple[object, ...], archive: Path) -> None:
    """What each vendor owes or is owed, and where its statements are."""
    from collections import defaultdict

    from sla.operations.demo import Issued
    from sla.statement.wording import balance
    from sla.values import Money

    totals: dict[tuple[str, str], list[Money]] = defaultdict(list)
    for each in issued:
        if isinstance(each, Issued):
            totals[(each.definition, each.vendor)].append(each.net)
    for (definition, vendor), nets in totals.items():
        net = sum(nets[1:], start=nets[0])
        click.echo(f"{definition:<12} {vendor:<48.48} {len(nets):>3} statements  {balance(net):>32}")
    click.echo(f"\n{len(issued)} sealed statements in {archive}; each is also under Statements on the pages.")

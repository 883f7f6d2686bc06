"""`deliver`: tells the news, by webhook and by mail."""

from __future__ import annotations

import os
import sys
from threading import Event, Thread
from typing import IO

import click

from sla.config import Config

GLANCE = 2.0
"""Seconds between two looks for news."""


@click.command()
@click.option("--once", is_flag=True, help="End when nothing is due any more.")
@click.option("--beside", is_flag=True, hidden=True, help="End when standard input ends.")
def deliver(once: bool, beside: bool) -> None:
    """Tell programs and people what they wished to be told, by webhook and by mail, until Ctrl-C.

    Mail needs SLA_MAIL (smtp://user@mail.example:587), SLA_MAIL_FROM and perhaps SLA_MAIL_PASSWORD; without them none
    is sent. Webhooks reach the public network only, and besides what SLA_WEBHOOKS_INSIDE lists. Start as many as you
    like, on any machine with the same database and archive: each message is sent by one of them at a time.
    """
    from sla.cli.acting import now
    from sla.operations.apart import ApartPress
    from sla.operations.clocks import clock_of
    from sla.operations.delivering import Courier
    from sla.store.books import Books

    config = Config.from_environment(os.environ)
    books = Books.open(config.database)
    press = ApartPress(config.sealer, config.archive, config.address)
    courier = Courier(books, press, clock_of(books, now), config.address, config.mail, config.inside)
    over = Event()
    if beside:
        Thread(target=_end_with, args=(sys.stdin.buffer, over), daemon=True).start()
    try:
        while True:
            sent = courier.round()
            if sent:
                click.echo(f"{now():%Y-%m-%d %H:%M:%S} tried {sent}", err=True)
            if once or over.wait(GLANCE):
                return
    finally:
        books.close()


def _end_with(pipe: IO[bytes], over: Event) -> None:
    """Whoever started us holds the other end; it closes when they are gone."""
    pipe.read()
    over.set()

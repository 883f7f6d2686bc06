"""Who acts at the command line: somebody with an address and a password, like at the pages."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from sla.cli import shown
from sla.config import Config
from sla.cycle import Person
from sla.values import Findings

if TYPE_CHECKING:
    from sla.store.books import Books

AS = click.option(
    "--as",
    "email",
    required=True,
    envvar="SLA_AS",
    metavar="EMAIL",
    help="Who acts; or SLA_AS. The password is asked, or taken from SLA_PASSWORD; a one-time code from SLA_CODE.",
)


@dataclass(frozen=True, slots=True)
class Acting:
    """A person who signed in, and the books they act on."""

    config: Config
    books: Books
    by: Person
    clock: Callable[[], datetime]


def now() -> datetime:
    """The real time in UTC; a function of a module, so that other processes find it."""
    return datetime.now(UTC)


@contextmanager
def signed_in(email: str) -> Iterator[Acting]:
    """Sign somebody in for as long as the command runs."""
    from sla.operations import people, second_step
    from sla.operations.clocks import clock_of
    from sla.store.books import Books

    config = Config.from_environment(os.environ)
    password = os.environ.get("SLA_PASSWORD") or click.prompt("Password", hide_input=True, err=True)
    books = Books.open(config.database)
    try:
        clock = clock_of(books, now)
        by = people.password_given(books, email, password, at=clock())
        if isinstance(by, people.HalfIn):
            code = os.environ.get("SLA_CODE") or click.prompt("One-time code", err=True)
            by = second_step.passed(books, config.second_step_secret(), code, by=by.person, at=now())
        if isinstance(by, Findings):
            shown.refuse(by)
        yield Acting(config, books, by, clock)
    finally:
        books.close()

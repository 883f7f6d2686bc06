"""The queue of finance: issued statements by what is asked for, a page at a time, and what waits to be booked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sla.cycle import Person
from sla.store import issued
from sla.store.books import Books
from sla.store.issued import Choices, Issued, Wanted
from sla.values import Period

PERIODS = 6
"""How many of the latest periods with statements to book are named."""


@dataclass(frozen=True, slots=True)
class Queue:
    """One page of those that are wanted, how many there are, what else to choose, and what is not booked yet."""

    statements: tuple[Issued, ...]
    found: int
    choices: Choices
    to_book: tuple[tuple[Period, int], ...]


def statement_queue(books: Books, wanted: Wanted, *, by: Person, page: Callable[[int], slice]) -> Queue:
    """The part that `page` cuts out of so many, as far as the person may see."""
    with books.reading(by) as connection:
        found = issued.count(connection, by, wanted)
        return Queue(
            issued.issued_statements(connection, by, wanted=wanted, part=page(found)),
            found,
            issued.choices(connection, by),
            issued.to_book(connection, by, PERIODS),
        )

"""The time that the doors go by: the real one, and in a demonstration one that can be put forward to rehearse.

Below the doors nobody asks for the time; it is handed in. A door has one clock, made here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sla.operations.answers import refused
from sla.store import log, people, rehearsals
from sla.store.books import Books
from sla.values import Findings

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class RehearsalClock:
    """The real time and what a demonstration is ahead of it, looked up at every glance."""

    books: Books
    real: Clock

    def __call__(self) -> datetime:
        """This moment, in the demonstration."""
        with self.books.reading(None) as connection:
            return self.real() + (rehearsals.ahead(connection) or timedelta())


def clock_of(books: Books, real: Clock) -> Clock:
    """The clock that goes with these books: the real one, unless they are a demonstration's."""
    with books.reading(None) as connection:
        return real if rehearsals.ahead(connection) is None else RehearsalClock(books, real)


def put_forward(books: Books, by: timedelta, administrator: str, real: Clock) -> datetime | Findings:
    """Put the clock of a demonstration forward, on behalf of its administrator; the time it shows then.

    Refused everywhere else: time that was made up has no place among real records.
    """
    if by <= timedelta():
        remedy = "Say how many days it goes forward, as 5."
        return refused("clock.backward", "Time only goes forward", found=str(by), remedy=remedy)
    with books.writing(None) as connection:
        before = rehearsals.ahead(connection)
        known = people.person_with_email(connection, administrator)
        if before is None or known is None:
            remedy = "Rehearse in a database of its own: SLA_INSTANCE=rehearsal sla demo"
            return refused("clock.real", "Only the clock of a demonstration can be put forward", remedy=remedy)
        rehearsals.put_forward(connection, by)
        at = real() + before + by
        log.record(connection, "clock put forward", known, at, days=f"{by / timedelta(days=1):g}")
        return at

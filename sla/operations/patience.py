"""Patience with whoever signs in: after some failures one waits, longer each time, whether the account exists or not.

Every attempt is counted before the password is looked at, so that many at once get no further than one after another.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from sla.operations.answers import refused
from sla.store import attempts
from sla.store.attempts import Attempts
from sla.store.books import Books
from sla.values import Findings

HERE, ANYWHERE, NEIGHBOURS = 5, 20, 50
"""Failures until one waits: of one account from one address, from any, and of all accounts from one address."""
FIRST, LONGEST = timedelta(minutes=1), timedelta(minutes=15)
"""The first wait; each further failure doubles it, up to the longest."""
FORGOTTEN = timedelta(days=1)
"""After so long without an attempt nothing is held against anybody."""


def counted(books: Books, account: str, address: str, at: datetime) -> Findings | None:
    """Count an attempt as failed, until `succeeded` takes it back; refused where one has to wait."""
    with books.writing(None) as connection:
        attempts.forget(connection, at - FORGOTTEN)
        known = [
            (subject, free, attempts.held(connection, subject, at)) for subject, free in _subjects(account, address)
        ]
        until = max(each.until for _, _, each in known)
        if until > at:
            return _wait(until)
        for subject, free, each in known:
            attempts.keep(connection, subject, _after(each, free, at))
    return None


def succeeded(books: Books, account: str, address: str, at: datetime) -> None:
    """Whoever gets in has not failed; nothing is held against their account any longer."""
    with books.writing(None) as connection:
        for subject, free in _subjects(account, address):
            known = attempts.held(connection, subject, at)
            left = known.failures - 1 if free == NEIGHBOURS else 0
            attempts.keep(connection, subject, Attempts(left, at, at))


def _subjects(account: str, address: str) -> Iterator[tuple[str, int]]:
    """What an attempt counts for, always in the same order, so that nobody waits for one who waits for them."""
    yield f"account {account}", ANYWHERE
    if address:
        yield f"account {account} from {address}", HERE
        yield f"from {address}", NEIGHBOURS


def _after(known: Attempts, free: int, at: datetime) -> Attempts:
    failures = known.failures + 1
    over = failures - free
    wait = min(FIRST * 2 ** min(over, 10), LONGEST) if over >= 0 else timedelta()
    return Attempts(failures, at + wait, at)


def _wait(until: datetime) -> Findings:
    # Rounded up to the whole minute: nobody counts seconds.
    minute = (until + timedelta(seconds=59)).replace(second=0, microsecond=0)
    return refused(
        "person.wait",
        "Too many attempts to sign in",
        expected=f"{minute:%Y-%m-%d %H:%M} UTC",
        remedy=f"Wait until {minute:%H:%M} UTC, then try again, or ask an administrator for a new password.",
    )

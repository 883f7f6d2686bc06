"""Attempts to sign in, by what they were made on: under a hash, because passwords are typed into wrong fields."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sla.store.tables import attempt


@dataclass(frozen=True, slots=True)
class Attempts:
    """How often it failed, until when nobody may try again, and when somebody tried last."""

    failures: int
    until: datetime
    last: datetime


def held(connection: Connection, subject: str, at: datetime) -> Attempts:
    """What is known of a subject; nobody else counts it until the transaction ends."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    new = insert(attempt).values(subject=_key(subject), failures=0, until=at, last=at)
    connection.execute(new.on_conflict_do_nothing())
    row = connection.execute(select(attempt).where(attempt.c.subject == _key(subject)).with_for_update()).one()
    return Attempts(row.failures, row.until, row.last)


def keep(connection: Connection, subject: str, counted: Attempts) -> None:
    """Put a new count in place of the old one."""
    values = {"failures": counted.failures, "until": counted.until, "last": counted.last}
    connection.execute(update(attempt).where(attempt.c.subject == _key(subject)).values(values))


def forget(connection: Connection, before: datetime) -> None:
    """Drop what nobody has tried since."""
    connection.execute(delete(attempt).where(attempt.c.last < before))


def _key(subject: str) -> str:
    return sha256(subject.encode(errors="surrogatepass")).hexdigest()

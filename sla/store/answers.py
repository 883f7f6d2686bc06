"""What programs were answered, under the key that they sent along: kept for a time, and then forgotten."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from sla.cycle import Person
from sla.store.tables import answer


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: an HTTP status, the headers that belong to it, and the body."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came before: the SHA-256 of what it said, and its answer; None as long as it is being done."""

    request: str
    answer: Answer | None


def begin(connection: Connection, by: Person, key: str, request: str, until: datetime) -> bool:
    """Take a key for a request; whether it was free. Of several at once one gets it."""
    insert = postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert
    values = {"person": by.id, "key": key, "request": request, "headers": "[]", "body": b"", "until": until}
    taken = insert(answer).values(values).on_conflict_do_nothing().execution_options(preserve_rowcount=True)
    return connection.execute(taken).rowcount == 1


def asked(connection: Connection, by: Person, key: str) -> Asked | None:
    """What is kept under a key."""
    row = connection.execute(select(answer).where(answer.c.person == by.id, answer.c.key == key)).one_or_none()
    if row is None:
        return None
    headers = tuple((name, of) for name, of in json.loads(row.headers))
    return Asked(row.request, None if row.status is None else Answer(row.status, headers, bytes(row.body)))


def keep(connection: Connection, by: Person, key: str, kept: Answer) -> None:
    """Keep the answer under its key."""
    values = {"status": kept.status, "headers": json.dumps(kept.headers), "body": kept.body}
    connection.execute(update(answer).where(answer.c.person == by.id, answer.c.key == key).values(values))


def drop(connection: Connection, by: Person, key: str) -> None:
    """Give a key back."""
    connection.execute(delete(answer).where(answer.c.person == by.id, answer.c.key == key))


def forget(connection: Connection, at: datetime) -> None:
    """Drop what was kept long enough."""
    connection.execute(delete(answer).where(answer.c.until <= at))

"""The log: one entry for every act, each sealed with the hash of the one before."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from sla.cycle import Cycle, Person
from sla.store.tables import event, log_head, person
from sla.values import Finding

START = "0" * 64
"""What the first entry follows."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One act as it is read back."""

    number: int
    at: datetime
    name: str
    act: str
    period: str
    detail: Mapping[str, str]
    digest: str


def record(connection: Connection, act: str, by: Person, at: datetime, on: Cycle | None = None, **detail: str) -> str:
    """Add an entry and return its hash. The head of the log is held until the transaction ends."""
    head = connection.execute(
        update(log_head).values(entries=log_head.c.entries + 1).returning(log_head.c.entries, log_head.c.digest)
    ).one()
    values = {
        "id": head.entries,
        "at": at.astimezone(UTC),
        "person": by.id,
        "organisation": by.organisation,
        "act": act,
        "agreement": on.agreement if on else None,
        "period": on.period.key if on else "",
        "detail": json.dumps(detail, sort_keys=True, ensure_ascii=False),
        "previous": head.digest,
    }
    digest = _digest(values)
    connection.execute(insert(event).values(**values, digest=digest))
    connection.execute(update(log_head).values(digest=digest))
    return digest


def _digest(values: Mapping[str, object]) -> str:
    """SHA-256 over every column in the order of their names."""
    plain = {name: value.isoformat() if isinstance(value, datetime) else value for name, value in values.items()}
    return sha256(json.dumps(plain, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def check(connection: Connection) -> Finding | None:
    """Follow the chain from the first entry to the head; the first entry that does not fit is named."""
    previous, number = START, 0
    for row in connection.execute(select(event).order_by(event.c.id)).mappings():
        number += 1
        values = {name: value for name, value in row.items() if name != "digest"}
        if row["id"] != number or row["previous"] != previous or row["digest"] != _digest(values):
            return _broken(f"entry {number}")
        previous = row["digest"]
    head = connection.execute(select(log_head.c.entries, log_head.c.digest)).one()
    return None if (head.entries, head.digest) == (number, previous) else _broken(f"the end, after entry {number}")


def _broken(where: str) -> Finding:
    return Finding(
        "log.broken",
        "The log was changed behind the program's back",
        found=where,
        expected="every entry in place and unchanged",
        remedy="Compare it with a backup, and find out who had access to the database.",
    )


def history(connection: Connection, cycle: Cycle) -> tuple[Entry, ...]:
    """What happened to a period, oldest first."""
    rows = connection.execute(
        select(event, person.c.name)
        .join(person, person.c.id == event.c.person, isouter=True)
        .where(event.c.agreement == cycle.agreement, event.c.period == cycle.period.key)
        .order_by(event.c.id)
    )
    return tuple(
        Entry(row.id, row.at, row.name or "", row.act, row.period, json.loads(row.detail), row.digest) for row in rows
    )

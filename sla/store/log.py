"""The log: one entry for every act, each sealed with the hash of the one before.

An entry carries the digest of every row that its act wrote, so that the log answers for all the books. The chain
runs over commitments: whoever may not read an entry can still follow the chain past it, from its commitment alone.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from sqlalchemy import Connection, insert, select, update

from sla.cycle import Cycle, Person
from sla.store.digests import canonical, key_of, rows_with
from sla.store.notes import taken
from sla.store.tables import event, log_head, person

START = "0" * 64
"""What the first entry follows."""
CONTENT = ("id", "at", "person", "organisation", "act", "agreement", "period", "detail", "written", "salt")
"""The columns that an entry's commitment covers."""


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
    """Add an entry for all that was written since the last one, and return its hash.

    It is the last thing an act does: a transaction that writes afterwards and ends without another entry is refused.
    The head of the log is held until the transaction ends.
    """
    head = connection.execute(
        update(log_head).values(entries=log_head.c.entries + 1).returning(log_head.c.entries, log_head.c.digest)
    ).one()
    values: dict[str, object] = {
        "id": head.entries,
        "at": at.astimezone(UTC),
        "person": by.id,
        "organisation": by.organisation,
        "act": act,
        "agreement": on.agreement if on else None,
        "period": on.period.key if on else "",
        "detail": json.dumps(detail, sort_keys=True, ensure_ascii=False),
        "written": _written(connection),
        "salt": secrets.token_hex(16),
    }
    digest = chained(head.digest, commitment(values))
    connection.execute(insert(event).values(**values, previous=head.digest, digest=digest))
    connection.execute(update(log_head).values(digest=digest))
    return digest


def _written(connection: Connection) -> str:
    """The digest of every row noted since the last entry, by table and key, as the row is now; "" if it is gone."""
    written: dict[str, dict[str, str]] = {}
    for table, noted in taken(connection).items():
        found = rows_with(connection, table, list(noted))
        keys = sorted(map(key_of, noted))
        written[table.name] = {key: found[key].digest(table.name) if key in found else "" for key in keys}
    return canonical(written).decode()


def commitment(content: Mapping[str, object]) -> str:
    """SHA-256 of what an entry says. Its salt keeps it from being guessed."""
    plain = {name: content[name] for name in CONTENT if content.get(name) is not None}
    at = plain.get("at")
    if isinstance(at, datetime):
        plain["at"] = at.astimezone(UTC).isoformat()
    return sha256(canonical(plain)).hexdigest()


def chained(previous: str, committed: str) -> str:
    """The hash of an entry: of the one before, and of the entry's commitment."""
    return sha256(f"{previous}{committed}".encode()).hexdigest()


def history(connection: Connection, cycle: Cycle) -> tuple[Entry, ...]:
    """What happened to a period, oldest first."""
    columns = (event.c.id, event.c.at, event.c.act, event.c.period, event.c.detail, event.c.digest, person.c.name)
    rows = connection.execute(
        select(*columns)
        .join_from(event, person, person.c.id == event.c.person, isouter=True)
        .where(event.c.agreement == cycle.agreement, event.c.period == cycle.period.key)
        .order_by(event.c.id)
    )
    return tuple(
        Entry(row.id, row.at, row.name or "", row.act, row.period, json.loads(row.detail), row.digest) for row in rows
    )

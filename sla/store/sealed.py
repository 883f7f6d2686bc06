"""What the log says of sealed files, to anybody: whether one was issued here, and whether a later one replaced it.

It is found by its hash, or by the number and the code that are printed on it; neither tells whose it is.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, select

from sla.store.tables import event

ISSUED = "issued"
SHORTEST = 16
"""Digits of a code that are enough to find a statement by; nobody guesses them."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A file that the log took in. `later` is the number of the statement that restated it, or empty."""

    number: str
    sha256: str
    at: datetime
    later: str


def by_digest(connection: Connection, sha256: str) -> Sealed | None:
    """The file with this SHA-256."""
    return _found(connection, event.c.detail.contains(f'"sha256": {json.dumps(sha256)}', autoescape=True))


def by_code(connection: Connection, number: str, code: str) -> Sealed | None:
    """The file of this number, if the code printed on it is this one, or begins so."""
    if len(code) < SHORTEST:
        return None
    named = event.c.detail.contains(f'"number": {json.dumps(number, ensure_ascii=False)}', autoescape=True)
    return _found(connection, named & event.c.detail.contains(f'"code": "{code}', autoescape=True))


def _found(connection: Connection, which: ColumnElement[bool]) -> Sealed | None:
    query = select(event.c.id, event.c.at, event.c.agreement, event.c.period, event.c.detail).where(
        event.c.act == ISSUED, which
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    later = connection.execute(
        select(event.c.detail)
        .where(event.c.agreement == row.agreement, event.c.period == row.period)
        .where(event.c.act == ISSUED, event.c.id > row.id)
        .order_by(event.c.id.desc())
        .limit(1)
    ).scalar_one_or_none()
    says = json.loads(row.detail)
    return Sealed(says["number"], says["sha256"], row.at, json.loads(later)["number"] if later else "")

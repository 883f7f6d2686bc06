"""Credentials besides passwords: rows into values and back. One that has ended is kept, and found no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from sla.store.tables import credential


class Kind(StrEnum):
    """What somebody shows who they are by."""

    CODE = "code"
    """A secret that makes one-time codes."""
    RECOVERY = "recovery"
    """One code, used once, in place of a one-time code."""
    PASSKEY = "passkey"
    PROVIDER = "provider"
    """What a provider of single sign-on calls the person."""


@dataclass(frozen=True, slots=True)
class Credential:
    """One of a person's; `handle`, `secret` and `counter` are as the table says."""

    id: int
    person: int
    kind: Kind
    name: str
    handle: str
    secret: str
    counter: int
    made: datetime
    used: datetime | None


def keep_credential(
    connection: Connection, person: int, kind: Kind, name: str, handle: str, at: datetime, *, secret: str = ""
) -> None:
    """Keep a new one. Its handle is taken by nobody."""
    values = {"person": person, "kind": kind, "name": name, "handle": handle, "secret": secret, "made_at": at}
    connection.execute(insert(credential).values(**values, counter=0))


def credentials_of(connection: Connection, person: int) -> tuple[Credential, ...]:
    """All that a person has, the oldest first."""
    return _credentials(connection, credential.c.person == person)


def credential_with(connection: Connection, kind: Kind, handle: str) -> Credential | None:
    """The one with this handle."""
    known = _credentials(connection, (credential.c.kind == kind) & (credential.c.handle == handle))
    return known[0] if known else None


def ever_kept(connection: Connection, person: int, kind: Kind) -> int:
    """How many of a kind a person has or had."""
    counted = select(func.count(credential.c.id)).where(credential.c.person == person, credential.c.kind == kind)
    return int(connection.execute(counted).scalar_one())


def was_kept(connection: Connection, kind: Kind, handle: str) -> bool:
    """Whether there ever was one with this handle, ended or not."""
    ever = select(credential.c.id).where(credential.c.kind == kind, credential.c.handle == handle)
    return connection.execute(ever).first() is not None


def use(connection: Connection, of: Credential, counter: int, at: datetime) -> bool:
    """Count it as used; False if it has been used or has ended since it was looked up."""
    same = (credential.c.id == of.id) & (credential.c.counter == of.counter) & credential.c.ended_at.is_(None)
    same &= credential.c.used_at.is_not_distinct_from(of.used)
    return connection.execute(update(credential).where(same).values(counter=counter, used_at=at)).rowcount == 1


def end(connection: Connection, those: tuple[Credential, ...], at: datetime) -> None:
    """They are good for nothing any more."""
    numbers = [each.id for each in those]
    connection.execute(update(credential).where(credential.c.id.in_(numbers)).values(ended_at=at))


def _credentials(connection: Connection, condition: ColumnElement[bool]) -> tuple[Credential, ...]:
    lasting = select(credential).where(condition, credential.c.ended_at.is_(None)).order_by(credential.c.id)
    return tuple(
        Credential(
            row.id, row.person, Kind(row.kind), row.name, row.handle, row.secret, row.counter, row.made_at, row.used_at
        )
        for row in connection.execute(lasting)
    )

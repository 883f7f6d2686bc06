"""Statements: the next number of a series without a gap, and the sealed file each number stands for."""

from __future__ import annotations

from sqlalchemy import Connection, insert, select, update

from sla.cycle import Act, Cycle
from sla.cycle.claims import Days
from sla.store.tables import series, statement


def next_number(connection: Connection, name: str) -> tuple[str, int]:
    """Take the next number of a series. Whoever takes it holds the series until the transaction ends."""
    taken = update(series).where(series.c.name == name).values(last=series.c.last + 1).returning(series.c.last)
    sequence = connection.execute(taken).scalar_one()
    return f"{name}-{sequence:04d}", sequence


def keep_number(
    connection: Connection, on: Cycle, name: str, sequence: int, settlement: int, by: Act, days: Days
) -> None:
    """Bind a number to its period for good; the file follows."""
    connection.execute(
        insert(statement).values(
            number=on.number,
            series=name,
            sequence=sequence,
            cycle=on.id,
            settlement=settlement,
            issued_by=by.person,
            issued_at=by.at,
            due=days.due,
            claim_until=days.claim_until,
        )
    )


def keep_file(connection: Connection, on: Cycle, sha256: str, path: str) -> bool:
    """Bind the sealed file to its number, once; False if another file was faster."""
    unsealed = (statement.c.cycle == on.id) & statement.c.sha256.is_(None)
    return connection.execute(update(statement).where(unsealed).values(sha256=sha256, path=path)).rowcount == 1


def sealed(connection: Connection, on: Cycle) -> str:
    """The SHA-256 of the sealed file of a round that was issued."""
    digest: str = connection.execute(select(statement.c.sha256).where(statement.c.cycle == on.id)).scalar_one()
    return digest

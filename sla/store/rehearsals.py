"""The clock of a demonstration: how far it has been put forward. Any other database has none."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Connection, insert, select, update

from sla.store.tables import rehearsal


def ahead(connection: Connection) -> timedelta | None:
    """How far its clock is ahead; None where there is no demonstration."""
    seconds = connection.execute(select(rehearsal.c.ahead)).scalar_one_or_none()
    return None if seconds is None else timedelta(seconds=seconds)


def begin(connection: Connection) -> None:
    """This database is a demonstration from now on, with the right time."""
    connection.execute(insert(rehearsal).values(id=1, ahead=0))


def put_forward(connection: Connection, by: timedelta) -> None:
    """Its clock goes forward, for everybody."""
    connection.execute(update(rehearsal).values(ahead=rehearsal.c.ahead + int(by.total_seconds())))

"""Links to come in by that are to be mailed.

What is mailed is another link than the one that was shown, so that no secret waits here; whichever is used ends both.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, exists, insert, select, update

from sla.store.people_tables import invitation, letter


@dataclass(frozen=True, slots=True)
class Letter:
    """One of them, taken to be sent: to whom, made by whom, and until when the link is good."""

    invitation: int
    person: int
    made_by: int
    expires: datetime
    tries: int


def keep_letter(connection: Connection, number: int, at: datetime) -> None:
    """Have an invitation mailed as soon as somebody looks."""
    connection.execute(insert(letter).values(invitation=number, due_at=at, tries=0))


def is_due(connection: Connection, at: datetime) -> bool:
    """Whether there is one to send."""
    return bool(connection.execute(select(exists().where(letter.c.due_at <= at))).scalar_one())


def take(connection: Connection, at: datetime, until: datetime) -> Letter | None:
    """The next one that is due, for whoever takes it alone; if nothing is heard of it, it is due again `until` then."""
    due = (
        select(letter.c.tries, invitation)
        .join(invitation, invitation.c.id == letter.c.invitation)
        .where(letter.c.due_at <= at)
        .order_by(letter.c.due_at)
        .limit(1)
        .with_for_update(of=letter, skip_locked=True)
    )
    row = connection.execute(due).one_or_none()
    if row is None:
        return None
    if row.ended_at is not None or row.expires_at <= at:
        over(connection, row.id)
        return take(connection, at, until)
    connection.execute(update(letter).where(letter.c.invitation == row.id).values(due_at=until, tries=row.tries + 1))
    return Letter(row.id, row.person, row.made_by, row.expires_at, row.tries + 1)


def again(connection: Connection, number: int, at: datetime) -> None:
    """It did not arrive: try it again then."""
    connection.execute(update(letter).where(letter.c.invitation == number).values(due_at=at))


def over(connection: Connection, number: int) -> None:
    """It arrived, or there is nothing to send any more."""
    connection.execute(delete(letter).where(letter.c.invitation == number))

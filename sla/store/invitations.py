"""Invitations: one-time links by which somebody comes in to choose a password. Secrets come and go as SHA-256 only."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, literal, select, update

from sla.cycle import Person
from sla.store.tables import invitation, person


def keep_invitation(
    connection: Connection, of: Person, digest: str, by: Person, at: datetime, expires: datetime
) -> int:
    """Keep an invitation under the hash of its secret, and say its number; earlier ones of the same person end."""
    earlier = (invitation.c.person == of.id) & invitation.c.ended_at.is_(None)
    connection.execute(update(invitation).where(earlier).values(ended_at=at))
    values = {"person": of.id, "digest": digest, "made_by": by.id, "made_at": at, "expires_at": expires}
    return int(connection.execute(insert(invitation).values(values).returning(invitation.c.id)).scalar_one())


def keep_beside(connection: Connection, number: int, digest: str) -> None:
    """Keep another secret for an invitation: it is good as long as the first, and either ends both."""
    copied = ("person", "made_by", "made_at", "expires_at")
    same = select(*(invitation.c[name] for name in copied), literal(digest)).where(invitation.c.id == number)
    connection.execute(insert(invitation).from_select([*copied, "digest"], same))


def invited(connection: Connection, digest: str, at: datetime) -> int | None:
    """The number of the person whom a link lets in at this moment."""
    good = (invitation.c.digest == digest) & invitation.c.ended_at.is_(None) & (invitation.c.expires_at > at)
    return connection.execute(select(invitation.c.person).where(good)).scalar_one_or_none()


def use(connection: Connection, digest: str, at: datetime) -> bool:
    """End it, and every other of the same person; False if somebody else was quicker."""
    still = select(invitation.c.person).where(invitation.c.digest == digest, invitation.c.ended_at.is_(None))
    theirs = (invitation.c.person == still.scalar_subquery()) & invitation.c.ended_at.is_(None)
    return connection.execute(update(invitation).where(theirs).values(ended_at=at)).rowcount > 0


def pending(connection: Connection, company: int, at: datetime) -> dict[int, datetime]:
    """Until when the links of a company's people are good that nobody has used, by person."""
    columns = (invitation.c.person, invitation.c.expires_at)
    mine = invitation.c.person.in_(select(person.c.id).where(person.c.organisation == company))
    rows = connection.execute(
        select(*columns).where(mine, invitation.c.ended_at.is_(None), invitation.c.expires_at > at)
    )
    return {row.person: row.expires_at for row in rows}

"""Companies and people: rows into values and back. Passwords come and go as argon2 hashes only."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, insert, select, update

from sla.cycle import Organisation, Person, Role
from sla.store.tables import membership, organisation, person


def organisation_named(connection: Connection, name: str) -> Organisation | None:
    """The company of that name."""
    row = connection.execute(select(organisation).where(organisation.c.name == name)).first()
    return Organisation(row.id, row.name) if row else None


def keep_organisation(connection: Connection, name: str) -> Organisation:
    """Add a company; the name is not taken yet."""
    number = connection.execute(insert(organisation).values(name=name).returning(organisation.c.id)).scalar_one()
    return Organisation(number, name)


def keep_person(
    connection: Connection, company: int, name: str, email: str, password_hash: str, roles: Iterable[Role]
) -> Person:
    """Add a person with their roles; the address is lower case and not taken yet."""
    values = {"organisation": company, "name": name, "email": email, "password": password_hash, "active": True}
    number = connection.execute(insert(person).values(values).returning(person.c.id)).scalar_one()
    held = frozenset(roles)
    if held:
        connection.execute(insert(membership), [{"person": number, "role": str(role)} for role in sorted(held)])
    return Person(number, name, company, held, email)


def person_numbered(connection: Connection, number: int) -> Person | None:
    """An active person by number."""
    return next(iter(_people(connection, (person.c.id == number) & person.c.active)), None)


def person_with_email(connection: Connection, email: str) -> tuple[Person, str] | None:
    """An active person by address in lower case, with the hash of their password."""
    found = next(iter(_people(connection, (person.c.email == email) & person.c.active)), None)
    if found is None:
        return None
    return found, connection.execute(select(person.c.password).where(person.c.id == found.id)).scalar_one()


def people_of(connection: Connection, company: int) -> tuple[Person, ...]:
    """Every active person of a company, by name."""
    return _people(connection, (person.c.organisation == company) & person.c.active)


def anybody(connection: Connection) -> bool:
    """Whether there is a person at all."""
    return connection.execute(select(person.c.id).limit(1)).first() is not None


def renew_password(connection: Connection, number: int, password_hash: str) -> None:
    """Replace the hash of a password."""
    connection.execute(update(person).where(person.c.id == number).values(password=password_hash))


def _people(connection: Connection, condition: ColumnElement[bool]) -> tuple[Person, ...]:
    rows = connection.execute(
        select(person.c.id, person.c.name, person.c.organisation, person.c.email, membership.c.role)
        .join_from(person, membership, isouter=True)
        .where(condition)
        .order_by(person.c.name, person.c.id)
    ).all()
    roles: dict[int, set[Role]] = {}
    for row in rows:
        roles.setdefault(row.id, set()).update([Role(row.role)] if row.role else [])
    return tuple(
        Person(row.id, row.name, row.organisation, frozenset(roles[row.id]), row.email)
        for row in {row.id: row for row in rows}.values()
    )

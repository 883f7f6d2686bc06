"""Companies and people: rows into values and back. Passwords come and go as argon2 hashes only."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, Connection, Integer, func, insert, select, update

from sla.cycle import Organisation, Person, Role
from sla.store.tables import membership, organisation, person


def company(connection: Connection, name: str) -> Organisation:
    """The company of that name, added if it is new. Whoever names it learns nothing of who else deals with it."""
    number = _company_named(connection, name)
    return keep_organisation(connection, name) if number is None else Organisation(number, name)


def keep_organisation(connection: Connection, name: str) -> Organisation:
    """Add a company; the name is not taken yet."""
    connection.execute(insert(organisation).values(name=name).inline())
    number = _company_named(connection, name)
    if number is None:
        raise LookupError(f"{name} was added for somebody who may not name companies")
    return Organisation(number, name)


def _company_named(connection: Connection, name: str) -> int | None:
    """Its number. PostgreSQL tells it though the person sees no agreement with it."""
    known = select(organisation.c.id).where(organisation.c.name == name)
    if connection.dialect.name == "postgresql":
        known = select(func.company_named(name, type_=Integer))
    return connection.execute(known).scalar_one_or_none()


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


def person_with_email(connection: Connection, email: str) -> Person | None:
    """An active person by address in lower case."""
    return next(iter(_people(connection, (person.c.email == email) & person.c.active)), None)


def password_of(connection: Connection, number: int) -> str:
    """The hash of a person's password; only the house itself, acting for nobody, reads it."""
    if connection.dialect.name == "postgresql":
        return str(connection.execute(select(func.password_of(number))).scalar_one())
    return str(connection.execute(select(person.c.password).where(person.c.id == number)).scalar_one())


def people_of(connection: Connection, company: int) -> tuple[Person, ...]:
    """Every active person of a company, by name."""
    return _people(connection, (person.c.organisation == company) & person.c.active)


def anybody(connection: Connection) -> bool:
    """Whether there is a person at all."""
    return connection.execute(select(person.c.id).limit(1)).first() is not None


def founders(connection: Connection) -> int:
    """The number of the company that founded the installation: the first one."""
    return int(connection.execute(select(func.min(organisation.c.id))).scalar_one())


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

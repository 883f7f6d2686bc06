"""Companies and people: rows into values and back. Passwords come and go as argon2 hashes only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Integer, delete, func, insert, select, true, update

from sla.cycle import Organisation, Person, Role
from sla.store.tables import membership, organisation, person

WHO = (person.c.id, person.c.name, person.c.organisation, person.c.email, person.c.active, person.c.language)


@dataclass(frozen=True, slots=True)
class Kept:
    """A person, whether they may sign in or not."""

    person: Person
    active: bool


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
    values = {"organisation": company, "name": name, "email": email, "password": password_hash}
    new = insert(person).values(**values, active=True, generation=0)
    number = connection.execute(new.returning(person.c.id)).scalar_one()
    held = frozenset(roles)
    _keep_roles(connection, number, held)
    return Person(number, name, company, held, email)


def renew_roles(connection: Connection, number: int, roles: Iterable[Role]) -> None:
    """Put other roles in place of those of a person."""
    held = frozenset(roles)
    connection.execute(delete(membership).where(membership.c.person == number, membership.c.role.not_in(held)))
    known = connection.execute(select(membership.c.role).where(membership.c.person == number)).scalars()
    _keep_roles(connection, number, held - {Role(role) for role in known})


def _keep_roles(connection: Connection, number: int, roles: frozenset[Role]) -> None:
    if roles:
        connection.execute(insert(membership), [{"person": number, "role": str(role)} for role in sorted(roles)])


def person_numbered(connection: Connection, number: int, generation: int | None = None) -> Person | None:
    """An active person by number; with a `generation` only as long as sessions of that one last."""
    lasting = true() if generation is None else person.c.generation == generation
    return next(iter(_people(connection, (person.c.id == number) & person.c.active & lasting)), None)


def person_with_email(connection: Connection, email: str) -> Person | None:
    """An active person by address in lower case."""
    return next(iter(_people(connection, (person.c.email == email) & person.c.active)), None)


def kept_numbered(connection: Connection, number: int) -> Kept | None:
    """A person by number, active or not."""
    return next(iter(_kept(connection, person.c.id == number)), None)


def kept_with_email(connection: Connection, email: str) -> Kept | None:
    """A person by address in lower case, active or not."""
    return next(iter(_kept(connection, person.c.email == email)), None)


def everybody_of(connection: Connection, company: int) -> tuple[Kept, ...]:
    """Every person of a company by name, active or not."""
    return _kept(connection, person.c.organisation == company)


def company_of(connection: Connection, of: Person) -> str:
    """The name of the company that a person works for."""
    named = select(organisation.c.name).where(organisation.c.id == of.organisation)
    return str(connection.execute(named).scalar_one())


def generation_of(connection: Connection, number: int) -> int:
    """The generation of the sessions that begin now."""
    return int(connection.execute(select(person.c.generation).where(person.c.id == number)).scalar_one())


def end_sessions(connection: Connection, number: int) -> int:
    """End all sessions of a person; the generation of those that begin now."""
    another = update(person).where(person.c.id == number).values(generation=person.c.generation + 1)
    connection.execute(another)
    return generation_of(connection, number)


def set_active(connection: Connection, number: int, *, active: bool) -> None:
    """Let a person sign in, or no more."""
    connection.execute(update(person).where(person.c.id == number).values(active=active))


def set_language(connection: Connection, number: int, language: str) -> None:
    """Speak a language with a person from now on; empty for the one that their browser asks for."""
    connection.execute(update(person).where(person.c.id == number).values(language=language or None))


def held_administrators(connection: Connection, company: int) -> frozenset[int]:
    """The numbers of a company's active administrators; none of them is shut out before the transaction ends."""
    administers = select(membership.c.person).where(membership.c.role == Role.ADMINISTRATOR)
    active = (person.c.organisation == company) & person.c.active & person.c.id.in_(administers)
    held = select(person.c.id).where(active).order_by(person.c.id).with_for_update()
    return frozenset(connection.execute(held).scalars())


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
    return tuple(each.person for each in _kept(connection, condition))


def _kept(connection: Connection, condition: ColumnElement[bool]) -> tuple[Kept, ...]:
    rows = connection.execute(
        select(*WHO, membership.c.role)
        .join_from(person, membership, isouter=True)
        .where(condition)
        .order_by(person.c.name, person.c.id)
    ).all()
    roles: dict[int, set[Role]] = {}
    for row in rows:
        roles.setdefault(row.id, set()).update([Role(row.role)] if row.role else [])
    return tuple(
        Kept(
            Person(row.id, row.name, row.organisation, frozenset(roles[row.id]), row.email, row.language or ""),
            row.active,
        )
        for row in {row.id: row for row in rows}.values()
    )

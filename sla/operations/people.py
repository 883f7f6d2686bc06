"""People and companies: who is added, who signs in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection

from sla.cycle import Organisation, Person, Role
from sla.operations import patience
from sla.operations.answers import one, refused, wrong_person
from sla.operations.press import unprintable
from sla.store import log, people, rehearsals
from sla.store.books import Books
from sla.values import Finding, Findings

SHORTEST_PASSWORD = 10
_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def found_installation(
    books: Books, company: str, name: str, email: str, password: str, *, at: datetime, to_practise: bool = False
) -> Person | Findings:
    """The first administrator, who adds everybody else; refused once there is anybody.

    In a database `to_practise` the clock can be put forward; that is settled here and never changed.
    """
    if problems := _problems(name, email, password, [Role.ADMINISTRATOR]):
        return problems
    hashed = _hasher().hash(password)
    with books.writing(None) as connection:
        if people.anybody(connection):
            remedy = "Ask an administrator to add you."
            return refused("person.not-first", "This installation has its people already", remedy=remedy)
        home = people.keep_organisation(connection, company.strip())
        first = people.keep_person(connection, home.id, name.strip(), _plain(email), hashed, [Role.ADMINISTRATOR])
        if to_practise:
            rehearsals.begin(connection)
        log.record(connection, "installation founded", first, at, company=home.name)
        return first


def add_person(
    books: Books, company: str, name: str, email: str, password: str, roles: Iterable[Role], *, by: Person, at: datetime
) -> Person | Findings:
    """Add a person to a company; a company that nobody has named before is added with them.

    Administrators of the company that founded the installation add people anywhere, all others to their own.
    """
    held = list(roles)
    if not by.is_a(Role.ADMINISTRATOR):
        return wrong_person("an administrator", "add people")
    if problems := _problems(name, email, password, held):
        return problems
    hashed = _hasher().hash(password)
    with books.writing(by) as connection:
        if people.person_with_email(connection, _plain(email)):
            return _taken(email)
        home = organisation(connection, company)
        if by.organisation not in (home.id, people.founders(connection)):
            connection.rollback()  # nothing stays of a company that was named in vain
            return _not_their_own()
        added = people.keep_person(connection, home.id, name.strip(), _plain(email), hashed, held)
        log.record(connection, "person added", by, at, person=added.email, company=home.name, roles=", ".join(held))
        return added


def _not_their_own() -> Findings:
    remedy = "Ask an administrator of the company that runs this installation."
    return refused("person.other-company", "You add people to your own company only", remedy=remedy)


def organisation(connection: Connection, name: str) -> Organisation:
    """The company of that name, added if it is new."""
    return people.company(connection, name.strip())


def sign_in(books: Books, email: str, password: str, *, at: datetime, address: str = "") -> Person | Findings:
    """Who this is, if the password fits; `address` is where they sign in from, if the door knows it.

    A wrong e-mail takes as long as a wrong password, reads the same, and tries the same patience.
    """
    if wait := patience.counted(books, _plain(email), address, at):
        return wait
    with books.reading(None) as connection:
        known = people.person_with_email(connection, _plain(email))
        hashed = people.password_of(connection, known.id) if known else _nobodys_hash()
    try:
        _hasher().verify(hashed, password)
    except (VerificationError, InvalidHashError):
        known = None
    if known is None:
        message = "The address or the password is not right"
        return refused("person.sign-in", message, remedy="Try again, or ask an administrator for a new password.")
    patience.succeeded(books, _plain(email), address, at)
    with books.writing(None) as connection:
        if _hasher().check_needs_rehash(hashed):
            people.renew_password(connection, known.id, _hasher().hash(password))
        log.record(connection, "signed in", known, at)
    return known


def person(books: Books, number: int) -> Person | None:
    """An active person by number, as a session remembers them."""
    with books.reading(None) as connection:
        return people.person_numbered(connection, number)


def colleagues(books: Books, *, by: Person) -> tuple[Person, ...]:
    """Everybody of the person's own company."""
    with books.reading(by) as connection:
        return people.people_of(connection, by.organisation)


def _problems(name: str, email: str, password: str, roles: list[Role]) -> Findings | None:
    found: list[Finding] = []
    if not name.strip():
        found.append(Finding("person.name", "A person has a name", remedy="Write the name as it shall be printed."))
    if not _ADDRESS.fullmatch(email.strip()):
        found.append(
            Finding("person.email", "This is not an address", found=email, remedy="Write name@company.example.")
        )
    if len(password) < SHORTEST_PASSWORD:
        remedy = f"Choose one of at least {SHORTEST_PASSWORD} characters."
        found.append(Finding("person.password", "The password is too short", remedy=remedy))
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        remedy = "Add two people: one who looks after people, one who works with figures."
        found.append(Finding("person.roles", "An administrator sees no figures", found=", ".join(roles), remedy=remedy))
    return Findings((*found, *unprintable("person.unprintable", name))) or None


def _taken(email: str) -> Findings:
    remedy = "Use another address, or let the person sign in."
    return one(Finding("person.taken", "Somebody signs in with this address already", found=email, remedy=remedy))


def _plain(email: str) -> str:
    return email.strip().lower()


@lru_cache(maxsize=1)
def _hasher() -> PasswordHasher:
    return PasswordHasher()


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    """What the password of an unknown address is held against, so that the answer takes as long."""
    return _hasher().hash("nobody signs in with this")

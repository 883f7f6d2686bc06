"""People and companies: who is added, who signs in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address

from sqlalchemy import Connection

from sla.cycle import Organisation, Person, Role
from sla.operations import passwords, patience, second_step
from sla.operations.answers import one, refused, wrong_person
from sla.operations.press import unprintable
from sla.store import log, people, rehearsals
from sla.store.books import Books
from sla.values import Finding, Findings

_ADDRESS = re.compile(r"[^@\s]+@[^@\s]+")


def found_installation(
    books: Books, company: str, name: str, email: str, password: str, *, at: datetime, to_practise: bool = False
) -> Person | Findings:
    """The first administrator, who adds everybody else; refused once there is anybody.

    In a database `to_practise` the clock can be put forward; that is settled here and never changed.
    """
    if wrong := (*problems(name, email, [Role.ADMINISTRATOR]), *passwords.problems(password)):
        return Findings(wrong)
    hashed = passwords.hashed(password)
    with books.writing(None) as connection:
        if people.anybody(connection):
            remedy = "Ask an administrator to add you."
            return refused("person.not-first", "This installation has its people already", remedy=remedy)
        home = people.keep_organisation(connection, company.strip())
        first = people.keep_person(connection, home.id, name.strip(), plain(email), hashed, [Role.ADMINISTRATOR])
        if to_practise:
            rehearsals.begin(connection)
        log.record(connection, "installation founded", first, at, company=home.name)
        return first


def add_person(
    books: Books, company: str, name: str, email: str, password: str, roles: Iterable[Role], *, by: Person, at: datetime
) -> Person | Findings:
    """Add a person to a company; a company that nobody has named before is added with them.

    See `looks_after` for who may.
    """
    held = list(roles)
    if wrong := (*problems(name, email, held), *passwords.problems(password)):
        return Findings(wrong)
    hashed = passwords.hashed(password)
    with books.writing(by) as connection:
        new = added(connection, company, name, email, hashed, held, by=by)
        if not isinstance(new, Findings):
            log.record(connection, "person added", by, at, person=new.email, company=company.strip(), roles=said(held))
        return new


def added(
    connection: Connection, company: str, name: str, email: str, hashed: str, roles: Iterable[Role], *, by: Person
) -> Person | Findings:
    """The same within a transaction, which then logs it; nothing stays of what is refused."""
    if not by.is_a(Role.ADMINISTRATOR):
        return wrong_person("an administrator", "add people")
    if people.kept_with_email(connection, plain(email)):
        return _taken(email)
    home = organisation(connection, company)
    if not looks_after(connection, by, home.id):
        connection.rollback()  # nothing stays of a company that was named in vain
        remedy = "Ask an administrator of that company, or of the one that runs this installation."
        return refused("person.other-company", "You look after your own company only", remedy=remedy)
    return people.keep_person(connection, home.id, name.strip(), plain(email), hashed, roles)


def looks_after(connection: Connection, by: Person, company: int) -> bool:
    """Whether somebody looks after the people of a company.

    Administrators do at home; those of the company that founded the installation also where there is no other.
    """
    if not by.is_a(Role.ADMINISTRATOR) or by.organisation == company:
        return by.is_a(Role.ADMINISTRATOR)
    return by.organisation == people.founders(connection) and not people.held_administrators(connection, company)


def organisation(connection: Connection, name: str) -> Organisation:
    """The company of that name, added if it is new."""
    return people.company(connection, name.strip())


@dataclass(frozen=True, slots=True)
class HalfIn:
    """Somebody whose password fits and of whom a second step is asked: they are not signed in."""

    person: Person


def sign_in(books: Books, email: str, password: str, *, at: datetime, address: str = "") -> Person | Findings:
    """Who this is, where the password is enough."""
    answer = password_given(books, email, password, at=at, address=address)
    if isinstance(answer, HalfIn):
        remedy = "Sign in at the pages, or where a code is asked for."
        return refused("person.second-step", "A one-time code is asked for besides the password", remedy=remedy)
    return answer


def password_given(
    books: Books, email: str, password: str, *, at: datetime, address: str = ""
) -> Person | HalfIn | Findings:
    """Who this is, if the password fits; `address` is where they sign in from, if the door knows it.

    A wrong e-mail takes as long as a wrong password, reads the same, and tries the same patience.
    """
    if wait := patience.counted(books, plain(email), address, at):
        return wait
    with books.reading(None) as connection:
        known = people.person_with_email(connection, plain(email))
        kept = people.password_of(connection, known.id) if known else passwords.nobodys()
    if not passwords.fits(kept, password) or known is None:
        message = "The address or the password is not right"
        return refused("person.sign-in", message, remedy="Try again, or ask an administrator for a link to come in by.")
    patience.succeeded(books, plain(email), address, at)
    with books.writing(None) as connection:
        asked = second_step.is_on(connection, known)
        if passwords.is_outdated(kept):
            people.renew_password(connection, known.id, passwords.hashed(password))
        log.record(connection, "password given" if asked else "signed in", known, at)
    return HalfIn(known) if asked else known


def person(books: Books, number: int, generation: int | None = None) -> Person | None:
    """An active person by number; with a `generation`, as a session remembers them, only while that one lasts."""
    with books.reading(None) as connection:
        return people.person_numbered(connection, number, generation)


def generation(books: Books, of: Person) -> int:
    """What a session that begins now is to remember besides the number."""
    with books.reading(None) as connection:
        return people.generation_of(connection, of.id)


def speak(books: Books, language: str, *, by: Person, at: datetime) -> None:
    """Keep the language that somebody chose for pages and mails; empty for the one that their browser asks for."""
    if language == by.language:
        return
    with books.writing(None) as connection:
        people.set_language(connection, by.id, language)
        log.record(connection, "language chosen", by, at, person=by.email, language=language)


def colleagues(books: Books, *, by: Person) -> tuple[Person, ...]:
    """Everybody of the person's own company."""
    with books.reading(by) as connection:
        return people.people_of(connection, by.organisation)


def problems(name: str, email: str, roles: Collection[Role]) -> tuple[Finding, ...]:
    """What keeps a person from being added, or from holding these roles."""
    found: list[Finding] = []
    if not name.strip():
        found.append(Finding("person.name", "A person has a name", remedy="Write the name as it shall be printed."))
    if not _ADDRESS.fullmatch(email.strip()):
        remedy = "Write name@company.example."
        found.append(Finding("person.email", "This is not an address", found=email, remedy=remedy))
    if not roles:
        found.append(Finding("person.no-role", "A person has something to do", remedy="Choose at least one role."))
    if Role.ADMINISTRATOR in roles and len(roles) > 1:
        remedy = "Add two people: one who looks after people, one who works with figures."
        found.append(Finding("person.roles", "An administrator sees no figures", found=said(roles), remedy=remedy))
    return (*found, *unprintable("person.unprintable", name))


def reachable(email: str) -> bool:
    """Whether mail can be addressed to somebody there."""
    try:
        Address(addr_spec=email)
    except (ValueError, IndexError, MessageError):
        return False
    return True


def _taken(email: str) -> Findings:
    remedy = "Use another address, or let the person sign in."
    return one(Finding("person.taken", "Somebody signs in with this address already", found=email, remedy=remedy))


def plain(email: str) -> str:
    """An address as it is kept: in small letters."""
    return email.strip().lower()


def said(roles: Iterable[Role]) -> str:
    """Roles in one order."""
    return ", ".join(sorted(roles))

"""Administrators look after the people of their company: who may come in, as what, and who no longer."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from sla.cycle import Person, Role
from sla.operations import invitations, passwords
from sla.operations.answers import refused, unknown
from sla.operations.invitations import Invited
from sla.operations.people import added, looks_after, plain, problems, said
from sla.store import credentials, log, people
from sla.store import invitations as kept
from sla.store.books import Books
from sla.store.credentials import Kind
from sla.store.people import Kept
from sla.values import Findings

Done = TypeVar("Done")
ONESELF = refused(
    "person.oneself",
    "Nobody changes their own roles or shuts themselves out",
    remedy="Ask another administrator; if you are the only one, invite a second.",
)
DISABLED = refused(
    "person.disabled",
    "Whoever is shut out is not let in by a link",
    remedy="Let them sign in again first.",
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """A person as those see them who look after people."""

    person: Person
    active: bool
    invited_until: datetime | None
    """How long the link is good that they were given and have not used."""
    steps: frozenset[Kind] = frozenset()
    """What they have to sign in with besides a password."""


def colleagues(books: Books, *, by: Person, at: datetime) -> tuple[Colleague, ...]:
    """Everybody of one's company, to its administrators and auditors; nobody to others."""
    if not (by.is_a(Role.ADMINISTRATOR) or by.is_a(Role.AUDITOR)):
        return ()
    with books.reading(None) as connection:
        pending = kept.pending(connection, by.organisation, at)
        everybody = people.everybody_of(connection, by.organisation)
    return tuple(Colleague(each.person, each.active, pending.get(each.person.id)) for each in everybody)


def colleague(books: Books, number: int, *, by: Person, at: datetime) -> Colleague | Findings:
    """Somebody whom an administrator looks after."""
    with books.reading(None) as connection:
        known = _known(connection, number, by)
        if isinstance(known, Findings):
            return known
        pending = kept.pending(connection, known.person.organisation, at)
        steps = frozenset(each.kind for each in credentials.credentials_of(connection, number))
    return Colleague(known.person, known.active, pending.get(number), steps)


def addressed(books: Books, email: str, *, by: Person) -> int | None:
    """The number of somebody whom an administrator looks after, by their whole address."""
    with books.reading(None) as connection:
        known = people.kept_with_email(connection, plain(email))
        return known.person.id if known and looks_after(connection, by, known.person.organisation) else None


def home(books: Books, *, by: Person) -> str:
    """The name of one's own company."""
    with books.reading(None) as connection:
        return people.company_of(connection, by)


def may_look_elsewhere(books: Books, *, by: Person) -> bool:
    """Whether an administrator also looks after companies that have none of their own."""
    with books.reading(None) as connection:
        return by.is_a(Role.ADMINISTRATOR) and by.organisation == people.founders(connection)


def invite(
    books: Books,
    company: str,
    name: str,
    email: str,
    roles: Iterable[Role],
    *,
    by: Person,
    at: datetime,
    mailed: bool = False,
) -> Invited | Findings:
    """Add somebody, who comes in by a link and chooses a password there; one is `mailed` to them too."""
    held = list(roles)
    if wrong := problems(name, email, held):
        return Findings(wrong)
    hashed = passwords.unknowable()
    with books.writing(None) as connection:
        new = added(connection, company, name, email, hashed, held, by=by)
        if isinstance(new, Findings):
            return new
        invited = invitations.made(connection, new, by=by, at=at, mailed=mailed)
        log.record(connection, "person invited", by, at, person=new.email, company=company.strip(), roles=said(held))
        return invited


def readmit(books: Books, number: int, *, by: Person, at: datetime, mailed: bool = False) -> Invited | Findings:
    """A link for somebody who cannot sign in, as with a password that is forgotten; one is `mailed` to them too."""

    def do(connection: Connection, of: Kept) -> Invited | Findings:
        if not of.active:
            return DISABLED
        invited = invitations.made(connection, of.person, by=by, at=at, mailed=mailed)
        _record(connection, "link made", of, by, at)
        return invited

    return _looking_after(books, number, by, do)


def change_roles(books: Books, number: int, roles: Iterable[Role], *, by: Person, at: datetime) -> Person | Findings:
    """Other roles from now on; what a person may do is looked up at each request."""
    held = list(roles)

    def do(connection: Connection, of: Kept) -> Person | Findings:
        if number == by.id:
            return ONESELF
        if wrong := problems(of.person.name, of.person.email, held):
            return Findings(wrong)
        people.renew_roles(connection, number, held)
        before = said(of.person.roles)
        _record(connection, "roles changed", of, by, at, before=before, roles=said(held))
        return of.person

    return _looking_after(books, number, by, do)


def shut_out(books: Books, number: int, *, by: Person, at: datetime) -> Person | Findings:
    """Let somebody sign in no more: sessions and tokens are good for nothing from the next request on."""

    def do(connection: Connection, of: Kept) -> Person | Findings:
        if number == by.id:
            return ONESELF
        people.set_active(connection, number, active=False)
        people.end_sessions(connection, number)
        _record(connection, "person shut out", of, by, at)
        return of.person

    return _looking_after(books, number, by, do)


def take_steps_away(books: Books, number: int, *, by: Person, at: datetime) -> Person | Findings:
    """End somebody's one-time codes and passkeys, as when they lost the device: the password is enough again."""

    def do(connection: Connection, of: Kept) -> Person:
        credentials.end(connection, credentials.credentials_of(connection, number), at)
        people.end_sessions(connection, number)
        _record(connection, "second step taken away", of, by, at)
        return of.person

    return _looking_after(books, number, by, do)


def let_in(books: Books, number: int, *, by: Person, at: datetime) -> Person | Findings:
    """Let somebody sign in again who was shut out."""

    def do(connection: Connection, of: Kept) -> Person:
        people.set_active(connection, number, active=True)
        _record(connection, "person let in again", of, by, at)
        return of.person

    return _looking_after(books, number, by, do)


def _looking_after(
    books: Books, number: int, by: Person, do: Callable[[Connection, Kept], Done | Findings]
) -> Done | Findings:
    """Do something about somebody, while no other administrator of one's company does."""
    with books.writing(None) as connection:
        if by.id not in people.held_administrators(connection, by.organisation):
            return unknown("person", str(number))
        known = _known(connection, number, by)
        return known if isinstance(known, Findings) else do(connection, known)


def _known(connection: Connection, number: int, by: Person) -> Kept | Findings:
    known = people.kept_numbered(connection, number)
    mine = known is not None and looks_after(connection, by, known.person.organisation)
    return known if known and mine else unknown("person", str(number))


def _record(connection: Connection, act: str, of: Kept, by: Person, at: datetime, **detail: str) -> None:
    company = people.company_of(connection, of.person)
    log.record(connection, act, by, at, None, person=of.person.email, company=company, **detail)

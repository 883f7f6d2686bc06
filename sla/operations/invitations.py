"""Invitations: a link, good once and for a while, by which somebody comes in and chooses a password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection

from sla.cycle import Person
from sla.operations import passwords, second_step
from sla.operations.answers import refused, unknown
from sla.operations.people import HalfIn, plain, reachable
from sla.store import invitations, letters, log, people
from sla.store.books import Books
from sla.store.letters import Letter
from sla.values import Findings

GOOD_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody who can come in by a link; its secret is shown once and kept nowhere."""

    person: Person
    secret: str
    until: datetime
    mailed: bool = False
    """Whether one is on its way to them by mail."""


def made(connection: Connection, of: Person, *, by: Person, at: datetime, mailed: bool = False) -> Invited:
    """A new invitation of somebody, perhaps to be `mailed` to them too; whoever calls logs it."""
    secret = secrets.token_urlsafe(32)
    number = invitations.keep_invitation(connection, of, _digest(secret), by, at, at + GOOD_FOR)
    sent = mailed and reachable(of.email)
    if sent:
        letters.keep_letter(connection, number, at)
    return Invited(of, secret, at + GOOD_FOR, sent)


def beside(connection: Connection, letter: Letter, to: Person) -> Invited:
    """A link of its own for the mail, as good as the one that was shown; whoever calls logs it."""
    secret = secrets.token_urlsafe(32)
    invitations.keep_beside(connection, letter.invitation, _digest(secret))
    return Invited(to, secret, letter.expires, mailed=True)


def readmitted(books: Books, email: str, *, at: datetime) -> Invited | Findings:
    """A link for somebody, from whoever runs the machine: where no administrator can sign in to make one."""
    with books.writing(None) as connection:
        known = people.person_with_email(connection, plain(email))
        if known is None:
            return unknown("person", email)
        invited = made(connection, known, by=known, at=at)
        log.record(connection, "link made at the machine", known, at, person=known.email)
        return invited


def invitee(books: Books, secret: str, *, at: datetime) -> Person | None:
    """Whom a link lets in, if it still does."""
    with books.reading(None) as connection:
        return _invitee(connection, secret, at)


def accept(books: Books, secret: str, password: str, *, at: datetime) -> Person | HalfIn | Findings:
    """Choose a password by a link, which is used up by it; all sessions of the person end."""
    if wrong := tuple(passwords.problems(password)):
        return Findings(wrong)
    with books.writing(None) as connection:
        known = _invitee(connection, secret, at)
        if known is None or not invitations.use(connection, _digest(secret), at):
            remedy = "Ask an administrator of your company for a new one."
            return refused("invitation.ended", "This link was used already, or has ended", remedy=remedy)
        passwords.renewed(connection, known, password, "password chosen by invitation", at)
        return HalfIn(known) if second_step.is_on(connection, known) else known


def _invitee(connection: Connection, secret: str, at: datetime) -> Person | None:
    number = invitations.invited(connection, _digest(secret), at)
    return None if number is None else people.person_numbered(connection, number)


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="surrogatepass")).hexdigest()

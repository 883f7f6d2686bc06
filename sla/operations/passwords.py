"""Passwords: what they must be, how they are kept (Argon2id), and how a person changes their own."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection

from sla.cycle import Person
from sla.operations import patience
from sla.operations.answers import refused
from sla.store import log, people
from sla.store.books import Books
from sla.values import Finding, Findings

SHORTEST, LONGEST = 10, 200


def problems(password: str) -> Iterator[Finding]:
    """What keeps a password from being chosen."""
    if len(password) < SHORTEST:
        remedy = f"Choose one of at least {SHORTEST} characters."
        yield Finding("person.password", "The password is too short", remedy=remedy)
    if len(password) > LONGEST:
        remedy = f"Choose one of at most {LONGEST} characters."
        yield Finding("person.password-long", "The password is too long", remedy=remedy)


def change(books: Books, old: str, new: str, *, by: Person, at: datetime, address: str = "") -> int | Findings:
    """Another password for oneself, which ends all one's sessions; the generation of those that begin now."""
    if wrong := tuple(problems(new)):
        return Findings(wrong)
    if wait := patience.counted(books, by.email, address, at):
        return wait
    with books.reading(None) as connection:
        kept = people.password_of(connection, by.id)
    if not fits(kept, old):
        remedy = "Write the password that you sign in with now, or ask an administrator for a link to choose a new one."
        return refused("person.old-password", "This is not your present password", remedy=remedy)
    patience.succeeded(books, by.email, address, at)
    with books.writing(None) as connection:
        return renewed(connection, by, new, "password changed", at)


def renewed(connection: Connection, of: Person, password: str, act: str, at: datetime) -> int:
    """Keep a new password, end all sessions and log it; the generation of sessions that begin now."""
    people.renew_password(connection, of.id, hashed(password))
    generation = people.end_sessions(connection, of.id)
    log.record(connection, act, of, at, person=of.email)
    return generation


def hashed(password: str) -> str:
    """The hash of a password, with a salt of its own."""
    return hasher().hash(password)


def unknowable() -> str:
    """What is kept for somebody who has not chosen a password yet: no password fits, and none is known."""
    return hashed(secrets.token_urlsafe())


def fits(kept: str, password: str) -> bool:
    """Whether a password is the one that was hashed."""
    try:
        hasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False
    return True


def is_outdated(kept: str) -> bool:
    """Whether a hash is cheaper to guess than those made now."""
    return hasher().check_needs_rehash(kept)


@lru_cache(maxsize=1)
def hasher() -> PasswordHasher:
    """The one way in which all are hashed."""
    return PasswordHasher()


@lru_cache(maxsize=1)
def nobodys() -> str:
    """What the password of an unknown address is held against, so that the answer takes as long."""
    return hashed("nobody signs in with this")

"""Tokens: a person lets a machine act for them, in a narrower scope and for a time; whoever made it can end it."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256

from sla.cycle import Person, Role
from sla.cycle.token import Scope, Token
from sla.operations.answers import refused, unknown
from sla.store import log, people, tokens
from sla.store.books import Books
from sla.values import Findings

MARK = "sla_"
"""How every secret begins, so that one that leaks is recognised."""
LONGEST = 366
"""Days that a token lives at most."""


@dataclass(frozen=True, slots=True)
class Granted:
    """A new token with its secret, which is shown once and kept nowhere."""

    token: Token
    secret: str


@dataclass(frozen=True, slots=True)
class Bearer:
    """Whom a machine acts for, and in which scope."""

    person: Person
    scopes: frozenset[Scope]


def grant(
    books: Books, name: str, scopes: Iterable[Scope], days: int, *, by: Person, at: datetime
) -> Granted | Findings:
    """Make a token for oneself."""
    held = frozenset(scopes)
    if not name.strip() or not held or not 0 < days <= LONGEST:
        return refused(
            "token.what",
            "A token needs a name, something that it allows, and an end",
            found=f"{name.strip()[:60] or 'no name'}, {', '.join(sorted(held)) or 'nothing allowed'}, {days} days",
            expected=f"a name, {' or '.join(Scope)}, and 1 to {LONGEST} days",
            remedy="Say what the token is for, what it may do and for how long.",
        )
    secret = MARK + secrets.token_urlsafe(32)
    new = Token(0, by.id, name.strip()[:100], held, at, at + timedelta(days=days))
    with books.writing(None) as connection:
        kept = replace(new, id=tokens.keep_token(connection, new, _digest(secret)))
        log.record(connection, "token made", by, at, token=str(kept.id), name=kept.name, scopes=" ".join(sorted(held)))
    return Granted(kept, secret)


def revoke(books: Books, number: int, *, by: Person, at: datetime) -> Token | Findings:
    """End a token for good: one's own, or as an administrator that of anybody of the company."""
    with books.writing(None) as connection:
        known = tokens.token_in(connection, by.organisation, number)
        if known is None or (known.person != by.id and not by.is_a(Role.ADMINISTRATOR)):
            return unknown("token", str(number))
        if known.ended is None:
            tokens.end_token(connection, known, by, at)
            log.record(connection, "token revoked", by, at, token=str(known.id), name=known.name)
        return replace(known, ended=known.ended or at)


def mine(books: Books, *, by: Person) -> tuple[Token, ...]:
    """Every token that the person ever made, the newest first."""
    with books.reading(None) as connection:
        return tokens.tokens_of(connection, by)


def of_company(books: Books, *, by: Person) -> tuple[tuple[str, Token], ...]:
    """Every token of one's company with the name of whom it acts for, to its administrators and auditors."""
    if not (by.is_a(Role.ADMINISTRATOR) or by.is_a(Role.AUDITOR)):
        return ()
    with books.reading(None) as connection:
        names = {each.person.id: each.person.name for each in people.everybody_of(connection, by.organisation)}
        return tuple((names[each.person], each) for each in tokens.tokens_in(connection, by.organisation))


def bearer(books: Books, secret: str, *, at: datetime) -> Bearer | None:
    """Whom a secret lets act, if it still does: the token is good, and the person is active."""
    with books.reading(None) as connection:
        known = tokens.token_with(connection, _digest(secret))
        person = people.person_numbered(connection, known.person) if known and known.holds(at) else None
        return Bearer(person, known.scopes) if known and person else None


def _digest(secret: str) -> str:
    return sha256(secret.encode()).hexdigest()

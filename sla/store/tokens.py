"""Tokens: rows into values and back. Secrets come and go as SHA-256 only; they are long and made by chance."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, insert, select

from sla.cycle import Person
from sla.cycle.token import Scope, Token
from sla.store.tables import person, token, token_end


def keep_token(connection: Connection, new: Token, digest: str) -> int:
    """Keep a token under the hash of its secret; its number."""
    values = {
        "person": new.person,
        "name": new.name,
        "scopes": " ".join(sorted(new.scopes)),
        "digest": digest,
        "created_at": new.created,
        "expires_at": new.expires,
    }
    number: int = connection.execute(insert(token).values(values).returning(token.c.id)).scalar_one()
    return number


def end_token(connection: Connection, of: Token, by: Person, at: datetime) -> None:
    """Keep that a token was revoked."""
    connection.execute(insert(token_end).values(token=of.id, person=by.id, at=at))


def token_with(connection: Connection, digest: str) -> Token | None:
    """The token whose secret has this hash."""
    return next(iter(_tokens(connection, token.c.digest == digest)), None)


def tokens_of(connection: Connection, by: Person) -> tuple[Token, ...]:
    """Every token of a person, the newest first."""
    return _tokens(connection, token.c.person == by.id)


def tokens_in(connection: Connection, company: int) -> tuple[Token, ...]:
    """Every token of a company's people, the newest first."""
    return _tokens(connection, token.c.person.in_(select(person.c.id).where(person.c.organisation == company)))


def token_in(connection: Connection, company: int, number: int) -> Token | None:
    """A token by number, of anybody of a company."""
    mine = token.c.person.in_(select(person.c.id).where(person.c.organisation == company))
    return next(iter(_tokens(connection, (token.c.id == number) & mine)), None)


def _tokens(connection: Connection, condition: ColumnElement[bool]) -> tuple[Token, ...]:
    rows = connection.execute(
        select(token, token_end.c.at.label("ended"))
        .join_from(token, token_end, isouter=True)
        .where(condition)
        .order_by(token.c.id.desc())
    )
    return tuple(
        Token(
            row.id,
            row.person,
            row.name,
            frozenset(Scope(scope) for scope in row.scopes.split()),
            row.created_at,
            row.expires_at,
            row.ended,
        )
        for row in rows
    )

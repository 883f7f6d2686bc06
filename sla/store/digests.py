"""The digest of a row: what the log keeps of everything that an act wrote.

It is taken from what lies in the database, column by column, and is the same on every kind of database. A column that
is empty is left out, so that one added later changes no old digest; a later one that cannot be empty says in
`info={"unsaid": value}` which value stands for nothing said. Of a secret column only the hash is ever looked at;
`info={"secret": function}` names the function that makes it in PostgreSQL, for a role that may not read the secret.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from hashlib import sha256
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Dialect,
    LargeBinary,
    Select,
    Table,
    func,
    select,
    tuple_,
    type_coerce,
)
from sqlalchemy.types import NullType

from sla.store.tables import metadata

UNCOVERED = {
    "event": "it is the log",
    "log_head": "it is the end of the log",
    "scope_key": "it is made of the passwords of the database's roles, and changes with them",
    "closing": "an order to close a month; what it does to a period is an entry of its own",
    "closing_item": "how far such an order has come",
    "attempt": "how often somebody failed to sign in, forgotten after a day",
    "progress": "how far the news were told to somebody who wishes it",
    "delivery": "news on their way: what they tell has its own entries",
    "delivery_try": "how often it was tried to tell them, forgotten after some weeks",
    "answer": "what a program was answered, forgotten after a day; what was done has its own entries",
    "contract_draft": "a text that is not in force: what is proposed and activated of it are entries of their own",
    "letter": "a link on its way by mail: that it was made and sent are entries of their own",
    "draft": "a file that was not sent yet, replaced at will: nothing rests on it",
    "unsent": "a form that is being filled in, gone when it is sent: nothing rests on it",
    "unsent_file": "a file that was put into such a form",
}
"""Tables whose rows the log does not answer for, and why. Every other table is covered."""


def is_covered(table: Table) -> bool:
    """Whether the log answers for the rows of a table."""
    return table.metadata is metadata and table.name not in UNCOVERED


@dataclass(frozen=True, slots=True)
class Row:
    """One row as it lies in the database: its key (`7`, or `7/partner`) and what its columns say."""

    key: str
    says: Mapping[str, object]

    def digest(self, table: str) -> str:
        """SHA-256 of the row in canonical JSON."""
        return sha256(canonical({"table": table, **self.says})).hexdigest()


def canonical(value: object) -> bytes:
    """JSON with sorted keys and no spaces, in UTF-8: the same value is always the same bytes."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(errors="surrogatepass")


def key_of(values: tuple[object, ...]) -> str:
    """A primary key as the log writes it."""
    return "/".join(str(value) for value in values)


def rows(connection: Connection, table: Table, *conditions: ColumnElement[bool], at_once: int = 0) -> Iterator[Row]:
    """The rows of a table, by key, as far as the connection sees them; so many `at_once`, by default all."""
    options = {"yield_per": at_once} if at_once else {}
    columns = _columns(table, connection.dialect)
    keys = [list(table.columns).index(column) for column in table.primary_key]
    query = _plain(table, connection.dialect.name).where(*conditions)
    with connection.execute(query, execution_options=options) as found:
        for raw in found:
            says = dict(_said(columns, tuple(raw)))
            yield Row(key_of(tuple(raw[index] for index in keys)), says)


def rows_with(connection: Connection, table: Table, keys: list[tuple[Any, ...]]) -> dict[str, Row]:
    """Those of the rows with these keys that are there."""
    return {row.key: row for row in rows(connection, table, tuple_(*table.primary_key).in_(keys))}


@lru_cache(maxsize=512)
def _plain(table: Table, database: str) -> Select[Any]:
    """The whole table as the driver gives it, before any column type has smoothed it."""
    return select(*(_column(column, database) for column in table.columns)).order_by(*table.primary_key)


def _column(column: Column[Any], database: str) -> ColumnElement[Any]:
    if (digest := column.info.get("secret")) and database == "postgresql":
        hashed: ColumnElement[str] = getattr(func, digest)(*column.table.primary_key)
        return hashed.label(column.name)
    return type_coerce(column, NullType()).label(column.name)


Convert = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column with its ways out of the database and back into it."""

    name: str
    unsaid: object
    secret: bool
    out: Convert
    back: Convert


@lru_cache(maxsize=512)
def _columns(table: Table, dialect: Dialect) -> tuple[_Column, ...]:
    made = []
    for column in table.columns:
        kind = column.type.dialect_impl(dialect)
        out, back = kind.result_processor(dialect, None) or _same, kind.bind_processor(dialect) or _same
        if isinstance(column.type, LargeBinary):
            back = _same  # a driver wraps bytes on their way in, and the wrapping is no difference
        hashed = "secret" in column.info and dialect.name != "postgresql"
        made.append(_Column(column.name, column.info.get("unsaid"), hashed, out, back))
    return tuple(made)


def _same(value: object) -> object:
    return value


def _said(columns: tuple[_Column, ...], raw: tuple[Any, ...]) -> Iterator[tuple[str, object]]:
    """What each column says; what the program would not have written so is shown as it lies there."""
    for column, value in zip(columns, raw, strict=True):
        if value is None:
            continue
        try:
            says = column.out(value)
            genuine = column.back(says) == value and type(value) is not float
        except (ValueError, TypeError, AttributeError):
            says, genuine = None, False
        if not genuine:
            yield column.name, {"unreadable": repr(value)}
        elif says != column.unsaid:
            hashed = column.secret and isinstance(says, str)
            yield column.name, sha256(says.encode()).hexdigest() if hashed else _plainly(says)


def _plainly(value: object) -> object:
    """As JSON has it: moments in UTC, bytes by their hash."""
    match value:
        case datetime():
            return value.astimezone(UTC).isoformat()
        case date():
            return value.isoformat()
        case bytes():
            return {"sha256": sha256(value).hexdigest()}
        case str() | bool() | int():
            return value
        case _:
            return {"unreadable": repr(value)}

"""Every row of the books as text and back, the same for every kind of database.

A line is one row in JSON. What JSON has no word for is an object of one key: a moment, a day, bytes. Tables and columns
are those that lie in the database, at whatever revision it is.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, MetaData, Table, func, insert, inspect, select, text, update

from sla.cycle import Person, Role
from sla.store.scope import declare
from sla.store.tables import agreement, contract_draft, contract_version

LEFT_OUT = {
    "alembic_version": "the revision is said once, and the schema is made anew",
    "scope_key": "it is made of the passwords of the database's roles, and made anew with them",
}
"""Tables that are not written out, and why. The queue of work lies elsewhere, and is ordered anew."""
BATCH = 500


def tables(connection: Connection) -> tuple[Table, ...]:
    """Every table of the books, each after those that it refers to."""
    found = MetaData()
    found.reflect(connection, only=lambda name, _: name not in LEFT_OUT)
    return tuple(found.sorted_tables)


def lines(connection: Connection, table: Table, key: str) -> Iterator[str]:
    """Every row of a table, whoever may see it. `key` signs for whom the transaction looks."""
    seen: set[tuple[Any, ...]] = set()
    for _ in _scopes(connection, key):
        order = select(table).order_by(*table.primary_key)
        with connection.execute(order, execution_options={"yield_per": BATCH}) as rows:
            for row in rows.mappings():
                identity = tuple(row[column.name] for column in table.primary_key)
                if identity not in seen:
                    seen.add(identity)
                    yield json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False) + "\n"


def take_in(connection: Connection, table: Table, rows: Iterable[str]) -> None:
    """Put rows back as they were. The table is empty, but for the one row that a log begins with."""
    batch: list[dict[str, Any]] = []
    for line in rows:
        batch.append({name: _value(value, connection) for name, value in json.loads(line).items()})
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch = []
    if table.name == "log_head":
        connection.execute(update(table).values(batch[0]))
    elif batch:
        connection.execute(insert(table), batch)


def is_readable(connection: Connection) -> bool:
    """Whether this role may read everything; on PostgreSQL only the owner of the tables may."""
    if connection.dialect.name != "postgresql":
        return True
    return bool(connection.execute(text("SELECT has_table_privilege('person', 'SELECT')")).scalar_one())


def is_used(connection: Connection) -> bool:
    """Whether anybody has done anything in this database."""
    if not inspect(connection).has_table("log_head"):
        return False
    return bool(connection.execute(text("SELECT entries FROM log_head")).scalar())


class Unbound:
    """On PostgreSQL, lets the owner of the tables add rows of every company, until the transaction ends well."""

    def __init__(self, connection: Connection) -> None:
        """Nothing is changed yet."""
        self.connection = connection
        self.forced: tuple[str, ...] = ()

    def __enter__(self) -> None:
        """The policies bind the owner no longer; nobody else sees it before the transaction ends."""
        if self.connection.dialect.name == "postgresql":
            query = text("SELECT oid::regclass::text FROM pg_class WHERE relforcerowsecurity")
            self.forced = tuple(self.connection.execute(query).scalars())
            self._alter("NO FORCE")

    def __exit__(self, wrong: object, *_: object) -> None:
        """Numbers are counted on from the highest, as long as all are seen; then the policies bind again."""
        if wrong is None and self.connection.dialect.name == "postgresql":
            for table in tables(self.connection):
                self._count_on(table)
            self._alter("FORCE")

    def _alter(self, how: str) -> None:
        for name in self.forced:
            self.connection.execute(text(f"ALTER TABLE {name} {how} ROW LEVEL SECURITY"))

    def _count_on(self, table: Table) -> None:
        counted = select(func.pg_get_serial_sequence(table.name, "id"))
        if "id" in table.columns and (sequence := self.connection.execute(counted).scalar()):
            highest = self.connection.execute(select(func.max(table.c.id))).scalar()
            if highest:
                self.connection.execute(select(func.setval(sequence, highest)))


def _scopes(connection: Connection, key: str) -> Iterator[None]:
    """On PostgreSQL the house, then every customer in turn: each row is seen by one of them at least."""
    declare(connection, None, key)
    yield
    if connection.dialect.name != "postgresql":
        return
    companies = connection.execute(text("SELECT id FROM organisation ORDER BY id")).scalars().all()
    for company in companies:
        declare(connection, Person(0, "", company, frozenset(Role)), key)
        mine = (
            select(func.count()).where(each.c.customer == company).scalar_subquery()
            for each in (agreement, contract_version, contract_draft)
        )
        if any(connection.execute(select(*mine)).one()):
            yield
    declare(connection, None, key)


def _plain(value: object) -> object:
    match value:
        case datetime():
            return {
                "moment": (value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)).isoformat()
            }
        case date():
            return {"day": value.isoformat()}
        case bytes() | memoryview():
            return {"bytes": base64.b64encode(value).decode()}
        case _:
            return value


def _value(kept: object, connection: Connection) -> object:
    match kept:
        case {"moment": str(moment)}:
            at = datetime.fromisoformat(moment)
            return at.replace(tzinfo=None) if connection.dialect.name == "sqlite" else at
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case {"bytes": str(encoded)}:
            return base64.b64decode(encoded)
        case _:
            return kept

"""The log answers for every table there is: whatever is written to one, and whatever is changed in it later."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from sqlite3 import Connection as Raw

import pytest
from sqlalchemy import Boolean, Connection, Date, DateTime, Integer, LargeBinary, Table, insert, text
from sqlalchemy.event import listen

from sla.cycle import Person
from sla.store import audit, log
from sla.store.books import Books
from sla.store.columns import Moment
from sla.store.digests import UNCOVERED, is_covered
from sla.store.notes import Unlogged
from sla.store.tables import event, log_head, metadata

NOW = datetime(2026, 7, 6, 9, 30, tzinfo=UTC)
SOMEBODY = Person(1, "Somebody", 1, frozenset())
TABLES = [table for table in metadata.sorted_tables if is_covered(table)]
each_table = pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
VALUES: dict[type, tuple[object, str]] = {
    Moment: (NOW, "'2026-07-06 09:30:00.000001'"),
    DateTime: (NOW, "'2026-07-06 09:30:00.000001'"),
    Date: (date(2026, 3, 1), "'2026-03-02'"),
    Boolean: (True, "0"),
    Integer: (7, "8"),
    LargeBinary: (b"bytes", "x'00'"),
}
"""For each kind of column a value, and another one in SQL; text for all others."""


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    """Every table, with no rule on what may be in it."""
    made = Books.open(f"sqlite:///{tmp_path / 'books.sqlite'}")
    listen(made.engine, "connect", no_rules)
    metadata.create_all(made.engine)
    with made.writing(None) as connection:
        connection.execute(insert(log_head).values(id=1, entries=0, digest=log.START))
    yield made
    made.close()


def value(kind: object) -> tuple[object, str]:
    known = (pair for sort, pair in VALUES.items() if isinstance(kind, sort))
    return next(known, ("text", "'other'"))


def row(table: Table) -> dict[str, object]:
    return {column.name: value(column.type)[0] for column in table.columns}


def no_rules(raw: Raw, _: object) -> None:
    """Neither rows elsewhere nor a list of words limits what may be written."""
    raw.execute("PRAGMA ignore_check_constraints = ON")
    raw.execute("PRAGMA foreign_keys = OFF")


def test_what_is_left_out_is_left_out_for_a_reason() -> None:
    """Whoever adds a table adds it to the log, or says here why nothing rests on its rows."""
    assert set(UNCOVERED) <= set(metadata.tables)
    assert all(len(reason.split()) > 3 for reason in UNCOVERED.values())
    assert {table.name for table in TABLES} == set(metadata.tables) - set(UNCOVERED)
    assert {event.name, log_head.name} <= set(UNCOVERED)


@each_table
def test_no_row_is_written_without_an_entry(books: Books, table: Table) -> None:
    with pytest.raises(Unlogged, match=table.name), books.writing(None) as connection:
        connection.execute(insert(table).values(row(table)))


@each_table
def test_every_column_is_answered_for(books: Books, table: Table) -> None:
    with books.writing(None) as connection:
        connection.execute(insert(table).values(row(table)))
        log.record(connection, "wrote a row", SOMEBODY, NOW)
    assert found(books) is None
    for column in table.columns:
        with books.engine.connect() as connection:
            connection.execute(text(f'UPDATE "{table.name}" SET "{column.name}" = {value(column.type)[1]}'))
            said = audit.first_fault(books, connection)
            assert said is not None, f"{table.name}.{column.name}"
            assert said.message.startswith(f"{table.name} ")
            connection.rollback()


@each_table
def test_rows_added_many_at_once_are_answered_for(books: Books, table: Table) -> None:
    with books.writing(None) as connection:
        connection.execute(insert(table), [without_number(table)])
        log.record(connection, "wrote rows", SOMEBODY, NOW)
        assert len(audit_of(books, connection).sealed[table.name]) == 1
    assert found(books) is None


def without_number(table: Table) -> dict[str, object]:
    """The database counts the row's number up itself, where it can."""
    counted = table.autoincrement_column
    return {name: value for name, value in row(table).items() if counted is None or name != counted.name}


def audit_of(books: Books, connection: Connection) -> audit.Audit:
    walk = audit.Audit(books, connection)
    assert walk.broken() is None
    return walk


def found(books: Books) -> object:
    with audit.snapshot(books) as connection:
        return audit.first_fault(books, connection)

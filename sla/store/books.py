"""The books: opened for reading or for writing on behalf of one person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine

from sla.cycle import Person
from sla.store.database import open_database
from sla.store.scope import declare, key_of


@dataclass(frozen=True, slots=True)
class Books:
    """One open database. Every transaction says for whom it is; PostgreSQL repeats the scope row by row."""

    engine: Engine
    key: str = ""
    """Signs for whom a transaction is, where the database asks for it."""

    @classmethod
    def open(cls, url: str) -> Books:
        """The books at a database URL."""
        return cls(open_database(url), key_of(url))

    @contextmanager
    def reading(self, by: Person | None) -> Iterator[Connection]:
        """A transaction that only looks; nobody (None) sees people and the log, and no agreement."""
        with self.engine.connect() as connection, connection.begin():
            declare(connection, by, self.key)
            yield connection

    @contextmanager
    def writing(self, by: Person | None) -> Iterator[Connection]:
        """A transaction that writes all or nothing. On SQLite it waits its turn before it reads."""
        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            declare(connection, by, self.key)
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()

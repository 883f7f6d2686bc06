"""The books: opened for reading or for writing on behalf of one person."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, text

from sla.cycle import Person
from sla.store.database import open_database


@dataclass(frozen=True, slots=True)
class Books:
    """One open database. Every transaction says for whom it is; PostgreSQL repeats the scope row by row."""

    engine: Engine

    @classmethod
    def open(cls, url: str) -> Books:
        """The books at a database URL."""
        return cls(open_database(url))

    @contextmanager
    def reading(self, by: Person | None) -> Iterator[Connection]:
        """A transaction that only looks; nobody (None) sees no agreement."""
        with self.engine.connect() as connection, connection.begin():
            _scope(connection, by)
            yield connection

    @contextmanager
    def writing(self, by: Person | None) -> Iterator[Connection]:
        """A transaction that writes all or nothing. On SQLite it waits its turn before it reads."""
        with self.engine.connect().execution_options(writing=True) as connection, connection.begin():
            _scope(connection, by)
            yield connection

    def close(self) -> None:
        """Give the connections back."""
        self.engine.dispose()


def _scope(connection: Connection, by: Person | None) -> None:
    """Tell PostgreSQL whose rows this transaction may see; it forgets when the transaction ends."""
    if connection.dialect.name == "postgresql":
        company = str(by.organisation) if by else ""
        connection.execute(text("SELECT set_config('sla.organisation', :company, true)"), {"company": company})

"""The database: opened by URL, with SQLite and PostgreSQL made to promise the same things.

SQLite runs with write-ahead log, foreign keys, full synchronisation and a busy timeout, and takes the write lock
when a writing transaction begins, so that two writers queue instead of failing half way.
"""

from __future__ import annotations

from pathlib import Path
from sqlite3 import Connection as SqliteConnection
from typing import Any

from alembic import command
from alembic.config import Config as Alembic
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry, NullPool

from sla.store import notes

_MIGRATIONS = Path(__file__).parents[2] / "migrations"
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON", "busy_timeout = 60000")


def address(url: str) -> URL:
    """The URL with its driver: `postgresql://` is spoken by psycopg. A folder for an SQLite file is made."""
    parsed = make_url(url)
    if parsed.drivername in ("postgresql", "postgres"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    return parsed


def open_database(url: str, *, pooled: bool = True) -> Engine:
    """An engine for the URL; connections are made when they are first needed."""
    pool: dict[str, Any] = {} if pooled else {"poolclass": NullPool}
    engine = create_engine(address(url), **pool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    notes.listen(engine)
    return engine


def _prepare(raw: SqliteConnection, _: ConnectionPoolEntry) -> None:
    """Leave transactions to us: the driver would begin them late and read before it locks."""
    raw.isolation_level = None
    for pragma in _PRAGMAS:
        raw.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def migrate(url: str, revision: str = "head") -> None:
    """Bring the schema to a revision, up or down; `base` takes everything away."""
    configuration = Alembic()
    configuration.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    configuration.attributes["url"] = url
    here = current(url)
    if revision != "base" and (here is None or revision == "head" or revision > here):
        command.upgrade(configuration, revision)
    else:
        command.downgrade(configuration, revision)


def current(url: str) -> str | None:
    """The revision the schema is at, or None for an empty database."""
    engine = open_database(url, pooled=False)
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()

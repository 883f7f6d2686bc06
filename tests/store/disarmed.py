"""What an intruder with the rights of the tables' owner does first: take away all that would refuse a change."""

from __future__ import annotations

from sqlalchemy import Connection, text

from sla.store.tables import metadata


def disarm(connection: Connection) -> None:
    """Drop every trigger, and on PostgreSQL every policy and constraint; on SQLite constraints are no longer asked."""
    if connection.dialect.name == "sqlite":
        names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        for name in names:
            connection.execute(text(f"DROP TRIGGER {name}"))
        return
    ours = "SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    triggers = f"SELECT tgname, tgrelid::regclass FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN ({ours})"
    for name, table in connection.execute(text(triggers)).all():
        connection.execute(text(f"DROP TRIGGER {name} ON {table}"))
    for table in metadata.tables:
        connection.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))
    for kinds in ("'f'", "'u', 'c', 'p'"):
        constraints = f"SELECT conname, conrelid::regclass FROM pg_constraint WHERE contype IN ({kinds})"
        for name, table in connection.execute(text(f"{constraints} AND conrelid IN ({ours})")).all():
            connection.execute(text(f"ALTER TABLE {table} DROP CONSTRAINT {name}"))

"""Runs the numbered revisions. The URL comes from `sla.store.database.migrate`, never from a file."""

from alembic import context

from sla.store.database import open_database
from sla.store.tables import metadata

engine = open_database(context.config.attributes["url"], pooled=False).execution_options(writing=True)
with engine.connect() as connection:
    if connection.dialect.name == "sqlite":
        # A table is changed by making it anew; what refers to it must not follow while it is gone. Each foreign key
        # is checked at the end instead.
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 -- it is connected
        raw.execute("PRAGMA foreign_keys = OFF")
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        transactional_ddl=True,  # SQLite can, now that we begin its transactions ourselves
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    if connection.dialect.name == "sqlite" and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
        raise ValueError(f"rows refer to rows that are not there: {broken[:3]}")

"""Runs the numbered revisions. The URL comes from `sla.store.database.migrate`, never from a file."""

from alembic import context

from sla.store.database import open_database
from sla.store.tables import metadata

engine = open_database(context.config.attributes["url"], pooled=False).execution_options(writing=True)
with engine.connect() as connection:
    context.configure(
        connection=connection,
        target_metadata=metadata,
        compare_type=True,
        transactional_ddl=True,  # SQLite can, now that we begin its transactions ourselves
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()

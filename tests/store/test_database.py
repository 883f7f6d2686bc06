"""The schema goes up and down on both databases, and is the one that the tables describe."""

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from sla.store.database import address, current, migrate, open_database
from sla.store.tables import metadata


def test_up_down_and_up_again(database_url: str) -> None:
    assert current(database_url) is None
    migrate(database_url)
    head = current(database_url)
    assert head is not None
    migrate(database_url, "base")
    assert current(database_url) is None
    assert left(database_url) == {"alembic_version"}
    migrate(database_url, "0002")
    assert current(database_url) == "0002"
    migrate(database_url)
    assert current(database_url) == head
    migrate(database_url, "0003")
    assert current(database_url) == "0003"


def left(url: str) -> set[str]:
    engine = open_database(url, pooled=False)
    return set(inspect(engine).get_table_names())


def test_the_migrated_schema_is_the_one_that_is_described(database_url: str) -> None:
    migrate(database_url)
    engine = open_database(database_url, pooled=False)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_a_failing_revision_leaves_nothing_half_done(database_url: str) -> None:
    engine = open_database(database_url, pooled=False).execution_options(writing=True)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE cycle (id INTEGER)"))
    with pytest.raises(Exception, match="cycle"):
        migrate(database_url)
    assert current(database_url) == "0001"
    assert "submission" not in left(database_url)


def test_sqlite_keeps_its_promises(tmp_path: object) -> None:
    engine = open_database(f"sqlite:///{tmp_path}/folder/that/is/made/test.db")
    with engine.connect() as connection:
        asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in asked]
    engine.dispose()
    assert found == ["wal", 2, 1, 60000]


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_postgresql_is_spoken_by_psycopg(scheme: str) -> None:
    assert address(f"{scheme}://somebody@localhost/sla").drivername == "postgresql+psycopg"

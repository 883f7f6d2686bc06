"""What tests of every folder may ask for: a database of either kind, and the same examples in every run."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hypothesis
import pytest

from tests import postgres

# `make test` tries the same examples each time; HYPOTHESIS_PROFILE=search looks for new ones.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("search", deadline=None, max_examples=1000, print_blob=True)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))

on_both = pytest.fixture(params=["sqlite", "postgresql"])


@pytest.fixture(scope="session")
def postgres_server(tmp_path_factory: pytest.TempPathFactory) -> postgres.Server:
    """The PostgreSQL server of this run, shared by its processes; gone when the first of them is."""
    own = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        return postgres.shared(own.parent, while_alive=os.getppid())
    return postgres.shared(own, while_alive=os.getpid())


@on_both
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of a fresh, empty database, as SQLAlchemy takes it: every test runs on both kinds.

    On PostgreSQL the test owns its database, and has no rights beyond it.
    """
    with _database(request, tmp_path) as url:
        yield url


@on_both
def migrated_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The same with every table in place and nothing in them: a copy of one that was migrated once."""
    template: str = request.getfixturevalue(f"migrated_{request.param}")
    with _database(request, tmp_path, template) as url:
        yield url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The path of a migrated SQLite database, to be copied."""
    from sla.store.database import migrate

    path = tmp_path_factory.mktemp("migrated") / "template.sqlite"
    migrate(f"sqlite:///{path}")
    return str(path)


@pytest.fixture(scope="session")
def migrated_postgresql(postgres_server: postgres.Server) -> Iterator[str]:
    """The name of a migrated PostgreSQL database, to be copied."""
    from sla.store.database import migrate

    with postgres_server.database() as name:
        migrate(postgres_server.url(name))
        yield name


@contextmanager
def _database(request: pytest.FixtureRequest, folder: Path, template: str = "") -> Iterator[str]:
    """The address of a new database of the kind asked for, perhaps a copy."""
    if request.param == "sqlite":
        path = folder / "test.sqlite"
        if template:
            shutil.copyfile(template, path)
        yield f"sqlite:///{path}"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    with server.database(template or "template0") as name:
        yield server.url(name)

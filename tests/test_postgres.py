"""The tests' own PostgreSQL: shared, private, gone afterwards, and never silently absent."""

import os
import stat
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import sqlalchemy

from sla.store.tables import metadata
from tests import postgres
from tests.postgres import Server, Unavailable, as_whom, programs, shared


def test_every_test_gets_an_empty_database_of_either_kind(database_url: str) -> None:
    engine = sqlalchemy.create_engine(database_url)
    assert sqlalchemy.inspect(engine).get_table_names() == []
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE mark (id BIGINT)"))
    assert sqlalchemy.inspect(engine).get_table_names() == ["mark"]
    engine.dispose()


def test_a_second_test_does_not_see_the_first(database_url: str) -> None:
    test_every_test_gets_an_empty_database_of_either_kind(database_url)


@pytest.mark.parametrize("turn", ["first", "second"])
def test_a_migrated_database_has_every_table_and_nothing_of_another_test(migrated_url: str, turn: str) -> None:
    engine = sqlalchemy.create_engine(migrated_url)
    assert set(metadata.tables) <= set(sqlalchemy.inspect(engine).get_table_names())
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("CREATE TABLE mark (id BIGINT)"))
    engine.dispose()


def test_a_test_has_no_rights_beyond_its_database(postgres_server: Server) -> None:
    """Row-level security binds whoever is not a superuser, so the tests must not be one."""
    with postgres_server.database() as name, psycopg.connect(postgres_server.url(name, "postgresql")) as connection:
        row = connection.execute("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user").fetchone()
    assert row == (False, False)


def test_a_database_is_dropped_though_someone_is_connected(postgres_server: Server) -> None:
    with postgres_server.database() as name:
        left_open = psycopg.connect(postgres_server.url(name, "postgresql"))
    with postgres_server.connect() as connection:
        assert connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", (name,)).fetchone() is None
    left_open.close()


def test_a_database_copies_its_template(postgres_server: Server) -> None:
    with postgres_server.database() as template:
        with psycopg.connect(postgres_server.url(template, "postgresql")) as connection:
            connection.execute("CREATE TABLE prepared (id BIGINT)")
        with (
            postgres_server.database(template) as name,
            psycopg.connect(postgres_server.url(name, "postgresql")) as connection,
        ):
            assert connection.execute("SELECT count(*) FROM prepared").fetchone() == (0,)


def test_the_server_listens_on_loopback_only_and_wants_a_password(postgres_server: Server) -> None:
    with postgres_server.connect() as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        assert connection.execute("SHOW unix_socket_directories").fetchone() == ("",)
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(Server(postgres_server.port, "wrong").url("postgres", "postgresql"))


def test_all_processes_of_a_run_share_one_server_and_it_goes_with_them(tmp_path: Path) -> None:
    """Two processes meet and find one server; when the process they named ends, server and folder are gone."""
    run = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    ask = "import sys, pathlib, tests.postgres as p; print(p.shared(pathlib.Path(sys.argv[1]), int(sys.argv[2])).port)"
    command = [sys.executable, "-c", ask, str(tmp_path), str(run.pid)]
    askers = [subprocess.Popen(command, cwd=postgres.ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    said = {asker.communicate()[0] for asker in askers}
    assert len(said) == 1
    assert said.pop().strip().isdigit()
    server = shared(tmp_path, run.pid)
    with server.connect() as connection:
        row = connection.execute("SHOW data_directory").fetchone()
    assert row is not None
    folder = Path(row[0]).parent
    run.communicate(b"\n")
    patience = time.monotonic() + 30
    while folder.exists() and time.monotonic() < patience:
        time.sleep(0.05)
    assert not folder.exists()
    with pytest.raises(psycopg.OperationalError):
        server.connect()


def test_without_binaries_the_remedy_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match=r"make test.*system-packages"):
        programs(tmp_path)


def test_a_server_that_does_not_start_fails_the_test_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "false")
    with pytest.raises(Unavailable, match="did not start"):
        shared(tmp_path, os.getpid())
    assert not (tmp_path / "postgres.json").exists()


def test_the_newest_version_is_taken(tmp_path: Path) -> None:
    for version in ("9.6", "15", "17"):
        program = tmp_path / version / "bin" / "initdb"
        program.parent.mkdir(parents=True)
        program.touch()
    assert programs(tmp_path) == tmp_path / "17" / "bin"


def test_the_path_serves_where_the_system_keeps_them_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "initdb"
    program.touch()
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert programs(tmp_path / "nowhere") == tmp_path


@pytest.mark.parametrize(("root", "prefixed"), [(0, True), (os.geteuid() or 65534, False)])
def test_root_gives_its_rights_up(root: int, prefixed: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: root)
    user, prefix = as_whom()
    assert user != "root"
    assert bool(prefix) is prefixed

"""A PostgreSQL server of the tests' own: on a free loopback port, in a folder of its own, gone when they are.

The first test that asks for it starts it; all processes of one run share it. `python -m tests.postgres FOLDER PID` is
its keeper: it starts the server, writes `ready.json`, waits until process PID is gone, stops the server and removes
the folder. So nothing is left behind, however a run ends.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psycopg

SYSTEM = Path("/usr/lib/postgresql")
ROOT = Path(__file__).parent.parent
READY = "ready.json"
_OPTIONS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "200",
    "shared_buffers": "64MB",
}


class Unavailable(Exception):
    """There is no PostgreSQL to start, or it does not start; says what to do."""


def programs(system: Path = SYSTEM) -> Path:
    """The folder of `initdb` and `postgres`: the newest version installed, else whatever the path finds."""
    found = sorted(system.glob("*/bin/initdb"), key=lambda program: int(program.parts[-3].partition(".")[0]))
    on_path = shutil.which("initdb")
    if not found and on_path is None:
        raise Unavailable(
            f"no PostgreSQL in {system} or on the path; the tests start one of their own. "
            "Run `make test`, which installs it, or `.ci/system-packages test` to see what is missing."
        )
    return (found[-1] if found else Path(on_path or "").resolve()).parent


def as_whom() -> tuple[str, tuple[str, ...]]:
    """The account that the server runs as, and the words before a command that make it so.

    Ourselves; or, since the server refuses to run as root, an account without rights.
    """
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name, ()
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    ids = (f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}")
    return account.pw_name, ("setpriv", *ids, "--clear-groups", "--")


@dataclass(frozen=True, slots=True)
class Server:
    """A server that answers: `owner` owns the databases made for tests and has no other rights.

    `application` is another role, which owns nothing and may only what it is granted.
    """

    port: int
    password: str
    owner: str = "tester"
    application: str = "application"

    def url(self, database: str, driver: str = "postgresql+psycopg") -> str:
        """The address of a database, as its owner."""
        return f"{driver}://{self.owner}:{self.password}@127.0.0.1:{self.port}/{database}"

    def door(self, database: str) -> str:
        """The address of a database, as the application opens it."""
        return f"postgresql+psycopg://{self.application}:{self.password}-too@127.0.0.1:{self.port}/{database}"

    def connect(self) -> psycopg.Connection:
        """A connection that may make and drop databases."""
        return psycopg.connect(
            host="127.0.0.1",
            port=self.port,
            user="postgres",
            password=self.password,
            dbname="postgres",
            autocommit=True,
        )

    @contextmanager
    def database(self, template: str = "template0") -> Iterator[str]:
        """The name of a fresh copy of `template`, dropped afterwards whoever is still connected."""
        name = f"test_{secrets.token_hex(6)}"
        with self.connect() as connection:
            connection.execute(f"CREATE DATABASE {name} OWNER {self.owner} TEMPLATE {template}".encode())
        try:
            yield name
        finally:
            with self.connect() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def shared(meeting_place: Path, while_alive: int) -> Server:
    """The server of this run: started by whoever comes first, found in `meeting_place` by the others.

    It lives as long as process `while_alive`.
    """
    note = meeting_place / "postgres.json"
    with (meeting_place / "postgres.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists():
            note.write_text(json.dumps(asdict(_kept(while_alive))))
    return Server(**json.loads(note.read_text()))


def _kept(while_alive: int) -> Server:
    """Start a keeper, in a session of its own so that Ctrl-C does not reach it before us, and wait for its server."""
    folder = Path(tempfile.mkdtemp(prefix="sla-postgres-"))
    command = (sys.executable, "-m", "tests.postgres", str(folder), str(while_alive))
    with tempfile.TemporaryFile("w+") as log:
        keeper = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True
        )
        while not (folder / READY).exists():
            if keeper.poll() is not None:
                log.seek(0)
                shutil.rmtree(folder, ignore_errors=True)
                raise Unavailable(f"PostgreSQL did not start:\n{log.read()}")
            time.sleep(0.02)
    keeper.returncode = 0  # it outlives us, so nobody waits for it
    return Server(**json.loads((folder / READY).read_text()))


def keep(folder: Path, while_alive: int) -> None:
    """Run a server in `folder` as long as process `while_alive` runs; then stop it and remove the folder."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    try:
        server = Server(_free_port(), secrets.token_urlsafe(18))
        _initialise(folder, server)
        with _running(folder, server) as process:
            (folder / "part").write_text(json.dumps(asdict(server)))
            (folder / "part").rename(folder / READY)
            while process.poll() is None and _alive(while_alive):
                time.sleep(0.1)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _initialise(folder: Path, server: Server) -> None:
    """Make an empty cluster in `folder`, which then belongs to the account of the server."""
    user, prefix = as_whom()
    password = folder / "password"
    password.write_text(server.password)
    shutil.chown(folder, user)
    arguments = (
        "--username=postgres",
        f"--pwfile={password}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--no-locale",
    )
    command = (*prefix, str(programs() / "initdb"), "-D", str(folder / "cluster"), "--no-sync", *arguments)
    subprocess.run(command, cwd=folder, check=True)


@contextmanager
def _running(folder: Path, server: Server) -> Iterator[subprocess.Popen[bytes]]:
    """The server's process, once it answers and knows the owner of databases."""
    _, prefix = as_whom()
    options = (part for name, value in _OPTIONS.items() for part in ("-c", f"{name}={value}"))
    command = (*prefix, str(programs() / "postgres"), "-D", str(folder / "cluster"), "-p", str(server.port), *options)
    process = subprocess.Popen(command, cwd=folder)
    try:
        with _first_connection(server, process) as connection:
            connection.execute(f"CREATE ROLE {server.owner} LOGIN PASSWORD '{server.password}'".encode())
            connection.execute(f"CREATE ROLE {server.application} LOGIN PASSWORD '{server.password}-too'".encode())
        yield process
    finally:
        process.send_signal(signal.SIGQUIT)
        process.wait()


def _first_connection(server: Server, process: subprocess.Popen[bytes]) -> psycopg.Connection:
    while process.poll() is None:
        try:
            return server.connect()
        except psycopg.OperationalError:
            time.sleep(0.05)
    raise Unavailable(f"the server ended at once, with status {process.returncode}")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


if __name__ == "__main__":
    keep(Path(sys.argv[1]), int(sys.argv[2]))

"""Fresh copies of a database that was built once."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from tests.postgres import Server

Copy = Callable[[], AbstractContextManager[str]]
"""The address of a fresh copy, as long as it is looked at."""


@contextmanager
def sqlite_copy(file: Path) -> Iterator[str]:
    """A copy of a house in a file."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(file, Path(folder) / "house.sqlite")
        yield f"sqlite:///{folder}/house.sqlite"


@contextmanager
def postgres_copy(server: Server, name: str) -> Iterator[str]:
    """A copy of a house on a server, as the application's role opens it: it owns nothing."""
    with server.database(template=name) as copied:
        yield server.door(copied)

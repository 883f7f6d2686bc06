"""Fixtures: the house, built once for each kind of database and copied for every test.

On PostgreSQL it is opened as the application's own role, which owns nothing. What only the owner of the tables can do,
as to take a trigger away, is done at `owner_url`.
"""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sla.store.books import Books
from sla.store.rights import admit
from tests.operations.house import House, PlainPress, built
from tests.postgres import Server


@pytest.fixture(scope="session")
def sqlite_house(tmp_path_factory: pytest.TempPathFactory) -> tuple[House, Path]:
    """A house in a file that is copied, and the file."""
    folder = tmp_path_factory.mktemp("house")
    house = built(f"sqlite:///{folder / 'house.sqlite'}", folder)
    house.books.close()
    return house, folder / "house.sqlite"


@pytest.fixture(scope="session")
def postgres_house(postgres_server: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, str]]:
    """A house in a database that is copied, and its name."""
    with postgres_server.database() as name:
        house = built(postgres_server.url(name), tmp_path_factory.mktemp("house"))
        house.books.close()
        admit(postgres_server.url(name), postgres_server.door(name))
        yield house, name


@pytest.fixture(params=["sqlite", "postgresql"])
def house_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[House, str]]:
    """A fresh copy: the house as it was built, and the address of the copy."""
    if request.param == "sqlite":
        house, file = request.getfixturevalue("sqlite_house")
        shutil.copy(file, tmp_path / "house.sqlite")
        yield house, f"sqlite:///{tmp_path / 'house.sqlite'}"
        return
    server: Server = request.getfixturevalue("postgres_server")
    house, name = request.getfixturevalue("postgres_house")
    with server.database(template=name) as copy:
        yield house, server.door(copy)


@pytest.fixture
def house(house_url: tuple[House, str], tmp_path: Path) -> Iterator[House]:
    """Customer, vendors, people, an active contract and two agreements."""
    made, url = house_url
    books = Books.open(url)
    yield replace(made, books=books, press=PlainPress(tmp_path / "archive"))
    books.close()


@pytest.fixture
def url(house_url: tuple[House, str]) -> str:
    """The address of the house's database."""
    return house_url[1]


@pytest.fixture
def owner_url(request: pytest.FixtureRequest, url: str) -> str:
    """The same as the owner of the tables."""
    if url.startswith("sqlite"):
        return url
    server: Server = request.getfixturevalue("postgres_server")
    return server.url(url.rpartition("/")[2])

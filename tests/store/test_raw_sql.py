"""Whatever is sent to PostgreSQL as the application's role: nothing foreign comes back, and no record changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from sla.cycle import Person
from sla.store.books import Books
from sla.store.rights import Overpowered, admit, prepare
from sla.store.tables import metadata
from tests.operations.house import House, PlainPress
from tests.postgres import Server
from tests.store.raw_sql import ORACLES, Attempt, attempts

FOREIGN = (
    "northline",
    "pat partner",
    "pat@",
    "north-0001",
    "'north'",
    "rival",
    "rita",
    "no password",
    "250000",
    "2500.0",
)
"""Marks of what the southern vendor must not meet: the other vendor, its agreement, and another customer."""


@pytest.fixture
def doors(
    postgres_house: tuple[House, str], postgres_server: Server, tmp_path: Path
) -> Iterator[tuple[House, Books, Books]]:
    """A house with an issued statement, opened as the application and as the owner of the tables."""
    made, name = postgres_house
    with postgres_server.database(template=name) as copy:
        admit(postgres_server.url(copy), postgres_server.door(copy))
        books, owners = Books.open(postgres_server.door(copy)), Books.open(postgres_server.url(copy))
        house = replace(made, books=books, press=PlainPress(tmp_path / "archive"))
        house.issued()
        yield house, books, owners
        books.close()
        owners.close()


def test_nothing_foreign_comes_back_and_no_record_changes(doors: tuple[House, Books, Books]) -> None:
    house, books, owners = doors
    tried = tuple(attempts())
    assert len(tried) >= 200
    before = everything(owners, house)
    outcomes = Counter(outcome(books, house.sam, attempt) for attempt in tried)
    assert everything(owners, house) == before
    assert {said for said in outcomes if said.startswith("FOREIGN")} == set()
    assert outcomes["refused"] > len(metadata.tables) * 4, "every change but a harmless one is refused"
    assert outcomes["shown"] > len(metadata.tables) * 3, "and what is one's own is seen"


def outcome(books: Books, by: Person, attempt: Attempt) -> str:
    """What became of an attempt that is carried through to the end if nothing stops it."""
    try:
        with books.writing(by) as connection:
            seen = [row for statement in attempt for row in shown(connection, statement)]
    except DBAPIError as refusal:
        said = str(refusal.orig).lower()
    else:
        said = repr(seen).lower()
        if not any(mark in said for mark in FOREIGN):
            return "shown"
    found = [mark for mark in FOREIGN if mark in said]
    return f"FOREIGN {found} by {attempt}" if found else "refused"


def shown(connection: Connection, statement: str) -> list[object]:
    result = connection.exec_driver_sql(statement)
    return list(result.all()) if result.returns_rows else []


def everything(owners: Books, house: House) -> dict[str, list[str]]:
    """Every row of every table, seen from all sides."""
    found: dict[str, list[str]] = {}
    for by in (house.mia, house.pat, house.sam, house.rival, None):
        with owners.reading(by) as connection:
            for table in metadata.tables:
                rows = connection.exec_driver_sql(f"SELECT to_jsonb(one)::text FROM {table} AS one ORDER BY 1")
                found[f"{table} {by and by.name}"] = list(rows.scalars())
    return found


def test_questions_about_others_are_answered_with_nothing(doors: tuple[House, Books, Books]) -> None:
    house, books, _ = doors
    for question in ORACLES:
        with books.reading(house.sam) as connection:
            assert connection.execute(text(question)).scalar_one() == 0, question


def test_the_same_questions_find_ones_own(doors: tuple[House, Books, Books]) -> None:
    house, books, _ = doors
    for by, wanted in ((house.pat, "agreement statement posting cycle"), (house.fay, "event approval settlement")):
        for table in wanted.split():
            with books.reading(by) as connection:
                assert connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one() > 0, table


@pytest.mark.parametrize("table", ["agreement", "person", "event", "posting"])
def test_without_its_policy_a_table_is_found_open(doors: tuple[House, Books, Books], table: str) -> None:
    house, books, owners = doors
    with owners.writing(None) as connection:
        connection.exec_driver_sql(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY")
    columns = "name, email" if table == "person" else "*"
    assert outcome(books, house.sam, (f"SELECT {columns} FROM {table}",)).startswith("FOREIGN")


def test_every_table_is_behind_a_policy(doors: tuple[House, Books, Books]) -> None:
    """The owner of the tables is bound as well by those of every table that hangs on an agreement."""
    _, _, owners = doors
    query = "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relkind = 'r'"
    with owners.reading(None) as connection:
        found = {row.relname: row for row in connection.execute(text(query))}
    assert {name for name in metadata.tables if not found[name].relrowsecurity} == OF_NOBODY
    assert {name for name in metadata.tables if not found[name].relforcerowsecurity} == LOOKED_AFTER


OF_NOBODY = {"log_head", "rehearsal", "scope_key"}
"""The end of the log, the clock of a demonstration, and keys that the application's role may not read at all."""
LOOKED_AFTER = OF_NOBODY | set(
    "organisation person membership invitation letter credential series event answer attempt token token_end".split()
    + "subscription subscription_end progress delivery delivery_try".split()
)
"""People, and what all share: the owner of the tables looks after them."""


def test_the_application_starts_without_its_owner(doors: tuple[House, Books, Books]) -> None:
    """Whoever serves people has no password of the owner; where the schema is up to date none is needed."""
    _, books, _ = doors
    address = books.engine.url.render_as_string(hide_password=False)
    prepare(address, address)


def test_a_role_that_could_look_past_the_policies_is_not_let_in(postgres_server: Server) -> None:
    with postgres_server.database() as name:
        owner = postgres_server.url(name)
        with pytest.raises(Overpowered, match="superuser"):
            admit(owner, owner.replace(f"//{postgres_server.owner}:", "//postgres:"))
        with pytest.raises(Overpowered, match="no role nobody"):
            admit(owner, owner.replace(f"//{postgres_server.owner}:", "//nobody:"))

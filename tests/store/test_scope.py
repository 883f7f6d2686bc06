"""Whose rows are whose: in the program on both databases, and on PostgreSQL in the database as well."""

from pathlib import Path

from sqlalchemy import Engine, event, select

from sla.cycle import Person
from sla.operations.pages import agreement, list_agreements, list_statements, portfolio, scorecard, sent_file, statement
from sla.store.books import Books
from sla.store.tables import metadata
from tests.operations.house import MARCH, NOW, House, built
from tests.postgres import Server

SCOPED = ("agreement", "contract_version", "cycle", "submission", "settlement", "approval", "statement", "posting")


def seen(house: House, by: Person) -> list[object]:
    """What a person gets to see of the northern agreement, asked for in every way there is."""
    books, north = house.books, house.north.id
    return [
        *(cell for cell in portfolio(books, by=by) if cell.agreement == north),
        *(each for each in list_agreements(books, by=by) if each.id == north),
        *list_statements(books, by=by, agreement=north),
        *filter(
            None,
            [
                agreement(books, north, by=by),
                scorecard(books, north, MARCH, by=by, at=NOW),
                sent_file(books, north, MARCH, 1, by=by),
                statement(books, "NORTH-0001", by=by),
            ],
        ),
    ]


def test_the_parties_see_it_and_nobody_else(issued_house: House) -> None:
    for somebody in (issued_house.pat, issued_house.mia, issued_house.fay, issued_house.audrey):
        assert len(seen(issued_house, somebody)) == 7
    for stranger in (issued_house.sam, issued_house.rival):
        assert seen(issued_house, stranger) == []


def test_a_role_counts_on_its_own_side_only(issued_house: House) -> None:
    """A partner of a vendor does not see what its company buys, nor an administrator any figure."""
    nobody = Person(99, "Somebody", issued_house.mia.organisation, issued_house.pat.roles)
    administrator = Person(98, "Ada", issued_house.mia.organisation, frozenset())
    assert seen(issued_house, nobody) == seen(issued_house, administrator) == []


def test_the_database_repeats_it(tmp_path: Path, postgres_server: Server) -> None:
    with postgres_server.database() as name:
        house = built(postgres_server.url(name), tmp_path)
        house.issued()
        for table in SCOPED:
            assert rows(house.books, house.mia, table) > 0, table
            assert rows(house.books, house.pat, table) > 0, table
            assert rows(house.books, house.rival, table) == 0, table
            assert rows(house.books, None, table) == 0, table
            if table not in ("agreement", "contract_version"):
                assert rows(house.books, house.sam, table) == 0, table
        assert rows(house.books, house.sam, "agreement") == 1
        house.books.close()


def rows(books: Books, by: Person | None, table: str) -> int:
    """How many rows there are without any condition of ours."""
    with books.reading(by) as connection:
        return len(connection.execute(select(metadata.tables[table])).all())


def test_the_number_of_queries_does_not_grow(issued_house: House) -> None:
    few = queries_of(issued_house)
    for month in ("2026-04", "2026-05", "2026-06"):
        issued_house.issued(month)
    assert queries_of(issued_house) == few


def queries_of(house: House) -> dict[str, int]:
    counted: list[str] = []

    def count(*arguments: object) -> None:
        counted.append(str(arguments[2]))

    found = {}
    engine: Engine = house.books.engine
    event.listen(engine, "before_cursor_execute", count)
    for name, page in (
        ("portfolio", lambda: portfolio(house.books, by=house.mia)),
        ("scorecard", lambda: scorecard(house.books, house.north.id, MARCH, by=house.mia, at=NOW)),
        ("agreement", lambda: agreement(house.books, house.north.id, by=house.mia)),
        ("statements", lambda: list_statements(house.books, by=house.mia)),
    ):
        counted.clear()
        page()
        found[name] = len(counted)
    event.remove(engine, "before_cursor_execute", count)
    return found

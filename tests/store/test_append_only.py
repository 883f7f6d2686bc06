"""What was once written stays: not the program but the database refuses to change it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from sla.cycle import Person
from sla.store.books import Books
from tests.operations.house import House

RECORDS = ("contract_version", "submission", "settlement", "approval", "statement", "posting", "event")


@pytest.mark.parametrize("table", RECORDS)
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_records_are_neither_changed_nor_deleted(issued_house: House, owner_url: str, table: str, act: str) -> None:
    """Not by the application, which on PostgreSQL has no right to, and not by the owner of the tables either."""
    owners, by = Books.open(owner_url), issued_house.mia
    before = counted(owners, table, by)
    assert before > 0
    for books, refusal in ((issued_house.books, "append-only|permission denied"), (owners, f"{table} is append-only")):
        with pytest.raises(DatabaseError, match=refusal), books.writing(by) as connection:
            connection.execute(text(act.format(table)))
    assert counted(owners, table, by) == before
    owners.close()


def counted(books: Books, table: str, by: Person) -> int:
    with books.reading(by) as connection:
        return int(connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


@pytest.mark.parametrize("statement", ["INSERT INTO posting SELECT * FROM posting", "UPDATE cycle SET net = net + 1"])
def test_money_is_neither_doubled_nor_bent(issued_house: House, statement: str) -> None:
    with pytest.raises(DatabaseError), issued_house.books.writing(issued_house.mia) as connection:
        connection.execute(text(statement))

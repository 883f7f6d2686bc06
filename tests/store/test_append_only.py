"""What was once written stays: not the program but the database refuses to change it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests.operations.house import House

RECORDS = ("contract_version", "submission", "settlement", "approval", "statement", "posting", "event")


@pytest.mark.parametrize("table", RECORDS)
@pytest.mark.parametrize("act", ["UPDATE {} SET id = id + 1000", "DELETE FROM {}"])
def test_records_are_neither_changed_nor_deleted(issued_house: House, table: str, act: str) -> None:
    count = text(f"SELECT count(*) FROM {table}")
    with issued_house.books.reading(issued_house.mia) as connection:
        before = connection.execute(count).scalar_one()
    assert before > 0
    with (
        pytest.raises(DatabaseError, match=f"{table} is append-only"),
        issued_house.books.writing(issued_house.mia) as connection,
    ):
        connection.execute(text(act.format(table)))
    with issued_house.books.reading(issued_house.mia) as connection:
        assert connection.execute(count).scalar_one() == before


@pytest.mark.parametrize("statement", ["INSERT INTO posting SELECT * FROM posting", "UPDATE cycle SET net = net + 1"])
def test_money_is_neither_doubled_nor_bent(issued_house: House, statement: str) -> None:
    with pytest.raises(DatabaseError), issued_house.books.writing(issued_house.mia) as connection:
        connection.execute(text(statement))

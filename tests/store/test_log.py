"""The log: every act is an entry that answers for all it wrote, and whoever tampers with one is found."""

import pytest
from sqlalchemy import insert, text, update

from sla.operations.pages import check_log, scorecard
from sla.store.books import Books
from sla.store.notes import Unlogged
from sla.store.tables import cycle, organisation
from tests.operations.house import MARCH, NOW, House
from tests.store.disarmed import disarm


def test_every_act_is_there(issued_house: House) -> None:
    card = scorecard(issued_house.books, issued_house.north.id, MARCH, by=issued_house.audrey, at=NOW)
    assert card is not None
    assert [(entry.act, entry.name) for entry in card.log] == [
        ("period opened", "Mia Manager"),
        ("figures sent", "Pat Partner"),
        ("settled", "Mia Manager"),
        ("approved", "Max Manager"),
        ("approved", "Fay Finance"),
        ("number taken", "Fay Finance"),
        ("issued", "Fay Finance"),
    ]
    assert card.log[-1].detail["number"] == "NORTH-0001"
    assert check_log(issued_house.books) is None


LAST = "(SELECT max(id) FROM event)"


@pytest.mark.parametrize(
    ("tamper", "says"),
    [
        ("UPDATE event SET detail = '{}' WHERE id = 5", "entry 5 of the log does not say what it said"),
        ("UPDATE event SET person = 99 WHERE id = 8", "entry 8 of the log does not say what it said"),
        ("UPDATE event SET previous = salt WHERE id = 8", "entry 8 of the log does not follow the one before"),
        ("DELETE FROM event WHERE id = 7", "entry 7 of the log is missing"),
        (f"DELETE FROM event WHERE id = {LAST}", "of the log is missing"),
        ("UPDATE event SET id = 100 WHERE id = 4", "entry 4 of the log is missing"),
        ("UPDATE event SET id = 0 WHERE id = 4", "entry 0 of the log was never written"),
        ("DELETE FROM log_head", "the end of the log"),
        ("UPDATE log_head SET entries = 3", "the end of the log"),
        ("UPDATE cycle SET net = net + 1, incentives = incentives + 1", "cycle 1 is not as it was written"),
        ("UPDATE submission SET file_name = 'other.csv'", "submission 1 is not as it was written"),
        ("UPDATE person SET password = 'mine' WHERE id = 3", "person 3 is not as it was written"),
        ("UPDATE membership SET role = 'finance' WHERE role = 'auditor'", "membership 7/auditor is gone"),
        ("UPDATE statement SET sha256 = NULL", "statement 1 is not as it was written"),
        ("UPDATE posting SET minor = -minor WHERE id = 2", "posting 2 is not as it was written"),
        ("DELETE FROM approval WHERE id = 1", "approval 1 is gone"),
        ("UPDATE series SET last = 7 WHERE name = 'NORTH'", "series NORTH is not as it was written"),
        ("INSERT INTO organisation VALUES (77, 'Anybody')", "organisation 77 was not written by the program"),
    ],
)
def test_tampering_is_named(issued_house: House, owner_url: str, tamper: str, says: str) -> None:
    owned = Books.open(owner_url)
    with owned.writing(issued_house.mia) as connection:
        disarm(connection)
        assert connection.execute(text(tamper)).rowcount >= 1
    owned.close()
    finding = check_log(issued_house.books)
    assert finding is not None
    assert says in finding.message
    assert finding.remedy


def test_nothing_is_written_without_an_entry(house: House) -> None:
    """Whoever forgets the entry is stopped before the transaction ends, and nothing of it stays."""
    with pytest.raises(Unlogged, match=r"organisation.*log\.record"), house.books.writing(None) as connection:
        connection.execute(insert(organisation).values(name="Nobody").inline())
    house.sent()
    with pytest.raises(Unlogged, match="cycle"), house.books.writing(house.mia) as connection:
        connection.execute(update(cycle).values(revision=77))
    assert check_log(house.books) is None


def test_a_change_that_finds_nothing_needs_no_entry(house: House) -> None:
    with house.books.writing(house.mia) as connection:
        connection.execute(update(cycle).where(cycle.c.id == 99).values(revision=77))


def test_what_is_rolled_back_needs_no_entry(house: House) -> None:
    with house.books.writing(None) as connection:
        connection.execute(insert(organisation).values(name="Nobody").inline())
        connection.rollback()
    assert check_log(house.books) is None

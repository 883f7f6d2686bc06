"""The log: every act is an entry, and whoever tampers with one is found."""

import pytest
from sqlalchemy import text

from sla.operations.pages import check_log, scorecard
from sla.store.books import Books
from sla.store.database import migrate
from tests.operations.house import MARCH, NOW, House

DISARM = "0003"
"""The last revision whose schema lets records be changed; what an intruder would have to undo first."""


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


@pytest.mark.parametrize(
    ("tamper", "where"),
    [
        ("UPDATE event SET detail = '{}' WHERE id = 5", "entry 5"),
        ("UPDATE event SET person = 1 WHERE id = 8", "entry 8"),
        ("DELETE FROM event WHERE id = 7", "entry 7"),
        ("DELETE FROM event WHERE id = 10", "the end, after entry 9"),
        ("UPDATE event SET id = 100 WHERE id = 4", "entry 4"),
    ],
)
def test_tampering_is_found(issued_house: House, owner_url: str, tamper: str, where: str) -> None:
    migrate(owner_url, DISARM)
    owners = Books.open(owner_url)
    with owners.writing(None) as connection:
        assert connection.execute(text("SELECT count(*) FROM event")).scalar_one() == 10
        assert connection.execute(text(tamper)).rowcount == 1
    owners.close()
    finding = check_log(issued_house.books)
    assert finding is not None
    assert (finding.code, finding.found) == ("log.broken", where)

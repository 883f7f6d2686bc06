"""A period down to the ground: the files that its figures stand in, and the text they were judged by."""

from sla.operations.drilling import Ground, ground
from tests.operations.house import APRIL, MARCH, NOW, House


def _ground(house: House, month: str) -> Ground:
    found = ground(house.books, house.north.id, month, by=house.mia, at=NOW)
    assert found
    return found


def test_every_figure_stands_in_a_file(house: House) -> None:
    house.settled()
    house.settled(APRIL)
    here = _ground(house, APRIL)
    assert [(each.period.key, each.version, each.file_name) for each in here.files] == [
        (MARCH, 1, f"{MARCH}.csv"),
        (APRIL, 1, f"{APRIL}.csv"),
    ]
    assert here.basis
    files = here.standing_in()
    assert {files[id(each)].period.key for each in here.basis.figures} == {MARCH, APRIL}
    assert here.card.settlement == here.basis.settled()[-1]
    assert here.definition.versions[0].file == "contract.yaml"


def test_before_figures_there_is_nothing_below(house: House) -> None:
    house.sent()
    assert ground(house.books, house.south.id, MARCH, by=house.mia, at=NOW) is None
    assert ground(house.books, house.north.id, MARCH, by=house.rival, at=NOW) is None
    assert ground(house.books, house.north.id, APRIL, by=house.mia, at=NOW) is None

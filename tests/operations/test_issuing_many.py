"""Many statements at once: printed by worker processes, numbered in order, each posted once."""

from sla.operations.issuing import numbered
from sla.operations.issuing_many import Result, issue_many
from sla.operations.pages import disagreeing, list_statements
from sla.store.issued import Issued
from sla.values import Findings
from tests.operations.house import NOW, House

MONTHS = [f"2026-{month:02d}" for month in range(1, 7)]


def test_as_many_as_there_are(house: House) -> None:
    for month in MONTHS:
        house.approved(month)
    interrupted = numbered(house.books, house.press, house.north.id, MONTHS[0], by=house.fay, at=NOW)
    assert not isinstance(interrupted, Findings)
    told: list[Result] = []
    wanted = [*((house.north.id, month) for month in MONTHS), (house.north.id, "2026-12"), (house.south.id, "2026-01")]
    results = dict(issue_many(house.books, house.press, wanted, by=house.fay, at=NOW, progress=told.append))
    assert dict(told) == results
    issued = {month: results[house.north.id, month] for month in MONTHS}
    numbers = {month: each.number for month, each in issued.items() if isinstance(each, Issued)}
    assert numbers == {month: f"NORTH-{sequence:04d}" for sequence, month in enumerate(MONTHS, 1)}
    assert {which for which, result in results.items() if isinstance(result, Findings)} == set(wanted[6:])
    assert len(list_statements(house.books, by=house.fay)) == 6
    assert disagreeing(house.books, by=house.fay) == ()


def test_again_there_is_nothing_left_to_do(house: House) -> None:
    house.issued(MONTHS[0])
    wanted = [(house.north.id, MONTHS[0])]
    ((_, result),) = issue_many(house.books, house.press, wanted, by=house.fay, at=NOW, workers=1)
    assert isinstance(result, Findings)
    assert [finding.code for finding in result] == ["cycle.stage"]
    assert len(list_statements(house.books, by=house.fay)) == 1

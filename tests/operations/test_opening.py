"""What is due is opened of one agreement or of many, each by itself."""

from datetime import datetime
from zoneinfo import ZoneInfo

from sla.cycle import Cycle
from sla.operations.agreements import add_agreement, open_period
from sla.operations.opening import Openable, due, open_many, to_open
from sla.operations.pages import agreement
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, MAY, NOW, House, done, refused

IN_MAY = datetime(2026, 5, 1, 0, 0, tzinfo=ZoneInfo("America/New_York"))


def test_the_next_period_is_due_once_it_has_begun(house: House) -> None:
    done(open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW))
    found = due(house.books, by=house.mia, at=IN_MAY)
    assert [(each.of.reference, each.period and each.period.key) for each in found] == [("North", MAY), ("South", None)]
    before = due(house.books, by=house.mia, at=IN_MAY.replace(day=30, month=4, hour=23))
    assert [each.of.reference for each in before] == ["South"]
    assert due(house.books, by=house.fay, at=NOW) == due(house.books, by=house.pat, at=NOW) == ()
    assert due(house.books, by=house.rival, at=NOW) == ()


def test_what_would_be_opened_is_what_is_opened(house: House) -> None:
    done(open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW))
    known = agreement(house.books, house.north.id, by=house.mia)
    assert known is not None
    shown = to_open(known, by=house.mia, at=NOW)
    assert isinstance(shown, Openable)
    assert shown.next is not None
    assert (shown.next.key, MARCH in {each.key for each in shown.periods}) == (APRIL, False)
    cycle, contract = shown.seen(shown.next, NOW)
    opened = done(open_period(house.books, house.north.id, APRIL, by=house.mia, at=NOW))
    assert (cycle.closes, cycle.calendar, cycle.approve_days) == (opened.closes, opened.calendar, opened.approve_days)
    assert (contract.version, contract.vendor.name) == ("1", "Northline")
    for somebody in (house.pat, house.fay, house.rival):
        assert to_open(known, by=somebody, at=NOW) is None


def test_each_of_many_is_opened_by_itself(house: House) -> None:
    add_agreement(house.books, "harbour", "Eastcall", "East", by=house.mia, at=NOW)
    for each in (house.north, house.south):
        done(open_period(house.books, each.id, MARCH, by=house.mia, at=NOW))
    told: list[str] = []
    opened = open_many(house.books, APRIL, by=house.max, at=NOW, progress=lambda each: told.append(each.of.reference))
    assert not isinstance(opened, Findings)
    assert [(each.of.reference, each.opened is not None) for each in opened] == [("North", True), ("South", True)]
    assert told == ["North", "South"]
    assert open_many(house.books, APRIL, by=house.mia, at=NOW) == ()
    again = open_many(house.books, APRIL, by=house.mia, at=NOW, series={"NORTH", "EAST", "NOWHERE"})
    assert not isinstance(again, Findings)
    assert {each.of.reference: refused(each.answer) if each.refusal else "" for each in again} == {
        "East": "",
        "North": "period.open",
    }
    assert isinstance(again[0].answer, Cycle)


def test_only_a_vendor_manager_opens_many(house: House) -> None:
    assert refused(open_many(house.books, APRIL, by=house.fay, at=NOW)) == "person.role"
    assert open_many(house.books, APRIL, by=house.rival, at=NOW, series={"NORTH"}) == ()

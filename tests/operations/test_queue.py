"""What waits for a person: what they can move on now, and nothing else."""

from datetime import timedelta

from sla.cycle import Person
from sla.cycle.matter import Kind
from sla.operations.agreements import open_period
from sla.operations.deciding import approve_period, extend_period
from sla.operations.queue import Tally, overdue, queue, tally, titles
from sla.operations.submitting import Receipt, send_figures
from tests.operations.house import APRIL, MARCH, NOW, House, figures
from tests.operations.test_frozen_calendar import opened


def waits(house: House, person: Person) -> list[tuple[str, str]]:
    found = queue(house.books, by=person, at=NOW).waiting
    assert str(len(found) or "") == str(tally(house.books, by=person, at=NOW))
    return [(each.act, each.cycle.period.key) for each in found]


def test_each_step_waits_for_those_who_can_take_it(house: House) -> None:
    everybody = (house.pat, house.mia, house.max, house.fay, house.audrey, house.sam, house.rival)
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    assert [waits(house, person) for person in everybody] == [[("submit", MARCH)], [], [], [], [], [], []]
    house.sent()
    assert [bool(waits(house, person)) for person in everybody] == [False, True, True, False, False, False, False]
    house.settled(MARCH, figures(MARCH, calls=1001))
    assert waits(house, house.mia) == [], "she prepared it"
    assert waits(house, house.max) == waits(house, house.fay) == [("approve", MARCH)]
    approve_period(house.books, house.north.id, MARCH, by=house.max, at=NOW)
    assert waits(house, house.max) == []
    approve_period(house.books, house.north.id, MARCH, by=house.fay, at=NOW)
    assert waits(house, house.fay) == waits(house, house.fred) == [("issue", MARCH)]


def test_a_period_is_not_offered_while_an_earlier_one_holds_it_up(house: House) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    house.sent(APRIL)
    assert waits(house, house.mia) == []
    house.sent(MARCH)
    assert waits(house, house.mia) == [("settle", MARCH)]


def test_what_still_misses_figures_waits_for_nobodys_signature(house: House) -> None:
    house.settled(MARCH, figures(MARCH, complaints=None))
    assert waits(house, house.max) == waits(house, house.fay) == []


def test_acts_come_in_the_order_of_the_stages(house: House) -> None:
    house.settled()
    house.sent(APRIL)
    assert waits(house, house.max) == [("settle", APRIL), ("approve", MARCH)]


def test_titles_are_those_of_contracts_the_person_may_see(house: House) -> None:
    title = {("harbour", "Harbour City"): "Harbour City contact centre"}
    assert titles(house.books, by=house.pat) == titles(house.books, by=house.audrey) == title
    assert titles(house.books, by=house.rival) == {}


def test_a_tally_says_nothing_where_there_is_nothing() -> None:
    assert str(Tally({"settle": 3}, {Kind.RELIEF: 1})) == "4"
    assert not str(Tally({}, {}))


def test_what_is_late_is_counted_and_what_is_not_is_not(house: House) -> None:
    open_period(house.books, house.north.id, MARCH, by=house.mia, at=NOW)
    assert overdue(house.books, by=house.mia, at=NOW).missing == 0
    extend_period(house.books, house.north.id, MARCH, NOW + timedelta(days=1), by=house.mia, at=NOW)
    assert overdue(house.books, by=house.mia, at=NOW + timedelta(days=2)).missing == 1
    assert overdue(house.books, by=house.fay, at=NOW + timedelta(days=2)).missing == 0


def test_what_is_late_can_be_listed_alone(house: House) -> None:
    opened(house, APRIL, NOW - timedelta(days=90))
    march = opened(house, MARCH, NOW - timedelta(days=90), closes=NOW + timedelta(days=1))
    sent = send_figures(house.books, march.agreement, MARCH, "march.csv", figures(MARCH), by=house.pat, at=NOW)
    assert isinstance(sent, Receipt)
    due = sent.cycle.due
    assert due is not None
    for at, count in ((due - timedelta(seconds=1), 0), (due, 1)):
        listed = queue(house.books, by=house.mia, at=at, late=True).waiting
        assert [each.cycle.due for each in listed] == [due] * count
        assert overdue(house.books, by=house.mia, at=at).late == count


def test_of_a_long_list_a_part_is_loaded_and_all_of_it_counted(house: House) -> None:
    for month in (MARCH, APRIL):
        house.settled(month)
    found = queue(house.books, by=house.fay, at=NOW, page=lambda total: slice(total - 1, total))
    assert [each.cycle.period.key for each in found.waiting] == [APRIL]
    lot = found.lots["approve"]
    assert (lot.count, [str(net) for net in lot.nets]) == (2, ["USD -7500.00"])
    assert found == queue(house.books, by=house.fay, at=NOW, acts=("approve",), page=lambda _: slice(1, 2))

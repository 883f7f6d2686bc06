"""Payments out of a file: read, tried, recorded once, and refused row by row with nothing recorded."""

from __future__ import annotations

from datetime import timedelta

import pytest

from sla.operations.pages import check_log
from sla.operations.payments import Plan, plan
from sla.values import Findings
from tests.operations.house import APRIL, NOW, House, figures
from tests.operations.test_claims import FIRST, claim, totals

LATER = NOW + timedelta(days=3)


def planned(house: House, *rows: str, heads: str = "statement,date,amount,reference,what", keep: bool = False) -> Plan:
    content = "\r\n".join((heads, *rows)).encode()
    found = plan(house.books, "bank.csv", content, by=house.fay, at=LATER, keep=keep)
    assert isinstance(found, Plan), found
    return found


def wrong(found: Plan | Findings) -> list[tuple[str, int]]:
    problems = found.problems if isinstance(found, Plan) else found
    assert all(each.remedy for each in problems)
    return [(each.code, each.place.row) for each in problems]


def two(house: House) -> House:
    house.issued()
    house.issued(APRIL, figures(APRIL, answered=900))
    return house


GOOD = (
    "NORTH-0001,2026-07-07,1500.00,BANK 7,paid",
    "NORTH-0001,2026-07-08,1000.00,INV 9,set off",
    "NORTH-0002,2026-07-08,-400.00,BANK 8,",
    "NORTH-0002,2026-07-08,,ERP 3,booked",
)


def test_a_file_is_tried_and_then_recorded_and_the_second_time_nothing(house: House) -> None:
    two(house)
    before = totals(house)
    tried = planned(house, *GOOD)
    assert [str(each.record.deed) for each in tried.rows if each.record] == ["paid", "set off", "paid", "booked"]
    assert tried.new == 4
    assert totals(house) == before
    assert planned(house, *GOOD, keep=True).problems == ()
    left = [f"{claim(house, number).open.amount:.2f}" for number in (FIRST, "NORTH-0002")]
    assert left == ["0.00", "-600.00"]
    assert claim(house, "NORTH-0002").booked
    after = totals(house)
    again = planned(house, *GOOD, keep=True)
    assert (again.new, again.problems, totals(house)) == (0, (), after)
    assert check_log(house.books) is None


def test_equal_rows_are_as_many_payments(house: House) -> None:
    house.issued()
    row = "NORTH-0001,2026-07-07,500.00,BANK 7,paid"
    planned(house, row, keep=True)
    found = planned(house, row, row, keep=True)
    assert ([each.is_new for each in found.rows], len(claim(house).bookings)) == ([False, True], 2)


def test_the_number_is_found_in_the_reference_and_commas_are_read(house: House) -> None:
    house.issued()
    rows = ('07.07.2026;"2.000,00";Credit north-0001 March', '07.07.2026;"1,50";North-0001, the rest')
    found = planned(house, *rows, heads="date;amount;reference")
    assert [str(each.record.amount) for each in found.rows if each.record] == ["USD 2000.00", "USD 1.50"]


BAD = (
    GOOD[0],
    "NORTH-0001,2026-07-07,1000.01,BANK 8,paid",
    "NORTH-0009,2026-07-07,1.00,BANK 9,paid",
    "NORTH-0001,yesterday,much,BANK 9,paid",
    "NORTH-0001,2026-07,1.00,BANK 9,eaten",
    ",2026-07-07,1.00,NORTH-0001 and NORTH-0002,paid",
    "NORTH-0001,2026-07-07,1.00,,paid",
)
TWO_WAYS = ("NORTH-0001,2026-07-07,1.50,x,", 'NORTH-0001,2026-07-07,"1,5",x,')


def test_everything_that_is_wrong_is_said_and_nothing_recorded(house: House) -> None:
    two(house)
    found = planned(house, *BAD, keep=True)
    assert wrong(found) == [
        ("cycle.more-than-open", 3),
        ("payment.which", 4),
        ("submission.bad-when", 5),
        ("submission.not-a-number", 5),
        ("submission.bad-when", 6),
        ("submission.unknown-value", 6),
        ("payment.which", 7),
        ("cycle.reference", 8),
    ]
    assert claim(house).bookings == ()


NO_TABLES = [
    (b"", "submission.empty-file"),
    (b"date,reference\n2026-07-07,x\n", "payment.columns"),
    (b"date,reference,amount\n", "payment.columns"),
    (b"%PDF-1.7", "submission.not-a-table"),
]


@pytest.mark.parametrize(("content", "code"), NO_TABLES)
def test_what_is_no_table_of_payments_is_refused(house: House, content: bytes, code: str) -> None:
    found = plan(house.books, "bank.csv", content, by=house.fay, at=LATER)
    assert wrong(found) == [(code, 0)]


def test_amounts_in_two_notations_are_not_guessed(house: House) -> None:
    house.issued()
    assert wrong(planned(house, *TWO_WAYS)) == [("submission.mixed-notation", 0)]


def test_others_neither_record_nor_hear_of_anything(house: House) -> None:
    house.issued()
    content = b"date,amount,reference\n2026-07-07,1.00,NORTH-0001\n"
    for by, code in ((house.mia, "cycle.role"), (house.pat, "cycle.role"), (house.sam, "payment.which")):
        assert wrong(plan(house.books, "bank.csv", content, by=by, at=LATER, keep=True)) == [(code, 2)]
    assert claim(house).bookings == ()

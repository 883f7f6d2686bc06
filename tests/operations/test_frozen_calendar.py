"""Holidays are frozen into a period when it opens: a date learnt later moves no deadline of it."""

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

from sla.contract.definition import Definition, read
from sla.operations.figures import Case, load_case
from sla.values import Calendar
from tests.operations.house import MARCH, TEXT, House

NEW_YORK = ZoneInfo("America/New_York")
DECREED = date(2026, 7, 7)


def test_a_holiday_learnt_later_moves_nothing(house: House) -> None:
    house.sent()
    with house.books.reading(house.mia) as connection:
        case = load_case(connection, house.mia, house.north.id, MARCH)
    assert isinstance(case, Case)
    definition = read({"contract.yaml": f"{TEXT}\nholidays: [{DECREED}]\n"}, "harbour")
    assert isinstance(definition, Definition), definition
    learnt = replace(case, definition=definition)
    assert learnt.contract.holidays == (DECREED,)
    assert learnt.calendar == case.calendar == Calendar(NEW_YORK)
    opened_before = replace(learnt, cycle=replace(case.cycle, calendar=None))
    assert opened_before.calendar == Calendar(NEW_YORK, frozenset({DECREED}))

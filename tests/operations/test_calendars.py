"""Who sees which calendar, and what periods keep of it; on both databases."""

from datetime import date

from sla.operations.activation import activate_contract
from sla.operations.agreements import add_agreement, open_period
from sla.operations.calendars import calendar, calendars
from sla.values import Findings
from tests.operations.house import APRIL, MARCH, NOW, TEXT, House, administrator

DECREED = date(2026, 7, 7)
EVERYTHING = slice(None)


def with_holidays(house: House) -> int:
    """A contract with holidays of this year; April is opened before one is decreed, March keeps no calendar."""
    text = TEXT.replace("contract: harbour", "contract: festive")
    later = text.replace("version: 1", "version: 2\neffective: 2026-06-01") + "\nholidays: [2026-01-01, 2026-07-07]\n"
    first = {"1.yaml": f"{text}\nholidays: [2026-01-01]\n"}
    assert not isinstance(activate_contract(house.books, first, by=house.mia, at=NOW), Findings)
    agreement = add_agreement(house.books, "festive", "Northline", "Festive", by=house.mia, at=NOW)
    assert not isinstance(agreement, Findings)
    for month in (MARCH, APRIL):
        open_period(house.books, agreement.id, month, by=house.mia, at=NOW)
    assert not isinstance(activate_contract(house.books, {**first, "2.yaml": later}, by=house.mia, at=NOW), Findings)
    return house.mia.organisation


def test_a_calendar_says_its_days_and_what_periods_keep(house: House) -> None:
    customer = with_holidays(house)
    found = calendar(house.books, customer, "festive", by=house.audrey, at=NOW)
    assert found
    used, kept = found
    assert (used.years, used.holidays(2026), used.holidays(2027)) == ((2026, 2027), (date(2026, 1, 1), DECREED), None)
    assert (used.next_holiday, used.version.file, used.agreements) == (DECREED, "2.yaml", 1)
    assert used.line == used.version.text.count("\n")
    (row,) = kept
    assert row.frozen
    assert (row.frozen.periods, row.frozen.first.key, row.frozen.last.key) == (2, MARCH, APRIL)
    assert (row.without, row.more) == ((DECREED,), ())
    assert used.foreseen() == ()


def test_each_sees_the_calendars_of_their_contracts(house: House) -> None:
    customer = with_holidays(house)
    every = {
        person.name: [
            (each.definition.key, each.agreements)
            for each in calendars(house.books, by=person, at=NOW, page=lambda _: EVERYTHING)[0]
        ]
        for person in (house.mia, house.audrey, house.pat, house.sam, house.rival)
    }
    ours = [("festive", 1), ("harbour", 2)]
    assert every == {
        house.mia.name: ours,
        house.audrey.name: ours,
        house.pat.name: [("festive", 1), ("harbour", 1)],
        house.sam.name: [("harbour", 1)],
        house.rival.name: [],
    }
    assert calendar(house.books, customer, "festive", by=house.sam, at=NOW) is None
    assert calendar(house.books, customer, "festive", by=house.rival, at=NOW) is None


def test_an_administrator_sees_the_days_and_nobody_s_agreement(house: House) -> None:
    customer = with_holidays(house)
    ada = administrator(house.books, house.mia)
    found = calendar(house.books, customer, "festive", by=ada, at=NOW)
    assert found
    assert (found[0].holidays(2026), found[0].agreements, found[1]) == ((date(2026, 1, 1), DECREED), 0, ())
    elsewhere = administrator(house.books, house.pat, "Vera Admin")
    assert calendars(house.books, by=elsewhere, at=NOW, page=lambda _: EVERYTHING) == ((), 0)

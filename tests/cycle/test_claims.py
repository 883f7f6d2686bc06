"""Claims and their age: what can be recorded, and how old it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from sla.contract.model import Terms
from sla.cycle import Person
from sla.cycle.ageing import Age, age, ageing
from sla.cycle.claims import Booking, Claim, Days, Deed, clear, days_of, demand, lapse
from sla.values import Calendar, Finding, Money, Window
from sla.values.window import Every
from tests.cycle.cast import CUSTOMER, FAY, MARCH, NOW, VENDOR

NEW_YORK = Calendar(ZoneInfo("America/New_York"), frozenset({date(2026, 4, 10)}))
MONTH = Window(Every.MONTH)
TODAY, DAY = date(2026, 4, 7), timedelta(days=1)
UNTIL = date(2026, 4, 15)


def usd(amount: int | str) -> Money:
    return Money(Decimal(amount), "USD")


CLAIM = Claim(
    number="HARBOUR-0001",
    agreement=7,
    customer=CUSTOMER,
    vendor=VENDOR,
    period=MARCH,
    issued=NOW,
    calendar=NEW_YORK,
    imposed=usd(2500),
    open=usd(2500),
    disputed=usd(0),
    due=date(2026, 5, 7),
    claim_until=UNTIL,
)
AFTERWARDS = NOW + timedelta(days=9)


def paid(
    claim: Claim = CLAIM,
    amount: Money | None = None,
    day: date = TODAY,
    reference: str = "ERP 1",
    by: Person = FAY,
) -> Booking | Finding:
    return clear(claim, usd(2500) if amount is None else amount, day, reference, by=by, at=NOW, paid=True)


def demanded(claim: Claim = CLAIM, day: date = TODAY) -> Booking | Finding:
    return demand(claim, day, "letter", by=FAY, at=AFTERWARDS)


def done(answer: Booking | Finding) -> Booking:
    assert isinstance(answer, Booking), answer
    return answer


DEMANDED = replace(CLAIM, bookings=(done(demanded()),))


def test_records_are_counted() -> None:
    first = done(demanded())
    assert (first.sequence, first.deed, first.amount) == (1, Deed.CLAIMED, usd(2500))
    assert done(paid(DEMANDED, usd("0.01"))).sequence == 2


def test_what_the_vendor_is_owed_is_paid_too() -> None:
    owed = replace(CLAIM, open=usd(-300))
    assert done(paid(owed, usd(300))).amount == usd(300)
    assert isinstance(paid(owed, usd("300.01")), Finding)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "2500.01"])
def test_no_other_amount_is_taken(amount: str) -> None:
    assert isinstance(paid(amount=usd(amount)), Finding)
    assert isinstance(paid(amount=Money(Decimal(1), "EUR")), Finding)


def test_days_are_those_of_the_agreement() -> None:
    """Just after midnight in UTC it is the day before in New York."""
    early = replace(CLAIM, issued=NOW.replace(hour=2))
    assert early.day_of(early.issued) == date(2026, 4, 6)
    assert isinstance(clear(early, usd(1), date(2026, 4, 6), "x", by=FAY, at=NOW, paid=False), Booking)


def test_a_credit_lapses_on_the_day_after_its_last_one_and_not_before() -> None:
    last_instant = NOW.replace(day=16, hour=3, minute=59)
    assert isinstance(lapse(CLAIM, by=FAY, at=last_instant), Finding)
    assert done(lapse(CLAIM, by=FAY, at=last_instant + timedelta(minutes=1))).day == UNTIL + DAY


def test_the_days_of_a_statement_follow_from_the_contract_and_the_calendar() -> None:
    terms = Terms(MONTH, due_days=30, claim_days=5)
    assert days_of(terms, NOW, NEW_YORK) == Days(date(2026, 5, 7), UNTIL)
    assert days_of(Terms(MONTH), NOW, NEW_YORK) == Days(None, None)


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-40, Age.CURRENT),
        (0, Age.CURRENT),
        (1, Age.MONTH),
        (30, Age.MONTH),
        (31, Age.TWO_MONTHS),
        (60, Age.TWO_MONTHS),
        (61, Age.THREE_MONTHS),
        (90, Age.THREE_MONTHS),
        (91, Age.OLDER),
        (4000, Age.OLDER),
    ],
)
def test_it_ages_from_the_day_it_is_due(days: int, expected: Age) -> None:
    assert age(CLAIM, NOW + timedelta(days=30 + days)) is expected
    assert age(replace(CLAIM, due=None), NOW + timedelta(days=days)) is expected


def test_ageing_keeps_agreements_currencies_and_directions_apart() -> None:
    claims = (
        CLAIM,
        replace(CLAIM, number="HARBOUR-0002", open=usd(100), disputed=usd(7)),
        replace(CLAIM, number="HARBOUR-0003", open=usd(-30)),
        replace(CLAIM, number="HARBOUR-0004", open=Money(Decimal(9), "EUR"), disputed=Money(Decimal(0), "EUR")),
        replace(CLAIM, agreement=8),
    )
    found = ageing(claims, NOW + timedelta(days=31))
    assert [(each.agreement, each.owed_by_vendor, str(each.total)) for each in found] == [
        (7, True, "USD 2600.00"),
        (7, False, "USD 30.00"),
        (7, True, "EUR 9.00"),
        (8, True, "USD 2500.00"),
    ]
    assert found[0].disputed == usd(7)
    assert found[0].open[1] == usd(2600)
    together = ageing(claims, NOW + timedelta(days=31), together=True)
    assert [str(each.total) for each in together] == ["USD 5100.00", "USD 30.00", "EUR 9.00"]

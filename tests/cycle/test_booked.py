"""What stands in other books: recorded whatever is open, taken back, recorded again; never a claim, never a payment."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sla.cycle import Person
from sla.cycle.booked import book, take_back
from sla.cycle.claims import Booking, Claim, Deed, demand
from sla.values import Finding
from tests.cycle.cast import FAY, NOW
from tests.cycle.test_claims import AFTERWARDS, CLAIM, DAY, TODAY, done, usd


def booked(claim: Claim = CLAIM, reference: str = "ERP 7", by: Person = FAY) -> Booking | Finding:
    return book(claim, TODAY, reference, by=by, at=NOW)


def taken_back(claim: Claim) -> Booking | Finding:
    return take_back(claim, TODAY, "ERP 8", by=FAY, at=NOW)


BOOKED = replace(CLAIM, bookings=(done(booked()),))


def test_it_is_the_whole_of_what_the_statement_moves() -> None:
    assert done(booked()) == BOOKED.booked
    for left in (usd(2500), usd(1), usd(0)):
        assert done(booked(replace(CLAIM, open=left))).amount == usd(2500)
    assert done(booked(replace(CLAIM, imposed=usd(-300), open=usd(-300)))).amount == usd(300)
    assert done(booked(replace(CLAIM, imposed=usd(0), open=usd(0)))).amount == usd(0)


def test_it_does_not_count_as_claimed() -> None:
    assert not BOOKED.is_claimed
    assert done(demand(BOOKED, TODAY, "letter", by=FAY, at=AFTERWARDS)).sequence == 2


def test_a_counter_entry_takes_it_back_and_it_can_be_booked_again() -> None:
    back = replace(BOOKED, bookings=(*BOOKED.bookings, done(taken_back(BOOKED))))
    assert back.booked is None
    assert [each.deed for each in back.bookings] == [Deed.BOOKED, Deed.UNBOOKED]
    again = done(booked(back, "ERP 9"))
    assert (again.sequence, replace(back, bookings=(*back.bookings, again)).booked) == (3, again)


@pytest.mark.parametrize("act", [book, take_back])
def test_a_day_to_come_and_no_reference_are_refused(act: object) -> None:
    claim = CLAIM if act is book else BOOKED
    assert callable(act)
    assert isinstance(act(claim, TODAY + DAY, "ERP 1", by=FAY, at=NOW), Finding)
    assert isinstance(act(claim, TODAY, " ", by=FAY, at=NOW), Finding)

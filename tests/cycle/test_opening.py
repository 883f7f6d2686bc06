"""Which periods can still be opened, and which of them is next."""

from dataclasses import replace
from datetime import date

from sla.cycle import Cycle, Stage
from sla.cycle.opening import begun, following, openable
from sla.values import Period

MONTHS = tuple(Period(date(2026, month, 1), date(2026, month + 1, 1)) for month in range(1, 7))
FEBRUARY, MARCH = (Cycle(1, 1, 2, each) for each in MONTHS[1:3])


def test_what_is_open_is_not_opened_again() -> None:
    assert openable(MONTHS, ()) == MONTHS
    assert openable(MONTHS, (MARCH,)) == (*MONTHS[:2], *MONTHS[3:])


def test_nothing_is_opened_before_what_is_settled() -> None:
    settled = replace(MARCH, stage=Stage.SETTLED)
    assert openable(MONTHS, (FEBRUARY, settled)) == MONTHS[3:]
    assert openable(MONTHS, (replace(MARCH, restates="NORTH-0001", stage=Stage.SUBMITTED),)) == MONTHS[3:]


def test_the_next_one_begins_where_the_last_one_ended() -> None:
    assert following(MONTHS, MARCH.period.end) == MONTHS[3]
    assert following(MONTHS, date(2026, 3, 15)) == MONTHS[3]
    assert following(MONTHS, MONTHS[-1].end) is None


def test_an_agreement_without_periods_begins_with_this_one() -> None:
    assert begun(MONTHS, date(2026, 3, 31)) == MONTHS[2]
    assert begun(MONTHS, date(2025, 3, 31)) == MONTHS[0]
    assert begun(MONTHS, date(2030, 1, 1)) == MONTHS[-1]

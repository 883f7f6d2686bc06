"""Strangers ask slowly; nobody else has to wait for them."""

from datetime import timedelta

from sla.web.pace import AT_ONCE, REMEMBERED, WITHIN, Pace
from tests.operations.house import NOW


def test_so_many_in_a_minute_and_then_one_waits() -> None:
    pace = Pace()
    assert [pace.wait("192.0.2.1", NOW) for _ in range(AT_ONCE)] == [0] * AT_ONCE
    assert pace.wait("192.0.2.1", NOW + timedelta(seconds=20)) == 40
    assert pace.wait("192.0.2.2", NOW) == 0
    assert pace.wait("192.0.2.1", NOW + WITHIN) == 0


def test_many_addresses_do_not_fill_the_memory() -> None:
    pace = Pace()
    for number in range(REMEMBERED + 500):
        pace.wait(str(number), NOW)
    assert len(pace._asked) == REMEMBERED

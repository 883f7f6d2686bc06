"""Differences between two settlements of one period add up to the difference of their nets."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Direction
from sla.settlement.delta import changes
from sla.settlement.model import Line, Settlement, Waived
from sla.values import Money, Period
from tests.measurement.reports import site, span

JANUARY = span("2026-01")
ZERO = Money(Decimal(0), "USD")


def line(clause: str, direction: Direction, cents: int, at: str) -> Line:
    amount = Money.from_minor(cents, "USD")
    return Line(clause, "answered", JANUARY, site(at), "", direction, "credit", amount, amount.amount)


lines = st.lists(
    st.builds(line, st.sampled_from("123"), st.sampled_from(Direction), st.integers(0, 900), st.sampled_from("AB")),
    max_size=6,
)


def settlement(of: list[Line], waived: tuple[Waived, ...] = (), period: Period = JANUARY) -> Settlement:
    return Settlement("harbour", "1", "USD", period, tuple(of), (), waived=waived)


@given(lines, lines)
def test_differences_add_up(before: list[Line], now: list[Line]) -> None:
    old, new = settlement(before), settlement(now)
    found = list(changes(new, old))
    assert sum((each.net for each in found), ZERO) == new.net - old.net
    assert sum((each.net for each in changes(new)), ZERO) == new.net
    assert all(each.moves for each in found)


@given(lines)
def test_nothing_differs_from_itself(now: list[Line]) -> None:
    assert list(changes(settlement(now), settlement(now))) == []


def test_what_is_waived_since_is_a_difference() -> None:
    owed = line("1", Direction.PENALTY, 500, "A")
    let_go = Waived("1", "answered", JANUARY, site("A"), Direction.PENALTY, Money.from_minor(200, "USD"), "goodwill")
    (change,) = changes(settlement([owed], (let_go,)), settlement([owed]))
    assert (change.before.amount, change.now.amount, change.net.amount) == (Decimal(5), Decimal(3), Decimal(2))
    assert (change.owed, change.owed_before) == (owed.amount, owed.amount)

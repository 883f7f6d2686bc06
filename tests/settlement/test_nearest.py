"""How close a period is to another amount: what is told is what the engine pays at that very result."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sla.contract import definition
from sla.contract.definition import Definition
from sla.settlement.nearest import Near, nearest
from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Period
from tests.operations.house import TEXT

MARCH, APRIL = Period(date(2026, 3, 1), date(2026, 4, 1)), Period(date(2026, 4, 1), date(2026, 5, 1))


@pytest.fixture(scope="module")
def agreed() -> Definition:
    found = definition.read({"contract.yaml": TEXT})
    assert isinstance(found, Definition)
    return found


def figures(period: Period, answered: int, complaints: int = 4) -> list[Entry]:
    given = {"calls": 1000, "answered": answered, "complaints": complaints}
    return [Entry(period, name, Decimal(value)) for name, value in given.items()]


def near(agreed: Definition, entries: list[Entry], *periods: Period) -> list[tuple[str, str, bool, str]]:
    found = nearest(agreed, Figures(entries), settled_through(agreed, Figures(entries), periods))
    return [(each.level.key, str(each.distance), each.more, str(each.gain)) for each in found]


def test_the_next_better_and_the_next_worse_result(agreed: Definition) -> None:
    assert near(agreed, figures(MARCH, 640, 9), MARCH) == [
        ("answered_in_time", "1", True, "USD 2500.00"),
        ("complaints", "2", True, "USD -333.33"),
    ]
    assert near(agreed, figures(MARCH, 800, 12), MARCH) == [
        ("answered_in_time", "0.01", True, "USD 1000.00"),
        ("answered_in_time", "15.01", False, "USD -2500.00"),
        ("complaints", "2", False, "USD 333.33"),
    ]


def test_what_went_before_counts(agreed: Definition) -> None:
    """A second month in a row doubles the penalty, and what is to be gained with it."""
    entries = [*figures(MARCH, 600), *figures(APRIL, 640)]
    assert ("answered_in_time", "1", True, "USD 5000.00") in near(agreed, entries, MARCH, APRIL)


def test_what_is_told_is_paid(agreed: Definition) -> None:
    """Every distance, walked: the period then comes to just that much more or less."""
    entries = figures(MARCH, 640, 9)
    now = settled_through(agreed, Figures(entries), (MARCH,))
    for each in nearest(agreed, Figures(entries), now):
        moved = (
            figures(MARCH, 640, int(each.at))
            if each.level.key == "complaints"
            else figures(MARCH, int(each.at * 10), 9)
        )
        assert settled_through(agreed, Figures(moved), (MARCH,))[-1].net - now[-1].net == each.gain


def test_a_distance_is_never_told_too_short(agreed: Definition) -> None:
    level = agreed.on(MARCH).levels[0]
    money = settled_through(agreed, Figures(figures(MARCH, 600)), (MARCH,))[-1].net
    assert Near(level, MARCH, (), Decimal("64.991"), Decimal(65), money).distance == Decimal("0.01")
    assert Near(level, MARCH, (), Decimal("64.989"), Decimal(65), money).distance == Decimal("0.02")

"""The portfolio's tables: rows by agreement, columns by period, totals that are sums."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from sla.cycle import Stage
from sla.store.queries import Cell, Result
from sla.values import Money, Period
from sla.web.grid import grids, total

MARCH, APRIL = Period(date(2026, 3, 1), date(2026, 4, 1)), Period(date(2026, 4, 1), date(2026, 5, 1))


def money(cents: int) -> Money:
    return Money.from_minor(cents, "USD")


def cell(agreement: int = 1, period: Period = MARCH, net: int | None = 0, definition: str = "harbour") -> Cell:
    result = None if net is None else Result("USD", max(-net, 0), max(net, 0), 1, int(net < 0), 0)
    stage = Stage.OPEN if net is None else Stage.SETTLED
    return Cell(
        agreement,
        f"S{agreement}",
        definition,
        f"R{agreement}",
        "City",
        f"Vendor {agreement}",
        period,
        stage,
        "",
        result,
    )


def test_a_row_for_each_agreement_and_a_column_for_each_period() -> None:
    (grid,) = grids([cell(2, APRIL), cell(1, MARCH), cell(2, MARCH)], (2, 1))
    assert grid.periods == (MARCH, APRIL)
    assert [row.vendor for row in grid.rows] == ["Vendor 2", "Vendor 1"]
    assert [each is None for each in grid.rows[1].cells] == [False, True]


def test_a_table_for_each_contract_of_each_customer() -> None:
    cells = [cell(), cell(2, definition="airport"), replace(cell(3), customer="Other city")]
    assert [(grid.definition, grid.customer) for grid in grids(cells, (2, 1, 3))] == [
        ("airport", "City"),
        ("harbour", "City"),
        ("harbour", "Other city"),
    ]
    assert grids((), ()) == ()


def test_without_a_result_there_is_no_total() -> None:
    (grid,) = grids([cell(net=None)], (1,))
    assert (grid.total, grid.totals, grid.currency) == (None, (None,), "")


@given(st.lists(st.tuples(st.integers(1, 4), st.booleans(), st.one_of(st.none(), st.integers(-(10**9), 10**9)))))
def test_totals_add_up_both_ways(drawn: list[tuple[int, bool, int | None]]) -> None:
    unique = {(number, april): net for number, april, net in drawn}
    cells = [cell(number, APRIL if april else MARCH, net) for (number, april), net in unique.items()]
    nets = [net for net in unique.values() if net is not None]
    whole = total(cells)
    assert (whole is None) == (not nets)
    if whole is None:
        return
    assert whole.net == money(sum(nets)) == whole.incentives - whole.penalties
    assert whole.missed == sum(net < 0 for net in nets)
    assert (whole.settled, whole.periods) == (len(nets), len(cells))
    (grid,) = grids(cells, (1, 2, 3, 4))
    zero = Money(Decimal(0), "USD")
    assert sum((each.net for each in grid.totals if each), start=zero) == whole.net
    assert sum((row.total.net for row in grid.rows if row.total), start=zero) == whole.net

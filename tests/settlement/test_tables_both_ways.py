"""Between a row that costs and a row that earns, a table that is read in proportion passes through nothing."""

from __future__ import annotations

import pytest

from sla.settlement.canonical import money
from sla.settlement.settle import settled_through
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level
from tests.measurement.reports import figures

ROWS = "[{at: 90, penalty: 100.00}, {at: 95, penalty: 0}, {at: 100, incentive: 50.00}]"
ONE_STEP = "[{at: 90, penalty: 100.00}, {at: 100, incentive: 50.00}]"


@pytest.mark.parametrize(
    ("rows", "result", "penalties", "incentives"),
    [
        (ROWS, "90", "100.00", "0.00"),
        (ROWS, "94", "20.00", "0.00"),
        (ROWS, "95", "0.00", "0.00"),
        (ROWS, "96", "0.00", "10.00"),
        (ROWS, "100", "0.00", "50.00"),
        (ONE_STEP, "96", "10.00", "0.00"),
        (ONE_STEP, "98", "0.00", "20.00"),
    ],
)
def test_a_table_between_its_rows_pays_the_way_it_has_come_to(
    rows: str, result: str, penalties: str, incentives: str
) -> None:
    made = definition(contract(level(f"      - {{lookup: between, rows: {rows}}}\n")))
    (month, *_) = settled_through(made, figures({"2026-01": {"r": result}}), made.statement_periods()[:1])
    assert (money(month.penalties), money(month.incentives)) == (penalties, incentives)
    assert {line.kind for line in month.lines if line.amount} <= {"credit" if penalties != "0.00" else "bonus"}

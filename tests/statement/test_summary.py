"""The levels in one row each."""

from decimal import Decimal

from sla.statement.summary import summary
from sla.values import Money
from tests.statement import sample


def test_a_row_for_each_level_whose_amounts_add_up_to_the_net() -> None:
    statement = sample.statement()
    rows = summary(statement)
    assert [row.clause for row in rows] == ["4.2(a)", "4.2(b)", "4.3", "4.4"]
    assert [row.outcome for row in rows] == ["missed", "met", "unknown", "no target"]
    assert [row.result for row in rows] == ["93.12 %", "1.87 %", "no result", "89.4 %"]
    assert sum((row.amount for row in rows), start=Money(Decimal(0), "GBP")) == statement.net


def test_several_sites_are_counted_and_the_worst_outcome_is_shown() -> None:
    first = summary(sample.long())[0]
    assert (first.result, first.outcome) == ("8 of 15 met", "missed")
    assert first.amount == Money(Decimal("-509.40"), "GBP")

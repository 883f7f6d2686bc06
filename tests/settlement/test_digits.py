"""Quotients that never end: what the fiftieth digit says moves no cent from one line to another."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sla.contract.model import Direction, Shared
from sla.settlement.limits import shared
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.values import exact
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level
from tests.measurement.reports import figures


def january(text: str, **values: str | int) -> Settlement:
    made = definition(text)
    return settled_through(made, figures({"2026-01": values}), made.statement_periods())[0]


def amounts(settlement: Settlement) -> list[str]:
    return [str(line.amount.amount) for line in settlement.lines]


def test_a_result_in_thirds_is_priced_by_all_its_digits() -> None:
    """As a price by the result, and as so many pieces of it."""
    exactly = level("      - {when: met, penalty: full(result * 3) * 0.01 USD}\n", "at least 0", measure="r / 3")
    pieces = level("      - {each: full(result * 3), penalty: 1.00}\n", "at least 0", key="two", measure="r / 3")
    assert amounts(january(contract(exactly, pieces), r=100)) == ["1.00", "100.00"]


def test_of_equal_remainders_the_earlier_line_has_the_cent() -> None:
    """A third of a thing and two thirds less one third of it are the same, whatever their last digits say."""
    one = level("      - {when: met, penalty: fee / 3}\n", "at least 0")
    two = level("      - {when: met, penalty: fee - fee / 3 - fee / 3}\n", "at least 0", key="two")
    three = level("      - {when: met, penalty: fee / 3}\n", "at least 0", key="three")
    limit = "limits:\n  - {clause: 9, on: penalties, at most: fee}\n"
    for levels in ((one, two, three), (two, one, three), (three, one, two)):
        assert amounts(january(contract(*levels) + limit, r=1, fee="0.50")) == ["0.17", "0.17", "0.16"]


@pytest.mark.parametrize("how", Shared)
def test_what_just_reaches_a_ceiling_is_not_cut(how: Shared) -> None:
    with exact():
        third = Decimal(100) / 3
        parts = [third, 100 - third - third, third]
        assert shared(how, parts, sum(parts) - Decimal("1E-46")) == parts


def test_of_amounts_that_are_equal_but_for_the_last_digits_the_earlier_is_kept() -> None:
    with exact():
        third = Decimal(100) / 3
        kept = shared(Shared.LARGEST_FIRST, [third, 100 - third - third, third], Decimal(50))
    assert [round(part, 2) for part in kept] == [Decimal("33.33"), Decimal("16.67"), Decimal(0)]


@pytest.mark.parametrize("how", [Shared.IN_ORDER, Shared.LARGEST_FIRST])
def test_nothing_is_left_for_the_last_where_the_others_fill_a_ceiling(how: Shared) -> None:
    with exact():
        third = Decimal(1000) / 3
        kept = shared(how, [third, third * 200, third / 2], third * 201)
        assert kept == [third, third * 200, 0]
        assert shared(Shared.PRO_RATA, [third], Decimal(0)) == [0]


def test_a_price_that_cancels_out_waits_for_no_ceiling() -> None:
    owed = level("      - {when: met, penalty: fee - fee / 3 * 3}\n", "at least 0")
    limit = "limits:\n  - {clause: 9, on: penalties, at most: s * 1 USD}\n"
    assert [line.missing for line in january(contract(owed) + limit, r=1, fee=400).lines] == [()]


def test_a_ceiling_that_is_used_up_leaves_nothing_to_wait_for() -> None:
    """Cut to nothing by the first limit, the line asks for no figure of the second."""
    owed = level("      - {when: met, penalty: fee}\n", "at least 0")
    limits = "  - {clause: 8, on: penalties, at most: fee - fee / 3 - fee / 3 - fee / 3}\n"
    limits += "  - {clause: 9, on: penalties, at most: s * 1 USD}\n"
    assert [line.missing for line in january(contract(owed) + "limits:\n" + limits, r=1, fee=400).lines] == [()]


def test_between_a_penalty_and_an_incentive_nothing_is_owed_by_nobody() -> None:
    rows = "[{at: 0, incentive: 30.00}, {at: 6, penalty: 150.00}]"
    both = level(f"      - {{lookup: between, rows: {rows}}}\n", "at least 0")
    (line,) = january(contract(both), r=1).lines
    assert (line.computed, line.direction) == (Decimal(0), Direction.INCENTIVE)


def test_what_is_only_as_much_as_the_smallest_sum_is_dropped() -> None:
    owed = level("      - {when: met, penalty: fee - fee / 3 - fee / 3}\n", "at least 0")
    limit = "limits:\n  - {clause: 9, on: penalties, more than: fee / 3}\n"
    assert amounts(january(contract(owed) + limit, r=1, fee=100)) == ["0.00"]


@pytest.mark.parametrize(
    "rule",
    [
        "{per step: {of: 1, above: 33, counted: exact}, penalty: 0.015}",
        "{apply: marginal, bands: [{at least: 33, penalty: 0.015}]}",
        "{lookup: between, rows: [{at: 33, penalty: 0}, {at: 34, penalty: 0.015}]}",
        "{lookup: between, rows: [{at: 33, incentive: 0.01}, {at: 34, penalty: 0.035}]}",
    ],
)
def test_how_far_a_result_lies_beyond_an_edge_is_told_by_all_its_digits(rule: str) -> None:
    """100 / 3 is a third of a step beyond 33: half a cent, which is rounded up."""
    text = contract(level(f"      - {rule}\n", "at least 0", measure="r / 3"))
    assert amounts(january(text, r=100)) == ["0.01"]


def test_nothing_lies_beyond_an_edge_that_a_result_just_reaches() -> None:
    steps = level(
        "      - {per step: {of: 1, above: 100, counted: exact}, penalty: 5}\n",
        "at least 0",
        measure="1100 - r / 7 * 7",
    )
    assert [line.hit for line in january(contract(steps), r=1000).lines] == [None]

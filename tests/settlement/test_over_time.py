"""Money over several statements: ceilings that reach back, one credit a window, what is carried, lost, or follows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sla.contract.model import Direction
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.submission.figures import Figures
from tests.contract.texts import HEAD, definition
from tests.measurement.reports import Values, entries, figures, site

FIGURES = """\
figures:
  r: {unit: points}
  s: {unit: points}
  fee: {unit: money}
  invoice: {unit: money}
"""


def contract(*penalties: str, more: str = "", level: str = "") -> str:
    """A contract of levels over `r` and `s`, each missed below 90 and then costing so much."""
    levels = "".join(
        f"  {key}:\n    clause: {key}\n    measure: {key}\n    target: at least 90\n{level}"
        "    missing: {nothing reported: hold, zero denominator: hold}\n"
        f"    pays: [{{below: 90, penalty: {price}}}]\n"
        for key, price in zip(("r", "s"), penalties, strict=False)
    )
    figures_ = FIGURES.replace("{unit: points}", "{unit: points, by: site}") if "by: site" in level else FIGURES
    return HEAD + figures_ + "service_levels:\n" + levels + more


def settled(text: str, reported: Figures, months: int) -> tuple[Settlement, ...]:
    made = definition(text)
    return settled_through(made, reported, made.statement_periods()[:months])


def monthly(*rows: Values) -> Figures:
    """Figures of January and the months after."""
    return figures({f"2026-{at:02}": row for at, row in enumerate(rows, 1)})


def penalties(settlements: tuple[Settlement, ...]) -> list[str]:
    return [f"{each.penalties.amount:.2f}" for each in settlements]


BAD: Values = {"r": 1, "s": 1, "fee": 1000, "invoice": 1000}


def test_a_yearly_ceiling_is_used_up_by_earlier_statements() -> None:
    text = contract("400.00", more="limits: [{on: penalties, window: contract year, at most: 1000.00}]\n")
    assert penalties(settled(text, monthly(*[BAD] * 5), 5)) == ["400.00", "400.00", "200.00", "0.00", "0.00"]


def test_a_ceiling_of_a_year_so_far_grows_with_the_year() -> None:
    text = contract("400.00", more="limits: [{on: penalties, window: contract year, at most: 10 % of fee}]\n")
    assert penalties(settled(text, monthly(*[BAD] * 5), 5)) == ["100.00"] * 5


def test_the_next_year_begins_anew() -> None:
    text = contract("400.00", more="limits: [{on: penalties, window: contract quarter, at most: 500.00}]\n")
    assert penalties(settled(text, monthly(*[BAD] * 5), 5)) == ["400.00", "100.00", "0.00", "400.00", "100.00"]


def test_one_credit_a_month_is_the_highest() -> None:
    text = contract("400.00", "700.00", more="limits: [{on: penalties, lines: 1}]\n")
    (january,) = settled(text, monthly(BAD), 1)
    assert [f"{line.amount.amount:.2f}" for line in january.lines] == ["0.00", "700.00"]


def test_one_credit_a_quarter_is_the_highest_of_the_quarter_and_no_statement_is_taken_back() -> None:
    text = contract("400.00", "700.00", more="limits: [{on: penalties, window: quarter, lines: 1}]\n")
    rows: list[Values] = [{**BAD, "s": 95}, BAD, BAD, {**BAD, "s": 95}]
    assert penalties(settled(text, monthly(*rows), 4)) == ["400.00", "300.00", "0.00", "400.00"]


@pytest.mark.parametrize("shared", ["pro rata", "in order", "largest first"])
def test_a_ceiling_whose_base_is_not_reported_is_waited_for(shared: str) -> None:
    text = contract("400.00", "700.00", more=f"limits: [{{on: penalties, at most: 10 % of fee, shared: {shared}}}]\n")
    (january,) = settled(text, monthly({"r": 1, "s": 1}), 1)
    assert january.waiting_for == ("r: fee", "s: fee")
    assert january.penalties.amount == 0
    (later,) = settled(text, monthly(BAD), 1)
    assert (later.waiting_for, f"{later.penalties.amount:.2f}") == ((), "100.00")


def test_a_ceiling_nobody_reaches_for_is_not_waited_for() -> None:
    text = contract("400.00", more="limits: [{on: penalties, at most: 10 % of fee}]\n")
    (january,) = settled(text, monthly({"r": 95}), 1)
    assert january.waiting_for == ()


@pytest.mark.parametrize("limit", ["at most: fee / s", "at most: 5 % of fee / s", "more than: fee / s"])
def test_a_ceiling_that_divides_by_zero_is_waited_for(limit: str) -> None:
    text = contract("400.00", more=f"limits: [{{on: penalties, {limit.replace('5 % of fee', '(5 % of fee)')}}}]\n")
    (january,) = settled(text, monthly({**BAD, "s": 0}), 1)
    assert len(january.waiting_for) == 1


def test_inner_ceilings_come_before_outer_ones() -> None:
    """Two services: 130,000 under 100,000 and 180,000, together under 200,000, shared in proportion."""
    limits = (
        "limits:\n  - {on: penalties, levels: r, at most: 100000.00}\n"
        "  - {on: penalties, levels: s, at most: 200000.00}\n"
        "  - {on: penalties, at most: 200000.00, shared: pro rata}\n"
    )
    (january,) = settled(contract("130000.00", "180000.00", more=limits), monthly(BAD), 1)
    assert [f"{line.amount.amount:.2f}" for line in january.lines] == ["71428.57", "128571.43"]
    assert [[f"{cut.after:.2f}" for cut in line.cuts] for line in january.lines] == [
        ["100000.00", "71428.57"],
        ["128571.43"],
    ]


def test_rounding_each_line_up_does_not_pass_the_ceiling() -> None:
    """Two lines of 24.995 come to 49.99 and would round to 50.00 together."""
    (january,) = settled(
        contract("24.995", "24.995", more="limits: [{on: penalties, at most: 49.99}]\n"), monthly(BAD), 1
    )
    assert [f"{line.amount.amount:.2f}" for line in january.lines] == ["25.00", "24.99"]
    (free,) = settled(contract("24.995", "24.995"), monthly(BAD), 1)
    assert f"{free.penalties.amount:.2f}" == "50.00"


# Set-off


def test_a_credit_is_carried_until_invoices_have_taken_it() -> None:
    text = contract("2500.00", more="statement: {every: month, against: invoice, remainder: carry}\n")
    good: Values = {**BAD, "r": 95}
    found = settled(text, monthly(BAD, good, good, good), 4)
    assert [f"{each.net.amount:.2f}" for each in found] == ["-1000.00", "-1000.00", "-500.00", "0.00"]
    assert [len([line for line in each.lines if not line.level]) for each in found] == [1, 2, 1, 0]


def test_further_credits_join_what_is_carried() -> None:
    text = contract("1500.00", more="statement: {every: month, against: invoice, remainder: carry}\n")
    good: Values = {**BAD, "r": 95}
    found = settled(text, monthly(BAD, BAD, good, good, good), 5)
    assert [f"{each.net.amount:.2f}" for each in found] == ["-1000.00", "-1000.00", "-1000.00", "0.00", "0.00"]


@pytest.mark.parametrize(("remainder", "net"), [("carry", "-2500.00"), ("forfeit", "-1000.00")])
def test_with_the_last_statement_of_the_term_what_was_carried_is_paid(remainder: str, net: str) -> None:
    text = contract("2500.00", more=f"statement: {{every: month, against: invoice, remainder: {remainder}}}\n")
    good: Values = {**BAD, "r": 95}
    found = settled(text, monthly(*[good] * 11, BAD), 12)
    assert f"{found[-1].net.amount:.2f}" == net
    found = settled(text, monthly(*[good] * 10, BAD, good), 12)
    assert [f"{each.net.amount:.2f}" for each in found[-2:]] == [
        "-1000.00",
        "-1500.00" if remainder == "carry" else "0.00",
    ]


def test_a_forfeited_credit_is_gone() -> None:
    text = contract("2500.00", more="statement: {every: month, against: invoice, remainder: forfeit}\n")
    found = settled(text, monthly(BAD, {**BAD, "r": 95}), 2)
    assert [f"{each.net.amount:.2f}" for each in found] == ["-1000.00", "0.00"]
    assert [line.kind for line in found[0].lines] == ["credit", "forfeit"]


def test_a_credit_that_is_paid_may_exceed_the_invoice() -> None:
    text = contract("2500.00", more="statement: {every: month, against: invoice, remainder: pay}\n")
    assert [f"{each.net.amount:.2f}" for each in settled(text, monthly(BAD), 1)] == ["-2500.00"]


def test_an_invoice_below_zero_takes_no_credit_and_makes_none() -> None:
    text = contract("2500.00", more="statement: {every: month, against: invoice, remainder: carry}\n")
    (january,) = settled(text, monthly({**BAD, "invoice": -300}), 1)
    assert f"{january.net.amount:.2f}" == "0.00"
    assert f"{january.incentives.amount:.2f}" == "2500.00"


def test_a_set_off_without_an_invoice_waits_for_it() -> None:
    text = contract("2500.00", more="statement: {every: month, against: invoice, remainder: carry}\n")
    first, second = settled(text, monthly({"r": 1}, {**BAD, "r": 95}), 2)
    assert first.waiting_for == (": invoice",)
    assert [line.level for line in second.lines] == ["r"]


# Prices


def test_a_price_below_zero_is_owed_by_nobody() -> None:
    (january,) = settled(contract("fee - 5000 USD", "10.00"), monthly(BAD), 1)
    assert [(line.direction, f"{line.amount.amount:.2f}") for line in january.lines] == [
        (Direction.PENALTY, "0.00"),
        (Direction.PENALTY, "10.00"),
    ]
    assert january.lines[0].computed == Decimal(-4000)


def test_a_price_that_divides_by_zero_is_waited_for() -> None:
    (january,) = settled(contract("fee / s", "10.00"), monthly({**BAD, "s": 0}), 1)
    assert january.waiting_for == ("r: something other than zero to divide by",)
    assert f"{january.penalties.amount:.2f}" == "10.00"


def test_a_price_of_two_fees_is_waited_for() -> None:
    text = contract("5 % of fee").replace("fee: {unit: money}", "fee: {unit: money, combine: only}")
    rows = {"2026-01": {"r": 1}, "2026-01-05": {"fee": 100}, "2026-01-06": {"fee": 900}}
    (january,) = settled(text, figures(rows), 1)
    assert january.waiting_for == ("r: fee",)


# What follows


def test_a_consequence_follows_once_from_any_site_in_any_month_of_the_statement() -> None:
    plan = "consequences: [{clause: 8, says: A plan is due., when: {level: r, is: missed, in a row: 2}}]\n"
    text = contract("1.00", more=plan + "statement: quarter\n", level="    by: site\n")
    rows = [
        row
        for at, (leeds, york) in enumerate(
            [(95, 1), (95, 1), (95, 95), (1, 95), (1, 95), (1, 95), (95, 1), (95, 95)], 1
        )
        for name, value in (("Leeds", leeds), ("York", york))
        for row in entries(f"2026-{at:02}", site(name), r=value)
    ]
    made = settled(text, Figures(rows), 3)
    assert [each.consequences for each in made] == [(("8", "A plan is due."),), (("8", "A plan is due."),), ()]


def test_penalties_go_back_after_clean_months_and_only_once() -> None:
    back = "earn back: [{clause: 9, words: two clean months, when: {level: r, is: met, in a row: 2}}]\n"
    good: Values = {**BAD, "r": 95}
    found = settled(contract("400.00", more=back), monthly(BAD, BAD, good, good, good, BAD), 6)
    returned = [
        [(line.window.key, f"{line.amount.amount:.2f}") for line in each.lines if line.kind == "earn-back"]
        for each in found
    ]
    assert returned == [[], [], [], [("2026-02", "400.00")], [], []]


def test_penalties_go_back_to_the_site_that_was_clean() -> None:
    back = "earn back: [{clause: 9, words: two clean months, when: {level: r, is: met, in a row: 2}}]\n"
    rows = [
        row
        for at, (leeds, york) in enumerate([(1, 1), (95, 1), (95, 95)], 1)
        for name, value in (("Leeds", leeds), ("York", york))
        for row in entries(f"2026-{at:02}", site(name), r=value)
    ]
    found = settled(contract("400.00", more=back, level="    by: site\n"), Figures(rows), 3)
    lines = [line for each in found for line in each.lines if line.kind == "earn-back"]
    assert [(line.scope, line.window.key, f"{line.amount.amount:.2f}") for line in lines] == [
        (site("Leeds"), "2026-01", "400.00")
    ]

"""Ceilings over a year on monthly statements: made of the fees so far or of the whole year's; and ceilings on a net."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.definition import Definition, read
from sla.contract.words import explain
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Findings, Period, Window
from sla.values.window import Every

TEXT = """
contract: yearly
currency: USD
term: {from: 2026-01-01, until: 2028-01-01}
figures:
  late: {unit: tickets}
  early: {unit: tickets}
  fee: {unit: money}
service_levels:
  late:
    clause: "1"
    measure: late
    target: at most 0
    missing: {nothing reported: hold}
    pays: [{each: late, penalty: 100.00}]
  early:
    clause: "2"
    measure: early
    better: higher
    missing: {nothing reported: not measured}
    pays: [{each: early, incentive: 10.00}]
limits:
"""
SO_FAR = '  - {clause: "9", on: penalties, window: contract year, at most: 10 % of fee, base: so far}\n'
WHOLE = SO_FAR.replace("so far", "whole window")
NET = '  - {clause: "9", on: net penalties, at most: 150.00}\n'
Row = tuple[Period, str, str]


def definition(limits: str) -> Definition:
    found = read({"contract.yaml": TEXT + limits})
    assert isinstance(found, Definition), "\n".join(map(str, found))
    return found


def settled(limits: str, rows: Iterable[Row], months: int) -> tuple[Settlement, ...]:
    contract = definition(limits)
    figures = Figures(Entry(when, figure, Decimal(value)) for when, figure, value in rows)
    return settled_through(contract, figures, contract.statement_periods()[:months])


def months() -> tuple[Period, ...]:
    return definition(SO_FAR).statement_periods()


def monthly(figure: str, *values: str) -> list[Row]:
    return [(month, figure, value) for month, value in zip(months(), values, strict=False) if value]


def year() -> Period:
    return Window(Every.YEAR).holding(months()[0].start, definition(SO_FAR).term)


def penalties(found: Iterable[Settlement]) -> list[str]:
    return [f"{each.penalties.amount:.2f}" for each in found]


def test_a_ceiling_of_the_fees_so_far_grows_and_what_is_cut_stays_cut() -> None:
    rows = [*monthly("late", "9", "0", "0", "4"), *monthly("fee", "1000", "1000", "1000", "1000")]
    assert penalties(settled(SO_FAR, rows, 4)) == ["100.00", "0.00", "0.00", "300.00"]


def test_a_yearly_fee_makes_the_whole_ceiling_from_the_first_month_on() -> None:
    rows = [*monthly("late", "9", "0", "0", "4"), (year(), "fee", "12000")]
    assert penalties(settled(WHOLE, rows, 4)) == ["900.00", "0.00", "0.00", "300.00"]


def test_monthly_fees_make_no_yearly_one_until_all_are_there() -> None:
    eleven = [*monthly("late", "9"), *monthly("fee", *["1000"] * 11)]
    (january, *_) = settled(WHOLE, eleven, 1)
    assert january.waiting_for == ("late: fee",)
    (january, *_) = settled(WHOLE, [*eleven, (months()[11], "fee", "1000")], 1)
    assert january.waiting_for == ()
    assert penalties([january]) == ["900.00"]


def test_a_yearly_fee_says_nothing_of_the_fees_so_far() -> None:
    (january,) = settled(SO_FAR, [*monthly("late", "9"), (year(), "fee", "12000")], 1)
    assert january.waiting_for == ("late: fee",)


def test_penalties_less_incentives_are_limited_by_cutting_penalties() -> None:
    rows = [*monthly("late", "3", "1", "9"), *monthly("early", "5", "0", "")]
    found = settled(NET, rows, 3)
    assert penalties(found) == ["200.00", "100.00", "150.00"]
    assert [f"{each.incentives.amount:.2f}" for each in found] == ["50.00", "0.00", "0.00"]


def test_incentives_less_penalties_are_limited_by_cutting_incentives() -> None:
    rows = [*monthly("late", "1"), *monthly("early", "90")]
    (january,) = settled(NET.replace("net penalties", "net incentives"), rows, 1)
    assert (f"{january.incentives.amount:.2f}", f"{january.net.amount:.2f}") == ("250.00", "150.00")


def test_what_was_earned_earlier_in_the_window_makes_room() -> None:
    limit = NET.replace("penalties,", "penalties, window: quarter,")
    rows = [*monthly("late", "0", "5", "0", "5"), *monthly("early", "10", "0", "0", "0")]
    assert penalties(settled(limit, rows, 4)) == ["0.00", "250.00", "0.00", "150.00"]


@given(st.integers(0, 30), st.integers(0, 30), st.decimals(0, 2000, places=3))
def test_no_net_exceeds_its_ceiling_and_nothing_is_cut_below_it(late: int, early: int, most: Decimal) -> None:
    (january,) = settled(
        NET.replace("150.00", str(most)), [*monthly("late", str(late)), *monthly("early", str(early))], 1
    )
    owed = Decimal(100 * late)
    assert january.penalties.amount == min(owed, Decimal(10 * early) + most.quantize(Decimal("0.01"), ROUND_HALF_UP))


CUT = "what is more is cut from all of them in proportion"


@pytest.mark.parametrize(
    ("limits", "sentences"),
    [
        (
            SO_FAR,
            (
                f"9: Penalties in a contract year are at most 10 % of fee; {CUT}.",
                (
                    "For fee the figures of the contract year count as far as they are reported by the end of each "
                    "statement's period; what is cut stays cut when later figures leave room again."
                ),
            ),
        ),
        (
            WHOLE,
            (
                f"9: Penalties in a contract year are at most 10 % of fee; {CUT}.",
                "For fee the figure of the whole contract year counts; until it is reported the amounts wait.",
            ),
        ),
        (
            NET,
            (
                f"9: Penalties less incentives in a month are at most USD 150.00; {CUT}.".replace(
                    "all of them", "the penalties"
                ),
            ),
        ),
    ],
)
def test_which_one_it_is_is_explained(limits: str, sentences: tuple[str, ...]) -> None:
    contract = definition(limits)
    assert " ".join(sentences) in explain(contract.at(contract.term.start))


def test_which_one_it_is_is_asked_for() -> None:
    silent = definition(SO_FAR.replace(", base: so far", ""))
    assert [each.code for each in silent.warnings] == ["contract.base-not-stated"]
    assert penalties(settled(SO_FAR.replace(", base: so far", ""), monthly("fee", "1"), 1)) == ["0.00"]


@pytest.mark.parametrize("size", ["at most: 150.00", "lines: 1", "more than: 2.00"])
def test_a_ceiling_that_no_later_figure_moves_needs_no_base(size: str) -> None:
    found = definition(f'  - {{clause: "9", on: penalties, window: contract year, {size}}}\n')
    assert {each.code for each in found.warnings} <= {"contract.unused-figure"}


def test_a_fee_behind_a_named_amount_is_seen() -> None:
    text = TEXT.replace("service_levels:", "amounts: {base: fee, cap: {is: 10 % of base}}\nservice_levels:")
    found = read({"contract.yaml": text + SO_FAR.replace("10 % of fee, base: so far", "cap")})
    assert isinstance(found, Definition)
    assert "contract.base-not-stated" in [each.code for each in found.warnings]


@pytest.mark.parametrize("size", ["lines: 1", "more than: 5.00"])
def test_a_net_is_limited_by_an_amount_alone(size: str) -> None:
    found = read({"contract.yaml": TEXT + f"  - {{on: net penalties, {size}}}\n"})
    assert isinstance(found, Findings)
    assert [each.code for each in found.errors] == ["contract.limit-of-what"]

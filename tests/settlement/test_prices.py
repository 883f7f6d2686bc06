"""Named amounts: of the next or the previous statement period, raised year by year, rounded where they say so."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sla.settlement.canonical import money
from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level
from tests.measurement.reports import Values, figures

PAYS = "      - {below: 90, penalty: 10 % of base}\n"
MISSED: Mapping[str, Values] = {f"2026-{month:02}": {"r": 1} for month in range(1, 13)}


def months(amount: str, rows: Mapping[str, Values], term: str = "2027-01-01") -> tuple[Settlement, ...]:
    """Every month of a level that is missed all along and costs a tenth of an amount."""
    text = contract(level(PAYS), more=f"amounts: {{base: {amount}}}\n").replace("2027-01-01", term)
    made = definition(text)
    given = {when: {"r": 1, **values} for when, values in {**MISSED, **rows}.items()}
    return settled_through(made, figures(given), made.statement_periods())


def costs(settlements: tuple[Settlement, ...]) -> list[str]:
    return [money(each.penalties) for each in settlements]


FEES: Mapping[str, Values] = {"2026-01": {"fee": 100}, "2026-02": {"fee": 200}, "2026-03": {"fee": 300}}


@pytest.mark.parametrize(
    ("which", "paid"),
    [
        ("this", ["10.00", "20.00", "30.00"]),
        ("next", ["20.00", "30.00", "0.00"]),
        ("previous", ["0.00", "10.00", "20.00"]),
    ],
)
def test_an_amount_is_of_this_or_the_next_or_the_previous_statement_period(which: str, paid: list[str]) -> None:
    assert costs(months(f"{{is: fee, in: {which}}}", FEES)[:3]) == paid


@pytest.mark.parametrize(
    ("which", "month", "waits_for"),
    [
        ("next", 2, "one: fee"),
        ("next", 11, "one: a statement period after the last"),
        ("previous", 0, "one: a statement period before the first"),
    ],
)
def test_an_amount_of_a_period_that_is_not_there_is_waited_for(which: str, month: int, waits_for: str) -> None:
    assert months(f"{{is: fee, in: {which}}}", FEES)[month].waiting_for == (waits_for,)


def yearly(index: str, rates: list[str], rounding: str = "") -> list[str]:
    """What the first month of each year costs, on an amount of 1,000.00 that is raised by the year's rate."""
    rows: dict[str, Values] = {f"{2026 + at}-12": {"s": rate} for at, rate in enumerate(rates)}
    rows |= {f"{2026 + at}-01": {} for at in range(len(rates) + 1)}
    amount = f"{{is: 1000.00 USD, index: {{rate: s, each: year{index}}}{rounding}}}"
    return costs(months(amount, rows, "2030-01-01"))[::12][: len(rates) + 1]


def test_an_index_compounds_with_every_year_that_has_ended() -> None:
    assert yearly("", ["10", "5"]) == ["100.00", "110.00", "115.50"]


def test_an_index_is_held_between_its_bounds() -> None:
    assert yearly(", at least: 0, at most: 10", ["-3", "12", "10"]) == ["100.00", "100.00", "110.00", "121.00"]


def test_an_amount_with_an_index_is_rounded_after_each_step() -> None:
    assert yearly("", ["0.15", "0.15"], ", round: whole") == ["100.00", "100.20", "100.40"]
    assert yearly("", ["0.15", "0.15"]) == ["100.00", "100.15", "100.30"]


def test_an_index_that_is_not_reported_is_waited_for() -> None:
    amount = "{is: 1000.00 USD, index: {rate: s, each: year}}"
    january = months(amount, {"2027-01": {"r": 1}}, "2028-01-01")[12]
    assert (money(january.penalties), january.waiting_for) == ("0.00", ("one: s",))


@pytest.mark.parametrize(
    ("which", "december", "january"), [("next", "110.00", "110.00"), ("previous", "100.00", "100.00")]
)
def test_an_amount_of_another_period_is_raised_as_it_is_in_that_period(which: str, december: str, january: str) -> None:
    amount = f"{{is: 1000.00 USD, in: {which}, index: {{rate: s, each: year}}}}"
    rows: Mapping[str, Values] = {"2026-12": {"s": 10}, "2027-01": {}}
    assert costs(months(amount, rows, "2028-01-01"))[11:13] == [december, january]

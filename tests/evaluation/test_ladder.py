"""A result judged like the first of its stretch is judged as if it were the first itself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sla.contract.definition import Definition, read
from sla.evaluation.ladder import ladders
from sla.settlement.model import Settlement
from sla.settlement.settle import settle_period
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level
from tests.measurement.reports import figures

GRADES = "    grades: [{called: severe, below: 40}, {called: good, at least: 97}]\n"
ALONE = {
    "bands": "      - bands: [{below: 50, penalty: 9}, {at least: 50, below: 90, penalty: 4}, "
    "{at least: 98, incentive: 1}]\n",
    "gate on itself": "      - {when: {is: severe}, penalty: 7}\n      - {when: missed, penalty: 2}\n",
    "compared with itself": "      - {when: {result: at least 60 and below 80}, penalty: 3}\n",
    "points": "      - bands: [{below: 50, points: 5}, {at least: 50, below: 90, points: 1}]\n",
}
ASKING = {
    "steps": "      - {per step: {of: 1, below: 90, counted: full}, penalty: 5}\n",
    "history": "      - {when: {is: missed, in a row: 2}, penalty: 5}\n",
    "another level": "      - {when: {level: two, is: missed}, penalty: 5}\n",
}
OTHER = level("", "at least 5", key="two", measure="s")
RESULTS = st.one_of(
    st.sampled_from([40, 50, 60, 80, 90, 97, 98]).map(Decimal),
    st.decimals(0, 100, places=2, allow_nan=False, allow_infinity=False),
)


def text(pays: str, more: str = GRADES) -> str:
    return contract(level(pays, more=more), OTHER)


def january(made: Definition, result: Decimal) -> Settlement:
    return settle_period(made, figures({"2026-01": {"r": result, "s": 1}}), made.statement_periods()[0])


@pytest.mark.parametrize("pays", ALONE)
@settings(max_examples=15, deadline=None)
@given(results=st.lists(RESULTS, min_size=1, max_size=5))
def test_what_was_judged_before_makes_no_difference(pays: str, results: list[Decimal]) -> None:
    """`used` has judged all kinds of results already; a definition of another name is read anew and has judged none."""
    used = definition(text(ALONE[pays]))
    for at, result in enumerate(results):
        new = read({"contract.yaml": text(ALONE[pays])}, f"{result} {at}")
        assert isinstance(new, Definition)
        one, other = january(used, result), january(new, result)
        assert (one.evaluations, one.lines) == (other.evaluations, other.lines)


@pytest.mark.parametrize("pays", ALONE)
def test_a_level_that_asks_nothing_else_has_a_ladder(pays: str) -> None:
    made = definition(text(ALONE[pays]))
    assert "one" in ladders(made.on(made.statement_periods()[0]))


@pytest.mark.parametrize("pays", ASKING)
def test_a_level_whose_price_asks_more_has_none(pays: str) -> None:
    made = definition(text(ASKING[pays]))
    assert "one" not in ladders(made.on(made.statement_periods()[0]))


def test_before_prices_begin_the_same_result_is_not_priced() -> None:
    made = definition(text(ALONE["bands"], GRADES + "    priced from: 2026-02-01\n"))
    rows = {"2026-01": {"r": 10, "s": 1}, "2026-02": {"r": 11, "s": 1}}
    found = [settle_period(made, figures(rows), period).evaluations[0] for period in made.statement_periods()[:2]]
    assert [(each.priced, len(each.hits)) for each in found] == [(False, 0), (True, 1)]

"""How a line came about, step by step."""

from sla.settlement.settle import settled_through
from sla.statement.derivation import Step, places, steps
from sla.values import Place
from tests.contract.texts import definition
from tests.measurement.reports import figures, span
from tests.settlement.test_sentences import FEE, text

RULE = '{clause: "4.2(c)", below: 95, penalty: 5 % of basis, kind: credit}'
MORE = """\
amounts:
  basis: {is: fee * 2, clause: "9"}
limits:
  - {clause: "6.1", on: penalties, window: month, at most: 3 % of fee}
"""
MADE = definition(text(RULE, more=MORE, level="    round: 0.1 half up\n"))
MARCH = span("2026-03")
(JUST_MARCH,) = settled_through(MADE, figures({"2026-03": {"answered": 9314, "offered": 10_000, **FEE}}), (MARCH,))
CONTRACT = MADE.on(MARCH)


def test_every_step_from_the_figures_to_the_amount() -> None:
    assert steps(CONTRACT, JUST_MARCH.lines[0], JUST_MARCH.evaluations[0]) == (
        Step("Result", "answered as a share of offered", "93.14 %"),
        Step("Rounding", "rounded to 0.1 (half up)", "93.1 %"),
        Step("Target", "at least 95 %", "Missed"),
        Step("Basis", "fee * 2 (clause 9)", "168,000.00"),
        Step("Price", "4.2(c): below 95 % gives 5 % of basis (168,000.00) = USD 8,400.00", "8,400.00"),
        Step("Limit", "clause 6.1, March 2026: from 8,400.00", "2,520.00"),
        Step("Amount", "rounded to 0.01 (half up)", "USD 2,520.00"),
    )


def test_without_a_price_there_is_only_the_result() -> None:
    line, evaluation = JUST_MARCH.lines[0]._replace(hit=None, inputs=(), cuts=()), JUST_MARCH.evaluations[0]
    assert [each.what for each in steps(CONTRACT, line, evaluation)] == ["Result", "Rounding", "Target"]
    assert steps(CONTRACT, line._replace(level=""), None) == ()


def test_the_places_that_decided_are_those_of_target_rule_and_row() -> None:
    level = CONTRACT.levels[0]
    found = places(level, JUST_MARCH.lines[0])
    assert found[:2] == (level.target_place, level.pays[0].place)
    assert all(isinstance(each, Place) and each.line for each in found[:2])
    assert places(level, JUST_MARCH.lines[0]._replace(hit=None)) == (level.target_place,)

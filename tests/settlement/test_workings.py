"""A line in words, with the numbers that it is made of."""

from __future__ import annotations

import pytest

from sla.settlement.settle import settled_through
from sla.settlement.workings import sentence
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level
from tests.measurement.reports import figures

TABLE = """\
      - lookup: {0}
        rows: [{{at: 80, penalty: 20 % of fee}}, {{at: 90, penalty: 10 % of fee}}, {{at: 100, penalty: 0.00}}]
"""


def told(pays: str, result: str) -> str:
    """The line of one level over the figure `r`, on a fee of 100.00."""
    made = definition(contract(level(pays)))
    (january, *_) = settled_through(made, figures({"2026-01": {"r": result, "fee": "100"}}), made.statement_periods())
    return sentence(made.on(january.period), january.lines[0], january.evaluations[0])


@pytest.mark.parametrize(
    ("read", "result", "words"),
    [
        ("down", "85", "the row at 80 gives 20 % of fee (100.00) = USD 20.00."),
        ("up", "85", "the row at 90 gives 10 % of fee (100.00) = USD 10.00."),
        (
            "between",
            "82.5",
            "the row at 80, 25 % of the way to 90 gives 20 % of fee (100.00) toward 10 % of fee (100.00) = USD 17.50.",
        ),
        ("between", "95", "the row at 90, 50 % of the way to 100 gives 10 % of fee (100.00) toward 0.00 = USD 5.00."),
        ("between", "90", "the row at 90 gives 10 % of fee (100.00) = USD 10.00."),
    ],
)
def test_a_table_of_points_names_its_rows(read: str, result: str, words: str) -> None:
    assert told(TABLE.format(read), result).endswith(f"1: {words}")


@pytest.mark.parametrize(
    ("count", "words"),
    [
        ("n", "1: 3 n, each 2.00 = USD 6.00."),
        ("result", "1: 3 points, each 2.00 = USD 6.00."),
        ("n - 1", "1: 2 of n - 1, each 2.00 = USD 4.00."),
    ],
)
def test_pieces_are_named(count: str, words: str) -> None:
    made = definition(contract(level(f"      - {{each: {count}, penalty: 2.00}}\n")))
    (january, *_) = settled_through(made, figures({"2026-01": {"r": 3, "n": 3}}), made.statement_periods())
    assert sentence(made.on(january.period), january.lines[0], january.evaluations[0]).endswith(words)


def test_what_is_no_money_is_not_shown_as_money() -> None:
    words = told("      - {below: 90, penalty: 2.00 USD * r + 1 % of fee}\n", "80")
    assert words.endswith("below 90 points gives 2.00 USD * r (80) + 1 % of fee (100.00) = USD 161.00.")

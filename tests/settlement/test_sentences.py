"""Workings as they are read: whole sentences, in the words and with the numbers of the trade."""

from __future__ import annotations

import pytest

from sla.settlement.model import Settlement
from sla.settlement.settle import settled_through
from sla.settlement.workings import sentence
from sla.submission.figures import Figures
from tests.contract.texts import HEAD, definition
from tests.measurement.reports import Values, figures

FIGURES = """\
figures:
  answered: {unit: calls}
  offered: {unit: calls}
  late: {unit: tickets}
  wait: {unit: seconds, combine: only}
  fee: {unit: money}
  invoice: {unit: money}
"""
FEE: Values = {"fee": 84_000, "invoice": 84_000}
MARCH = {"2026-03": {"answered": 9310, "offered": 10_000, "late": 3, "wait": 72, **FEE}}


def text(
    rules: str,
    measure: str = "{share: answered, of: offered}",
    target: str = "at least 95",
    more: str = "",
    level: str = "",
    key: str = "answered_in_time",
) -> str:
    """A contract of one level."""
    missing = "" if "missing" in level else "    missing: {nothing reported: hold, zero denominator: not measured}\n"
    pays = f"    pays: [{rules}]\n" if rules else ""
    return (
        f'{HEAD}{FIGURES}service_levels:\n  {key}:\n    clause: "4.2"\n    measure: {measure}\n'
        f"    target: {target}\n{level}{missing}{pays}{more}"
    )


def settled(contract: str, reported: Figures, month: int = 3) -> Settlement:
    """The month's settlement, after those before it."""
    made = definition(contract)
    return settled_through(made, reported, made.statement_periods()[:month])[-1]


def told(contract: str, rows: dict[str, Values] | None = None, month: int = 3, line: int = 0) -> str:
    """One line of the month in words."""
    settlement = settled(contract, figures(rows if rows is not None else MARCH), month)
    here = settlement.lines[line]
    facts = next(
        (e for e in settlement.evaluations if (e.measurement.level, e.measurement.window) == (here.level, here.window)),
        None,
    )
    return sentence(definition(contract).on(settlement.period), here, facts if here.level else None)


BAND = "{clause: 4.2(c), below: 95, penalty: 2500.00}"
RESULT = "9,310 / 10,000 = 93.1 %. Target at least 95 %: missed."


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        (BAND, f"{RESULT} 4.2(c): below 95 % gives USD 2,500.00."),
        (
            "{below: 95, penalty: 1.5 % of fee}",
            f"{RESULT} 4.2: below 95 % gives 1.5 % of fee (84,000.00) = USD 1,260.00.",
        ),
        ("{at least: 80, below: 95, penalty: 5}", f"{RESULT} 4.2: at least 80 % and below 95 % gives USD 5.00."),
        ("{when: missed, penalty: 100}", f"{RESULT} 4.2: USD 100.00."),
        ("{above: 99, incentive: 5}", f"{RESULT} No amount follows."),
        (
            "{per step: {of: 1, below: 95, counted: full}, penalty: 1 % of fee}",
            f"{RESULT} 4.2: 1 full step of 1 % below 95 %, each 1 % of fee (84,000.00) = USD 840.00.",
        ),
        (
            "{per step: {of: 1, below: 95, counted: started}, penalty: 1 % of fee}",
            f"{RESULT} 4.2: 2 started steps of 1 % below 95 %, each 1 % of fee (84,000.00) = USD 1,680.00.",
        ),
        (
            "{per step: {of: 0.5, below: 95, counted: exact}, penalty: 10}",
            f"{RESULT} 4.2: 3.8 steps of 0.5 % below 95 %, each 10.00 = USD 38.00.",
        ),
        ("{each: late, penalty: 12.50}", f"{RESULT} 4.2: 3 late, each 12.50 = USD 37.50."),
        (
            "{below: 95, penalty: 10, scale: {by: 2, when: {is: missed, in a row: 1}}}",
            f"{RESULT} 4.2: below 95 % gives 10.00, times 2 for repetition = USD 20.00.",
        ),
        ("{below: 95, points: 1}", f"{RESULT} 4.2: below 95 % scores 1 point."),
        ("{below: 95, points: 4}", f"{RESULT} 4.2: below 95 % scores 4 points."),
        ("{below: 95, points: 4}, {below: 95, penalty: 7}", f"{RESULT} 4.2: below 95 % gives USD 7.00."),
        ("{below: 95, penalty: fee / 7}", f"{RESULT} 4.2: below 95 % gives fee (84,000.00) / 7 = USD 12,000.00."),
        (
            "{below: 95, penalty: fee / 9}",
            f"{RESULT} 4.2: below 95 % gives fee (84,000.00) / 9 = USD 9,333.333333…, rounded to USD 9,333.33.",
        ),
        (
            "{below: 95, penalty: fee - 90000 USD}",
            (
                f"{RESULT} 4.2: below 95 % gives fee (84,000.00) - 90000 USD = USD -6,000.00, "
                "which is below zero: nothing is owed."
            ),
        ),
    ],
)
def test_a_price_in_words(rules: str, words: str) -> None:
    assert told(text(rules)) == words


def test_a_line_that_limits_cut_says_by_which_and_how_far() -> None:
    limits = (
        "limits:\n  - {clause: '6.1', on: penalties, at most: 2 % of fee}\n"
        "  - {clause: '6.2', on: penalties, at most: 999.999}\n"
    )
    assert told(text("{clause: 4.2(c), below: 95, penalty: 2500.00}", more=limits)) == (
        f"{RESULT} 4.2(c): below 95 % gives USD 2,500.00. Limited by 6.1 from 2,500.00 to 1,680.00. "
        "Limited by 6.2 from 1,680.00 to 999.999, rounded to USD 1,000.00."
    )


@pytest.mark.parametrize(
    ("level", "rows", "words"),
    [
        ("", {"offered": 5}, "Answered not reported. Nothing is decided until then."),
        ("", {}, "Answered, offered not reported. Nothing is decided until then."),
        ("", {"answered": 0, "offered": 0}, "Nothing to divide by; by the contract this is not measured."),
        (
            "    missing: {nothing reported: worst band, zero denominator: met}\n",
            {},
            (
                "Answered, offered not reported; by the contract this counts as the worst band. "
                "4.2(c): below 95 % gives USD 2,500.00."
            ),
        ),
        (
            "    missing: {nothing reported: missed, zero denominator: met}\n",
            {},
            "Answered, offered not reported; by the contract this counts as missed. No amount follows.",
        ),
        (
            "    missing: {nothing reported: missed, zero denominator: met}\n",
            {"answered": 0, "offered": 0},
            "Nothing to divide by; by the contract this counts as met. No amount follows.",
        ),
    ],
)
def test_absence_in_words(level: str, rows: Values, words: str) -> None:
    assert told(text(BAND, level=level), {"2026-03": {**FEE, **rows}}) == words


def test_a_figure_reported_twice_in_words() -> None:
    contract = text("{above: 60, penalty: 5000}", "wait", "at most 60")
    twice = {"2026-03-05": {"wait": 70}, "2026-03-06": {"wait": 50}}
    assert told(contract, dict(twice)) == (
        "Wait reported more than once where one value counts. Nothing is decided until then."
    )


def test_a_price_that_waits_in_words() -> None:
    without = {"2026-03": {"answered": 9310, "offered": 10_000}}
    assert told(text("{below: 95, penalty: 1 % of fee}"), dict(without)) == f"{RESULT} The amount waits for fee."


def test_a_plain_figure_in_words() -> None:
    assert told(text("{above: 60, penalty: 5000}", "wait", "at most 60")) == (
        "72 seconds. Target at most 60 seconds: missed. 4.2: above 60 seconds gives USD 5,000.00."
    )
    assert told(text("", "late", "at most 60"), {"2026-03": {"late": 1}}) == "1 ticket. Target at most 60 tickets: met."


def test_a_rounded_result_in_words() -> None:
    rows = {"2026-03": {"answered": 2, "offered": 3}}
    assert told(text("", level="    round: 0.1\n"), dict(rows)) == (
        "2 / 3 = 66.666666…, rounded to 66.7 %. Target at least 95 %: missed."
    )


def test_grades_and_times_without_a_price_in_words() -> None:
    level = "    grades: [{called: severe, below: 94}]\n    priced from: 2026-04-01\n"
    assert told(text(BAND, level=level)) == (
        "9,310 / 10,000 = 93.1 %. Measured, not yet priced: priced from 2026-04-01. No amount follows."
    )
    assert told(text("", level="    grades: [{called: severe, below: 94}]\n")) == f"{RESULT[:-1]} (severe)."


def test_points_of_other_levels_in_words() -> None:
    total = (
        '  total:\n    clause: "5"\n    measure: {points: answered_in_time}\n    target: at most 3\n'
        "    missing: {nothing reported: hold, zero denominator: hold}\n    pays: [{each: result, penalty: 10}]\n"
    )
    assert told(text("{below: 95, points: 4}") + total, line=1) == (
        "4 from answered in time: 4 points in all. Target at most 3 points: missed. "
        "5: 4 points, each 10.00 = USD 40.00."
    )
    assert told(text("{below: 95, points: 4}") + total, {"2026-03": FEE}, line=1) == (
        "Answered in time not decided yet. Nothing is decided until then."
    )


def test_what_is_carried_in_words() -> None:
    carry = "statement: {every: month, against: invoice, remainder: carry, remainder clause: '7.3'}\n"
    rows: dict[str, Values] = {
        "2026-03": {"answered": 1, "offered": 2, "fee": 1, "invoice": 900},
        "2026-04": {"answered": 1, "offered": 1, "fee": 1, "invoice": 900},
    }
    contract = text(BAND, more=carry)
    assert told(contract, rows, line=1) == "Credit that exceeds the invoice, carried forward: USD 1,600.00."
    assert told(contract, rows, month=4) == "Credit brought forward from March 2026: USD 1,600.00."
    assert told(contract, {"2026-03": {"answered": 1, "offered": 2}}, line=1) == (
        "The invoice that the credit is set against is not reported."
    )

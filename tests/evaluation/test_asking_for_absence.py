"""Conditions that ask why there is no result, and conditions that always or never hold."""

from decimal import Decimal

import pytest

from sla.contract.definition import Definition, read
from sla.contract.words import explain
from sla.settlement.settle import settle_period
from sla.submission.figures import Entry, Figures

TEXT = """
contract: charging
currency: GBP
term: {from: 2026-01-01, until: 2027-01-01}
readings:
  relief: {says: Is a failure excused?, choices: {given: it is, refused: it is not}}
figures:
  errors: {unit: errors}
  checks: {unit: checks}
  passed: {unit: checks}
service_levels:
  wrong_notices:
    clause: "1"
    measure: errors
    better: lower
    missing: {nothing reported: missed, zero denominator: hold}
    pays:
      - {each: errors, penalty: 4.00}
      - {when: nothing reported, penalty: 40.00}
  quality:
    clause: "2"
    measure: {share: passed, of: checks}
    target: at least 95
    excused when: {if relief is given: always, if relief is refused: never}
    missing: {nothing reported: hold, zero denominator: missed}
    pays: [{when: zero denominator, penalty: 7.00}, {when: missed, penalty: 1.00}, {when: never, penalty: 99.00}]
"""


def contract() -> Definition:
    found = read({"contract.yaml": TEXT})
    assert isinstance(found, Definition), found
    return found


def penalties(values: dict[str, int], relief: str = "refused") -> str:
    month = contract().statement_periods()[0]
    figures = Figures(Entry(month, figure, Decimal(value)) for figure, value in values.items())
    return f"{settle_period(contract(), figures, month, readings={'relief': relief}).penalties.amount:.2f}"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"errors": 7, "checks": 100, "passed": 95}, "28.00"),
        ({"errors": 0, "checks": 100, "passed": 95}, "0.00"),
        ({"checks": 100, "passed": 95}, "40.00"),
        ({"checks": 100, "passed": 94}, "41.00"),
        ({"errors": 0, "checks": 0, "passed": 0}, "8.00"),
    ],
)
def test_a_rule_may_ask_whether_anything_was_reported(values: dict[str, int], expected: str) -> None:
    assert penalties(values) == expected


def test_always_and_never_let_one_answer_to_a_reading_ask_for_nothing() -> None:
    values = {"errors": 0, "checks": 100, "passed": 94}
    assert penalties(values, "given") == "0.00"
    assert penalties(values, "refused") == "1.00"


def test_they_read_as_plain_words() -> None:
    words = list(explain(contract().at(contract().term.start)))
    assert "  1: When it is not reported, the vendor owes GBP 40.00." in words
    assert "  2: When it is without anything to divide by, the vendor owes GBP 7.00." in words
    assert "  2: Never, the vendor owes GBP 99.00." in words
    refused = list(explain(contract().at(contract().term.start, {"relief": "refused"})))
    assert "  Always excused." in words
    assert "  Never excused." in refused

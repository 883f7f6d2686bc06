"""What can be said against a contract: where its examples are more than can be tried, that alone."""

from sla.operations.judging import doubts
from tests.contract.texts import WHOLE, definition


def test_more_examples_than_can_be_tried_are_told_at_once() -> None:
    given = "{each quarter-hour of 2026-01-01 to 2026-06-30: {calls: 1}}"
    example = f"  - {{period: 2026-03, given: {given}, pays: {{penalties: 1.00}}}}\n"
    assert [each.code for each in doubts(definition(WHOLE + "examples:\n" + 6 * example))] == [
        "contract.too-many-values"
    ]

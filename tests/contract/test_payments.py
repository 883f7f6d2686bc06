"""What rules pay, and when, in sentences that a lawyer would sign."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sla.contract.lists import listed
from sla.contract.phrases import counted, one
from sla.contract.words import explain
from tests.contract.texts import BASE, HEAD, PAYS, SECOND, definition


def told(text: str) -> list[str]:
    return [line.strip() for line in explain(definition(text).at(date(2026, 1, 1)))]


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        ("{below: 90, penalty: 5}", "If the result is below 90 %, the vendor owes USD 5.00."),
        ("{at least: 95, incentive: 2.5}", "If the result is at least 95 %, the vendor earns USD 2.50."),
        (
            "{apply: worst, bands: [{below: 90, penalty: 5}, {below: 80, penalty: 0}]}",
            (
                "If the result is below 90 %, the vendor owes USD 5.00; if the result is below 80 %, nothing is owed; "
                "where several of these hold, only the last of them counts."
            ),
        ),
        (
            "{apply: every, bands: [{below: 90, points: 1}, {below: 80, points: 2}]}",
            (
                "If the result is below 90 %, 1 point accrues; if the result is below 80 %, 2 points accrue; "
                "where several of these hold, they add up."
            ),
        ),
        (
            "{apply: marginal, bands: [{above: 0, at most: 10, penalty: 5}, {above: 10, penalty: 9}]}",
            (
                "For each percentage point of the result above 0 % and at most 10 %, the vendor owes USD 5.00; "
                "for each percentage point of the result above 10 %, the vendor owes USD 9.00."
            ),
        ),
        (
            "{lookup: up, rows: [{at: 90, penalty: 5}, {at: 95, penalty: 0}]}",
            (
                "By this table, at the row at or above the result: at 90 % the vendor owes USD 5.00; "
                "at 95 % nothing is owed."
            ),
        ),
        (
            "{per step: {of: 1, below: 90, counted: full, at most: 3}, penalty: 5}",
            "For each full percentage point below 90 %, the vendor owes USD 5.00, at most 3 times.",
        ),
        (
            "{per step: {of: 0.5, above: 90, counted: exact}, incentive: 5}",
            "For each 0.5 percentage points above 90 %, and in proportion for part of it, the vendor earns USD 5.00.",
        ),
        ("{each: late, penalty: 5}", "For each call (late), the vendor owes USD 5.00."),
        ("{each: calls, penalty: 5}", "For each call, the vendor owes USD 5.00."),
        ("{each: max(late - 3; 0), penalty: 5}", "For each unit of max(late - 3, 0), the vendor owes USD 5.00."),
        ("{when: missed, penalty: charge}", "When it is missed, the vendor owes “Charge”."),
        ("{when: missed, penalty: share of risk}", "When it is missed, the vendor owes its share of “Risk”."),
        (
            "{when: {level: late, is: met}, at least: 95, incentive: 5}",
            "When “Late” is met and the result is at least 95 %, the vendor earns USD 5.00.",
        ),
        (
            "{when: {not: {level: late, is: met}}, penalty: 5}",
            "When “Late” is not met, the vendor owes USD 5.00.",
        ),
        (
            "{when: {not: {level: late, at most: 1}}, penalty: 5}",
            "When “Late” is not at most 1 call, the vendor owes USD 5.00.",
        ),
        (
            "{when: {not: {is: missed, times: 2, in last: 12}}, penalty: 5}",
            "Unless it is missed at least 2 times in the last 12 months, the vendor owes USD 5.00.",
        ),
        (
            "{when: [missed, {not: {is: missed, times: 1, in last: 12}}], penalty: 5}",
            "When it is missed, unless it is missed at least once in the last 12 months, the vendor owes USD 5.00.",
        ),
        (
            "{when: {any: [missed, {not: {is: met, in a row: 2}}]}, penalty: 5}",
            "When it is missed or not (it is met for 2 months in a row), the vendor owes USD 5.00.",
        ),
        (
            "{when: {is: missed, in a row: 3, no data: resets}, penalty: 5}",
            "When it is missed for 3 months in a row, none of them without an outcome, the vendor owes USD 5.00.",
        ),
        (
            "{when: missed, penalty: 5, scale: {by: 2, when: {is: missed, in a row: 2}}}",
            "When it is missed, the vendor owes USD 5.00. This is doubled when it is missed for 2 months in a row.",
        ),
        (
            "{when: missed, penalty: 5, scale: {by: 1.5, when: {level: late, is: [missed, met]}}}",
            "When it is missed, the vendor owes USD 5.00. This is multiplied by 1.5 when “Late” is missed or met.",
        ),
    ],
)
def test_a_rule_is_a_sentence(rule: str, sentence: str) -> None:
    rule = rule.replace("max(late - 3; 0)", "'max(late - 3, 0)'")
    text = PAYS + f"      - {rule}\n" + SECOND
    text += "amounts: {charge: 5 % of fee}\npools: {risk: {of: fee, weights: {answered: 5}}}\n"
    assert f"1: {sentence}" in told(text)


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ("{on: penalties, lines: 1}", "Of penalties in a month only the highest counts."),
        ("{on: incentives, lines: 2, window: quarter}", "Of incentives in a quarter only the 2 highest count."),
        (
            "{on: penalties, levels: answered, window: term, at most: 5, shared: in order}",
            (
                "Penalties from “Answered” over the whole term are at most USD 5.00; "
                "what is more is cut from the later ones in the order of this text."
            ),
        ),
        (
            "{on: incentives, at most: 0, when: {level: answered, is: missed}}",
            "When “Answered” is missed, no incentives in a month are earned.",
        ),
        (
            "{on: net incentives, at most: 0}",
            (
                "Incentives less penalties in a month are at most USD 0.00; "
                "what is more is cut from the incentives in proportion."
            ),
        ),
    ],
)
def test_a_limit_is_a_sentence(limit: str, sentence: str) -> None:
    assert sentence in told(BASE + f"limits: [{limit}]\n")


def test_weeks_are_counted_as_periods() -> None:
    text = PAYS.replace('clause: "1"', 'clause: "1"\n    window: 4 weeks from 2026-01-05')
    found = told(text + "      - {when: {is: missed, times: 4, in last: 13 periods}, penalty: 5}\n")
    assert "1: When it is missed at least 4 times in the last 13 periods, the vendor owes USD 5.00." in found
    assert any(line.startswith("Measured each period of 4 weeks from 2026-01-05: ") for line in found)


def test_what_is_divided_by_a_number_other_than_zero_can_be_divided() -> None:
    text = HEAD + "figures: {hours: {unit: hours}}\nservice levels:\n  days: {clause: '1', measure: hours / 24, "
    text += "target: at most 3, missing: {nothing reported: hold}}\n"
    assert not any("nothing to divide by" in line for line in told(text))
    assert any("nothing to divide by" in line for line in told(text.replace("hours / 24", "24 / hours")))


@pytest.mark.parametrize(
    ("unit", "single"),
    [("calls", "call"), ("deliveries", "delivery"), ("dispatches", "dispatch"), ("business", "business"), ("", "")],
)
def test_one_of_several(unit: str, single: str) -> None:
    assert one(unit) == single
    assert counted(Decimal(2), unit) == f"2 {unit}".rstrip()


def test_lists_end_with_and() -> None:
    assert [listed(list("abc"[:count])) for count in range(4)] == ["", "a", "a and b", "a, b and c"]

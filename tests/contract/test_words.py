"""A contract in plain sentences: what its amounts, sites and levels say."""

from __future__ import annotations

from datetime import date

import pytest

from sla.contract.words import explain
from tests.contract.texts import BASE, PAYS, definition


def told(text: str) -> list[str]:
    return list(explain(definition(text).at(date(2026, 1, 1))))


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("{is: fee}", "“Charge” means fee."),
        ("{is: fee, in: next}", "“Charge” means fee of the next statement period."),
        (
            "{is: fee, in: previous, round: whole}",
            "“Charge” means fee of the statement period before, rounded to 1 (half up).",
        ),
        (
            "{is: fee, index: {rate: quality, each: year, at least: 0, at most: 10}}",
            "“Charge” means fee, raised after each year by quality per cent, at least 0 %, at most 10 %.",
        ),
    ],
)
def test_an_amount_says_of_which_period_it_is_and_how_it_grows(amount: str, words: str) -> None:
    assert words in told(BASE + f"amounts:\n  charge: {amount}\n")


def test_sites_that_must_all_report_are_named() -> None:
    text = BASE.replace("answered: {unit: calls}", "answered: {unit: calls, by: site}")
    assert "  What is reported by site is reported for each of Leeds, Hull." in told(
        text + "dimensions: {site: [Leeds, Hull]}\n"
    )


@pytest.mark.parametrize(
    ("measure", "kinds"),
    [
        ("{share: answered, of: calls}", ["nothing is reported", "there is nothing to divide by"]),
        ("answered - late", ["nothing is reported"]),
    ],
)
def test_absence_is_told_where_it_can_be(measure: str, kinds: list[str]) -> None:
    text = BASE.replace("{share: answered, of: calls}", measure)
    found = [line.strip().partition(",")[0] for line in told(text) if line.startswith("  If ")]
    assert found == [f"If {kind}" for kind in kinds]


def test_a_reported_row_of_one_figure_lacks_nothing() -> None:
    text = BASE.replace("{share: answered, of: calls}", "answered\n    window: event")
    assert not any(line.strip().startswith("If ") for line in told(text))


def test_what_is_rounded_together_is_said() -> None:
    text = PAYS + "      - {when: missed, penalty: 5 % of fee, rounded together: yes}\n"
    (rule,) = (line for line in told(text) if "the vendor owes" in line)
    assert rule.endswith("5 % of fee. Such amounts of one month are rounded so that they add up.")


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (
            "{at least: previous + 1, first: met}",
            "at least previous + 1; without an earlier result, the level counts as met",
        ),
        (
            "{below: 'min(calls, previous)', first: hold, round: 0.1}",
            (
                "below min(calls, previous), rounded to 0.1 (half up); without an earlier result, "
                "the result is waited for, and until then nothing is owed"
            ),
        ),
    ],
)
def test_a_target_that_moves_is_told(target: str, words: str) -> None:
    text = BASE.replace("target: at least 90", f"target: {target}")
    assert f"  Target of each window: {words}." in told(text)


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("levels: answered", "the penalties from “Answered” of the month before go back"),
        ("part: 50", "50 % of the penalties of the month before go back"),
        ("within: contract year", "the penalties of that contract year go back"),
    ],
)
def test_what_goes_back_is_told(rule: str, words: str) -> None:
    text = BASE + f"earn back: [{{clause: 5.3, when: {{level: answered, is: met, in a row: 2}}, {rule}}}]\n"
    assert f"5.3: When “Answered” is met for 2 months in a row, {words} to the vendor." in told(text)


def test_until_when_who_acts_is_told() -> None:
    said = told(BASE + "statement: {every: month, submit within: 5 business days, approve within: 10 business days}\n")
    assert "Figures are sent within 5 business days after the end of the period." in said
    assert "A period is approved within 10 business days after its figures." in said


def test_pieces_of_a_result_are_named_by_its_unit() -> None:
    assert "  1: For each percentage point of the result, the vendor owes USD 2.00." in told(
        PAYS + "      - {each: result, penalty: 2.00}\n"
    )
    assert "  1: For each unit of late + 1, the vendor owes USD 2.00." in told(
        PAYS + "      - {each: late + 1, penalty: 2.00}\n"
    )


def test_a_level_that_is_not_priced_says_so() -> None:
    assert "  It is measured, and for the time being no money follows from it." in told(BASE + "    priced: no\n")

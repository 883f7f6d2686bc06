"""What goes back: the penalties of the window that a streak follows, or of a longer window, each only once."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from sla.settlement.model import Line
from sla.settlement.settle import settled_through
from tests.contract.texts import definition
from tests.evaluation.judged import contract, level
from tests.measurement.reports import Values, figures

PAYS = "      - {when: missed, penalty: 100.00}\n"
TWO = (level(PAYS), level("      - {when: missed, penalty: 30.00}\n", key="two", measure="s"))


def back(rules: str, one: str, two: str = "") -> dict[str, list[tuple[str, str]]]:
    """Each month in which something goes back: for which window, how much. `x` missed, `o` met, `-` not reported."""
    made = definition(contract(*TWO, more=f"earn back:\n{rules}"))
    rows: dict[str, Values] = {}
    for name, signs in (("r", one), ("s", two)):
        for month, sign in enumerate(signs, start=1):
            given = {} if sign == "-" else {name: 95 if sign == "o" else 80}
            rows[f"2026-{month:02}"] = {**rows.get(f"2026-{month:02}", {}), **given}
    settlements = settled_through(made, figures(rows), made.statement_periods()[: len(one)])
    return {each.period.key: told(each.lines) for each in settlements if told(each.lines)}


def told(lines: Sequence[Line]) -> list[tuple[str, str]]:
    return [(line.window.key, f"{line.amount.amount:.2f}") for line in lines if line.kind == "earn-back"]


ONE = "  - {clause: E, levels: [one], when: {level: one, is: met, in a row: 2, no data: NONE}}\n"


@pytest.mark.parametrize(
    ("signs", "none", "returned"),
    [
        ("xoo", "pauses", {"2026-03": [("2026-01", "100.00")]}),
        ("xxoo", "pauses", {"2026-04": [("2026-02", "100.00")]}),
        ("xooo", "pauses", {"2026-03": [("2026-01", "100.00")]}),
        ("ooo", "pauses", {}),
        ("xo-o", "pauses", {"2026-04": [("2026-01", "100.00")]}),
        ("x-oo", "pauses", {"2026-04": [("2026-01", "100.00")]}),
        ("x-oo", "resets", {}),
        ("xo-o", "resets", {}),
        ("x-o", "counts", {"2026-03": [("2026-01", "100.00")]}),
        ("xo-", "counts", {}),
        ("xo-o", "counts", {"2026-04": [("2026-01", "100.00")]}),
    ],
)
def test_what_the_month_before_a_streak_cost_goes_back_once(
    signs: str, none: str, returned: dict[str, list[tuple[str, str]]]
) -> None:
    assert back(ONE.replace("NONE", none), signs) == returned


def test_a_streak_that_goes_on_returns_nothing_more() -> None:
    rule = "  - {clause: E, when: {level: one, is: met, in a row: 2}}\n"
    assert back(rule, "xoooo", "xxxxo") == {"2026-03": [("2026-01", "130.00")]}


def test_levels_come_back_by_themselves_under_one_clause() -> None:
    rules = (
        "  - {clause: E, levels: [one], when: {level: one, is: met, in a row: 1}}\n"
        "  - {clause: E, levels: [two], when: {level: two, is: met, in a row: 2}}\n"
    )
    assert back(rules, "xoo", "xoo") == {"2026-02": [("2026-01", "100.00")], "2026-03": [("2026-01", "30.00")]}


def test_what_goes_back_under_one_clause_goes_back_once() -> None:
    rules = (
        "  - {clause: E, levels: [one], when: {level: one, is: met, in a row: 2}}\n"
        "  - {clause: E, when: {level: two, is: met, in a row: 2}}\n"
    )
    assert back(rules, "xoo", "xoo") == {"2026-03": [("2026-01", "100.00"), ("2026-01", "30.00")]}


def test_a_part_goes_back_of_all_that_a_longer_window_cost() -> None:
    rule = "  - {clause: E, part: 50, within: quarter, when: {level: one, is: met}}\n"
    assert back(rule, "xxoo", "ooxo") == {"2026-03": [("2026-Q1", "115.00")]}

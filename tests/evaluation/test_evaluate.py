"""Outcomes: by a target, by a moving target, graded, excused, held; and points that other levels earned."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sla.evaluation.model import Evaluation, Outcome
from sla.submission.figures import Figures
from tests.evaluation.judged import contract, level, months, once, year
from tests.measurement.reports import Values, entries, figures, site

POINTS = "      - bands: [{below: 90, points: 1}, {below: 80, points: 2}]\n        apply: worst\n"


def outcomes(found: list[Evaluation]) -> list[str]:
    return [str(each.outcome) for each in found]


@pytest.mark.parametrize(
    ("target", "met", "missed"),
    [
        ("at least 90", ["90", "90.1"], ["89.999999999999999999"]),
        ("above 90", ["90.000000000000000001"], ["90"]),
        ("at most 5", ["5", "-1"], ["5.1"]),
        ("below 5", ["4.999"], ["5"]),
        ("at least 4 and at most 5", ["4", "5"], ["3.9", "5.1"]),
    ],
)
def test_a_target_holds_its_edges_as_they_are_said(target: str, met: list[str], missed: list[str]) -> None:
    text = contract(level(target=target))
    assert {once(text, r=result).outcome for result in met} == {Outcome.MET}
    assert {once(text, r=result).outcome for result in missed} == {Outcome.MISSED}


def test_without_a_target_there_is_a_result_and_no_verdict() -> None:
    text = contract(level().replace("    target: at least 90\n", "    better: higher\n"))
    assert once(text, r=5).outcome is Outcome.NO_TARGET


def test_grades_are_facts_beside_the_outcome() -> None:
    grades = "    grades: [{called: low, below: 95}, {called: severe, below: 80}]\n"
    found = year(contract(level(more=grades)), [96, 92, 70])
    assert [each.grades for each in found] == [(), ("low",), ("low", "severe")]
    assert outcomes(found) == ["met", "met", "missed"]


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("hold", "unknown"), ("not measured", "not measured"), ("met", "met"), ("missed", "missed")],
)
def test_absence_comes_to_what_the_contract_says_for_its_kind(answer: str, outcome: str) -> None:
    missing = f"    missing: {{nothing reported: {answer}, zero denominator: not measured}}\n"
    nothing = contract(level(more=missing, measure="r / s"))
    zero = nothing.replace(
        f"nothing reported: {answer}, zero denominator: not measured",
        f"nothing reported: not measured, zero denominator: {answer}",
    )
    assert once(nothing, r=5).outcome == outcome
    assert once(zero, r=5, s=0).outcome == outcome
    assert once(nothing, r=5, s=0).outcome is Outcome.NOT_MEASURED
    assert once(zero, r=5).outcome is Outcome.NOT_MEASURED


@pytest.mark.parametrize("answer", ["met", "missed", "not measured"])
def test_contradictory_figures_are_held_whatever_absence_comes_to(answer: str) -> None:
    missing = f"    missing: {{nothing reported: {answer}, zero denominator: {answer}}}\n"
    text = contract(level(more=missing)).replace("r: {unit: points}", "r: {unit: points, combine: only}")
    reported = figures({"2026-01-05": {"r": 99}, "2026-01-06": {"r": 99}})
    assert months(text, reported)[0][0].outcome is Outcome.UNKNOWN


def test_a_moving_target_asks_for_more_than_the_last_result() -> None:
    text = contract(level(target="{at least: previous + 2, first: met}"))
    found = year(text, [50, 51, 53, 55, 56])
    assert outcomes(found) == ["met", "missed", "met", "met", "missed"]
    assert [each.target.low if each.target else None for each in found] == [None, 52, 53, 55, 57]


@pytest.mark.parametrize(("answer", "outcome"), [("hold", "unknown"), ("missed", "missed"), ("met", "met")])
def test_a_moving_target_that_lacks_its_figure_is_no_target_of_the_first_window(answer: str, outcome: str) -> None:
    missing = f"    missing: {{nothing reported: {answer}, zero denominator: met}}\n"
    text = contract(level(target="{at least: previous + s, first: met}", more=missing))
    found = year(text, [50, 51, 60], s=[None, None, 8])
    assert outcomes(found) == ["met", outcome, "met"]
    assert [each.measurement.missing for each in found] == [(), ("s",), ()]


def test_a_moving_target_over_nothing_comes_to_what_the_contract_says() -> None:
    missing = "    missing: {nothing reported: met, zero denominator: missed}\n"
    text = contract(level(target="{at least: previous / s, first: not measured}", more=missing))
    assert outcomes(year(text, [50, 51], s=[0, 0])) == ["not measured", "missed"]


def test_an_excuse_leaves_the_result_and_takes_the_outcome() -> None:
    pays = "      - {when: missed, penalty: 5}\n"
    text = contract(
        level(pays, more="    excused when: {level: two, is: missed}\n"), level("", "at most 100", "", "two", "s")
    )
    found = year(text, [1, 1], s=[101, 100])
    assert outcomes(found) == ["excused", "missed"]
    assert [len(each.hits) for each in found] == [0, 1]
    assert {each.measurement.result for each in found} == {1}


# Made of other levels


def test_points_of_a_quarter_add_up_over_earlier_statements() -> None:
    total = level("", "at most 3", "    window: quarter\n", "total", "{points: one}")
    text = contract(total, level(POINTS))
    rows: dict[str, Values] = {f"2026-{at:02}": {"r": value} for at, value in enumerate([85, 70, 85, 95, 95, 70], 1)}
    found = months(text, figures(rows))
    assert [len(each) for each in found[:6]] == [1, 1, 2, 1, 1, 2]
    assert [found[at][0].measurement.result for at in (2, 5)] == [4, 2]
    assert [found[at][0].outcome for at in (2, 5)] == [Outcome.MISSED, Outcome.MET]


def test_points_wait_for_a_level_that_waits_whatever_absence_comes_to() -> None:
    hold = "    missing: {nothing reported: hold, zero denominator: hold}\n"
    met = "    missing: {nothing reported: met, zero denominator: met}\n"
    text = contract(level("", "at most 3", met, "total", "{points: one}"), level(POINTS, more=hold))
    (total, one), *_ = months(text, figures({"2026-01": {"s": 1}}))
    assert (total.outcome, one.outcome) == (Outcome.UNKNOWN, Outcome.UNKNOWN)
    assert total.measurement.missing == ("one",)


def test_a_level_that_is_not_measured_has_no_points_and_holds_nobody_up() -> None:
    text = contract(
        level("", "at most 3", "", "total", "{points: all}"), level(POINTS), level(POINTS, key="two", measure="s")
    )
    (total, *_), *_ = months(text, figures({"2026-01": {"s": 85}}))
    assert (total.measurement.result, total.outcome) == (Decimal(1), Outcome.MET)


def test_points_of_all_sites_are_counted() -> None:
    text = contract(level("", "at most 3", "", "total", "{points: one}"), level(POINTS, more="    by: site\n"))
    text = text.replace("r: {unit: points}", "r: {unit: points, by: site}")
    rows = [*entries("2026-01", site("Leeds"), r=85), *entries("2026-01", site("York"), r=70)]
    assert months(text, Figures(rows))[0][0].measurement.result == 3


def test_points_are_repeated_with_the_failure() -> None:
    repeated = POINTS + "        scale: {by: 2, when: {is: missed, in a row: 2}}\n"
    assert [each.points for each in year(contract(level(repeated)), [70, 85, 95, 85])] == [2, 2, 0, 1]


def test_the_share_of_windows_that_met_leaves_out_what_was_not_measured() -> None:
    share = level("", "at least 75", "    window: quarter\n", "share", "{share met: one}")
    rows: dict[str, Values] = {"2026-01": {"r": 95}, "2026-02": {"r": 70}, "2026-04": {"s": 1}}
    found = months(contract(share, level()), figures(rows))
    assert found[2][0].measurement.result == 50
    assert found[5][0].outcome is Outcome.NOT_MEASURED


@pytest.mark.parametrize(
    ("how", "results"),
    [
        ("mean", [10, 15, 20, 30]),
        ("sum", [10, 30, 60, 90]),
        ("largest", [10, 20, 30, 40]),
        ("smallest", [10, 10, 10, 20]),
    ],
)
def test_the_last_results_become_one(how: str, results: list[int]) -> None:
    last = level("", "at least 1", "", "last", f"{{{how}: one, last: 3}}")
    found = months(contract(last, level()), figures({f"2026-{at:02}": {"r": 10 * at} for at in range(1, 5)}))
    assert [each[0].measurement.result for each in found[:4]] == [Decimal(value) for value in results]


def test_with_fewer_results_than_are_asked_for_there_may_be_none() -> None:
    last = level("", "at least 1", "", "last", "{mean: one, last: 2, with fewer: not measured}")
    found = months(contract(last, level()), figures({f"2026-{at:02}": {"r": 10 * at} for at in range(1, 4)}))
    assert [each[0].measurement.result for each in found[:3]] == [None, 15, 25]


def test_a_mean_over_the_last_results_has_nothing_to_divide_by_where_the_month_has_not() -> None:
    missing = "    missing: {nothing reported: missed, zero denominator: not measured}\n"
    last = level("", "at least 1", missing, "last", "{mean: one, last: 2}")
    found = months(
        contract(last, level(measure="r / n")), figures({"2026-01": {"r": 5, "n": 1}, "2026-02": {"r": 5, "n": 0}})
    )
    assert outcomes([each[0] for each in found[:3]]) == ["met", "not measured", "missed"]

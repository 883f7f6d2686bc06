"""Figures into results: what is missing is never zero, windows are half-open, and every way to combine is its own."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sla.contract.model import Combine
from sla.measurement.measure import measure
from sla.measurement.model import Measurement, State
from sla.submission.figures import Entry, Figures
from tests.contract.texts import HEAD, definition
from tests.measurement.reports import Values, entries, figures, site, span

GIVEN: Values = {"calls": 1000, "short": 40, "answered": 864, "fee": 500}


def contract(measure: str, figure: str = "", window: str = "month", more: str = "", level: str = "") -> str:
    """A contract with one level of one measure."""
    return (
        HEAD
        + more
        + "figures:\n  calls: {unit: calls}\n  short: {unit: calls}\n  answered: {unit: calls}\n  fee: {unit: money}\n"
        + figure
        + f"service_levels:\n  answered:\n    clause: 1\n    measure: {measure}\n"
        + f"    window: {window}\n    better: higher\n"
        + "    missing: {nothing reported: hold, zero denominator: not measured}\n"
        + level
    )


def measured(text: str, reported: Figures, period: str = "2026-03") -> tuple[Measurement, ...]:
    here = span(period)
    return measure(definition(text).on(here), reported, here)


def only(text: str, reported: Figures, period: str = "2026-03") -> Measurement:
    (found,) = measured(text, reported, period)
    return found


def test_a_share_is_a_hundred_times_the_part_over_the_whole() -> None:
    found = only(contract("{share: answered, of: calls - short}"), figures({"2026-03": GIVEN}))
    assert found.result == Decimal(90)
    assert found.inputs == (("answered", Decimal(864)), ("calls", Decimal(1000)), ("short", Decimal(40)))
    assert (found.state, found.missing, found.window) == (State.MEASURED, (), span("2026-03"))


@pytest.mark.parametrize("left_out", ["calls", "short", "answered"])
def test_a_figure_left_out_is_never_the_same_as_a_zero(left_out: str) -> None:
    text = contract("{share: answered, of: calls - short}")
    without = only(text, figures({"2026-03": {name: value for name, value in GIVEN.items() if name != left_out}}))
    zero = only(text, figures({"2026-03": {**GIVEN, left_out: 0}}))
    assert without.state is State.NOTHING_REPORTED
    assert (without.result, without.missing) == (None, (left_out,))
    assert left_out not in dict(without.inputs)
    assert dict(zero.inputs)[left_out] == 0
    assert without != zero


def test_nothing_reported_names_everything_that_is_needed_and_nothing_else() -> None:
    assert only(contract("{share: answered, of: calls - short}"), Figures([])).missing == ("answered", "calls", "short")


def test_a_zero_denominator_is_a_state_of_its_own() -> None:
    found = only(contract("{share: answered, of: calls}"), figures({"2026-03": {"calls": 0, "answered": 0}}))
    assert (found.state, found.result, found.unrounded) == (State.ZERO_DENOMINATOR, None, None)
    assert dict(found.inputs) == {"calls": 0, "answered": 0}


def test_what_is_priced_by_the_piece_must_be_reported_too() -> None:
    text = contract("{share: answered, of: calls}", level="    pays: [{each: short, penalty: 5}]\n")
    assert only(text, figures({"2026-03": {"calls": 5, "answered": 5}})).missing == ("short",)


@pytest.mark.parametrize(
    ("combine", "value"),
    [("sum", "60"), ("mean", "20"), ("last", "10"), ("largest", "30"), ("smallest", "10")],
)
def test_several_values_of_a_window_become_one(combine: str, value: str) -> None:
    text = contract("load", f"  load: {{unit: calls, combine: {combine}}}\n")
    reported = figures({"2026-03-05": {"load": 30}, "2026-03-06": {"load": 20}, "2026-03-31": {"load": 10}})
    assert only(text, reported).result == Decimal(value)


def test_a_mean_that_does_not_end_is_carried_far() -> None:
    text = contract("load * 3", "  load: {unit: calls, combine: mean}\n")
    reported = figures({"2026-03-05": {"load": 1}, "2026-03-06": {"load": 1}, "2026-03-07": {"load": 2}})
    assert only(text, reported).result == Decimal(4)


def test_every_way_to_combine_is_tried_here() -> None:
    assert {each.value for each in Combine} == {"sum", "mean", "last", "largest", "smallest", "only"}


def test_of_two_values_where_one_may_stand_neither_is_taken() -> None:
    text = contract("quality", "  quality: {unit: '%'}\n")
    one = only(text, figures({"2026-03": {"quality": 95}}))
    two = only(text, figures({"2026-03-05": {"quality": 95}, "2026-03-06": {"quality": 95}}))
    assert (one.state, one.result) == (State.MEASURED, Decimal(95))
    assert (two.state, two.result, two.missing) == (State.CONTRADICTORY, None, ("quality",))


def test_the_last_value_of_several_sites_is_none() -> None:
    text = contract("load", "  load: {unit: calls, combine: last, by: site}\n")
    both = Figures([*entries("2026-03-31", site("Leeds"), load=5), *entries("2026-03-31", site("York"), load=7)])
    apart = Figures([*entries("2026-03-30", site("Leeds"), load=5), *entries("2026-03-31", site("York"), load=7)])
    assert only(text, both).state is State.CONTRADICTORY
    assert only(text, apart).result == 7


def test_the_last_value_of_a_day_is_told_by_its_time() -> None:
    text = contract("load", "  load: {unit: calls, combine: last}\n")
    late = entries("2026-03-31", stamp="2026-03-31T18:00", load=9)
    early = entries("2026-03-31", stamp="2026-03-31T09:00", load=5)
    assert only(text, Figures([*late, *early])).result == 9
    assert only(text, Figures([*early, *early])).state is State.CONTRADICTORY


@given(st.permutations(range(6)), st.sampled_from(["sum", "mean", "last", "largest", "smallest"]))
def test_the_order_of_entries_makes_no_difference(order: list[int], combine: str) -> None:
    text = contract("load", f"  load: {{unit: calls, combine: {combine}, by: site}}\n", level="    by: site\n")
    rows = [
        *entries("2026-03-01", site("Leeds"), load=3),
        *entries("2026-03-15", site("Leeds"), load=1),
        *entries("2026-03-31", site("Leeds"), load=2),
        *entries("2026-03-01", site("York"), load=5),
        *entries("2026-03-02", site("York"), load=4),
        *entries("2026-03-30", site("York"), load=6),
    ]
    assert measured(text, Figures(rows[at] for at in order)) == measured(text, Figures(rows))


# Windows


def test_a_window_holds_its_first_day_and_not_the_first_day_after() -> None:
    reported = figures(
        {
            when: {"calls": 10 ** (2 * at)}
            for at, when in enumerate(["2026-02-28", "2026-03-01", "2026-03-31", "2026-04-01"])
        }
    )
    assert only(contract("calls"), reported).result == 10**2 + 10**4


def test_what_reaches_over_an_edge_belongs_to_neither_side() -> None:
    reported = Figures([Entry(span("2026-Q1"), "calls", Decimal(300))])
    assert only(contract("calls"), reported).state is State.NOTHING_REPORTED
    assert only(contract("calls", window="quarter"), reported).result == 300


def test_a_fiscal_month_runs_from_its_day_to_the_day_before() -> None:
    text = contract("calls", window="month from the 22nd", more="statement: month from the 22nd\n")
    reported = figures(
        {
            "2026-02-21": {"calls": 1},
            "2026-02-22": {"calls": 10},
            "2026-03-21": {"calls": 100},
            "2026-03-22": {"calls": 1000},
        }
    )
    here = definition(text).statement_periods()[2]
    (found,) = measure(definition(text).on(here), reported, here)
    assert (found.result, found.window) == (Decimal(110), here)


def test_the_first_window_is_cut_by_the_term_and_knows_its_whole_length() -> None:
    text = contract("calls * full_days / days").replace("2026-01-01", "2026-01-12")
    here = definition(text).statement_periods()[0]
    (found,) = measure(definition(text).on(here), figures({"2026-01-12": {"calls": 20}}), here)
    assert (found.window, found.window.days, found.result) == (here, 20, Decimal(31))


@pytest.mark.parametrize(
    ("period", "windows"),
    [("2026-01", 0), ("2026-02", 0), ("2026-03", 1), ("2026-12", 1)],
)
def test_a_quarter_shows_on_the_statement_of_its_last_month(period: str, windows: int) -> None:
    assert len(measured(contract("calls", window="quarter"), Figures([]), period)) == windows


def test_every_week_shows_on_the_statement_of_the_month_in_which_it_ends() -> None:
    text = contract("calls", window="week")
    periods = definition(text).statement_periods()
    shown = [each.window for here in periods for each in measure(definition(text).on(here), Figures([]), here)]
    assert shown == sorted(shown)
    assert all(before.end == after.start for before, after in pairwise(shown))
    assert (shown[0].start, shown[-1].end) == (periods[0].start, periods[-1].end)


def test_two_months_are_no_quarter_where_each_must_be_reported() -> None:
    rows: dict[str, Values] = {"2026-01": {"calls": 1}, "2026-02": {"calls": 2}, "2026-03": {"calls": 4}}
    monthly = contract("calls", window="quarter").replace("calls: {unit: calls}", "calls: {unit: calls, every: month}")
    assert only(monthly, figures(rows)).result == 7
    for gone in rows:
        left = {when: values for when, values in rows.items() if when != gone}
        assert only(monthly, figures(left)).missing == ("calls",)
        assert only(monthly, figures(left | {gone: {"calls": 0}})).state is State.MEASURED


def test_each_site_must_report_each_month_if_any_does() -> None:
    text = contract("calls", window="quarter").replace(
        "calls: {unit: calls}", "calls: {unit: calls, every: month, by: site}"
    )
    full = [
        row
        for when in ("2026-01", "2026-02", "2026-03")
        for name in ("Leeds", "York")
        for row in entries(when, site(name), calls=1)
    ]
    assert only(text, Figures(full)).result == 6
    for at in range(len(full)):
        assert only(text, Figures(full[:at] + full[at + 1 :])).missing == ("calls",)


# Rounding


@pytest.mark.parametrize(
    ("rounding", "result"),
    [
        ("none", "66.66666666666666666666666666666666666667"),
        ("0.1", "66.7"),
        ("whole floor", "66"),
        ("0.01 down", "66.66"),
    ],
)
def test_a_result_is_rounded_where_the_contract_says_so(rounding: str, result: str) -> None:
    text = contract("{share: answered, of: calls}", level=f"    round: {rounding}\n")
    found = only(text, figures({"2026-03": {"calls": 3, "answered": 2}}))
    assert found.result == Decimal(result)
    assert found.unrounded == Decimal("66.66666666666666666666666666666666666667")


def test_what_a_quotient_leaves_at_the_end_is_no_shortfall() -> None:
    text = contract("answered / calls * 3", level="    target: at least 1\n").replace("    better: higher\n", "")
    assert only(text, figures({"2026-03": {"calls": 3, "answered": 1}})).result == 1


def test_results_are_exact_decimals() -> None:
    text = contract("fee - answered * 0.01", figure="").replace("fee: {unit: money}", "fee: {unit: units}")
    found = only(text, figures({"2026-03": {"fee": "0.80", "answered": 76}}))
    assert str(found.result) == "0.04"


def test_all_orders_of_a_formula_read_the_same_figures() -> None:
    results = {
        only(contract(f"{a} + {b} + {c}"), figures({"2026-03": GIVEN})).result
        for a, b, c in permutations(("calls", "short", "answered"))
    }
    assert results == {1904}

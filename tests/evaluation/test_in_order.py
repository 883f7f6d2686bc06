"""What stands before what: windows of one statement follow each other, and no outcome that was seen is taken back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import State
from sla.submission.figures import Entry, Figures
from sla.values import Period
from tests.evaluation.judged import contract, level, months
from tests.measurement.reports import entries, figures, site


def january(text: str, reported: Figures, key: str) -> list[Evaluation]:
    return [each for each in months(text, reported)[0] if each.measurement.level == key]


def test_a_target_moves_from_week_to_week_inside_one_statement() -> None:
    text = contract(level(target="{at least: previous + 2, first: met}", more="    window: week\n"))
    weeks = january(text, figures({f"2026-01-{day:02}": {"r": r} for day, r in ((1, 50), (5, 51), (12, 53))}), "one")
    assert [each.outcome for each in weeks] == [Outcome.MET, Outcome.MISSED, Outcome.MET, Outcome.NOT_MEASURED]
    assert [each.target.low if each.target else None for each in weeks] == [None, 52, 53, None]


def test_a_target_that_never_ends_in_decimals_is_reached_by_the_same_number() -> None:
    text = contract(level(target="{at least: s / 3 * 3, first: met}"))
    assert january(text, figures({"2026-01": {"r": 80, "s": 80}}), "one")[0].outcome is Outcome.MET


def test_a_mean_of_thirds_is_a_whole_number_again() -> None:
    whole = level(key="three", measure="{sum: one, last: 3}", target="at least 100")
    text = contract(level(measure="r / 3", target="at least 0"), whole)
    found = months(text, figures({f"2026-{month:02}": {"r": 100} for month in (1, 2, 3)}))
    three = next(each for each in found[2] if each.measurement.level == "three")
    assert (three.measurement.result, three.outcome) == (Decimal(100), Outcome.MET)


def test_a_contradictory_figure_of_a_target_is_held_whatever_absence_comes_to() -> None:
    text = contract(level(target="{at least: previous + s, first: met}"))
    text = text.replace("s: {unit: points}", "s: {unit: points, combine: only}")
    rows = {"2026-01": {"r": 50}, "2026-02-03": {"s": 1}, "2026-02-04": {"s": 1}, "2026-02": {"r": 60}}
    assert months(text, figures(rows))[1][0].outcome is Outcome.UNKNOWN


def test_nobody_sees_an_outcome_that_pieces_nobody_can_count_take_back() -> None:
    """Whichever of the two stands first."""
    pieces = level("      - {each: n / s, penalty: 5}\n", "at least 0")
    asking = level("      - {when: {level: one, is: met}, penalty: 7}\n", key="two")
    for levels in ((pieces, asking), (asking, pieces)):
        reported = figures({"2026-01": {"r": 95, "n": 10, "s": 0}})
        assert january(contract(*levels), reported, "one")[0].outcome is Outcome.UNKNOWN
        assert january(contract(*levels), reported, "two")[0].hits == ()


def test_a_share_of_windows_counts_sites_that_did_not_report_last() -> None:
    text = contract(
        level(more="    by: site\n"),
        level(key="share", measure="{share met: one}", more="    by: site\n    window: quarter\n"),
    ).replace("r: {unit: points}", "r: {unit: points, by: site}")
    rows = [
        *entries("2026-01", site("Leeds"), r=95),
        *entries("2026-02", site("Leeds"), r=50),
        *entries("2026-03", site("York"), r=95),
    ]
    found = [each.measurement for each in months(text, Figures(rows))[2] if each.measurement.level == "share"]
    assert [each.scope for each in found] == [site("Leeds"), site("York")]
    assert [each.result for each in found] == [50, 100]


def test_what_a_moving_target_lacks_is_said_before_what_cannot_be_divided() -> None:
    missing = "    missing: {nothing reported: missed, zero denominator: met}\n"
    text = contract(level(target="{at least: previous * s / n, first: met}", more=missing))
    reported = figures({"2026-01": {"r": 50}, "2026-02": {"r": 60, "n": 0}, "2026-03": {"r": 60, "s": 1, "n": 0}})
    assert [each[0].outcome for each in months(text, reported)[:3]] == [Outcome.MET, Outcome.MISSED, Outcome.MET]


def test_of_two_events_that_end_on_one_day_the_later_is_asked() -> None:
    events = level(more="    window: event\n", target="at most 5")
    rule = "      - {when: {level: one, is: met}, penalty: 7}\n"
    text = contract(events, level(rule, key="two", measure="n", target="at least 0"))
    ends = Period(date(2026, 1, 29), date(2026, 2, 1)), Period(date(2026, 1, 30), date(2026, 2, 1))
    rows = [Entry(span, "r", Decimal(value)) for span, value in zip(ends, (10, 2), strict=True)]
    reported = Figures([*rows, *entries("2026-01", n=1)])
    assert [each.outcome for each in january(text, reported, "one")] == [Outcome.MISSED, Outcome.MET]
    assert january(text, reported, "two")[0].hits


def test_what_still_waits_is_said_before_what_is_missing_and_all_of_it() -> None:
    made = level(key="two", measure="s + one + n", target="at least 0")
    held = level(measure="r", more="    missing: {nothing reported: hold, zero denominator: hold}\n")
    waits = january(contract(held, made), figures({}), "two")[0].measurement
    assert (waits.state, waits.missing) == (State.WAITING, ("one",))
    lacks = january(contract(level(), made), figures({}), "two")[0].measurement
    assert (lacks.state, lacks.missing) == (State.NOTHING_REPORTED, ("s", "one", "n"))


def test_thirds_of_a_level_add_up_to_one_again() -> None:
    made = level(key="two", measure="one * 3", target="at least 100")
    found = january(contract(level(measure="r / 3"), made), figures({"2026-01": {"r": 100}}), "two")[0]
    assert (found.measurement.result, found.outcome) == (Decimal(100), Outcome.MET)


def test_thirds_that_cancel_out_leave_nothing_to_price_or_to_divide_by() -> None:
    steps = "      - {per step: {of: 1, below: 0, counted: started}, penalty: 5}\n"
    text = contract(level(steps, measure="r / 3 * 3 - r"), level(key="two", measure="r / (r / 3 * 3 - r)"))
    reported = figures({"2026-01": {"r": 400}})
    nothing = january(text, reported, "one")[0]
    assert (nothing.measurement.result, nothing.measurement.exactly, nothing.hits) == (Decimal(0), Decimal(0), ())
    assert january(text, reported, "two")[0].measurement.state is State.ZERO_DENOMINATOR


def test_last_results_wait_for_a_window_that_closes_here_and_for_no_earlier_one() -> None:
    weekly = level(more="    window: week\n    missing: {nothing reported: hold, zero denominator: hold}\n")
    text = contract(weekly, level(key="two", measure="{mean: one, last: 2}"))
    two = january(text, figures({}), "two")[0]
    assert (two.measurement.state, two.outcome) == (State.NOTHING_REPORTED, Outcome.NOT_MEASURED)


@pytest.mark.parametrize("measure", ["one + s", "{share met: one}"])
def test_a_level_made_of_others_has_no_results_of_sites_that_it_leaves_out(measure: str) -> None:
    """Where only those reported, it says that nothing was."""
    text = contract(
        level(more="    by: site\n"),
        level(key="two", measure=measure, more="    by: site\n    only: {site: York}\n"),
    ).replace("{unit: points}", "{unit: points, by: site}")
    leeds, york = (entries("2026-01", site(name), r=95, s=5) for name in ("Leeds", "York"))
    found = [each.measurement for each in january(text, Figures((*leeds, *york)), "two")]
    assert [(each.scope, each.result) for each in found] == [(site("York"), Decimal(100))]
    nothing = [each.measurement for each in january(text, Figures(leeds), "two")]
    assert [(each.scope, each.state) for each in nothing] == [((), State.NOTHING_REPORTED)]


def test_a_month_without_any_site_adds_no_result_of_the_whole_beside_those_of_sites() -> None:
    text = contract(
        level(more="    by: site\n"),
        level(key="all", measure="{mean: one}", more="    by: site\n    window: quarter\n"),
    ).replace("r: {unit: points}", "r: {unit: points, by: site}")
    reported = Figures([*entries("2026-02", site("Leeds"), r=95), *entries("2026-03", site("York"), r=50)])
    found = [each.measurement for each in months(text, reported)[2] if each.measurement.level == "all"]
    assert [(each.scope, each.result) for each in found] == [(site("Leeds"), Decimal(95)), (site("York"), Decimal(50))]


def test_of_two_events_that_end_on_one_day_every_site_asks_the_later() -> None:
    rule = "      - {when: {level: one, is: met}, penalty: 7}\n"
    text = contract(
        level(more="    window: event\n", target="at most 5"),
        level(rule, key="two", measure="n", target="at least 0", more="    by: site\n"),
    ).replace("n: {unit: incidents}", "n: {unit: incidents, by: site}")
    ends = Period(date(2026, 1, 29), date(2026, 2, 1)), Period(date(2026, 1, 30), date(2026, 2, 1))
    rows = [Entry(span, "r", Decimal(value)) for span, value in zip(ends, (10, 2), strict=True)]
    assert january(text, Figures([*rows, *entries("2026-01", site("York"), n=1)]), "two")[0].hits


def test_nothing_of_a_mean_that_never_ends_is_nothing_and_not_too_much_to_write() -> None:
    text = contract(level(measure="100 * n / (s / 3)", target="at least 0"))
    found = january(text, figures({"2026-01": {"n": 0, "s": 100}}), "one")[0]
    assert (found.measurement.result, found.outcome) == (Decimal(0), Outcome.MET)

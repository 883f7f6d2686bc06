"""What stands before what: windows of one statement follow each other, and no outcome that was seen is taken back."""

from __future__ import annotations

from decimal import Decimal

from sla.evaluation.model import Evaluation, Outcome
from sla.submission.figures import Figures
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

"""Results made by arithmetic over other levels' results, and levels that count the rows of one site only."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sla.contract.words import explain
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.model import State
from sla.submission.figures import Figures
from tests.contract.texts import definition, findings
from tests.evaluation.judged import months
from tests.measurement.reports import entries, figures

HEAD = """
contract: desk
currency: EUR
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  calls: {unit: calls, by: site}
  answered: {unit: calls, by: site}
  quality: {unit: "%"}
  bonus: {unit: points}
  fee: {unit: money, by: site}
  hours: {unit: hours, by: [site, incident]}
service_levels:
"""
LEVEL = """
  {key}:
    clause: "1"
    {measure}
    better: higher
    missing: {{nothing reported: {answer}, zero denominator: not measured}}
"""


def level(key: str, *measure: str, answer: str = "hold") -> str:
    return LEVEL.format(key=key, measure="\n    ".join(measure), answer=answer)


SCORE = (
    HEAD
    + level("score", "measure: 0.6 * speed + 0.4 * quality_share + bonus")
    + level("speed", "measure: {share: answered, of: calls}", "round: whole")
    + level("quality_share", "measure: quality", answer="not measured")
)


def january(**values: str | int) -> Figures:
    return figures({"2026-01": values})


def first(text: str, reported: Figures, key: str) -> Evaluation:
    return next(each for each in months(text, reported)[0] if each.measurement.level == key)


def test_a_weighted_score_is_made_of_results_as_they_were_rounded() -> None:
    score = first(SCORE, january(calls=1000, answered=846, quality=90, bonus=1), "score").measurement
    assert score.result == Decimal("0.6") * 85 + Decimal("0.4") * 90 + 1
    assert score.inputs == (("speed", Decimal(85)), ("quality_share", Decimal(90)), ("bonus", Decimal(1)))


@pytest.mark.parametrize(
    ("values", "state", "outcome", "missing"),
    [
        ({"calls": 1000, "quality": 90, "bonus": 1}, State.WAITING, Outcome.UNKNOWN, ("speed",)),
        ({"calls": 1, "answered": 1, "bonus": 1}, State.NOTHING_REPORTED, Outcome.UNKNOWN, ("quality_share",)),
        ({"calls": 1, "answered": 1, "quality": 90}, State.NOTHING_REPORTED, Outcome.UNKNOWN, ("bonus",)),
    ],
)
def test_without_one_of_its_parts_there_is_no_score(
    values: dict[str, int], state: State, outcome: Outcome, missing: tuple[str, ...]
) -> None:
    score = first(SCORE, figures({"2026-01": values}), "score")
    assert (score.measurement.state, score.outcome, score.measurement.missing) == (state, outcome, missing)


def test_a_figure_goes_before_a_level_of_the_same_name() -> None:
    text = HEAD + level("answered", "measure: {share: answered, of: calls}") + level("same", "measure: answered")
    assert first(text, january(calls=10, answered=8), "same").measurement.result == 8


def test_levels_that_need_each_other_are_refused() -> None:
    text = HEAD + level("one", "measure: two + 1") + level("two", "measure: one + 1")
    assert "contract.circular" in {each.code for each in findings(text)}


def test_a_distance_from_the_mean_of_its_own_past() -> None:
    text = (
        HEAD
        + level("now", "measure: {share: answered, of: calls}")
        + level("usual", "measure: {mean: now, last: 3}")
        + level("better_by", "measure: now - usual")
    )
    reported = figures({f"2026-0{at}": {"calls": 100, "answered": 70 + at} for at in (1, 2, 3)})
    results = {each.measurement.level: each.measurement.result for each in months(text, reported)[2]}
    assert results == {"now": 73, "usual": 72, "better_by": 1}


SITES = Figures(
    (
        *entries("2026-01", (("site", "Leeds"),), calls=100, answered=70, fee=5000),
        *entries("2026-01", (("site", "York"),), calls=300, answered=270, fee=9000),
        *entries("2026-01-03", (("incident", "1"), ("site", "Leeds")), hours=30),
        *entries("2026-01-04", (("incident", "2"), ("site", "York")), hours=50),
        *entries("2026-01-05", (("incident", "3"), ("site", "York")), hours=2),
    )
)


def test_only_the_rows_of_one_site_count() -> None:
    text = HEAD + level("leeds", "only: {site: Leeds}", "measure: {share: answered, of: calls}")
    text += level("york", "only: {site: York}", "measure: {share: answered, of: calls}")
    text += level("all_sites", "measure: {share: answered, of: calls}")
    assert [first(text, SITES, key).measurement.result for key in ("leeds", "york", "all_sites")] == [70, 90, 85]


def test_only_the_events_of_one_site_count_and_score() -> None:
    incidents = level("incidents", "only: {site: York}", "by: [site, incident]", "window: event", "measure: hours")
    found = [each.measurement.result for each in months(HEAD + incidents, SITES)[0]]
    assert found == [50, 2]


POINTS = (
    HEAD
    + level("incidents", "by: [site, incident]", "window: event", "measure: hours")
    + "    pays: [{each: started(result / 24), points: 1}]\n"
    + level("leeds_points", "only: {site: Leeds}", "measure: {points: incidents}")
    + level("york_points", "only: {site: York}", "measure: {points: incidents}")
    + level("york_in_all", "only: {site: York}", "measure: {points: incidents}", "window: quarter")
)


def test_points_of_one_site() -> None:
    assert [first(POINTS, SITES, key).measurement.result for key in ("leeds_points", "york_points")] == [2, 4]


def test_a_month_without_an_event_has_no_points_and_waits_for_nothing() -> None:
    february = months(POINTS, SITES)[1]
    assert [(each.measurement.level, each.measurement.result) for each in february] == [
        ("leeds_points", Decimal(0)),
        ("york_points", Decimal(0)),
    ]
    assert [
        each.measurement.result for each in months(POINTS, SITES)[2] if each.measurement.level == "york_in_all"
    ] == [4]


def test_a_dimension_that_no_figure_has_is_refused() -> None:
    text = HEAD + level("leeds", "only: {town: Leeds}", "measure: {share: answered, of: calls}")
    assert [each.code for each in findings(text)][:1] == ["contract.unknown-dimension"]


def test_what_counts_is_said() -> None:
    text = HEAD + level("leeds", "only: {site: Leeds}", "measure: {share: answered, of: calls}")
    contract = definition(text)
    words = list(explain(contract.at(contract.term.start)))
    assert any("Measured each month, of site Leeds only: answered as a share of calls" in each for each in words)

"""Several results of one window as one: the mean of its events, the largest of its days, for each site or for all."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sla.contract.model import Contract
from sla.evaluation.evaluate import evaluate
from sla.evaluation.model import Evaluation, Outcome
from sla.measurement.measure import measure
from sla.settlement.settle import settled_through
from sla.settlement.workings import sentence
from sla.submission.figures import Entry, Figures, Scope
from sla.values import Period
from tests.contract.texts import definition

TEXT = """\
contract: calls_out
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
figures: {minutes: {unit: minutes, by: [site, job]}, visits: {unit: visits, by: [site, job]}}
service levels:
  job:
    clause: "1"
    window: event
    by: [site, job]
    measure: minutes / visits
    better: lower
    missing: {nothing reported: not measured, zero denominator: not measured}
  month:
    clause: "2"
    unit: minutes
    BY
    measure: {HOW: job}
    target: at most 20
    missing: {nothing reported: missed, zero denominator: not measured}
    pays: [{when: missed, penalty: 5.00}]
"""
ROWS = (("Leeds", "1", "10", "1"), ("Leeds", "2", "30", "1"), ("Hull", "3", "50", "1"), ("Hull", "4", "9", "0"))


def figures(rows: tuple[tuple[str, str, str, str], ...] = ROWS) -> Figures:
    day = Period(*(january().start.replace(day=at) for at in (5, 6)))
    return Figures(
        Entry(day, name, Decimal(value), scope(site, job))
        for site, job, *values in rows
        for name, value in zip(("minutes", "visits"), values, strict=True)
    )


def scope(site: str, job: str) -> Scope:
    return (("job", job), ("site", site))


def january() -> Period:
    return definition(TEXT.replace("BY", "").replace("HOW", "mean")).statement_periods()[0]


def judged(how: str, by: str = "", rows: tuple[tuple[str, str, str, str], ...] = ROWS) -> list[Evaluation]:
    contract: Contract = definition(TEXT.replace("BY", by).replace("HOW", how)).on(january())
    reported = figures(rows)
    found = evaluate(contract, measure(contract, reported, january()), (), reported, january())
    return [each for each in found if each.measurement.level == "month"]


@pytest.mark.parametrize(("how", "result"), [("mean", 30), ("sum", 90), ("largest", 50), ("smallest", 10)])
def test_all_results_of_the_window_become_one(how: str, result: int) -> None:
    (here,) = judged(how)
    assert here.measurement.result == result
    assert here.measurement.inputs == (("results", Decimal(3)),)


def test_each_site_has_its_own() -> None:
    found = judged("mean", "by: [site]")
    assert [(each.measurement.scope, each.measurement.result) for each in found] == [
        ((("site", "Hull"),), Decimal(50)),
        ((("site", "Leeds"),), Decimal(20)),
    ]


def test_only_one_site_counts() -> None:
    (here,) = judged("mean", "only: {site: Leeds}")
    assert (here.measurement.result, here.outcome) == (Decimal(20), Outcome.MET)


@pytest.mark.parametrize(("rows", "outcome"), [((), Outcome.MISSED), (ROWS[3:], Outcome.NOT_MEASURED)])
def test_without_results_the_contract_says_what_holds(
    rows: tuple[tuple[str, str, str, str], ...], outcome: Outcome
) -> None:
    (here,) = judged("mean", rows=rows)
    assert (here.measurement.result, here.outcome) == (None, outcome)


def test_a_result_that_is_held_is_waited_for() -> None:
    text = TEXT.replace("nothing reported: not measured, zero denominator: not measured", "zero denominator: hold", 1)
    contract = definition(text.replace("BY", "").replace("HOW", "mean")).on(january())
    found = evaluate(contract, measure(contract, figures(), january()), (), figures(), january())
    assert [each.outcome for each in found if each.measurement.level == "month"] == [Outcome.UNKNOWN]


def test_it_is_said_of_how_many() -> None:
    made = definition(TEXT.replace("BY", "").replace("HOW", "mean"))
    (settlement,) = settled_through(made, figures(), (january(),))
    line, evaluation = settlement.lines[-1], settlement.evaluations[-1]
    assert sentence(made.on(january()), line, evaluation).startswith("The mean of 3 results of job = 30 minutes.")

"""A settlement in words: everything a statement says comes from what was settled."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from sla.contract.model import Direction, Party
from sla.settlement.model import Line, Settlement
from sla.statement.calculation import written
from sla.statement.compose import compose
from sla.values import Money
from tests.statement import sample


def test_the_statement_states_the_settlement() -> None:
    statement = sample.statement()
    assert statement.decision == (
        "North East Ambulance Service owes NHS England GBP 1,234.50 "
        "(penalties GBP 1,500.00 less incentives GBP 265.50)."
    )
    assert (statement.net, statement.due) == (Money(Decimal("-1234.50"), "GBP"), date(2026, 5, 4))
    assert statement.waiting_for == ("called_back: a result",)
    assert [line.amount for line in statement.lines] == [line.amount for line in sample.settlement().lines]


def test_a_line_says_clause_result_target_and_workings() -> None:
    line = sample.statement().lines[0]
    assert (line.clause, line.level_clause) == ("4.2(a)(c)", "4.2(a)")
    assert (line.result, line.target, line.outcome) == ("93.12 %", "at least 95 %", "missed")
    assert line.words.startswith("Where the result lies below the target")
    assert line.workings == "93.12 lies in the band below 95 %: GBP 1500.00."


def test_a_level_without_data_says_so() -> None:
    line = sample.statement().lines[2]
    assert (line.result, line.outcome, line.words) == ("no result", "unknown", "")


def test_the_trend_runs_over_the_past_up_to_now() -> None:
    trend = sample.statement().lines[0].trend
    assert trend is not None
    assert len(trend.results) == 12
    assert trend.results[0] == ("April 2025", Decimal("95.4"))
    assert trend.results[-1] == ("March 2026", Decimal("93.12"))
    assert (trend.low, trend.high, trend.unit) == (Decimal(95), None, "%")


def test_only_figures_of_the_windows_that_close_are_printed() -> None:
    assert sample.statement().figures == (
        ("March 2026", "answered", "", "38,384 calls"),
        ("March 2026", "answered", "site =Leeds", "120 calls"),
        ("March 2026", "offered", "", "41,220 calls"),
    )


def test_the_agreement_names_the_parties() -> None:
    settled = sample.settlement()
    statement = compose(
        sample.contract(),
        settled,
        (),
        sample.RECORD,
        figures=sample.FIGURES,
        calculation=written(sample.calculation(settled)),
        says=sample.says,
        vendor=Party("Dorset HealthCare"),
    )
    assert statement.vendor.name == "Dorset HealthCare"
    assert statement.decision.startswith("Dorset HealthCare owes NHS England")


def test_a_line_of_the_whole_statement_has_no_level() -> None:
    carried = Line(
        clause="7.2",
        level="",
        window=sample.MARCH,
        scope=(),
        outcome="",
        direction=Direction.PENALTY,
        kind="carry",
        amount=Money(Decimal("12.00"), "GBP"),
        computed=Decimal(12),
        words="Credit brought forward from February 2026",
    )
    settled = Settlement("urgent-care-line", "2", "GBP", sample.MARCH, (carried,), ())
    statement = sample.statement(settled)
    section = statement.sections[0]
    assert (section.title, section.clause) == ("Credit brought forward from February 2026", "7.2")
    assert (section.lines[0].target, section.lines[0].trend) == ("–", None)


def test_no_due_day_where_the_contract_names_none() -> None:
    agreed = sample.contract()
    agreed = replace(agreed, terms=replace(agreed.terms, due_days=None))
    assert sample.statement(agreed=agreed).due is None


def test_lines_of_one_level_stand_together() -> None:
    sections = sample.long().sections
    assert [len(section.lines) for section in sections] == [15, 15, 15, 15]

"""How finely figures must be reported."""

from __future__ import annotations

from datetime import date

import pytest

from sla.submission.grain import grains
from sla.values import Period, Window
from sla.values.window import Every
from tests.submission.harbour import FISCAL, contract

FINEST = {
    "calls_offered": Every.MONTH,
    "surveys": Every.QUARTER,
    "minutes_down": Every.WEEK,
    "incident_hours": Every.EVENT,
    "monthly_fee": Every.MONTH,
    "yearly_fee": Every.MONTH,
    "spare": Every.MONTH,
}


@pytest.mark.parametrize(("figure", "every"), FINEST.items())
def test_the_finest_window_that_counts_a_figure(figure: str, every: Every) -> None:
    assert grains(contract())[figure].finest == Window(every)


@pytest.mark.parametrize(
    ("figure", "start", "end", "use"),
    [
        ("calls_offered", "2026-03-01", "2026-04-01", None),
        ("calls_offered", "2026-03-01", "2026-03-02", None),
        ("calls_offered", "2026-01-01", "2026-04-01", "answered"),
        ("surveys", "2026-01-01", "2026-04-01", None),
        ("surveys", "2026-03-31", "2026-04-02", "surveyed"),
        ("yearly_fee", "2026-01-01", "2027-01-01", None),
        ("monthly_fee", "2026-01-01", "2026-04-01", "answered"),
        ("spare", "2026-01-01", "2027-01-01", None),
    ],
)
def test_which_use_a_report_cannot_serve(figure: str, start: str, end: str, use: str | None) -> None:
    found = grains(contract())[figure].misfit(Period(date.fromisoformat(start), date.fromisoformat(end)))
    assert (found.what if found else None) == use


def test_a_figure_due_at_an_interval_is_reported_within_it() -> None:
    due = FISCAL.replace("calls: {unit: calls, from: 0}", "calls: {unit: calls, from: 0, every: week}")
    grain = grains(contract(due))["calls"]
    assert grain.finest == Window(Every.WEEK)
    assert grain.misfit(Period(date(2026, 2, 22), date(2026, 3, 22))) is not None


@pytest.mark.parametrize(
    ("window", "named", "start", "end"),
    [
        ("month from the 22nd", ("2026-03-01", "2026-04-01"), "2026-02-22", "2026-03-22"),
        ("month from the 22nd", ("2026-01-01", "2026-02-01"), "2025-12-22", "2026-01-22"),
        ("month from the 22nd", ("2026-01-01", "2026-04-01"), "2025-12-22", "2026-03-22"),
        ("quarter from the 22nd", ("2026-01-01", "2026-04-01"), "2026-01-22", "2026-04-22"),
        ("month", ("2026-03-01", "2026-04-01"), "2026-03-01", "2026-04-01"),
    ],
)
def test_names_of_months_in_a_fiscal_calendar(window: str, named: tuple[str, str], start: str, end: str) -> None:
    grain = grains(contract(FISCAL.replace("month from the 22nd", window)))["calls"]
    first, last = (date.fromisoformat(each) for each in named)
    assert grain.months(Period(first, last)) == Period(date.fromisoformat(start), date.fromisoformat(end))

"""The Boston 311 figures are counted from the city's tickets, and agree with answers computed elsewhere."""

import csv
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from sla.records import log, tickets
from sla.records.tickets import Basis, TicketCounts, TicketLog
from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Findings, Period
from sla.values.window import add_months
from tests.acceptance.case import contract_in

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "contracts" / "boston-311"
REFERENCE = ROOT / "tests" / "acceptance" / "reference" / "boston311.csv"
LOG = TicketLog(
    vendor="Department",
    opened="OPEN_DT",
    due="TARGET_DT",
    closed="CLOSED_DT",
    time_format="%m/%d/%Y %I:%M:%S %p",
    as_of=datetime(2016, 1, 12, 22, 22, 40),  # noqa: DTZ001  # the log's own local time
)
YEAR = Period(date(2015, 1, 1), date(2016, 1, 1))
DAYS = 10
COUNTED = {
    "tickets": "tickets",
    "tickets_in_sla_scope": "in_scope",
    "open_past_due": "open_past_due",
    "not_yet_due": "not_yet_due",
    "negative_duration_tickets": "closed_before_opened",
}
Counts = dict[tuple[str, str], TicketCounts]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def city() -> pd.DataFrame:
    read = log.read(CONTRACT / "data" / "source" / "tickets.csv.xz", LOG.headings)
    assert not isinstance(read, Findings)
    assert len(read) == 121_145
    return read


@pytest.fixture(scope="module")
def due(city: pd.DataFrame) -> tuple[TicketCounts, ...]:
    """What the shipped figures are made of."""
    found = tickets.counted(city, LOG, Basis.DUE, DAYS)
    assert not isinstance(found, Findings)
    return found


@pytest.fixture(scope="module", params=list(Basis))
def basis(request: pytest.FixtureRequest) -> Basis:
    return Basis(request.param)


@pytest.fixture(scope="module")
def counts(city: pd.DataFrame, basis: Basis) -> Counts:
    found = tickets.counted(city, LOG, basis, DAYS)
    assert not isinstance(found, Findings)
    return {(each.month.key, each.vendor): each for each in found}


def rows_of(basis: Basis, *kpis: str) -> list[tuple[str, str, dict[str, str]]]:
    """The reference's rows of one basis: month, department or ALL, and the row."""
    split = ((row["group"].partition(";"), row) for row in table(REFERENCE) if row["KPI"] in kpis)
    return [
        (row["month"], group.removeprefix("department="), row)
        for (start, _, group), row in split
        if start == f"basis={basis}"
    ]


def total(counts: Counts, month: str, group: str, name: str) -> int:
    """One department's count, or the sum of all."""
    return sum(getattr(each, name) for (when, who), each in counts.items() if when == month and group in {"ALL", who})


def test_counts_agree_with_the_reference(counts: Counts, basis: Basis) -> None:
    rows = rows_of(basis, *COUNTED)
    assert len(rows) == len(COUNTED) * len(rows_of(basis, "SLA_met")) > 100
    for month, group, row in rows:
        assert total(counts, month, group, COUNTED[row["KPI"]]) == int(row["value"]), row


@pytest.mark.parametrize(("kpi", "below"), [("SLA_met", "determined"), ("TRAP_closed_only", "closed")])
def test_shares_met_within_target_agree_with_the_reference(counts: Counts, basis: Basis, kpi: str, below: str) -> None:
    """The trap leaves tickets out that are still open after their target; both are counted, only one is the result."""
    rows = rows_of(basis, kpi)
    assert len(rows) == {Basis.DUE: 27, Basis.OPENED: 40}[basis]
    for month, group, row in rows:
        met, of = total(counts, month, group, "met"), total(counts, month, group, below)
        assert (str(met), str(of)) == (row["numerator"], row["denominator"]), row
        if of:
            assert round(Decimal(met) / Decimal(of), 6) == Decimal(row["value"]), row
        else:
            assert row["value"] == ""


def test_the_contract_measures_what_the_reference_says() -> None:
    """The share met within target by the whole line: figures, measurement, settlement."""
    definition = contract_in(CONTRACT)
    results: dict[tuple[str, str], Decimal | None] = {}
    for path in (CONTRACT / "data").glob("*.csv"):
        for settlement in settled_through(definition, figures_of(path), definition.statement_periods()):
            for each in settlement.evaluations:
                if each.measurement.level == "met_within_target":
                    results[settlement.period.key, path.stem] = each.measurement.result
    rows = [(month, group, row) for month, group, row in rows_of(Basis.DUE, "SLA_met") if (month, group) in results]
    assert len(rows) == 3 * 7 - 1  # no ticket of Property Management was due in February
    for month, group, row in rows:
        result = results[month, group]
        assert result is not None, row
        assert round(result / 100, 6) == Decimal(row["value"]), row


def figures_of(path: Path) -> Figures:
    months = {row["when"]: date.fromisoformat(f"{row['when']}-01") for row in table(path)}
    return Figures(
        Entry(Period(months[row["when"]], add_months(months[row["when"]], 1)), name, Decimal(value))
        for row in table(path)
        for name, value in row.items()
        if name != "when"
    )


def test_every_group_of_the_reference_was_counted_and_no_other(counts: Counts, basis: Basis) -> None:
    asked = {(month, group) for month, group, _ in rows_of(basis, "tickets") if group != "ALL"}
    assert asked == {key for key in counts if key[0] in {month for month, _ in asked}}


def test_each_departments_file_is_what_the_log_counts_to(due: tuple[TicketCounts, ...]) -> None:
    vendors = [row["key"] for row in table(CONTRACT / "vendors.csv")]
    assert sorted(path.stem for path in (CONTRACT / "data").glob("*.csv")) == sorted(vendors)
    for vendor in vendors:
        year = tickets.every_month(due, vendor, YEAR)
        assert table(CONTRACT / "data" / f"{vendor}.csv") == [as_shipped(each) for each in year]


def test_no_ticket_of_the_year_waits_for_its_outcome(due: tuple[TicketCounts, ...]) -> None:
    """The log was taken more than ten days after the year, so that every count in it is final."""
    assert (LOG.as_of.date() - YEAR.end).days >= DAYS
    assert all(each.determined == each.in_scope for each in due if each.month in YEAR)


def test_the_vendors_are_the_departments_with_tickets_due_in_nearly_every_month(due: tuple[TicketCounts, ...]) -> None:
    months: dict[str, int] = {}
    for each in due:
        if each.month in YEAR:
            months[each.vendor] = months.get(each.vendor, 0) + 1
    large = {vendor for vendor in months if sum(each.in_scope for each in due if each.vendor == vendor) > 100}
    assert {vendor: months[vendor] for vendor in large} == {
        **dict.fromkeys(["BTDT", "BWSC", "INFO", "ISD", "PARK", "PWDx"], 12),
        "PROP": 11,
    }
    assert {row["key"] for row in table(CONTRACT / "vendors.csv")} == large


def as_shipped(each: TicketCounts) -> dict[str, str]:
    """A month's counts under this contract's names."""
    return {
        "when": each.month.key,
        "tickets_due": str(each.determined),
        "tickets_met": str(each.met),
        "late_over_10_days": str(each.late_beyond),
        "days_late": str(each.days_late),
    }

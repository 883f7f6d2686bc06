"""The NHS 111 figures are those that were published, and their ratios agree with answers computed elsewhere."""

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sla.settlement.settle import settled_through
from sla.submission.figures import Entry, Figures
from sla.values import Period
from sla.values.window import add_months
from tests.acceptance.case import contract_in

ROOT = Path(__file__).parents[2]
CONTRACT = ROOT / "contracts" / "nhs-111"
REFERENCE = ROOT / "tests" / "acceptance" / "reference" / "nhs111.csv"
MONTHS = {"Apr": "2015-04", "May": "2015-05", "Jun": "2015-06", "Jul": "2015-07", "Aug": "2015-08", "Sep": "2015-09"}
COLUMNS = {
    "calls_offered": "Nhs1 Number Calls Offered SUM",
    "calls_abandoned": "Nhs1 Abandoned Calls SUM",
    "calls_answered": "Nhs1 Answered Calls SUM",
    "answered_in_60s": "Nhs1 Answered 60sec SUM",
    "calls_triaged": "Nhs1 Calls Person Triaged SUM",
    "offered_call_back": "Nhs1 Person Offered Call Back SUM",
    "called_back_in_10min": "Nhs1 Calls Back Within 10mins SUM",
    "average_episode_seconds": "Nhs1 Ave Episode Length SUM",
}
RATIOS = {
    "KPI_60s": ("answered_in_60s", "calls_answered"),
    "KPI_60s_offered": ("answered_in_60s", "calls_offered"),
    "KPI_abandon": ("calls_abandoned", "calls_offered"),
    "KPI_cb10": ("called_back_in_10min", "offered_call_back"),
    "KPI_triage": ("calls_triaged", "calls_answered"),
    "avg_episode_seconds": ("episode_seconds", "calls_answered"),
}
MEASURED = {
    "KPI_60s": "answered_in_60s",
    "KPI_60s_offered": "answered_in_60s_of_offered",
    "KPI_abandon": "abandoned",
    "KPI_cb10": "called_back_in_the_month",
    "KPI_triage": "triaged",
    "avg_episode_seconds": "average_episode",
}
"""Each ratio's level in the contract; shares come in per cent."""
MILLIONTH = Decimal("0.000001")


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def as_published(row: dict[str, str]) -> dict[str, str]:
    """One row of the published return under this contract's names: counts untouched, a length `00:10:53` as 653."""
    hours, minutes, seconds = map(int, row[COLUMNS["average_episode_seconds"]].split(":"))
    length = str(hours * 3600 + minutes * 60 + seconds)
    month = MONTHS[row["Periodname"].partition("-")[0]]
    return {"when": month, **{name: row[column] for name, column in COLUMNS.items()}, "average_episode_seconds": length}


@pytest.fixture(scope="module")
def published() -> list[dict[str, str]]:
    return table(CONTRACT / "data" / "source" / "minimum-data-set.csv")


@pytest.fixture(scope="module")
def shipped() -> dict[tuple[str, str], dict[str, Decimal]]:
    """Every shipped number by provider and month."""
    return {
        (path.stem, row["when"]): {name: Decimal(row[name]) for name in COLUMNS}
        for path in sorted((CONTRACT / "data").glob("*.csv"))
        for row in table(path)
    }


def sums(groups: dict[tuple[str, str], dict[str, Decimal]]) -> dict[tuple[str, str], dict[str, Decimal]]:
    """The same numbers and England's, with the seconds of all episodes in place of their average."""
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for (provider, month), numbers in groups.items():
        seconds = numbers["average_episode_seconds"] * numbers["calls_answered"]
        for group in (f"provider={provider}", "ENGLAND"):
            total = found.setdefault((month, group), {})
            for name, value in {**numbers, "episode_seconds": seconds}.items():
                total[name] = total.get(name, Decimal(0)) + value
    return found


def reference(kpis: frozenset[str]) -> Iterator[dict[str, str]]:
    return (row for row in table(REFERENCE) if row["KPI"] in kpis)


def test_each_providers_file_is_what_was_published(published: list[dict[str, str]]) -> None:
    expected: dict[str, list[dict[str, str]]] = {}
    for row in published:
        expected.setdefault(row["Provider Org Code"], []).append(as_published(row))
    assert {path.stem: table(path) for path in (CONTRACT / "data").glob("*.csv")} == expected
    assert [len(rows) for rows in expected.values()] == [6] * 45


def test_the_list_of_vendors_names_every_provider_as_published(published: list[dict[str, str]]) -> None:
    last = {row["Provider Org Code"]: (row["Provider Name"], row["Commissioner Org Name"]) for row in published}
    vendors = table(CONTRACT / "vendors.csv")
    assert {row["key"]: (row["published_name"], row["published_commissioner"]) for row in vendors} == last
    assert all(row["name"].upper() == row["published_name"] for row in vendors)
    assert len({row["name"] for row in vendors}) == len(vendors)


def test_counts_agree_with_the_reference(shipped: dict[tuple[str, str], dict[str, Decimal]]) -> None:
    ours = sums(shipped)
    rows = list(reference(frozenset(COLUMNS)))
    assert len(rows) == 3 * 3 * 46
    assert [ours[row["month"], row["group"]][row["KPI"]] for row in rows] == [Decimal(row["value"]) for row in rows]


def test_ratios_agree_with_the_reference(shipped: dict[tuple[str, str], dict[str, Decimal]]) -> None:
    ours = sums(shipped)
    rows = list(reference(frozenset(RATIOS)))
    assert len(rows) == 6 * 3 * 46
    for row in rows:
        above, below = (ours[row["month"], row["group"]][name] for name in RATIOS[row["KPI"]])
        assert (above, below) == (Decimal(row["numerator"]), Decimal(row["denominator"])), row
        assert (above / below).quantize(MILLIONTH) == Decimal(row["value"]), row


def test_the_contract_measures_what_the_reference_says() -> None:
    """The same ratios by the whole line: figures, measurement, settlement."""
    definition = contract_in(CONTRACT)
    results: dict[tuple[str, str, str], Decimal | None] = {}
    for path in (CONTRACT / "data").glob("*.csv"):
        for settlement in settled_through(definition, figures_of(path), definition.statement_periods()):
            for each in settlement.evaluations:
                key = (settlement.period.key, f"provider={path.stem}", each.measurement.level)
                results[key] = each.measurement.result
    rows = [row for row in reference(frozenset(MEASURED)) if row["group"] != "ENGLAND"]
    assert len(rows) == 6 * 3 * 45
    for row in rows:
        result = results[row["month"], row["group"], MEASURED[row["KPI"]]]
        assert result is not None, row
        ratio = result / 100 if row["KPI"].startswith("KPI") else result
        assert ratio.quantize(MILLIONTH) == Decimal(row["value"]), row


def figures_of(path: Path) -> Figures:
    months = {row["when"]: date.fromisoformat(f"{row['when']}-01") for row in table(path)}
    return Figures(
        Entry(Period(months[row["when"]], add_months(months[row["when"]], 1)), name, Decimal(row[name]))
        for row in table(path)
        for name in COLUMNS
    )


def test_as_many_providers_meet_each_national_standard_as_the_reference_says(
    shipped: dict[tuple[str, str], dict[str, Decimal]],
) -> None:
    rows = {(row["month"], row["KPI"]): row for row in table(REFERENCE) if row["KPI"].startswith("providers_")}
    assert len(rows) == 6
    for (month, kpi), row in rows.items():
        of_month = [numbers for (_, when), numbers in shipped.items() if when == month]
        if "60s" in kpi:
            met = sum(each["answered_in_60s"] * 100 >= each["calls_answered"] * 95 for each in of_month)
        else:
            met = sum(each["calls_abandoned"] * 100 < each["calls_offered"] * 5 for each in of_month)
        assert (str(met), str(len(of_month))) == (row["numerator"], row["denominator"])


def test_the_mean_of_the_providers_percentages_is_not_englands_percentage(
    shipped: dict[tuple[str, str], dict[str, Decimal]],
) -> None:
    """The reference carries this wrong answer on purpose; the two must stay apart."""
    wrong = {row["month"]: row for row in reference(frozenset({"TRAP_simple_mean_of_provider_60s"}))}
    right = {row["month"]: row for row in reference(frozenset({"KPI_60s"})) if row["group"] == "ENGLAND"}
    assert len(wrong) == 3
    for month, row in wrong.items():
        shares = [n["answered_in_60s"] / n["calls_answered"] for (_, when), n in shipped.items() if when == month]
        assert (sum(shares, Decimal(0)) / len(shares)).quantize(MILLIONTH) == Decimal(row["value"])
        assert row["value"] != right[month]["value"]

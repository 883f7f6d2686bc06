"""Matchings: kept as text, found again in later files, and never reapplied to what they were not made for."""

from __future__ import annotations

from datetime import date

import pytest

from sla.submission.matching import Kind, Matched, Matching, Part, fitted, places, suits
from sla.submission.ways import Mark, Order, Ways
from sla.values import Findings, Period
from tests.submission.harbour import MARCH, accepted, contract, opened, sent, values

OFFERED = Matched("Offered", 1, Part(Kind.OF, "calls_offered"))
DAILY = Matching((Matched("Day", 1, Part(Kind.WHEN)), OFFERED))
APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))


def test_it_is_the_same_after_it_was_kept() -> None:
    ways = Ways(
        Order.DAY, Mark.COMMA, (("Offered", "calls_offered"), ("AHT", "")), ("total",), ("n/a",), ("rate",), True, True
    )
    made = Matching((*DAILY.columns, Matched("Site", 2, Part(Kind.DIMENSION, "site"))), ways, False, "March", ("aht",))
    assert Matching.read(made.written()) == made
    assert made.digest != DAILY.digest


def test_headings_are_found_wherever_they_stand() -> None:
    table = opened("Report\n\nOffered, x ,DAY\n5,1,2026-03-01\n")
    found = fitted(table, DAILY)
    assert found
    assert found.heading_row == 3
    assert places(found, DAILY) == {Part(Kind.WHEN): 2, Part(Kind.OF, "calls_offered"): 0}


def test_a_heading_that_stands_twice_is_told_by_its_place() -> None:
    second = Matching((DAILY.columns[0], Matched("Offered", 2, Part(Kind.OF, "calls_offered"))))
    found = accepted("Day,Offered,Offered\n2026-03-01,1,2\n", MARCH, matching=second)
    assert [str(each.value) for each in found.entries] == ["2"]


def test_a_table_without_headings() -> None:
    bare = Matching((Matched("", 1, Part(Kind.WHEN)), Matched("", 2, Part(Kind.OF, "calls_offered"))), headed=False)
    found = accepted("2026-03-01,7\n2026-03-02,8\n", MARCH, matching=bare)
    assert values(found) == [("2026-03-01", "calls_offered", "7", ""), ("2026-03-02", "calls_offered", "8", "")]


@pytest.mark.parametrize(
    ("headings", "suiting"),
    [
        ("Day,Offered", True),
        ("Offered,Day,Agents", True),
        ("Day,Calls", False),
        ("Day,Offered,surveys", False),  # a figure of the contract that it never saw
    ],
)
def test_it_is_reapplied_only_where_nothing_is_missing_or_new(headings: str, suiting: bool) -> None:
    assert suits(contract(), opened(f"{headings}\n1,2,3\n"), DAILY, MARCH) is suiting


def test_a_column_of_one_month_is_for_that_month_alone() -> None:
    table = opened("KPI,Mar 2026\nCalls,5\n")
    made = Matching((Matched("KPI", 1, Part(Kind.FIGURE)), Matched("Mar 2026", 1, Part(Kind.VALUE))))
    assert suits(contract(), table, made, MARCH)
    assert not suits(contract(), table, made, APRIL)
    tab = Matching((OFFERED,), sheet="Mar 2026")
    assert suits(contract(), opened("Offered\n5\n"), tab, MARCH)
    assert not suits(contract(), opened("Offered\n5\n"), tab, APRIL)


def test_what_the_contract_does_not_know_any_more_is_not_reapplied() -> None:
    gone = Matching((Matched("Offered", 1, Part(Kind.OF, "gone")),))
    named = Matching(DAILY.columns, Ways(names=(("Offered", "gone"),)))
    assert not any(suits(contract(), opened("Day,Offered\n1,2\n"), each, MARCH) for each in (gone, named))


def test_every_way_of_reading() -> None:
    """The order of day and month, the mark, fractions, blanks, totals, other periods."""
    made = Matching(
        (*DAILY.columns, Matched("CSAT", 1, Part(Kind.OF, "satisfaction"))),
        Ways(Order.DAY, Mark.COMMA, (), ("total",), ("n/a",), ("satisfaction",), others=True),
    )
    text = "Day;Offered;CSAT\n01.03.26;1.234;0,915\n02/03/2026;n/a;\n03/02/2026;9;\nTotal;1.234;\n"
    found = accepted(text, MARCH, matching=made)
    assert values(found) == [("2026-03-01", "calls_offered", "1234", ""), ("2026-03-01", "satisfaction", "91.5", "")]
    assert [each.found for each in found.warnings] == ["row 4", "row 5"]


def test_a_value_of_the_whole_period_must_fit_its_windows() -> None:
    made = Matching((Matched("Hours", 1, Part(Kind.OF, "incident_hours")),))
    refused = sent("Hours\n5\n", MARCH, matching=made)
    assert isinstance(refused, Findings)
    assert [each.code for each in refused] == ["submission.too-coarse"]

"""What is suggested, what is asked, and what is still open, for files that are not as the contract would have them."""

from __future__ import annotations

import pytest

from sla.submission.choosing import Chosen, chosen, first, unanswered
from sla.submission.matching import Kind, Part
from sla.submission.table import Table
from sla.submission.ways import Mark, Order
from tests.submission.harbour import MARCH, contract, opened

OFFERED, SURVEYS = Part(Kind.OF, "calls_offered"), Part(Kind.OF, "surveys")


def suggested(text: str) -> Chosen:
    return first(contract(), opened(text), MARCH, None, None)


def codes(choice: Chosen) -> list[str]:
    return [each.code.partition(".")[2] for each in unanswered(contract(), choice)]


def under(table: Table, **said: str) -> Chosen:
    return chosen(contract(), table, MARCH, {name.replace("__", ":"): value for name, value in said.items()})


def test_two_columns_that_fit_are_both_left_open() -> None:
    choice = suggested("Day,Calls offered (voice),Calls offered (chat)\n2026-03-01,5,6\n")
    assert choice.parts == (Part(Kind.WHEN), None, None)
    assert [each.could for each in choice.offers[1:]] == [(OFFERED,), (OFFERED,)]
    assert codes(choice) == ["nothing"]


def test_one_heading_that_fits_two_figures_is_left_open() -> None:
    choice = suggested("Day,Surveys sent,Offered calls\n2026-03-01,5,6\n")
    assert choice.parts == (Part(Kind.WHEN), SURVEYS, OFFERED)
    unsure = suggested("Day,fee\n2026-03-01,5\n")
    assert unsure.parts[1] is None
    assert set(unsure.offers[1].could) == {Part(Kind.OF, "monthly_fee"), Part(Kind.OF, "yearly_fee")}


def test_a_heading_of_the_contract_is_sure() -> None:
    choice = suggested("when,Calls Offered,Calls offered today\n2026-03-01,5,6\n")
    assert choice.parts == (Part(Kind.WHEN), OFFERED, None)
    assert choice.offers[1].sure


def test_what_no_column_holds_is_named() -> None:
    absent = suggested("Day,Calls offered\n2026-03-01,5\n").absent
    assert SURVEYS in absent
    assert Part(Kind.DIMENSION, "site") in absent
    assert OFFERED not in absent


def test_dates_are_asked_once_and_the_period_tells_which_is_meant() -> None:
    choice = suggested("Day,Calls offered\n03/04/2026,5\n03/05/2026,6\n")
    assert choice.asked.dates[0] == ("03/04/2026", "3 Apr 2026", "4 Mar 2026")
    assert choice.matching.ways.order is Order.MONTH
    open_ = suggested("Day,Calls offered\n01/02/2026,5\n")
    assert open_.matching.ways.order is None
    assert codes(open_) == ["order"]


def test_numbers_are_asked_once_and_whole_figures_tell_which_is_meant() -> None:
    choice = suggested('Day,Calls offered\n2026-03-01,"1,234"\n')
    assert choice.asked.numbers == (("1,234", "1234", "1.234"),)
    assert choice.matching.ways.mark is Mark.POINT
    assert codes(suggested('Day,Satisfaction\n2026-03-01,"1,234"\n')) == ["mark"]
    assert suggested("Day;Satisfaction\n2026-03-01;91,5\n").matching.ways.mark is Mark.COMMA


def test_names_in_the_rows_are_asked_for_where_two_fit() -> None:
    choice = suggested("KPI,Value\nCalls offered,5\nSurveys,6\nFee,7\nShrinkage,3\n")
    assert dict(choice.matching.ways.names) == {"Shrinkage": ""}
    assert codes(choice) == ["name"]
    table = opened("KPI,Value\nCalls offered,5\nFee,7\n")
    told = {"column:0": "figure", "column:1": "value", "name:Fee": "monthly_fee"}
    assert codes(chosen(contract(), table, MARCH, told)) == []


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"column__0": "of:calls_offered", "column__1": "of:calls_offered"}, "twice"),
        ({"column__0": "figure"}, "half"),
        ({"column__0": "value"}, "half"),
        ({}, "nothing"),
        ({"column__0": "of:nothing_known", "column__1": "rubbish"}, "nothing"),
    ],
)
def test_what_cannot_be_read_so(columns: dict[str, str], code: str) -> None:
    assert codes(under(opened("a,b\n1,2\n").headed(1), **columns)) == [code]


def test_what_was_chosen_before_is_filled_in() -> None:
    table = opened("Day,Ringing\n03/04/2026,5\n").headed(1)
    made = under(table, column__0="when", column__1="of:calls_offered", order="month")
    assert codes(made) == []
    again = first(contract(), table, MARCH, made.matching, None)
    assert (again.parts, again.matching) == (made.parts, made.matching)
    anew = first(contract(), table, MARCH, made.matching, 1)
    assert anew.parts == (Part(Kind.WHEN), None)


def test_totals_units_and_blanks_are_asked_about() -> None:
    choice = suggested(
        "Day,Calls offered,Satisfaction\n,calls,%\n2026-03-01,5,0.9\n2026-03-02,-,0.8\n2026-02-01,4,0.8\nTotal,9,0.9\n"
    )
    ways = choice.matching.ways
    assert (ways.left_out, ways.blanks, ways.fractions, ways.others) == (
        ("calls", "total"),
        ("-",),
        ("satisfaction",),
        True,
    )

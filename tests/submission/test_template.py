"""What a vendor is asked for."""

from __future__ import annotations

from datetime import date

import pytest

from sla.submission import Submission
from sla.submission.schema import schema, wide_schema
from sla.submission.template import Template, notes, template
from sla.values import Period
from tests.submission.harbour import FISCAL, MARCH, SITES, contract, sent

FIRST_QUARTER_ENDS = MARCH
APRIL = Period(date(2026, 4, 1), date(2026, 5, 1))


def asked(form: Template, figure: str) -> list[str]:
    return [row.when for row in form.rows if row.figure.name == figure]


@pytest.mark.parametrize(
    ("figure", "period", "times"),
    [
        ("calls_offered", MARCH, ["2026-03"]),
        ("calls_offered", APRIL, ["2026-04"]),
        ("surveys", MARCH, ["2026-Q1"]),
        ("surveys", APRIL, []),
        ("incident_hours", MARCH, [""]),
        (
            "minutes_down",
            MARCH,
            [
                "2026-02-23_2026-03-02",
                "2026-03-02_2026-03-09",
                "2026-03-09_2026-03-16",
                "2026-03-16_2026-03-23",
                "2026-03-23_2026-03-30",
            ],
        ),
    ],
)
def test_each_figure_is_asked_for_when_it_falls_due(figure: str, period: Period, times: list[str]) -> None:
    assert asked(template(contract(), period), figure) == times


YEARLY = """\
contract: yearly
currency: USD
term: {from: 2026-01-01, until: 2028-01-01}
figures: {late: {unit: tickets}, yearly_fee: {unit: money}}
service levels:
  late: {clause: "1", measure: late, target: at most 0, missing: {nothing reported: hold},
         pays: [{each: late, penalty: 5.00}]}
limits: [{clause: "2", on: penalties, window: year, at most: 1 % of yearly_fee, base: whole window}]
"""


def test_a_yearly_fee_for_a_yearly_cap_is_asked_for_and_taken_with_the_first_month() -> None:
    january, february = (Period(date(2026, month, 1), date(2026, month + 1, 1)) for month in (1, 2))
    assert asked(template(contract(YEARLY), january), "yearly_fee") == ["2026"]
    assert asked(template(contract(YEARLY), february), "yearly_fee") == []
    rows = "when,figure,value\n2026,yearly_fee,12000\n"
    assert isinstance(sent(rows, january, under=contract(YEARLY)), Submission)
    early = YEARLY.replace("whole window", "so far")
    assert asked(template(contract(early), january), "yearly_fee") == []
    assert not isinstance(sent(rows, january, under=contract(early)), Submission)


def test_a_window_cut_by_the_term_keeps_its_name() -> None:
    first = Period(date(2026, 1, 10), date(2026, 1, 22))
    assert asked(template(contract(FISCAL), first), "calls") == ["2026-01"]


def test_known_sites_are_filled_in() -> None:
    sites = [(("site", "Leeds"), ("team", "A")), (("site", "York"), ("team", "B")), (("site", "Leeds"), ("team", "B"))]
    form = template(contract(), MARCH, sites)
    assert form.headings == ("when", "figure", "site", "team", "value", "unit")
    late = [form.cells(row) for row in form.rows if row.figure.name == "tickets_late"]
    assert late[0] == ("2026-03", "tickets_late", "Leeds", "A", "", "tickets")
    assert [cells[2:4] for cells in late] == [("Leeds", "A"), ("York", "B"), ("Leeds", "B")]
    down = [form.cells(row)[2:4] for row in form.rows if row.figure.name == "minutes_down" and row.when.endswith("-02")]
    assert down == [("Leeds", ""), ("York", "")]


def test_unknown_sites_leave_one_row_to_fill() -> None:
    form = template(contract(), MARCH)
    assert [form.cells(row)[2:4] for row in form.rows if row.figure.name == "tickets_late"] == [("", "")]


def test_sites_that_the_contract_names_are_all_asked_for() -> None:
    form = template(contract(SITES), MARCH)
    down = (row for row in form.rows if row.figure.name == "minutes_down" and row.when.endswith("-02"))
    assert [dict(row.scope) for row in down] == [
        {"site": "Leeds"},
        {"site": "York"},
    ]


def test_what_is_allowed_is_said() -> None:
    allowed = {figure.name: figure.allowed for figure in template(contract(), MARCH).figures}
    assert allowed["calls_offered"] == "a whole number, at least 0"
    assert allowed["satisfaction"] == "a percentage, 95 for 95 %, at least 0, at most 100"
    assert allowed["spare"] == "a number"


def test_money_is_asked_for_in_the_contract_s_currency() -> None:
    units = {figure.name: figure.unit for figure in template(contract(), MARCH).figures}
    assert (units["monthly_fee"], units["satisfaction"], units["surveys"]) == ("USD", "%", "surveys")


def test_the_notes_name_contract_version_and_period() -> None:
    said = " ".join(notes(template(contract(), MARCH)))
    assert "Contract harbour, version 1. Statement period 2026-03-01 to 2026-03-31." in said
    assert "America/New_York" in said
    assert "Name the site and team" in said
    assert "site" not in " ".join(notes(template(contract(FISCAL), MARCH)))


def test_both_schemas_are_of_the_same_template() -> None:
    form = template(contract(), MARCH)
    assert schema(form)["name"] == wide_schema(form)["name"] == "harbour-2026-03"

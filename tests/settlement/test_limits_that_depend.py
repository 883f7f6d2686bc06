"""Limits that hold only under a condition, for one site or order by itself, or on what cannot be divided."""

from decimal import Decimal

import pytest

from sla.contract.definition import Definition, read
from sla.contract.words import explain
from sla.settlement.model import Settlement
from sla.settlement.settle import settle_period
from sla.submission.figures import Entry, Figures, Scope

TEXT = """
contract: hosting
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  minutes_down: {unit: minutes, by: region}
  bill: {unit: money, by: region}
  claimed_after: {unit: days, by: region}
  users: {unit: users}
service_levels:
  availability:
    clause: "1"
    by: region
    measure: minutes_down
    target: at most 0
    missing: {nothing reported: hold, zero denominator: hold}
    pays: [{when: missed, penalty: 30 % of bill}]
  claim:
    clause: "2"
    by: region
    measure: claimed_after
    target: at most 30
    missing: {nothing reported: missed, zero denominator: hold}
"""
CLAIM = """
limits:
  - {clause: Claim, on: penalties, levels: availability, per: region, at most: 0, when: {level: claim, is: missed}}
"""
CEILING = """
limits:
  - {clause: Ceiling, on: penalties, per: region, at most: 10 % of bill}
  - {clause: Smallest, on: penalties, per: region, more than: 1.00}
"""
EAST, WEST = (("region", "east"),), (("region", "west"),)


def contract(text: str) -> Definition:
    found = read({"contract.yaml": text})
    assert isinstance(found, Definition), found
    return found


def settled(text: str, *rows: tuple[str, str, Scope]) -> Settlement:
    definition = contract(text)
    month = definition.statement_periods()[0]
    figures = Figures(Entry(month, figure, Decimal(value), scope) for figure, value, scope in rows)
    return settle_period(definition, figures, month)


def paid(settlement: Settlement, level: str = "availability") -> dict[str, str]:
    return {dict(line.scope)["region"]: f"{line.amount.amount:.2f}" for line in settlement.lines if line.level == level}


OUTAGE = [
    ("minutes_down", "450", EAST),
    ("bill", "3412.77", EAST),
    ("minutes_down", "450", WEST),
    ("bill", "1000.00", WEST),
]


def test_a_limit_with_a_condition_holds_where_the_condition_does() -> None:
    here = settled(TEXT + CLAIM, *OUTAGE, ("claimed_after", "30", EAST), ("claimed_after", "31", WEST))
    assert paid(here) == {"east": "1023.83", "west": "0.00"}
    cuts = [(cut.clause, cut.before) for line in here.lines for cut in line.cuts]
    assert cuts == [("Claim", Decimal(300))]


def test_without_the_condition_nothing_is_cut() -> None:
    here = settled(TEXT + CLAIM, *OUTAGE, ("claimed_after", "1", EAST), ("claimed_after", "1", WEST))
    assert paid(here) == {"east": "1023.83", "west": "300.00"}
    assert [line for line in here.lines if line.cuts] == []


def test_a_ceiling_for_each_region_is_made_of_the_regions_own_figures() -> None:
    assert paid(settled(TEXT + CEILING, *OUTAGE)) == {"east": "341.28", "west": "100.00"}


@pytest.mark.parametrize(("bill", "credit"), [("10.00", "0.00"), ("10.04", "0.00"), ("10.05", "1.01")])
def test_what_is_not_more_than_the_smallest_sum_is_dropped(bill: str, credit: str) -> None:
    text = TEXT + CEILING.replace("more than: 1.00", "more than: 1.004")
    here = settled(text, ("minutes_down", "1", EAST), ("bill", bill, EAST))
    assert paid(here) == {"east": credit}


def test_a_price_that_divides_by_zero_is_waited_for() -> None:
    text = TEXT.replace("30 % of bill", "bill / users")
    here = settled(text, *OUTAGE[:2], ("users", "0", ()))
    assert here.waiting_for == ("availability: something other than zero to divide by",)
    assert paid(here) == {"east": "0.00"}


def test_limits_are_explained() -> None:
    claim = list(explain(contract(TEXT + CLAIM).at(contract(TEXT).term.start)))
    assert (
        "Claim: When “Claim” is missed, no penalties from “Availability” for each region in a month are owed." in claim
    )
    ceiling = list(explain(contract(TEXT + CEILING).at(contract(TEXT).term.start)))
    assert "Smallest: Penalties for each region in a month count only if they come to more than USD 1.00." in ceiling


def test_the_condition_of_a_limit_names_its_level() -> None:
    found = read({"contract.yaml": TEXT + CLAIM.replace("{level: claim, is: missed}", "missed")})
    assert not isinstance(found, Definition)
    assert [each.code for each in found] == ["contract.unknown-level"]

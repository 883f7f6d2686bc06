"""Which changes are argued away, and that their nearest neighbours are not."""

from __future__ import annotations

import pytest

from tests.acceptance.alike import alike
from tests.acceptance.mutants import Mutant

TEXT = """\
contract: harbour
currency: EUR
money: 0.01 half up
term: {from: 2026-01-01, until: 2028-01-01}
figures:
  calls: {unit: calls, whole: yes, from: 0, every: month}
  answered: {unit: calls, whole: yes, from: 0, every: month}
  days_late: {unit: days, whole: yes, from: 0, every: month}
service levels:
  answered:
    clause: "1"
    measure: {share: answered, of: calls}
    target: at least 80
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - bands:
          - {at least: 80, penalty: 0.00}
          - {below: 80, at least: 60, penalty: 250.00}
          - {below: 60, penalty: 500.00}
  report:
    clause: "2"
    measure: days_late
    target: at most 0
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - {each: result, penalty: 40.00}
  delay_of_the_quarter:
    clause: "3"
    window: quarter
    measure: {sum: report, last: 3}
    unit: days
    better: lower
    round: none
    missing: {nothing reported: hold, zero denominator: not measured}
  late_in_the_quarter:
    clause: "4"
    window: quarter
    measure: days_late
    target: at most 5
    round: none
    missing: {nothing reported: hold}
limits:
  - {clause: "5", on: penalties, levels: [answered, report], lines: 1}
"""


def is_alike(where: str, was: str, now: str, text: str = TEXT) -> bool:
    return alike(Mutant("harbour", "contract.yaml", where, was, now, ""), text)


@pytest.mark.parametrize(
    ("where", "was", "now"),
    [
        ("service_levels/report/missing/zero_denominator", "not measured", "met"),
        ("service_levels/delay_of_the_quarter/missing/nothing_reported", "hold", "not measured"),
        ("service_levels/report/round", "none", "0.1 half up"),
        ("service_levels/delay_of_the_quarter/round", "none", "0.1 half up"),
        ("service_levels/answered/pays/0/bands/0", "there", "dropped"),
        ("money", "half up", "down"),
        ("money", "0.01", "0.02"),
        ("limits/0/levels", "levels", "dropped"),
        ("figures/calls/every", "month", "quarter"),
    ],
)
def test_what_no_figures_show_is_the_same_contract(where: str, was: str, now: str) -> None:
    assert is_alike(where, was, now)


@pytest.mark.parametrize(
    ("where", "was", "now"),
    [
        ("service_levels/answered/missing/zero_denominator", "not measured", "met"),
        ("service_levels/answered/missing/nothing_reported", "hold", "not measured"),
        ("service_levels/answered/round", "none", "0.1 half up"),
        ("service_levels/answered/pays/0/bands/1", "there", "dropped"),
        ("figures/days_late/every", "month", "quarter"),
        ("money", "0.01", "0.03"),
    ],
)
def test_what_some_figures_show_is_not(where: str, was: str, now: str) -> None:
    assert not is_alike(where, was, now)


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("penalty: 250.00", "penalty: 250.005"),
        ("penalty: 40.00", "penalty: 1 % of 4000.00"),
        ("lines: 1", "at most: 700.00"),
        ("{each: result,", "{per step: {of: 2, above: 0, counted: exact},"),
    ],
)
def test_a_price_that_is_no_round_sum_is_rounded(was: str, now: str) -> None:
    assert was in TEXT
    assert not is_alike("money", "half up", "down", TEXT.replace(was, now))

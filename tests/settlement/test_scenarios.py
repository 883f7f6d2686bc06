"""Boundary cases: which results are tried, and what is told of them."""

from __future__ import annotations

from decimal import Decimal

from sla.settlement.boundaries import base_for, bases, edges, values
from sla.settlement.scenarios import scenarios
from tests.contract.texts import definition

TEXT = """\
contract: harbour
currency: USD
term: {from: 2026-01-01, until: 2027-01-01}
figures:
  calls: {unit: calls}
  answered: {unit: calls}
  late: {unit: tickets}
  score: {unit: "%"}
  wait: {unit: seconds, by: [site]}
  fee: {unit: money}
service levels:
  answered:
    clause: "1"
    measure: {share: answered, of: calls}
    target: at least 90
    round: ROUND
    missing: {nothing reported: hold, zero denominator: not measured}
    pays:
      - {when: missed, penalty: 100.00, scale: {by: 3, when: {is: missed, in a row: 2}}}
      - {per step: {of: 1, below: 80, counted: full, at most: 5}, penalty: 10 % of fee}
  late:
    clause: "2"
    measure: late
    better: lower
    missing: {nothing reported: met}
    pays: [{each: "max(late - 10, 0)", penalty: 5.00}]
  score:
    clause: "3"
    measure: score
    target: at least 95.5
    missing: {nothing reported: met}
    pays: [{when: missed, points: 2}]
  wait:
    clause: "4"
    by: [site]
    measure: wait
    target: at most 30
    missing: {nothing reported: met}
    pays: [{when: missed, penalty: 7.00}]
  total:
    clause: "5"
    measure: {points: all}
    better: lower
    missing: {nothing reported: hold}
    pays: [{each: result, penalty: 3.00}]
limits:
  - {clause: "6", words: No more than a tenth., on: penalties, at most: 10 % of fee}
examples:
  - says: an ordinary month
    period: 2026-03
    given: [{calls: 1000, answered: 950, late: 0, score: 99, fee: 1000.00}, {site: Leeds, wait: 20}]
    pays: {penalties: 0.00}
  - says: a bad one
    period: 2026-04
    given: [{calls: 1000, answered: 700, late: 50, score: 20, fee: 1000.00}, {site: Leeds, wait: 99}]
    pays: {penalties: 100.00}
"""


def told(text: str = TEXT) -> str:
    return "\n".join(scenarios(definition(text.replace("ROUND", "none")), "harbour"))


def tried(level: str, rounding: str = "none") -> list[str]:
    contract = definition(TEXT.replace("ROUND", rounding))
    wanted = contract.at(contract.term.start).level(level)
    found = base_for(wanted, bases(contract))
    assert found is not None
    return [format(value, "f") for value in values(wanted, found[1], edges(wanted))]


def test_a_share_is_tried_at_each_edge_and_one_call_to_either_side() -> None:
    around = [(edge - 1, edge, edge + 1) for edge in (750, 780, 790, 800, 900)]
    assert tried("answered") == [str(value) for three in around for value in three]


def test_a_result_that_is_rounded_is_tried_where_rounding_reaches_the_edge() -> None:
    assert [value for value in tried("answered", "whole half up") if "890" <= value <= "910"] == [
        "894", "895", "896", "899", "900", "901", "904", "905", "906",
    ]  # fmt: skip


def test_pieces_are_tried_at_their_allowance_and_percentages_below_their_last_digit() -> None:
    assert tried("late") == ["0", "1", "9", "10", "11"]
    assert tried("score") == ["95.499", "95.5", "95.501"]


def test_the_target_that_a_window_computed_has_edges_too() -> None:
    contract = definition(TEXT.replace("ROUND", "none").replace("at least 95.5", "{at least: late + 50, first: met}"))
    score = contract.at(contract.term.start).level("score")
    here = bases(contract)[0].of("score")
    assert here is not None
    assert edges(score) == ()
    assert edges(score, here.target) == (Decimal(50),)


def test_every_priced_level_is_told_or_named() -> None:
    text = told()
    assert [line.strip() for line in text.splitlines() if "Rule:" in line] == [
        "Rule: 1: Answered",
        "Rule: 2: Late",
        "Rule: 3: Score",
        "Rule: 4: Wait",
        "Rule: 6: No more than a tenth",
    ]
    assert "# No cases could be made for: Total. Write them as examples." in text


def test_amounts_are_those_that_settlement_gives() -> None:
    lines = [" ".join(line.split()) for line in told().splitlines()]
    assert "| 899 | 89.9 % | missed | 100.00 |" in lines
    assert "| 900 | 90 % | met | nothing |" in lines
    assert "| 11 | 11 tickets | no target | 5.00 |" in lines
    assert "| 95.499 | 95.499 % | missed | 2 |" in lines
    assert 'And "Score" scores <points> points' in lines
    assert 'Then at "site=Leeds", the level "Wait" is <outcome>' in lines


def test_a_price_that_asks_for_history_is_told_for_so_many_windows() -> None:
    text = told()
    assert "Scenario: Answered: 2 times in a row" in text
    assert "Scenario: Answered: 3 times in a row" in text
    assert "4 times in a row" not in text


def test_a_limit_is_told_by_an_example_that_it_cuts() -> None:
    _, _, limit = told().partition("Rule: 6")
    assert "before limits the penalties come to 813.00" in limit
    assert "the penalties are 100.00" in limit
    assert 'the limit of clause "6" applies' in limit

"""The steps of features about contracts.

A scenario names a contract, gives figures, settles a period and says what follows. Figures without a `when` belong to
the period that is settled; of several values for one figure and time the last one given counts.
"""

from __future__ import annotations

import csv
from datetime import date
from decimal import Decimal

import pytest
from pytest_bdd import given, parsers, then, when

from sla.contract.model import Direction
from sla.settlement.disproved import amount_of
from sla.values import Money
from tests.acceptance.case import CONTRACTS, Case, Table, contract_in, exactly


@pytest.fixture
def case() -> Case:
    """A scenario about to begin."""
    return Case()


# Given


@given(parsers.parse('the contract "{key}"'))
def _(case: Case, key: str) -> None:
    case.contract = contract_in(CONTRACTS / key)


@given(parsers.parse("only what was recorded by {day}"))
def _(case: Case, day: str) -> None:
    case.contract = case.definition.recorded_by(date.fromisoformat(day))


@given(parsers.parse('the reading "{name}" is "{answer}"'))
def _(case: Case, name: str, answer: str) -> None:
    offered = {each.name: dict(each.choices) for each in case.definition.versions[-1].head.readings}
    assert answer in offered[name]
    case.readings[name] = answer


@given("the figures")
@given("earlier the figures")
def _(case: Case, datatable: Table) -> None:
    case.report(datatable)


@given(parsers.parse('the figures in "{path}"'))
def _(case: Case, path: str) -> None:
    with (CONTRACTS / path).open(encoding="utf-8", newline="") as file:
        case.report(list(csv.reader(file)))


@given(parsers.re(r'"(?P<figure>\w+)" is (?P<value>\S+)'))
def _(case: Case, figure: str, value: str) -> None:
    case.report([["figure", "value"], [figure, value]])


@given(parsers.re(r'"(?P<figure>\w+)" was (?P<value>\S+) in (?P<times>.+)'))
def _(case: Case, figure: str, value: str, times: str) -> None:
    case.report([["when", "figure", "value"], *([each, figure, value] for each in periods(case, times))])


@given(parsers.re(r'"(?P<figure>\w+)" is not reported'))
def _(case: Case, figure: str) -> None:
    case.figures = {key: value for key, value in case.figures.items() if key[:2] != ("", figure)}


def periods(case: Case, times: str) -> list[str]:
    """`2026-01`, `2026-01 and 2026-03`, or every statement period of `2026-01 to 2026-05`."""
    first, _, last = times.partition(" to ")
    if not last:
        return times.replace(" and ", ", ").split(", ")
    return [each.key for each in case.definition.statement_periods() if first <= each.key <= last]


# When


@when(parsers.parse("{period} is settled"))
def _(case: Case, period: str) -> None:
    case.settle(period)


# What is owed


@then(parsers.re(r"the (?P<total>penalties|incentives) are (?P<amount>\S+)"))
@then(parsers.re(r"the (?P<total>net) is (?P<amount>\S+)"))
def _(case: Case, total: str, amount: str) -> None:
    assert amount_of(case.settlement, total).amount == exactly(amount)


@then(parsers.re(r'"(?P<level>[^"]+)" is priced by clause "(?P<clause>[^"]+)"'))
def _(case: Case, level: str, clause: str) -> None:
    assert [line.clause for line in case.lines(level) if line.amount] == [clause]


@then(parsers.re(r"the penalties of (?P<times>.+) come to (?P<amount>\S+) together"))
def _(case: Case, times: str, amount: str) -> None:
    total = Decimal(0)
    for each in periods(case, times):
        case.settle(each)
        total += case.settlement.penalties.amount
    assert total == exactly(amount)


@then(parsers.re(r"what was recorded on (?P<day>\S+) changes (?P<period>\S+) by (?P<amount>\S+)"))
def _(case: Case, day: str, period: str, amount: str) -> None:
    assert case.change(period, date.fromisoformat(day)) == exactly(amount)


@then(parsers.re(r"before limits the (?P<total>penalties|incentives) come to (?P<amount>\S+)"))
def _(case: Case, total: str, amount: str) -> None:
    direction = {"penalties": Direction.PENALTY, "incentives": Direction.INCENTIVE}[total]
    owed = (line.computed for line in case.settlement.lines if line.direction is direction)
    assert Money(sum(owed, Decimal(0)), case.settlement.currency).rounded().amount == exactly(amount)


@then("nothing is owed")
def _(case: Case) -> None:
    assert [line for line in case.settlement.lines if line.amount] == []
    assert case.settlement.waiting_for == ()


@then(parsers.parse('"{level}" costs {amount}'))
def _(case: Case, level: str, amount: str) -> None:
    assert -case.amount(level) == exactly("0" if amount == "nothing" else amount)


@then(parsers.parse('"{level}" earns {amount}'))
@then(parsers.parse('at "{scope}", "{level}" earns {amount}'))
def _(case: Case, level: str, amount: str, scope: str = "") -> None:
    assert case.amount(level, scope) == exactly("0" if amount == "nothing" else amount)


@then(parsers.parse('at "{scope}", "{level}" costs {amount}'))
def _(case: Case, scope: str, level: str, amount: str) -> None:
    assert -case.amount(level, scope) == exactly("0" if amount == "nothing" else amount)


@then(parsers.parse("{amount} is carried forward"))
def _(case: Case, amount: str) -> None:
    assert case.whole("carry", Direction.INCENTIVE) == exactly(amount)


@then(parsers.parse("{amount} is brought forward"))
def _(case: Case, amount: str) -> None:
    assert case.whole("carry", Direction.PENALTY) == exactly(amount)


@then(parsers.parse("{amount} is forfeited"))
def _(case: Case, amount: str) -> None:
    assert case.whole("forfeit", Direction.INCENTIVE) == exactly(amount)


@then(parsers.parse('the limit of clause "{clause}" applies'))
def _(case: Case, clause: str) -> None:
    assert clause in {cut.clause for line in case.settlement.lines for cut in line.cuts}


@then("no limit applies")
def _(case: Case) -> None:
    assert [line for line in case.settlement.lines if line.cuts] == []


# What is the case


@then(parsers.re(r'the level "(?P<level>[^"]+)" is (?P<outcome>met|missed|not measured|excused|unknown|no target)'))
def _(case: Case, level: str, outcome: str) -> None:
    assert str(case.facts(level).outcome) == outcome


@then(parsers.re(r'the level "(?P<level>[^"]+)" is graded "(?P<grade>[^"]+)"'))
def _(case: Case, level: str, grade: str) -> None:
    assert case.facts(level).grades == (grade,)


@then(parsers.re(r'at "(?P<scope>[^"]+)", the level "(?P<level>[^"]+)" is (?P<outcome>[a-z ]+)'))
def _(case: Case, scope: str, level: str, outcome: str) -> None:
    assert str(case.facts(level, scope).outcome) == outcome


@then(parsers.re(r'"(?P<level>[^"]+)" comes to (?P<result>[-\d.,]+)(?: (?P<unit>.+))?'))
@then(parsers.re(r'at "(?P<scope>[^"]+)", "(?P<level>[^"]+)" comes to (?P<result>[-\d.,]+)(?: (?P<unit>.+))?'))
def _(case: Case, level: str, result: str, unit: str | None, scope: str = "") -> None:
    assert case.facts(level, scope).measurement.result == exactly(result)
    assert unit in {None, case.level(level).unit}


@then(parsers.re(r'"(?P<level>[^"]+)" scores (?P<points>\S+) points?'))
def _(case: Case, level: str, points: str) -> None:
    assert case.facts(level).points == exactly(points)


@then(parsers.parse('the workings of "{level}" say "{words}"'))
def _(case: Case, level: str, words: str) -> None:
    assert any(words in each for each in case.workings(level)), list(case.workings(level))


@then(parsers.parse('it follows that "{words}"'))
def _(case: Case, words: str) -> None:
    assert words in [says for _, says in case.settlement.consequences]


@then("nothing else follows")
def _(case: Case) -> None:
    assert case.settlement.consequences == ()


@then(parsers.parse('we wait for "{what}"'))
def _(case: Case, what: str) -> None:
    assert what in case.settlement.waiting_for

"""Earlier statements, and only as much of them as somebody asks for."""

from __future__ import annotations

from decimal import Decimal

from sla.contract.model import Contract, Direction
from sla.settlement.past import Past
from tests.contract.texts import definition
from tests.settlement.test_over_time import BAD, contract, monthly, settled

LIMITED = contract("400.00", "5.00", more="limits: [{on: penalties, window: quarter, at most: 1000.00}]\n")
PAST = settled(LIMITED, monthly(*[BAD] * 6), 6)


def text() -> Contract:
    return definition(LIMITED).on(PAST[0].period)


def test_it_is_the_statements_themselves() -> None:
    past = Past(PAST)
    assert (len(past), past[0], past[-1], past[2:4]) == (6, PAST[0], PAST[5], list(PAST[2:4]))
    assert tuple(past) == PAST
    assert not Past()


def test_lines_are_those_of_statements_that_touch_a_span() -> None:
    march = PAST[2].period
    assert list(Past(PAST).lines(march)) == list(PAST[2].lines)


def test_what_a_limit_has_used_up_is_told_by_window_and_grows_with_the_statements() -> None:
    here, past = text(), Past(PAST[:1])
    (limit,) = here.limits
    first, second = limit.window.closing_in(here.term, here.term)[:2]
    assert sum(past.used(here, limit, Direction.PENALTY, first, ())) == Decimal("405.00")
    for each in PAST[1:]:
        past.add(each)
    assert (
        sum(past.used(here, limit, Direction.PENALTY, first, ()))
        == sum(past.used(here, limit, Direction.PENALTY, second, ()))
        == Decimal("1000.00")
    )
    assert past.used(here, limit, Direction.PENALTY, first, (("site", "Leeds"),)) == ()


def test_a_levels_story_is_told_as_far_as_periods_have_come() -> None:
    past = Past(PAST[:2])
    assert [fact.measurement.window for fact in past.facts.story("r").facts] == [each.period for each in PAST[:2]]
    past.add(PAST[2])
    assert [fact.measurement.window for fact in past.facts.story("r").facts] == [each.period for each in PAST[:3]]
    assert past.facts.story("other").facts == []


def test_lines_of_no_level_stand_apart() -> None:
    assert Past(PAST).whole() == []


def test_earlier_months_leave_a_monthly_ceiling_alone() -> None:
    text = contract("400.00", more="limits: [{on: penalties, window: month, at most: 500.00}]\n")
    assert {f"{each.penalties.amount:.2f}" for each in settled(text, monthly(*[BAD] * 6), 6)} == {"400.00"}

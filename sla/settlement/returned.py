"""Earn-back: penalties of earlier periods that go back to the vendor once a condition holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from sla.contract.model import Contract, Direction, EarnBack
from sla.evaluation.history import Facts, Moment, first_level, held
from sla.settlement.model import Line
from sla.submission.figures import Scope
from sla.values import Money, Period

KIND = "earn-back"


def returned(
    contract: Contract, facts: Facts, period: Period, past: Sequence[Line], now: Sequence[Line]
) -> Iterator[Line]:
    """A line for every sum that goes back in this period.

    `past` are the lines of earlier statements. What was returned once is not returned again. Histories read facts,
    so a returned penalty still counts as a failure.
    """
    for rule in contract.earn_backs:
        moments = held(facts, rule.when, period)
        spans = {
            (window, moment.scope): None for moment in moments for window in _windows(contract, rule, moment, period)
        }
        for window, scope in spans:
            back = _paid(rule, window, scope, (*past, *now)) - _back(rule, window, scope, past)
            amount = Money(contract.money(back * rule.part / 100), contract.currency)
            if amount.amount > 0:
                yield Line(
                    rule.clause,
                    "",
                    window,
                    scope,
                    "",
                    Direction.INCENTIVE,
                    KIND,
                    amount,
                    amount.amount,
                    words=f"Penalties of {window.label} returned: {rule.words or 'the condition holds'}".rstrip("."),
                )


def _windows(contract: Contract, rule: EarnBack, moment: Moment, period: Period) -> tuple[Period, ...]:
    """The windows whose penalties go back: the one before the streak, or the longer window that closes here."""
    if rule.within is not None:
        return rule.within.closing_in(period, contract.term)
    closed = moment.facts.upto(first_level(rule.when), moment.window, moment.scope)
    windows = sorted({each.measurement.window for each in closed})
    return (windows[-rule.windows - 1],) if len(windows) > rule.windows else ()


def _paid(rule: EarnBack, window: Period, scope: Scope, lines: Sequence[Line]) -> Decimal:
    """What the levels cost inside the window, as it was charged."""
    charged = (
        line.amount.amount
        for line in lines
        if line.direction is Direction.PENALTY
        and line.window in window
        and line.level
        and (not rule.levels or line.level in rule.levels)
        and set(scope) <= set(line.scope)
    )
    return sum(charged, Decimal(0))


def _back(rule: EarnBack, window: Period, scope: Scope, past: Sequence[Line]) -> Decimal:
    """What went back already; scaled up to what was paid, since only a part may go back."""
    gone = sum(
        (
            line.amount.amount
            for line in past
            if line.kind == KIND and line.clause == rule.clause and (line.window, line.scope) == (window, scope)
        ),
        Decimal(0),
    )
    return gone * 100 / rule.part if rule.part else gone
